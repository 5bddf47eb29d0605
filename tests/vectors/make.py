#!/usr/bin/env python3
# requirements: numpy==2.4.6 scipy==1.17.1 statsmodels==0.15.0
"""Writes vectors.json: what every figure of cjm must be, computed without cjm.

    python3 tests/vectors/make.py && git diff --exit-code tests/vectors

What statsmodels and scipy have is taken from them; the rest is the formula in plain Python. Shares are in percent, NPS
in points. `null` is a figure that is not defined. The same seed makes the same file, one vector a line.

readings        kind and answers as [answer, weight]; `n_eff` and, as Rust takes them, parts of `n_eff`; an end of an
                interval is not cut to the range of its metric
changes         two sides, the change that is shown, z, p and the interval of 95 %
steady          two sides and a margin: is the interval of 90 % within it?
medians         values, their median and its interval of order statistics
median_changes  two lists of values
families        p values and what they are adjusted to, by Benjamini and Hochberg
breaks          rows of [day, counts...] and the split that best explains them; the counts are hits, n or promoters,
                detractors, n or n, Σx, Σx². `at`, `from` and `to` are the first row after a split, from 0 on;
                `p_permutation` is of 2,000 permutations
"""

import json
import math
import pathlib
from fractions import Fraction

import numpy as np
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint, proportions_ztest
from statsmodels.stats.weightstats import DescrStatsW

HERE = pathlib.Path(__file__).parent
SEED = 20240501
FEW = 30
N_PERMUTATIONS = 2_000
# What a drop of z² may be within which another split explains the series as well: χ² of one degree at 95 %.
AS_GOOD = 3.84


def normal(level):
    return stats.norm.ppf(0.5 + level / 2)


# -- Answers ----------------------------------------------------------------------------------------------------------


def scored(kind, answers):
    """What each answer counts as: a promoter 1, a detractor -1, a hit 1, a number itself."""
    x = np.array(answers, float)
    if kind == "nps":
        return (x >= 9).astype(float) - (x <= 6)
    return (x >= 4).astype(float) if kind == "csat" else x


def worth(x, weights):
    """How many answers of equal weight these are worth: [Σw(x-m)²/Σw] / Σ(w/Σw)²(x-m)², in fractions.

    Where all are alike, or that is above n, Kish's (Σw)²/Σw².
    """
    x, w = [Fraction(float(value)) for value in x], [Fraction(float(weight)) for weight in weights]
    total = sum(w)
    mean = sum(a * b for a, b in zip(w, x)) / total
    spread = sum(a * (b - mean) ** 2 for a, b in zip(w, x)) / total
    error = sum((a / total) ** 2 * (b - mean) ** 2 for a, b in zip(w, x))
    if error == 0 or spread / error > len(x):
        return float(total**2 / sum(a * a for a in w))
    return float(spread / error)


def side(kind, answers, weights):
    """A side of a change: n, n_eff and what the formulas take, in parts of n_eff."""
    x, w = scored(kind, answers), np.array(weights, float)
    n_eff = worth(x, w)
    own = {"n": len(x), "n_eff": n_eff}
    share = lambda which: n_eff * float(w[which].sum() / w.sum())  # noqa: E731
    if kind == "nps":
        return own | {"promoters": share(x > 0), "detractors": share(x < 0)}
    if kind == "csat":
        return own | {"hits": share(x > 0)}
    weighted = DescrStatsW(x, weights=w)
    known = n_eff > 1 and np.ptp(x) > 0
    variance = float(weighted.var) * n_eff / (n_eff - 1) if known else None
    return own | {"mean": float(weighted.mean), "variance": variance}


def counted(kind, n, **parts):
    """A side of answers that all count the same."""
    return {"n": n, "n_eff": float(n)} | {name: float(part) for name, part in parts.items()}


# -- Readings ---------------------------------------------------------------------------------------------------------


def adjusted_nps(one):
    """NPS' and its standard error (Rocks 2016): three answers more, ¾ of them promoters, ¾ detractors."""
    n = one["n_eff"] + 3
    p, d = (one["promoters"] + 0.75) / n, (one["detractors"] + 0.75) / n
    return 100 * (p - d), 100 * math.sqrt((p + d - (p - d) ** 2) / n)


def value(kind, one):
    if kind == "nps":
        return 100 * (one["promoters"] - one["detractors"]) / one["n_eff"]
    return 100 * one["hits"] / one["n_eff"] if kind == "csat" else one["mean"]


