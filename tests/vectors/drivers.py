#!/usr/bin/env python3
# requirements: numpy==2.4.6 scipy==1.17.1 statsmodels==0.15.0 pandas==3.1.1
"""Writes drivers.json: what goes with an outcome, computed without cjm.

    python3 tests/vectors/drivers.py && git diff --exit-code tests/vectors

The same seed makes the same file, one vector a line. `null` is a figure that is not defined.

correlations    pairs as [answer 1-5, outcome 0-10, weight]; r, rho, what the pairs are worth for r, and Fisher's interval
reaches         rows as [weight, 1 where answered]; the share in percent, what the rows are worth, Wilson's interval
quadrants       places as [r, its low, its high, value, its low, its high]; the medians, the quadrant and whether it is sure
orders          places as [low end of r, n_eff, lack, its error, reach, its error]; order, its error, and the places that
                each may have
airport         the survey of maps/airport, by year, with its weights and without
"""

import json
import math
import pathlib
import tomllib
from fractions import Fraction

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from make import plain

HERE = pathlib.Path(__file__).parent
AIRPORT = HERE.parent.parent / "maps" / "airport"
SEED = 20240516
Z = stats.norm.ppf(0.975)
FEW = 30


# -- How two answers go together --------------------------------------------------------------------------------------


def middle_ranks(x, w):
    """Half of what an answer's own kind weighs above what all lower ones weigh."""
    return np.array([w[x < own].sum() + w[x == own].sum() / 2 for own in x])


def weighted_r(x, y, w):
    c = np.cov(x, y, aweights=w)
    return c[0, 1] / math.sqrt(c[0, 0] * c[1, 1])


def worth(values, weights, n):
    """How many equal ones these are worth for the mean of `values`, which is 0 here for an influence on r."""
    by_weight, by_square = (weights * values**2).sum(), (weights**2 * values**2).sum()
    own = weights.sum() * by_weight / by_square if by_weight > 1e-18 * weights.sum() else math.inf
    return own if own <= n * (1 + 1e-9) else weights.sum() ** 2 / (weights**2).sum()


def correlation(x, y, w):
    """r with Fisher's interval; `null` without a spread, or where the pairs are worth no more than three."""
    x, y, w = (np.asarray(part, float) for part in (x, y, w))
    nothing = {"n": len(x), "r": None, "rho": None, "n_eff": None, "low": None, "high": None}
    if len(x) < 2 or np.ptp(x) == 0 or np.ptp(y) == 0:
        return nothing
    r, rho = weighted_r(x, y, w), weighted_r(middle_ranks(x, w), middle_ranks(y, w), w)
    deviations = lambda v: (v - np.average(v, weights=w)) / math.sqrt(np.cov(v, aweights=w))  # noqa: E731
    a, b = deviations(x), deviations(y)
    influence = a * b - r * (a**2 + b**2) / 2
    n_eff = float(len(x)) if (w == 1).all() else min(worth(influence, w, len(x)), len(x))
    if n_eff <= 3:
        return nothing
    with np.errstate(divide="ignore"):
        low, high = np.tanh(np.arctanh(r) + np.array([-1, 1]) * Z / math.sqrt(n_eff - 3))
    if (w == 1).all():
        # What scipy has of answers that all count the same.
        own = stats.pearsonr(x, y)
        ends = own.confidence_interval()
        assert np.allclose([r, low, high], [own.statistic, ends.low, ends.high], rtol=1e-12)
        assert math.isclose(rho, stats.spearmanr(x, y).statistic, rel_tol=1e-12)
    return {"n": len(x), "r": r, "rho": rho, "n_eff": n_eff, "low": low, "high": high}


