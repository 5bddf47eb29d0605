#!/usr/bin/env python3
# requirements: numpy==2.4.6 scipy==1.17.1 statsmodels==0.15.0 pandas==3.1.1 pymannkendall==1.4.3
"""Writes trend.json: what every figure of `cjm changes` over periods must be, computed without cjm.

    python3 tests/vectors/trend.py && git diff --exit-code tests/vectors

Shares are in percent, NPS in points, `null` is a figure that is not defined or a period that was not measured. The same
seed makes the same file, one vector a line.

trends       a row of points: Mann-Kendall by pymannkendall, the exact p by scipy's `kendalltau`, slope and its interval
             by `theilslopes`, the correlation of each with the next by statsmodels' `acf`
periods      readings: χ² by `chi2_contingency`, Welch's F by statsmodels' `anova_oneway`, of medians Cochran's Q
charts       readings, or plain values: center, how far apart periods lie, limits and signals, the formulas in plain Python
waves        a reading: how far single answers lie apart, the smallest change, and how many answers a difference needs, by
             statsmodels' `NormalIndPower` where it has them
maps         the airport's survey from its CSV file, by its weights and without: every touchpoint's row of years, its last
             two years by statsmodels' `proportions_ztest`, and the objective
quarters     the toy shop's answers from their CSV file: two quarters of every touchpoint
"""

import math
import pathlib
import tomllib

import numpy as np
import pandas as pd
import pymannkendall
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.oneway import anova_generic, anova_oneway
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import proportions_ztest
from statsmodels.tsa.stattools import acf

from make import write

HERE = pathlib.Path(__file__).parent
MAPS = HERE.parent.parent / "maps"
SEED = 20260501
FEWEST, COUNTED_OUT, OF_LIMITS, SETTLED = 6, 10, 8, 12


# -- Rows of points ---------------------------------------------------------------------------------------------------


def trend(points):
    """The figures of a row; None under six points."""
    places = [at for at, value in enumerate(points) if value is not None]
    x = np.array([points[at] for at in places], float)
    if len(x) < FEWEST:
        return None
    own = pymannkendall.original_test(x)
    slopes = stats.theilslopes(x, np.array(places, float), alpha=0.05)
    is_counted = len(x) <= COUNTED_OUT and len(set(x)) == len(x)
    exact = stats.kendalltau(range(len(x)), x, method="exact").pvalue if is_counted else None
    # Without a spread pymannkendall divides by 0.
    flat = np.ptp(x) == 0
    return {
        "points": len(x),
        "s": int(own.s),
        "z": 0.0 if flat else float(own.z),
        "p": 1.0 if flat else float(own.p),
        "p_exact": None if exact is None else float(exact),
        "slope": float(slopes.slope),
        "low": float(slopes.low_slope),
        "high": float(slopes.high_slope),
        "lag": None if flat else float(acf(x, nlags=1, fft=False)[1]),
    }


def trends(rng):
    rows = {
        "up": list(range(1, 7)),
        "alike": [3.0] * 8,
        "ties": [62.1, 60.0, 61.5, 58.2, 58.2, 57.9, 55.0, 56.1],
        "gaps": [10.0, None, 12.0, 13.0, None, None, 18.0, 17.0, 20.0],
        "a gap of many": [1.0, 2.0] + [None] * 40 + [3.0, 2.5, 2.6, 4.0, 7.0],
        "five": [1, 2, None, 3, 4, 5],
        "there and back": [1, 2, 3, 4, 5, 4, 3, 2, 1, 0.5, 0.4],
        "large": [1e9 + x for x in (0.5, 0.25, 3, 2, 9, 1, 4)],
    }
    for n in (6, 7, 8, 9, 10, 11, 12, 20, 36, 100):
        rows[f"{n} points"] = (50 + 10 * rng.standard_normal(n) + rng.normal(0, 0.8) * np.arange(n)).tolist()
        rows[f"{n} whole points"] = rng.integers(0, 8, n).astype(float).tolist()
        holed = (50 + 10 * rng.standard_normal(n + 4)).tolist()
        for at in rng.choice(np.arange(1, n + 3), 4, replace=False):
            holed[int(at)] = None
        rows[f"{n} points with gaps"] = holed
    return [{"name": name, "row": list(map(number, row)), "trend": trend(row)} for name, row in rows.items()]