def interval(kind, one, level=0.95):
    """Adjusted Wald, Wilson or t; (None, None) where numbers show no spread."""
    n = one["n_eff"]
    if kind == "nps":
        center, error = adjusted_nps(one)
        return center - normal(level) * error, center + normal(level) * error
    if kind == "csat":
        low, high = proportion_confint(one["hits"], n, alpha=1 - level, method="wilson")
        return 100 * low, 100 * high
    if n < 2 or not one["variance"]:
        return None, None
    return stats.t.interval(level, n - 1, loc=one["mean"], scale=math.sqrt(one["variance"] / n))


def reading(kind, one):
    low, high = interval(kind, one)
    return {"value": value(kind, one), "low": low, "high": high}


def readings(rng):
    lists = {
        "even": ([10, 9, 7, 3, 8, 10, 6, 9, 0, 10], [1] * 10),
        "halves": ([10, 9, 7, 3, 8, 10, 6, 9, 0, 10], [0.5] * 10),
        "weighed": ([10, 9, 7, 3, 8, 10, 6, 9, 0, 10], [0.4, 1.3, 2, 0.75, 1, 0.25, 3.125, 0.6, 1.9, 0.8]),
        "one heavy": ([10, 9, 7, 3, 8, 10, 6], [100, 1, 1, 1, 1, 1, 1]),
        "all alike": ([9, 9, 9, 9, 9], [1, 2, 3, 4, 5]),
        "one": ([9], [2.5]),
        "two": ([9, 4], [0.5, 2]),
        "two alike in weight": ([9, 4], [2, 2]),
        "passives": ([7, 8, 7, 8, 8, 7], [1, 2, 1, 0.5, 1, 1.5]),
        "far apart": ([10, 0, 9, 6, 8], [1e-6, 1e6, 1, 10, 1e3]),
        "many": (rng.integers(0, 11, 60), rng.gamma(2, 0.5, 60).round(3) + 0.001),
    }
    onto = {
        "nps": lambda x: int(x),
        "csat": lambda x: 1 + int(x) * 2 // 5,
        "ces": lambda x: 1 + int(x) * 3 // 5,
        "amount": lambda x: round(2.5 * float(x) - 3.75, 3),
    }
    for kind, turn in onto.items():
        for name, (answers, weights) in lists.items():
            answers, weights = [turn(answer) for answer in answers], [float(weight) for weight in weights]
            one = side(kind, answers, weights)
            pairs = [list(pair) for pair in zip(answers, weights)]
            yield {"name": f"{kind}, {name}", "kind": kind, "answers": pairs} | one | reading(kind, one)


# -- Changes ----------------------------------------------------------------------------------------------------------


def change(kind, earlier, later, level=0.95):
    """Later less earlier: adjusted Wald for NPS, Newcombe's method 10 for shares, Welch for means."""
    shown = {"change": value(kind, later) - value(kind, earlier)}
    if kind == "nps":
        (before, error), (after, error_after) = adjusted_nps(earlier), adjusted_nps(later)
        error, adjusted = math.hypot(error, error_after), after - before
        ends = (adjusted - normal(level) * error, adjusted + normal(level) * error)
        return shown | tested(adjusted / error) | {"adjusted": adjusted} | between(ends)
    if kind == "csat":
        hits, n = (later["hits"], earlier["hits"]), (later["n_eff"], earlier["n_eff"])
        counts = (hits[0], n[0], hits[1], n[1])
        ends = confint_proportions_2indep(*counts, method="newcomb", compare="diff", alpha=1 - level)
        # Nobody or everybody both times: statsmodels divides by 0, we say that there is no difference.
        is_flat = sum(hits) in (0, sum(n))
        z, p = (0.0, 1.0) if is_flat else proportions_ztest(hits, n)
        return shown | {"z": z, "p": p} | between(100 * end for end in ends)
    moments = [(one["mean"], math.sqrt(one["variance"]), one["n_eff"]) for one in (later, earlier)]
    welch = stats.ttest_ind_from_stats(*moments[0], *moments[1], equal_var=False)
    errors = [one["variance"] / one["n_eff"] for one in (earlier, later)]
    freedom = sum(errors) ** 2 / sum(e * e / (one["n_eff"] - 1) for e, one in zip(errors, (earlier, later)))
    ends = stats.t.interval(level, freedom, loc=shown["change"], scale=math.sqrt(sum(errors)))
    return shown | {"z": welch.statistic, "p": welch.pvalue, "freedom": freedom} | between(ends)


