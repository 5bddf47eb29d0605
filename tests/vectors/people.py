#!/usr/bin/env python3
# requirements: numpy==2.4.6 pandas==3.1.1 scipy==1.17.1 statsmodels==0.15.0
"""Writes people.json: the same people or other people, computed without cjm.

    python3 tests/vectors/people.py && git diff --exit-code tests/vectors

What statsmodels, scipy and pandas have is taken from them; the rest is the formula in plain Python. Sides are those of
make.py. The same seed makes the same file, one vector a line.

homogeneity     readings of one metric: χ² of hits and misses, or of promoters, passives and detractors; Welch's F
alike           changes of groups: Cochran's Q, and how much more each changed than the first did
mix             groups as [weight, reading] in two periods: Kitagawa's two parts, their errors by the delta method
reversed        changes of groups, and of the whole: is it Simpson's paradox?
maps            the example maps: a column's values in two periods, each against itself and against the rest
pairs           two personas of the airport at every touchpoint, the first less the other
"""

import json
import math
import pathlib
import tomllib

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.oneway import anova_generic, anova_oneway

from make import adjusted_nps, change, counted, interval, normal, side, tested, value

HERE = pathlib.Path(__file__).parent
MAPS = HERE.parent.parent / "maps"
SEED = 20240601


# -- Do several say the same? -----------------------------------------------------------------------------------------


def homogeneity(kind, sides):
    """Pearson's χ² without correction, a column that nobody is in left out; Welch's ANOVA of means."""
    if kind in ("nps", "csat"):
        names = ("promoters", "detractors") if kind == "nps" else ("hits",)
        table = np.array([[one[name] for name in names] + [one["n_eff"] - sum(one[name] for name in names)] for one in sides])
        table = table[:, table.sum(axis=0) > 1e-9]
        if table.shape[1] < 2:
            return dict.fromkeys(("statistic", "freedom", "within", "p"))
        own = stats.chi2_contingency(table, correction=False)
        return {"statistic": own.statistic, "freedom": float(own.dof), "within": None, "p": own.pvalue}
    if any(not one["variance"] for one in sides):
        return dict.fromkeys(("statistic", "freedom", "within", "p"))
    means, variances, n = (np.array([one[name] for one in sides]) for name in ("mean", "variance", "n_eff"))
    own = anova_generic(means, variances, n, use_var="unequal", welch_correction=True)
    return {"statistic": own.statistic, "freedom": own.df_num, "within": own.df_denom, "p": own.pvalue}


def lists(rng, kind, k, n, weighted, spread=0.6):
    """Answers and weights of k groups that differ somewhat."""
    low, high = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7)}[kind]
    for _ in range(k):
        center, own = rng.normal(0.65, 0.1) * (high - low) + low, int(rng.integers(*n))
        answers = np.clip(np.rint(rng.normal(center, spread * (high - low) / 2, own)), low, high).astype(int)
        weights = rng.gamma(2, 0.5, own).round(3) + 0.001 if weighted else np.ones(own)
        yield answers.tolist(), weights.tolist()


def cases(rng):
    """Name, kind and sides."""
    for kind in ("nps", "csat", "ces"):
        for k in (2, 3, 7, 24):
            for weighted in (False, True):
                name = f"{kind}, {k} groups{', weighted' if weighted else ''}"
                yield name, kind, [side(kind, *own) for own in lists(rng, kind, k, (30, 90), weighted)]
    csat = lambda *own: [counted("csat", n, hits=hits) for hits, n in own]  # noqa: E731
    yield "csat, all the same", "csat", csat((30, 40), (45, 60), (75, 100))
    yield "csat, nobody", "csat", csat((0, 40), (0, 60))
    yield "csat, everybody", "csat", csat((40, 40), (60, 60), (9, 9))
    yield "csat, very far apart", "csat", csat((0, 400), (500, 500))
    yield "csat, SFO security by year", "csat", csat((1541, 2354), (1969, 2581), (2093, 2556), (2109, 2549), (2011, 2581))
    nps = [counted("nps", n, promoters=p, detractors=d) for p, d, n in ((30, 0, 60), (12, 0, 40))]
    yield "nps, no detractors", "nps", nps
    yield "ces, one without spread", "ces", [counted("ces", 40, mean=4, variance=0), counted("ces", 30, mean=5, variance=2)]