def number(value):
    return None if value is None else float(value)


# -- Periods ----------------------------------------------------------------------------------------------------------


def share(hits, n):
    return {"kind": "csat", "n": math.ceil(n), "n_eff": float(n), "hits": float(hits)}


def score(promoters, detractors, n):
    return {"kind": "nps", "n": math.ceil(n), "n_eff": float(n), "promoters": float(promoters), "detractors": float(detractors)}


def mean(value, variance, n):
    variance = None if variance is None else float(variance)
    return {"kind": "ces", "n": math.ceil(n), "n_eff": float(n), "mean": float(value), "variance": variance}


def value(one):
    if one["kind"] == "nps":
        return 100 * (one["promoters"] - one["detractors"]) / one["n_eff"]
    return 100 * one["hits"] / one["n_eff"] if one["kind"] == "csat" else one["mean"]


def classes(one):
    n = one["n_eff"]
    if one["kind"] == "nps":
        return [one["promoters"], n - one["promoters"] - one["detractors"], one["detractors"]]
    return [one["hits"], n - one["hits"]]


def homogeneity(rows):
    """Statistic, degrees, p, and whether enough are expected; None where it is not defined."""
    if len(rows) < 2:
        return None
    if rows[0]["kind"] == "ces":
        if any(not one["variance"] for one in rows):
            return None
        means, variances, counts = (np.array([one[key] for one in rows]) for key in ("mean", "variance", "n_eff"))
        own = anova_generic(means, variances, counts, use_var="unequal", welch_correction=True)
        return {"statistic": own.statistic, "df": own.df[0], "df2": own.df[1], "p": float(own.pvalue), "sound": True}
    table = np.array([classes(one) for one in rows]).T
    table = table[table.sum(axis=1) > 0]
    if len(table) < 2:
        return None
    own = stats.chi2_contingency(table, correction=False)
    expected = own.expected_freq
    sound = expected.min() >= 1 and (expected < 5).mean() <= 0.2
    return {"statistic": own.statistic, "df": own.dof, "df2": None, "p": own.pvalue, "sound": bool(sound)}


def raw_welch(rng):
    """A check of the figures under `anova_oneway` against the function itself, on answers."""
    groups = [rng.integers(1, 8, n).astype(float) for n in (30, 45, 80)]
    rows = [mean(own.mean(), own.var(ddof=1), len(own)) for own in groups]
    own = anova_oneway(groups, use_var="unequal", welch_correction=True)
    assert math.isclose(own.pvalue, homogeneity(rows)["p"], rel_tol=1e-12)
    return rows


def periods(rng):
    sets = {
        "shares": [share(40, 100), share(55, 100), share(70, 120)],
        "shares by weights": [share(40.25, 91.5), share(55.5, 88.25), share(70.75, 101.125)],
        "all satisfied": [share(40, 40), share(55, 55)],
        "few are expected": [share(1, 40), share(2, 50), share(0, 35)],
        "two": [share(1200, 2000), share(1400, 2000)],
        "far apart": [share(n, 2500) for n in (1600, 1900, 2050, 2075, 1950, 2060, 1830)],
        "nps": [score(50, 20, 100), score(60, 10, 110), score(20, 50, 90)],
        "nps without detractors": [score(50, 0, 100), score(60, 0, 110), score(20, 0, 90)],
        "means": raw_welch(rng),
        "means by weights": [mean(4.5, 1.25, 33.5), mean(4.75, 1.5, 45.25), mean(5.5, 0.75, 99.125)],
        "means, one without spread": [mean(4.5, 1.25, 33), mean(4.75, 0, 45)],
        "one": [share(10, 20)],
    }
    for n in (6, 8, 12, 30):
        sizes = rng.integers(30, 900, n)
        sets[f"{n} shares"] = [share(rng.binomial(size, 0.6), size) for size in sizes]
        drawn = [rng.multinomial(size, (0.5, 0.3, 0.2)) for size in sizes]
        sets[f"{n} nps"] = [score(own[0], own[2], own.sum()) for own in drawn]
        sets[f"{n} means"] = [mean(rng.normal(5, 0.1), rng.uniform(0.5, 2), size + 0.5) for size in sizes]
    return [{"name": name, "rows": rows, "homogeneity": homogeneity(rows)} for name, rows in sets.items()]