def correlations(rng):
    for n in (4, 5, 12, 30, 61, 200):
        for name, pull in {"none": 0, "some": 0.5, "much": 2, "against": -1}.items():
            liking = rng.normal(size=n)
            x = np.clip(np.round(3.4 + liking + rng.normal(size=n) * 0.7), 1, 5)
            y = np.clip(np.round(7 + pull * liking + rng.normal(size=n) * 1.6), 0, 10)
            yield from weighing(f"{name}, {n}", x, y, rng)
    yield from weighing("two", [1, 4], [3, 9], rng)
    yield from weighing("one answer in all", [4] * 40, list(range(11)) * 3 + [5] * 7, rng)
    yield from weighing("one outcome in all", [1, 2, 3, 4, 5] * 8, [9] * 40, rng)


def weighing(name, x, y, rng):
    weights = {"ones": np.ones(len(x)), "weights": rng.gamma(2, 0.5, len(x)).round(3) + 0.001}
    weights["far apart"] = np.where(np.arange(len(x)) % 7 == 0, 25.0, 0.125)
    for how, w in weights.items():
        pairs = [[int(a), int(b), float(c)] for a, b, c in zip(x, y, w)]
        yield {"name": f"{name}, {how}", "pairs": pairs} | correlation(x, y, w)


# -- How many met it --------------------------------------------------------------------------------------------------


def share(hits, weights):
    """A weighted share in percent, what its answers are worth, and Wilson's interval."""
    hit, w = np.asarray(hits, float), np.asarray(weights, float)
    n, p = len(hit), float(np.average(hit, weights=w))
    exact = lambda values: [Fraction(float(value)) for value in values]  # noqa: E731
    fractions, wide = exact(hit), exact(w)
    total = sum(wide)
    mean = sum(a * b for a, b in zip(wide, fractions)) / total
    spread = sum(a * (b - mean) ** 2 for a, b in zip(wide, fractions)) / total
    error = sum((a / total) ** 2 * (b - mean) ** 2 for a, b in zip(wide, fractions))
    n_eff = float(spread / error) if error else math.inf
    if n_eff > n:
        n_eff = float(total**2 / sum(a * a for a in wide))
    low, high = proportion_confint(p * n_eff, n_eff, alpha=0.05, method="wilson")
    return {"n": n, "n_eff": n_eff, "value": 100 * p, "low": 100 * low, "high": 100 * high}


def reaches(rng):
    for n, p in ((5, 0.6), (40, 0.5), (300, 0.9), (300, 0.05)):
        answered = np.r_[1, rng.uniform(size=n - 1) < p].astype(int)
        for name, w in {"ones": np.ones(n), "weights": rng.gamma(2, 0.5, n).round(3) + 0.001}.items():
            rows = [[float(a), int(b)] for a, b in zip(w, answered)]
            yield {"name": f"{n}, {name}", "rows": rows} | share(answered, w)


# -- Among all --------------------------------------------------------------------------------------------------------


def quadrant(place, medians):
    (r, r_low, r_high, value, low, high), (importance, performance) = place, medians
    clear = not r_low <= importance <= r_high and not low <= performance <= high
    names = {(1, 0): "focus", (1, 1): "keep up", (0, 0): "monitor", (0, 1): "maintain"}
    return names[int(r >= importance), int(value >= performance)], clear


def quadrants(rng):
    for n in (1, 2, 5, 21, 40):
        r, value = rng.uniform(0.1, 0.6, n), rng.uniform(40, 95, n)
        places = np.column_stack([r, r - 0.04, r + 0.04, value, value - 3, value + 3])
        medians = (float(np.median(r)), float(np.median(value)))
        told = [quadrant(place, medians) for place in places]
        yield {"name": f"{n}", "places": places.tolist(), "medians": medians, "quadrants": told}


def order(low, n_eff, lack, lack_error, reach, reach_error):
    """Low end of r x lack x reach, with the error that the three give it as if they were independent."""
    error = (1 - low**2) / math.sqrt(n_eff - 3)
    parts = (error * lack * reach, low * lack_error * reach, low * lack * reach_error)
    return low * lack * reach, math.hypot(*parts)