def homogeneities(rng):
    for name, kind, sides in cases(rng):
        sides = [{key: own for key, own in one.items() if key != "answers"} for one in sides]
        yield {"name": name, "kind": kind, "sides": sides} | homogeneity(kind, sides)
    raw = [rng.normal(m, s, n) for m, s, n in ((3, 1, 40), (3.4, 2, 50), (2.9, 0.5, 35))]
    own = anova_oneway(raw, use_var="unequal", welch_correction=True)
    sides = [counted("ces", len(x), mean=x.mean(), variance=x.var(ddof=1)) for x in raw]
    assert math.isclose(homogeneity("ces", sides)["p"], own.pvalue)


# -- Did they move alike? ---------------------------------------------------------------------------------------------


def error(kind, earlier, later):
    """The standard error of a change: of shares half of Newcombe's interval over z."""
    own = change(kind, earlier, later)
    if kind == "nps":
        return math.hypot(adjusted_nps(earlier)[1], adjusted_nps(later)[1])
    if kind == "csat":
        return (own["high"] - own["low"]) / 2 / normal(0.95)
    return math.sqrt(sum(one["variance"] / one["n_eff"] for one in (earlier, later)))


def cochran(kind, pairs):
    d = np.array([own.get("adjusted", own["change"]) for own in (change(kind, *pair) for pair in pairs)])
    e = np.array([error(kind, *pair) for pair in pairs])
    q = float(np.sum((d - np.sum(d / e**2) / np.sum(1 / e**2)) ** 2 / e**2))
    return {"statistic": q, "freedom": float(len(pairs) - 1), "p": stats.chi2.sf(q, len(pairs) - 1)}


def beyond(kind, own, rest):
    """How much more the first pair of sides changed than the second, and how sure that is."""
    (d, shown), (d_rest, shown_rest) = (
        (one.get("adjusted", one["change"]), one["change"]) for one in (change(kind, *own), change(kind, *rest))
    )
    e = math.hypot(error(kind, *own), error(kind, *rest))
    difference = shown - shown_rest
    low, high = (d - d_rest + sign * normal(0.95) * e for sign in (-1, 1))
    return {"change": difference, "low": min(low, difference), "high": max(high, difference)} | tested((d - d_rest) / e)


def alike(rng):
    for kind in ("nps", "csat", "ces"):
        for k in (2, 3, 9):
            for weighted in (False, True):
                sides = [side(kind, *own) for own in lists(rng, kind, 2 * k, (30, 120), weighted)]
                pairs = list(zip(sides[::2], sides[1::2]))
                more = [beyond(kind, pair, pairs[0]) for pair in pairs[1:]]
                name = f"{kind}, {k} groups{', weighted' if weighted else ''}"
                yield {"name": name, "kind": kind, "pairs": pairs} | cochran(kind, pairs) | {"beyond": more}


# -- Mix or real ------------------------------------------------------------------------------------------------------


def error_of(kind, one):
    """The standard error of a reading: half of its interval over z."""
    low, high = interval(kind, one)
    return None if low is None else (high - low) / 2 / normal(0.95)


def kitagawa(kind, groups):
    """Groups as ((weight, side), (weight, side)), of which either may be missing."""
    n = [sum(own[at][1]["n_eff"] for own in groups if own[at]) for at in (0, 1)]
    weight = [sum(own[at][0] for own in groups if own[at]) for at in (0, 1)]
    w = np.array([[own[at][0] / weight[at] if own[at] else 0.0 for at in (0, 1)] for own in groups])
    v = np.array([[value(kind, (own[at] or own[1 - at])[1]) for at in (0, 1)] for own in groups])
    e = [[error_of(kind, own[at][1]) if own[at] else None for at in (0, 1)] for own in groups]
    within = np.sum(w.mean(axis=1) * (v[:, 1] - v[:, 0]))
    mix = np.sum(v.mean(axis=1) * (w[:, 1] - w[:, 0]))
    total = np.sum(w[:, 1] * v[:, 1]) - np.sum(w[:, 0] * v[:, 0])
    assert math.isclose(within + mix, total, abs_tol=1e-9)
    # The delta method: gradients by each value that was measured, and by each share.
    by_value = {"within": [], "mix": []}
    for i, own in enumerate(groups):
        both = own[0] and own[1]
        for at in (0, 1):
            if not own[at]:
                continue
            sign = 1 if at else -1
            by_value["within"].append((sign * w[i].mean() if both else 0.0, e[i][at]))
            by_value["mix"].append(((w[i, 1] - w[i, 0]) * (0.5 if both else 1.0), e[i][at]))
    by_share = {"within": (v[:, 1] - v[:, 0]) / 2, "mix": v.mean(axis=1)}
    told = {"total": total}
    for name, own in (("within", within), ("mix", mix)):
        told |= {name: own}
        if any(one is None for _, one in by_value[name]):
            told |= {f"{name}_low": None, f"{name}_high": None, f"{name}_p": None}
            continue
        variance = sum((g * one) ** 2 for g, one in by_value[name])
        for at in (0, 1):
            covariance = (np.diag(w[:, at]) - np.outer(w[:, at], w[:, at])) / n[at]
            variance += by_share[name] @ covariance @ by_share[name]
        half = normal(0.95) * math.sqrt(variance)
        told |= {f"{name}_low": own - half, f"{name}_high": own + half, f"{name}_p": 2 * stats.norm.sf(abs(own) / math.sqrt(variance))}
    return told