# -- Charts -----------------------------------------------------------------------------------------------------------


def signals(places):
    """What stands out, of values that lie so many limits from the center: [rule, at]."""
    found = []
    for at, own in enumerate(places):
        if abs(own) > 1:
            found.append(["outside", at])
        run = 0
        for before in reversed(places[: at + 1]):
            if before * own <= 0:
                break
            run += 1
        if run == 8:
            found.append(["8 on a side", at])
        near = lambda last: sum(abs(x) > 0.5 and x * own > 0 for x in places[max(0, last - 3) : last + 1])  # noqa: E731
        if abs(own) > 0.5 and near(at) == 3 and (at == 0 or near(at - 1) < 3):
            found.append(["3 of 4 nearer a limit", at])
    return found


def chart(rows):
    """Laney's p′, and the same of scores and means."""
    if len(rows) < OF_LIMITS:
        return None
    n = np.array([one["n_eff"] for one in rows])
    x = np.array([value(one) for one in rows])
    center = float((n * x).sum() / n.sum())
    if rows[0]["kind"] == "ces":
        variance = sum((one["n_eff"] - 1) * one["variance"] for one in rows) / (n.sum() - len(n))
    elif rows[0]["kind"] == "csat":
        p = center / 100
        variance = 1e4 * p * (1 - p)
    else:
        p, d = (sum(one[key] for one in rows) / n.sum() for key in ("promoters", "detractors"))
        variance = 1e4 * (p + d - (p - d) ** 2)
    if variance <= 0:
        return None
    sigma = np.sqrt(variance / n)
    z = (x - center) / sigma
    wide = float(np.abs(np.diff(z)).mean() / 1.128)
    places = z / (3 * wide) if wide > 0 else np.zeros(len(z))
    return {
        "center": center,
        "sigma": wide,
        "low": (center - 3 * sigma * wide).tolist(),
        "high": (center + 3 * sigma * wide).tolist(),
        "provisional": len(rows) < SETTLED,
        "signals": signals(places.tolist()),
    }


def chart_of_sums(values):
    if len(values) < OF_LIMITS:
        return None
    x = np.array(values, float)
    usual = float(np.abs(np.diff(x)).mean())
    center, reach = float(x.mean()), 2.66 * usual
    found = signals(((x - center) / reach if reach else 0 * x).tolist())
    leaps = [["leap", int(at) + 1] for at in np.flatnonzero(np.abs(np.diff(x)) > 3.268 * usual) if usual]
    return {
        "center": center,
        "sigma": 1.0,
        "low": [center - reach] * len(x),
        "high": [center + reach] * len(x),
        "provisional": len(x) < SETTLED,
        "signals": found + leaps,
    }