def tested(z):
    return {"z": z, "p": 2 * stats.norm.sf(abs(z))}


def between(ends):
    low, high = ends
    return {"low": low, "high": high}


def pairs_of_sides(rng):
    """Kind, name, earlier, later: counts first, then weighted answers."""
    nps = lambda p, d, n: counted("nps", n, promoters=p, detractors=d)  # noqa: E731
    csat = lambda hits, n: counted("csat", n, hits=hits)  # noqa: E731
    mean = lambda m, variance, n: counted("ces", n, mean=m, variance=variance)  # noqa: E731
    yield "nps", "airport", nps(1436, 342, 2746), nps(1268, 447, 2650)
    yield "nps", "few", nps(5, 2, 10), nps(7, 2, 12)
    yield "nps", "all promoters, then all detractors", nps(30, 0, 30), nps(0, 30, 30)
    yield "nps", "the same", nps(40, 20, 100), nps(40, 20, 100)
    yield "nps", "many", nps(52_000, 21_000, 100_000), nps(10_500, 4_100, 20_000)
    yield "csat", "airport", csat(1301, 2350), csat(1251, 2318)
    yield "csat", "from nobody", csat(0, 10), csat(5, 10)
    yield "csat", "everybody", csat(10, 10), csat(20, 20)
    yield "csat", "nobody", csat(0, 29), csat(0, 28)
    yield "csat", "of other sizes", csat(56, 70), csat(4_800, 8_000)
    yield "csat", "many", csat(75_100, 100_000), csat(7_480, 10_000)
    yield "ces", "fell", mean(5.5, 1.21, 40), mean(4.9, 2.25, 52)
    yield "ces", "two answers", mean(1.5, 0.5, 2), mean(6.0, 18.0, 2)
    yield "ces", "other spreads", mean(5.1, 0.04, 300), mean(5.2, 6.25, 31)
    yield "ces", "many", mean(5.25, 1.6, 20_000), mean(5.26, 1.7, 30_000)
    for kind, (low, high) in {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7)}.items():
        for n, n_then in [(8, 11), (60, 45)]:
            sides = [weighed_side(kind, rng.integers(low, high + 1, size), rng) for size in (n, n_then)]
            yield kind, f"weighed, {n} and {n_then}", *sides


def weighed_side(kind, answers, rng):
    weights = rng.gamma(3, 0.4, len(answers)).round(3) + 0.001
    pairs = [[int(answer), float(weight)] for answer, weight in zip(answers, weights)]
    return side(kind, answers, weights) | {"answers": pairs}


def changes(rng):
    for kind, name, earlier, later in pairs_of_sides(rng):
        own = {"name": f"{kind}, {name}", "kind": kind, "earlier": earlier, "later": later}
        yield own | change(kind, earlier, later)


# -- Steady -----------------------------------------------------------------------------------------------------------


def steady(rng):
    """Two one-sided tests at 5 % (Schuirmann 1987): the interval of 90 % lies within ± the margin."""
    for kind, name, earlier, later in pairs_of_sides(rng):
        ends = change(kind, earlier, later, level=0.9)
        for margin in (0.1, 2.0, 15.0):
            own = {"name": f"{kind}, {name}, within {margin}", "kind": kind, "earlier": earlier, "later": later}
            verdict = -margin <= ends["low"] and ends["high"] <= margin
            yield bare(own) | {"margin": margin, "low90": ends["low"], "high90": ends["high"], "steady": verdict}


def bare(vector):
    """Without the answers, which `changes` has."""
    sides = {name: vector[name].copy() for name in ("earlier", "later")}
    for one in sides.values():
        one.pop("answers", None)
    return vector | sides


# -- Medians ----------------------------------------------------------------------------------------------------------