def mixes(rng):
    for kind in ("nps", "csat", "ces"):
        for k in (2, 3, 8):
            for weighted in (False, True):
                groups = []
                for answers in zip(*(lists(rng, kind, k, (20, 200), weighted) for _ in range(2))):
                    groups.append([(sum(weights), side(kind, x, weights)) for x, weights in answers])
                yield groups_of(f"{kind}, {k} groups{', weighted' if weighted else ''}", kind, groups)
    csat = lambda hits, n: (float(n), counted("csat", n, hits=hits))  # noqa: E731
    yield groups_of("a group is new, another is gone", "csat", [[csat(30, 60), csat(20, 50)], [csat(9, 40), None], [None, csat(33, 44)]])
    yield groups_of("only the mix moved", "csat", [[csat(80, 100), csat(160, 200)], [csat(20, 100), csat(10, 50)]])
    yield groups_of("Simpson", "csat", [[csat(81, 87), csat(234, 270)], [csat(192, 263), csat(55, 80)]])


def groups_of(name, kind, groups):
    told = [[own and {"weight": own[0]} | {k: v for k, v in own[1].items() if k != "answers"} for own in pair] for pair in groups]
    return {"name": name, "kind": kind, "groups": told} | kitagawa(kind, groups)


def reversed_(rng):
    for changes, total in (
        ([-1.0, -2.0], 3.0), ([1.0, 2.0, 0.5], -0.1), ([-1.0, 2.0], 3.0), ([-1.0, -2.0], -3.0), ([-1.0], 2.0), ([], 2.0),
        ([-1.0, 0.0], 2.0), ([-1.0, -2.0], 0.0),
    ):
        signs = {np.sign(own) for own in changes}
        is_so = len(changes) > 1 and len(signs) == 1 and 0 not in signs and np.sign(total) == -signs.pop()
        yield {"changes": changes, "total": total, "reversed": bool(is_so)}


# -- The example maps -------------------------------------------------------------------------------------------------

FEW = 30


def read(kind, frame, column, weight):
    """The answers of a question in rows, with their weights; a row without a weight is left out where others have one."""
    own = frame[frame[column].notna()]
    if weight:
        own = own[own[weight].notna()]
    weights = own[weight] if weight else np.ones(len(own))
    return own[column].astype(float).tolist(), [float(one) for one in weights]


def told(kind, answers, weights):
    one = side(kind, answers, weights)
    low, high = interval(kind, one)
    return one, {"n": one["n"], "n_eff": one["n_eff"], "value": value(kind, one), "low": low, "high": high}


def by_column(name, kind, frame, column, segment, weight, periods):
    """Each value of a column in two periods: its own change among all values, and against the rest."""
    of = lambda which: [read(kind, frame[(frame.period == period) & which], column, weight) for period in periods]  # noqa: E731
    values = sorted(frame[frame.period.isin(periods) & frame[column].notna()][segment].dropna().unique())
    rows, pairs, rests, groups = [], [], [], []
    for one in values:
        own, rest = of(frame[segment] == one), of((frame[segment] != one))
        sides = [told(kind, *answers) for answers in own]
        others = [told(kind, *answers) for answers in rest]
        pairs.append([side_ for side_, _ in sides])
        rests.append([side_ for side_, _ in others])
        groups.append([(sum(weights), side_) for (_, weights), (side_, _) in zip(own, sides)])
        rows.append({"value": one, "from": sides[0][1], "to": sides[1][1], "rest_from": others[0][1], "rest_to": others[1][1]})
    for key, compared in (
        ("own", [change(kind, *pair) for pair in pairs]),
        ("rest", [change(kind, rest[1], pair[1]) for pair, rest in zip(pairs, rests)]),
        ("beyond", [beyond(kind, pair, rest) for pair, rest in zip(pairs, rests)]),
    ):
        adjusted = multipletests([one["p"] for one in compared], method="fdr_bh")[1]
        for row, one, p_adjusted in zip(rows, compared, adjusted):
            row[key] = {k: one[k] for k in ("change", "low", "high", "z", "p")} | {"p_adjusted": p_adjusted}
    assert all(one["n"] >= FEW for pair in pairs for one in pair)
    return {
        "name": name, "kind": kind, "segment": segment, "from": periods[0], "to": periods[1], "rows": rows,
        "alike": cochran(kind, pairs), "differ": homogeneity(kind, [pair[1] for pair in pairs]), "mix": kitagawa(kind, groups),
    }