def charts(rng):
    all = []
    for n in (7, 8, 11, 12, 30):
        sizes = rng.integers(30, 900, n)
        shares = [share(rng.binomial(size, 0.6 if at < n // 2 else 0.45), size) for at, size in enumerate(sizes)]
        drawn = [rng.multinomial(size, (0.5, 0.3, 0.2)) for size in sizes]
        scores = [score(own[0] * 0.5, own[2] * 0.5, own.sum() * 0.5) for own in drawn]
        means = [mean(rng.normal(5, 0.3), rng.uniform(0.5, 2), size) for size in sizes]
        for kind, rows in (("shares", shares), ("nps", scores), ("means", means)):
            all.append({"name": f"{n} {kind}", "rows": rows, "chart": chart(rows)})
        sums = (1000 + 50 * rng.standard_normal(n)).round(2)
        sums[n // 2] += 700
        all.append({"name": f"{n} sums", "values": sums.tolist(), "chart": chart_of_sums(sums)})
    all.append({"name": "alike", "values": [5.0] * 9, "chart": chart_of_sums([5.0] * 9)})
    alike = [share(50, 50)] * 9
    all.append({"name": "all satisfied", "rows": alike, "chart": chart(alike)})
    return all


# -- Waves ------------------------------------------------------------------------------------------------------------


def waves(_rng):
    all = []
    for one, difference in (
        (score(1268, 447, 2650), 5),
        (score(1268, 447, 2650), 2),
        (score(1268.5, 447.25, 2167.75), -14.019),
        (share(75, 100), 5),
        (share(1, 40), 3),
        (mean(4.5, 1.25, 33.5), 0.5),
    ):
        if one["kind"] == "nps":
            p, d = one["promoters"] / one["n_eff"], one["detractors"] / one["n_eff"]
            variance = 1e4 * (p + d - (p - d) ** 2)
        elif one["kind"] == "csat":
            p = one["hits"] / one["n_eff"]
            variance = 1e4 * p * (1 - p)
        else:
            variance = one["variance"]
        sure = stats.norm.ppf(0.975) + stats.norm.ppf(0.8)
        each = 2 * sure**2 * variance / difference**2
        # statsmodels counts the chance beyond the other end as well, which is nothing here.
        peer = NormalIndPower().solve_power(abs(difference) / math.sqrt(variance), alpha=0.05, power=0.8)
        assert math.isclose(each, peer, rel_tol=1e-5), (each, peer)
        all.append(
            {
                "row": one,
                "difference": float(difference),
                "variance": variance,
                "smallest": sure * math.sqrt(2 * variance / one["n_eff"]),
                "one": each / 2,
                "each": each,
            }
        )
    return all


# -- The example maps -------------------------------------------------------------------------------------------------

def weighed(x, w):
    """n_eff of the mean of x by its own design effect, as METRICS has it."""
    total = w.sum()
    m = (w * x).sum() / total
    error = ((w / total) ** 2 * (x - m) ** 2).sum()
    if error > 0:
        own = ((w * (x - m) ** 2).sum() / total) / error
        if own <= len(x) * (1 + 1e-9):
            return float(np.clip(own, min(len(x), 2), len(x)))
    return float(min(total**2 / (w * w).sum(), len(x)))


def airport(is_weighted):
    rows = pd.read_csv(MAPS / "airport" / "responses.csv")
    toml = tomllib.loads((MAPS / "airport" / "journey.toml").read_text())
    columns = {}
    for stage in toml["stage"]:
        for touchpoint in stage.get("touchpoint", []):
            for metric in touchpoint.get("metrics", []):
                if metric["metric"] == "csat":
                    columns[touchpoint["id"]] = metric["column"]
    found = []
    for touchpoint, column in columns.items():
        readings = []
        for year, own in rows.groupby("year"):
            own = own[own[column].between(1, 5)]
            if is_weighted:
                own = own[own["weight"].notna()]
            if len(own) < 30:
                continue
            x = (own[column] >= 4).to_numpy(float)
            w = own["weight"].to_numpy(float) if is_weighted else np.ones(len(x))
            n_eff = weighed(x, w) if is_weighted else float(len(x))
            readings.append((int(year), share(n_eff * float((w * x).sum() / w.sum()), n_eff) | {"n": len(own)}))
        values = [value(one) for _, one in readings]
        first, last = readings[0][0], readings[-1][0]
        placed = dict(zip((year for year, _ in readings), values))
        row = trend([placed.get(year) for year in range(first, last + 1)])
        periods = homogeneity([one for _, one in readings]) if len(readings) >= FEWEST else None
        (_, earlier), (_, later) = readings[-2:]
        found.append({"touchpoint": touchpoint, "trend": row, "homogeneity": periods, "change": step(earlier, later)})
    judged(found)
    return found


def step(earlier, later):
    """The change between two shares, by effective numbers of answers."""
    z, p = proportions_ztest([later["hits"], earlier["hits"]], [later["n_eff"], earlier["n_eff"]])
    return {"n": [earlier["n"], later["n"]], "change": value(later) - value(earlier), "z": float(z), "p": float(p)}


def objective(is_weighted):
    """NPS of the last year against the goal of 45."""
    rows = pd.read_csv(MAPS / "airport" / "responses.csv")
    readings = {}
    for year, own in rows.groupby("year"):
        own = own[own["nps"].between(0, 10)]
        if is_weighted:
            own = own[own["weight"].notna()]
        if len(own) < 30:
            continue
        x = (own["nps"] >= 9).to_numpy(float) - (own["nps"] <= 6).to_numpy(float)
        w = own["weight"].to_numpy(float) if is_weighted else np.ones(len(x))
        n_eff = weighed(x, w) if is_weighted else float(len(x))
        part = lambda which: n_eff * float(w[which].sum() / w.sum())  # noqa: E731
        readings[int(year)] = score(part(x > 0), part(x < 0), n_eff) | {"n": len(x)}
    now, before = readings[2018], readings[2017]
    p, d = now["promoters"] / now["n_eff"], now["detractors"] / now["n_eff"]
    variance = 1e4 * (p + d - (p - d) ** 2)
    sure = stats.norm.ppf(0.975) + stats.norm.ppf(0.8)
    gap = 45 - value(now)
    one = sure**2 * variance / gap**2
    return {
        "n": now["n"],
        "now": value(now),
        "baseline": value(before),
        "gap": gap,
        "one": math.ceil(one),
        "each": math.ceil(2 * one),
        "smallest": sure * math.sqrt(2 * variance / now["n_eff"]),
        "largest": value(now) - value(before),
    }


def judged(found):
    """Adjusted p and the words, among all touchpoints."""
    own = lambda row: row["p"] if row["p_exact"] is None else row["p_exact"]  # noqa: E731
    trends = [row for row in found if row["trend"]]
    for row, p in zip(trends, multipletests([own(row["trend"]) for row in trends], method="fdr_bh")[1]):
        row["p_adjusted"] = float(p)
    apart = [row for row in found if row["homogeneity"]]
    for row, p in zip(apart, multipletests([row["homogeneity"]["p"] for row in apart], method="fdr_bh")[1]):
        row["homogeneity_p_adjusted"] = float(p)
    for row, p in zip(found, multipletests([row["change"]["p"] for row in found], method="fdr_bh")[1]):
        row["change"]["p_adjusted"] = float(p)
    for row in found:
        if not row["trend"]:
            row["verdict"] = "too few points"
        elif row["p_adjusted"] <= 0.05:
            row["verdict"] = "rises" if row["trend"]["s"] > 0 else "falls"
        elif row["homogeneity"] and row["homogeneity"]["sound"] and row["homogeneity_p_adjusted"] <= 0.05:
            row["verdict"] = "moves, no direction"
        else:
            row["verdict"] = "no sign of change"


def maps(_rng):
    return [
        {"map": "airport", "weighted": weights, "rows": airport(weights), "objective": objective(weights)}
        for weights in (False, True)
    ]


def quarters(_rng):
    """From the third quarter of 2025 to the first of 2026, every touchpoint that has 30 answers in both."""
    toml = tomllib.loads((MAPS / "toys" / "journey.toml").read_text())
    rows = pd.read_csv(MAPS / "toys" / "responses.csv", parse_dates=["timestamp"])
    rows["quarter"] = rows["timestamp"].dt.to_period("Q").astype(str)
    found = []
    for stage in toml["stage"]:
        for touchpoint in stage.get("touchpoint", []):
            own = rows[rows["touchpoint"].isin(touchpoint.get("match", [touchpoint["id"]]))]
            own = own[own["csat"].between(1, 5)]
            of = lambda quarter: own[own["quarter"] == quarter]["csat"] >= 4  # noqa: E731
            earlier, later = of("2025Q3"), of("2026Q1")
            if min(len(earlier), len(later)) >= 30:
                sides = (share(earlier.sum(), len(earlier)), share(later.sum(), len(later)))
                found.append({"touchpoint": touchpoint["id"]} | step(*sides))
    for row, p in zip(found, multipletests([row["p"] for row in found], method="fdr_bh")[1]):
        row["p_adjusted"] = float(p)
    return found


# -- The file ---------------------------------------------------------------------------------------------------------

SECTIONS = [trends, periods, charts, waves, maps, quarters]


if __name__ == "__main__":
    write("trend.json", SEED, SECTIONS)