def median(values):
    """The median with its interval of order statistics, of 95 % at the least.

    k is the largest with 2 P(Bin(n, ½) <= k - 1) <= .05; the interval is [y(k), y(n - k + 1)]. Under six values there
    is none: 2 (½)^5 is above .05.
    """
    y, n = np.sort(values), len(values)
    ranks = [k for k in range(1, n // 2 + 1) if 2 * stats.binom.cdf(k - 1, n, 0.5) <= 0.05]
    low, high = (y[ranks[-1] - 1], y[n - ranks[-1]]) if ranks else (None, None)
    return {"n": n, "median": np.median(y), "low": low, "high": high}


def error_of_median(values):
    """The standard error of a median by Price and Bonett.

    c is (n + 1)/2 - √n to the nearest integer, at least 1; of two as near, for n = 4, 16, 36 ..., the even one, which
    is always the lower. Var = ((y(n - c + 1) - y(c)) / 2z)² with Φ(-z) = P(Bin(n, ½) <= c - 1). Price and Bonett, J.
    Statist. Comput. Simul. 68, 2001 (variance), and 72, 2002 (difference). It is the SE of R's DGB::ci.median.os;
    statpsych since took the ranks of the 95 % interval in place of c.
    """
    y, n = np.sort(values), len(values)
    c = max(1, round((n + 1) / 2 - math.sqrt(n)))
    z = stats.norm.isf(stats.binom.cdf(c - 1, n, 0.5))
    return (y[n - c] - y[c - 1]) / (2 * z)


def samples(rng):
    """Name and values, to three digits."""
    for n in (1, 2, 5, 6, 7, 8, 9, 10, 16, 25, 30, 36, 37, 100, 151):
        yield f"lognormal, {n}", rng.lognormal(2, 1, n).round(3).tolist()
    yield "ties", [float(x) for x in rng.integers(1, 5, 40)]
    yield "all alike", [3.0] * 12
    yield "gamma, 64", rng.gamma(0.7, 20, 64).round(3).tolist()


def medians(rng):
    # DGB::ci.median.os(.05, y) and statpsych::ci.median(.05, y) of R: what their help pages say.
    dollars = [30, 20, 15, 10, 10, 60, 20, 25, 20, 30, 10, 5, 50, 40, 20, 10, 0, 20, 50]
    assert round(error_of_median(dollars), 6) == 5.390263
    assert round(error_of_median([25, 29, 35, 36, 36, 40, 41, 43, 44, 54]), 6) == 3.261774
    for name, values in samples(rng):
        yield {"name": name, "values": values} | median(values)


def median_changes(rng):
    known = {name: values for name, values in samples(rng)}
    names = [("lognormal, 30", "gamma, 64"), ("lognormal, 6", "lognormal, 7"), ("lognormal, 16", "lognormal, 36")]
    names += [("lognormal, 100", "lognormal, 151"), ("ties", "lognormal, 37"), ("lognormal, 10", "lognormal, 5")]
    names += [("all alike", "all alike"), ("all alike", "lognormal, 8"), ("lognormal, 25", "lognormal, 9")]
    for earlier, later in names:
        values = {"earlier": known[earlier], "later": known[later]}
        yield {"name": f"{earlier} to {later}"} | values | change_of_medians(**values)


def change_of_medians(earlier, later):
    """Undefined where a side has no interval, or neither shows any spread."""
    difference = np.median(later) - np.median(earlier)
    error = math.hypot(*map(error_of_median, (earlier, later)))
    if min(len(earlier), len(later)) < 6 or error == 0:
        undefined = dict.fromkeys(("z", "p", "low", "high", "low90", "high90"))
        return {"change": difference} | undefined
    ends = {f"{end}{suffix}": difference + sign * normal(level) * error
            for level, suffix in ((0.95, ""), (0.9, "90")) for end, sign in (("low", -1), ("high", 1))}
    return {"change": difference} | tested(difference / error) | ends


# -- Families ---------------------------------------------------------------------------------------------------------


def families(rng):
    for n in (1, 2, 21, 200):
        for name, p in {
            "chance": rng.uniform(size=n),
            "some found": rng.uniform(size=n) ** np.where(np.arange(n) % 3 == 0, 8, 1),
            "ties": rng.uniform(size=n).round(1) ** 2,
            "near 5 %": 0.05 * np.arange(1, n + 1)[rng.permutation(n)] / n * rng.choice([0.98, 1.02], n),
        }.items():
            p = [float(f"{one:.6g}") for one in p]
            yield {"name": f"{name}, {n}", "p": p, "adjusted": multipletests(p, method="fdr_bh")[1].tolist()}
    yield {"name": "none and all", "p": [0.0, 1.0, 0.0, 1.0], "adjusted": [0.0, 1.0, 0.0, 1.0]}


# -- Breaks -----------------------------------------------------------------------------------------------------------
# A series is kept as sums over the answers of a row: n and, by kind, hits; promoters and detractors; Σx and Σx².


def summed(kind, answers):
    """The counts of answers, which may have one axis more for permutations."""
    x = np.asarray(answers)
    if kind == "nps":
        return [x >= 9, x <= 6]
    return [x >= 4] if kind == "csat" else [x, x.astype(int) ** 2]


def sides_of_splits(sums, n):
    """Of every split: the sums and n before it, and after. `sums` ends in an axis of rows."""
    before, n_before = np.cumsum(sums, axis=-1)[..., :-1], np.cumsum(n)[:-1]
    return (before, n_before), (sums.sum(axis=-1, keepdims=True) - before, n.sum() - n_before)


def scores(kind, before, after):
    """The standardized difference of every split, by the spread of all answers; nan where there is none.

    (m₂ - m₁) / √(s² (1/n₁ + 1/n₂)) with s² = Σx²/n - m² of all: for shares the pooled z of two proportions. Were each
    side to bring its own spread, a short and lucky one would have little, and be found: with Welch's t 10 to 60 % of
    maps of 20 scales without a change have a break.
    """
    (x, xx, n), (x_then, xx_then, n_then) = (moments(kind, *side) for side in (before, after))
    all_of_them = n + n_then
    # n Σx² - (Σx)² of whole numbers is exact.
    spread = (all_of_them * (xx + xx_then) - (x + x_then) ** 2) / all_of_them**2
    with np.errstate(invalid="ignore", divide="ignore"):
        z = (x_then / n_then - x / n) / np.sqrt(spread * (1 / n + 1 / n_then))
    return np.where(spread > 0, z, np.nan)


def moments(kind, sums, n):
    """Σx, Σx² and n."""
    if kind == "nps":
        promoters, detractors = sums
        return promoters - detractors, promoters + detractors, n
    return sums[0], sums[-1], n


def z_of_splits(kind, sums, n):
    """The z of every split between rows; nan where a side has fewer than FEW answers."""
    before, after = sides_of_splits(sums, n)
    z = scores(kind, before, after)
    allowed = (before[1] >= FEW) & (after[1] >= FEW) & ~np.isnan(z)
    return np.where(allowed, z, np.nan)


def tail(b, e, n_splits):
    """What the search costs: min(1, Siegmund 1985, Bonferroni)."""
    series = 1.0
    if b >= 2:
        series = 2 * stats.norm.pdf(b) * ((b - 1 / b) * 0.5 * math.log((1 - e) ** 2 / e**2) + 2 / b)
    return min(1.0, series, n_splits * 2 * stats.norm.sf(b))


def broken(kind, answers, ends, rng):
    """The break of answers in order, of which rows end at `ends`; all `null` where no split is allowed."""
    n = np.diff(ends, prepend=0)
    by_rows = lambda x: np.add.reduceat(x, np.r_[0, ends[:-1]], axis=-1)  # noqa: E731
    sums = np.array([by_rows(part.astype(int)) for part in summed(kind, answers)])
    z = z_of_splits(kind, sums, n)
    n_splits = int(np.isfinite(z).sum())
    if n_splits == 0:
        names = "at from to z b e p p_permutation before after".split()
        return {"splits": 0} | dict.fromkeys(names)
    split = int(np.nanargmax(np.abs(z)))
    b, e = abs(z[split]), FEW / n.sum()
    drops = b * b - np.sort(z[np.isfinite(z)] ** 2)
    assert n_splits == 1 or drops[-2] > 1e-9, "a tie"
    assert np.min(np.abs(drops - AS_GOOD)) > 1e-6, "too near the limit"
    alike = np.flatnonzero((b * b - z * z <= AS_GOOD) & (np.sign(z) == np.sign(z[split])))
    shuffled = rng.permuted(np.tile(answers, (N_PERMUTATIONS, 1)), axis=1)
    turned = np.array([by_rows(part.astype(int)) for part in summed(kind, shuffled)])
    chance = np.nanmax(np.abs(z_of_splits(kind, turned, n)), axis=1)
    before, after = (side(kind, part, np.ones(len(part))) for part in np.split(answers, [ends[split]]))
    return {
        "splits": n_splits,
        "at": split + 1,
        "from": int(alike[0]) + 1,
        "to": int(alike[-1]) + 1,
        "z": z[split],
        "b": b,
        "e": e,
        "p": tail(b, e, n_splits),
        "p_permutation": float(np.mean(chance >= b - 1e-12)),
        "before": {"n": before["n"]} | reading(kind, before),
        "after": {"n": after["n"]} | reading(kind, after),
    }


# Days and how many answers each has.
CALENDARS = {
    "12 months of 40": ([30 * month for month in range(12)], [40] * 12),
    "360 days of 5": (list(range(360)), [5] * 360),
    "7 years of 400": ([365 * year for year in range(7)], [400] * 7),
}
# How far along the way from the first to the second mix of answers, by the part of the series that is over.
SHAPES = {
    "break": lambda part: (part >= 0.6) * 1.0,
    "trend": lambda part: part,
    "none": lambda part: part * 0,
    "edge": lambda part: (part >= 0.88) * 1.0,
}
# The chances of every answer from the lowest up, first and then.
MIXES = {
    "csat": (1, [0.03, 0.07, 0.15, 0.4, 0.35], [0.1, 0.15, 0.25, 0.3, 0.2]),
    "nps": (0, [0.01] * 5 + [0.05, 0.05, 0.12, 0.2, 0.23, 0.3], [0.03] * 5 + [0.1, 0.1, 0.15, 0.2, 0.15, 0.15]),
    "ces": (1, [0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 0.3], [0.05, 0.06, 0.09, 0.15, 0.25, 0.25, 0.15]),
}


def drawn(kind, along, rng):
    """An answer for each place along the way from the first mix to the second."""
    lowest, first, then = MIXES[kind]
    chances = np.cumsum(np.outer(1 - along, first) + np.outer(along, then), axis=1)
    return lowest + (rng.uniform(size=len(along))[:, None] > chances[:, :-1]).sum(axis=1)


def breaks(rng):
    for kind in MIXES:
        for calendar, (days, n) in CALENDARS.items():
            for shape, course in SHAPES.items():
                along = course(np.repeat(np.arange(len(days)) / len(days), n))
                yield series(f"{kind}, {calendar}, {shape}", kind, days, n, drawn(kind, along, rng), rng)
        n = rng.integers(1, 60, 40)
        along = (np.arange(n.sum()) > n.sum() / 3) * 0.5
        days = np.cumsum(rng.integers(1, 9, 40)).tolist()
        yield series(f"{kind}, uneven", kind, days, n.tolist(), drawn(kind, along, rng), rng)
        along = np.repeat([0.0, 1.0], [30, 45])
        yield series(f"{kind}, two rows", kind, [0, 365], [30, 45], drawn(kind, along, rng), rng)
        yield series(f"{kind}, too few", kind, [0, 31, 59], [29, 12, 29], drawn(kind, np.zeros(70), rng), rng)
        yield series(f"{kind}, one row", kind, [0], [500], drawn(kind, np.zeros(500), rng), rng)
    yield series("csat, everybody", "csat", [0, 1, 2, 3], [30] * 4, np.full(120, 5), rng)
    yield series("ces, all alike", "ces", [0, 1, 2, 3], [30] * 4, np.full(120, 7), rng)


def series(name, kind, days, n, answers, rng):
    ends = np.cumsum(n)
    parts = [np.add.reduceat(part.astype(int), np.r_[0, ends[:-1]]).tolist() for part in summed(kind, answers)]
    # Means: n, Σx, Σx²; the others: what is counted, then n.
    columns = [n, *parts] if kind == "ces" else [*parts, n]
    rows = [list(map(int, row)) for row in zip(days, *columns)]
    return {"name": name, "kind": kind, "few": FEW, "rows": rows} | broken(kind, answers, ends, rng)


# -- The file ---------------------------------------------------------------------------------------------------------

SECTIONS = [readings, changes, steady, medians, median_changes, families, breaks]


def plain(thing):
    """Of Python's own numbers, which are written with all of their digits."""
    if isinstance(thing, dict):
        return {key: plain(own) for key, own in thing.items()}
    if isinstance(thing, (list, tuple)):
        return [plain(own) for own in thing]
    return thing.item() if isinstance(thing, np.generic) else thing


def write(name, seed, sections):
    """Writes the vectors of each section, one a line, to a file beside this one."""
    written = []
    for section in sections:
        # Each section has its own seed: a vector more in one leaves the others as they are.
        rng = np.random.default_rng([seed, *section.__name__.encode()])
        lines = [json.dumps(plain(vector), allow_nan=False, separators=(",", ":")) for vector in section(rng)]
        written.append(f'"{section.__name__}":[\n' + ",\n".join(lines) + "\n]")
        print(f"{len(lines):4} {section.__name__}")
    path = HERE / name
    path.write_text("{\n" + ",\n".join(written) + "\n}\n")
    print(f"{path.stat().st_size / 1000:.0f} KB {path}")


if __name__ == "__main__":
    write("vectors.json", SEED, SECTIONS)