def ranges(orders):
    """Place, and from which to which place: those surely above stand before, those surely below after."""
    told = []
    for idx, (own, error) in enumerate(orders):
        sure = [Z * math.hypot(error, other) for _, other in orders]
        above = sum(v - own > s for (v, _), s in zip(orders, sure))
        below = sum(own - v > s for (v, _), s in zip(orders, sure))
        place = 1 + sum(v > own or (v == own and at < idx) for at, (v, _) in enumerate(orders))
        told.append([place, 1 + above, len(orders) - below])
    return told


def orders(rng):
    for n in (1, 2, 21, 60):
        columns = [rng.uniform(-0.05, 0.5, n), rng.uniform(30, 3000, n), rng.uniform(0.05, 0.6, n)]
        columns += [rng.uniform(0.005, 0.05, n), rng.uniform(0.2, 1, n), rng.uniform(0.002, 0.02, n)]
        places = np.column_stack(columns)
        told = [order(*place) for place in places]
        yield {"name": f"{n}", "places": places.tolist(), "orders": told, "ranges": ranges(told)}


# -- The airport ------------------------------------------------------------------------------------------------------


def half(own):
    return (own["high"] - own["low"]) / 2 / Z / 100


def airport(_):
    text = tomllib.loads((AIRPORT / "journey.toml").read_text())
    asked = [(place["id"], binding) for stage in text["stage"] for place in stage["touchpoint"]
             for binding in place.get("metrics", []) if binding["metric"] == "csat"]
    table = pd.read_csv(AIRPORT / "responses.csv")
    for year in (2017, 2018):
        for is_weighted in (True, False):
            rows = table[table.year == year]
            w = rows.weight if is_weighted else pd.Series(1.0, rows.index)
            yield {"year": year, "weighted": is_weighted} | drivers(rows, w, asked)


def drivers(rows, w, asked):
    told, rs = [], {}
    for place, binding in asked:
        x = rows[binding["column"]]
        x = x.where(x.isin(range(1, 6)))
        both = x.notna() & rows.nps.notna() & w.notna()
        own = correlation(x[both], rows.nps[both], w[both])
        answered = x.notna() & w.notna()
        performance = share(x[answered] >= 4, w[answered])
        reach = share(answered[w.notna()], w[w.notna()])
        by = (own["low"], own["n_eff"], 1 - performance["value"] / 100, half(performance), reach["value"] / 100, half(reach))
        told.append({"touchpoint": place} | own | {"performance": performance, "reach": reach, "order": order(*by)[0], "by": by})
        for other, binding in asked:
            y = rows[binding["column"]]
            both = x.notna() & y.isin(range(1, 6)) & w.notna()
            if other > place and both.sum() >= FEW:
                rs[place, other] = weighted_r(x[both], y[both], w[both])
    medians = (float(np.median([own["r"] for own in told])), float(np.median([own["performance"]["value"] for own in told])))
    for own, places in zip(told, ranges([order(*own.pop("by")) for own in told])):
        ends = lambda of: (of["low"], of["high"])  # noqa: E731
        performance = own["performance"]
        place = (own["r"], *ends(own), performance["value"], *ends(performance))
        own["quadrant"], own["sure"] = quadrant(place, medians)
        own["place"], own["first"], own["last"] = places
    return {"halo": float(np.mean(list(rs.values()))), "medians": medians, "drivers": told}


# -- The file ---------------------------------------------------------------------------------------------------------


def main():
    sections = []
    for idx, make in enumerate((correlations, reaches, quadrants, orders, airport)):
        rows = [json.dumps(plain(row), allow_nan=False, separators=(",", ":")) for row in make(np.random.default_rng([SEED, idx]))]
        sections.append(f' "{make.__name__}": [\n  ' + ",\n  ".join(rows) + "\n ]")
    (HERE / "drivers.json").write_text("{\n" + ",\n".join(sections) + "\n}\n")


if __name__ == "__main__":
    main()