def maps(rng):
    airport = pd.read_csv(MAPS / "airport" / "responses.csv", low_memory=False)
    airport["period"] = airport.year.astype(str)
    airport = airport[airport.boarding_area.notna()]
    # 0 and 6 are not answers to questions of 1 to 5.
    airport["ease_security"] = airport.ease_security.where(airport.ease_security.between(1, 5))
    for name, kind, column in (("nps", "nps", "nps"), ("security", "csat", "ease_security")):
        for weight in (None, "weight"):
            own = by_column(f"airport, {name}", kind, airport, column, "boarding_area", weight, ("2017", "2018"))
            yield {"map": "airport", "weighted": bool(weight), "metric": name} | own
    toys = pd.read_csv(MAPS / "toys" / "responses.csv")
    toys["period"] = pd.PeriodIndex(pd.to_datetime(toys.timestamp), freq="Q").astype(str).str.replace("Q", "-Q")
    periods = sorted(toys.period.unique())[-2:]
    own = by_column("toys, nps", "nps", toys, "nps", "device", None, periods)
    yield {"map": "toys", "weighted": False, "metric": "nps"} | own


def pairs(rng):
    frame = pd.read_csv(MAPS / "airport" / "responses.csv", low_memory=False)
    frame = frame[frame.year == 2018]
    written = tomllib.loads((MAPS / "airport" / "journey.toml").read_text())
    touchpoints = [own for stage in written["stage"] for own in stage["touchpoint"]]
    asked = [(own["id"], "csat", one["column"]) for own in touchpoints for one in own["metrics"] if one["metric"] == "csat"]
    who = {own["id"]: own["segment"]["boarding_area"] for own in written["persona"] if "segment" in own}
    for one, other in (("abroad", "terminal-one"), ("weekly", "abroad")):
        for weight in (None, "weight"):
            rows, changes = [], []
            for touchpoint, kind, column in [*asked, (None, "nps", "nps")]:
                own = frame[frame[column].between(*((0, 10) if kind == "nps" else (1, 5)))]
                sides = [
                    told(kind, *read(kind, own[own.boarding_area.isin(np.atleast_1d(who[name]))], column, weight))
                    for name in (one, other)
                ]
                changes.append(change(kind, sides[1][0], sides[0][0]))
                rows.append({"touchpoint": touchpoint, "persona": sides[0][1], "beside": sides[1][1]})
            adjusted = [*multipletests([own["p"] for own in changes[:-1]], method="fdr_bh")[1], changes[-1]["p"]]
            for row, own, p_adjusted in zip(rows, changes, adjusted):
                row |= {k: own[k] for k in ("change", "low", "high", "z", "p")} | {"p_adjusted": p_adjusted}
            yield {"persona": one, "beside": other, "weighted": bool(weight), "rows": rows}


def plain(own):
    """As JSON has it."""
    if isinstance(own, dict):
        return {key: plain(one) for key, one in own.items() if key != "answers"}
    if isinstance(own, (list, tuple)):
        return [plain(one) for one in own]
    return own.item() if isinstance(own, np.generic) else own


def main():
    sections = {"homogeneity": homogeneities, "alike": alike, "mix": mixes, "reversed": reversed_, "maps": maps, "pairs": pairs}
    told = []
    for nth, (name, rows) in enumerate(sections.items()):
        lines = ",\n".join(f"  {json.dumps(plain(row))}" for row in rows(np.random.default_rng(SEED + nth)))
        told.append(f'"{name}": [\n{lines}\n]')
    text = "{" + ",\n".join(told) + "}\n"
    (HERE / "people.json").write_text(text)


if __name__ == "__main__":
    main()
