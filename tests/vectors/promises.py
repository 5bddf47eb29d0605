#!/usr/bin/env python3
# requirements: numpy==2.4.6 pandas==3.1.1 scipy==1.17.1 statsmodels==0.15.0
"""Writes promises.json: what is said of something that was shipped, computed without cjm.

    python3 tests/vectors/promises.py && git diff --exit-code tests/vectors

Windows are counted with the periods of pandas, changes are those of make.py (statsmodels and scipy), ratios of rates the
exact binomial of scipy. The same seed makes the same file, one vector a line.

rates      counts of two stretches of days: the ratio, its interval by Clopper and Pearson, p
windows    how finely dates are known, the day and the last day: both sides, the halves of each, the year before
series     rows of [day, counts...] as in make.py, a day and the last day: both sides, how they differ, the halves
maps       the same of the example maps, by their CSV files
"""

import pathlib

import numpy as np
import pandas as pd
from scipy import stats

from make import SEED, change, counted, interval, summed, value, worth, write

HERE = pathlib.Path(__file__).parent
MAPS = HERE.parent.parent / "maps"
ALIASES = {"week": "W-SUN", "month": "M", "quarter": "Q", "year": "Y"}


# -- Rates ------------------------------------------------------------------------------------------------------------


def rates(rng):
    pairs = [(260, 182, 104, 182), (10, 20, 14, 10), (1, 7, 1, 7), (5, 7, 0, 7), (40, 31, 41, 28), (1300, 182, 1820, 182)]
    for _ in range(40):
        pairs.append(tuple(int(rng.integers(low, high)) for low, high in ((1, 900), (1, 400), (0, 900), (1, 400))))
    for n, days, n_then, days_then in pairs:
        chance = days_then / (days + days_then)
        test = stats.binomtest(n_then, n + n_then, chance)
        low, high = test.proportion_ci(0.95, method="exact")
        odds = lambda share: share / (1 - share) * days / days_then  # noqa: E731
        own = {"n": n, "days": days, "n_then": n_then, "days_then": days_then}
        yield own | {"ratio": n_then / days_then / (n / days), "low": odds(low), "high": odds(high), "p": test.pvalue}


# -- Windows ----------------------------------------------------------------------------------------------------------


def span(first, last):
    return [str(pd.Timestamp(first).date()), str(pd.Timestamp(last).date())]


def windowed(finest, shipped, end):
    """Before, since and their halves, as pairs of days; `None` where nothing is over since."""
    shipped, end = pd.Timestamp(shipped), pd.Timestamp(end)
    alias = ALIASES.get(finest, "D")
    own = pd.Period(shipped, alias)
    is_whole = own.start_time == shipped
    first, last = own if is_whole else own + 1, pd.Period(end, alias)
    if last.end_time.normalize() > end:
        last -= 1
    if last < first:
        return None
    n = (last - first).n + 1
    of = lambda one, other: span(one.start_time, other.end_time.normalize())  # noqa: E731
    halves = lambda start: [of(start, start + n // 2 - 1), of(start + n // 2, start + n - 1)] if n > 1 else None  # noqa: E731
    return {
        "n": n,
        "before": of(own - n, own - 1),
        "since": of(first, last),
        "astride": None if is_whole else str(own.start_time.date()),
        "placebo": halves(own - n),
        "fading": halves(first),
    }


def windows(rng):
    for finest in ("day", "week", "month", "quarter", "year"):
        for _ in range(24):
            shipped = pd.Timestamp("2019-01-01") + pd.Timedelta(days=int(rng.integers(0, 1500)))
            if rng.random() < 0.3:
                shipped = pd.Period(shipped, ALIASES.get(finest, "D")).start_time
            end = shipped + pd.Timedelta(days=int(rng.integers(-3, 900)))
            own = {"finest": finest, "shipped": str(shipped.date()), "end": str(end.date())}
            yield own | {"windows": windowed(finest, shipped, end)}


# -- Series -----------------------------------------------------------------------------------------------------------


def told(kind, one):
    """A side as it is told."""
    if one is None:
        return None
    low, high = interval(kind, one)
    return {"n": one["n"], "value": value(kind, one), "low": low, "high": high}


def compared(kind, sides, few=30):
    """Two sides and how they differ; no change where either has fewer answers than `few`."""
    earlier, later = sides
    own = {"from": told(kind, earlier), "to": told(kind, later)}
    if earlier is None or later is None or min(earlier["n"], later["n"]) < few:
        return own | {"change": None}
    if earlier.get("weighed") != later.get("weighed"):
        return own | {"change": None}
    return own | {"change": change(kind, earlier, later)}


def judged(kind, finest, shipped, end, side):
    """What is said of something shipped on a day; `side` gives the counts from one day to another."""
    windows = windowed(finest, shipped, end)
    of = lambda names: compared(kind, [side(*map(pd.Timestamp, own)) for own in names])  # noqa: E731
    return {
        "all": of([windows["before"], windows["since"]]),
        "placebo": windows["placebo"] and of(windows["placebo"]),
        "fading": windows["fading"] and of(windows["fading"]),
    }


def side_of_rows(kind, days, parts):
    """Sums the rows of a series between two days."""
    days = pd.to_datetime(days)

    def side(first, last):
        which = (days >= first) & (days <= last)
        n = int(parts["n"][which].sum())
        if n == 0:
            return None
        sums = {name: float(part[which].sum()) for name, part in parts.items() if name != "n"}
        if kind == "ces":
            mean = sums["x"] / n
            return counted(kind, n, mean=mean, variance=(sums["xx"] - n * mean * mean) / (n - 1))
        return counted(kind, n, **sums)

    return side


def series(rng):
    for kind, (low, high) in {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7)}.items():
        for n_days, n_a_day in [(60, 5), (41, 8), (12, 3), (400, 2)]:
            answers = rng.integers(low, high + 1, (n_days, n_a_day))
            # Better from the middle on, and less so later.
            lift = np.where(np.arange(n_days) > n_days // 2, 2, 0) - (np.arange(n_days) > 3 * n_days // 4)
            answers = np.clip(answers + lift[:, None], low, high)
            days = pd.date_range("2024-02-10", periods=n_days)
            shipped = days[n_days // 2 + 1]
            sums = [part.astype(int).sum(axis=1) for part in summed(kind, answers)]
            names = {"nps": ["promoters", "detractors"], "csat": ["hits"], "ces": ["x", "xx"]}[kind]
            parts = dict(zip(names, sums)) | {"n": np.full(n_days, n_a_day)}
            columns = [parts["n"], *sums] if kind == "ces" else [*sums, parts["n"]]
            rows = [[nth, *map(int, row)] for nth, row in enumerate(zip(*columns))]
            own = {"kind": kind, "shipped": str(shipped.date()), "end": str(days[-1].date()), "rows": rows}
            side = side_of_rows(kind, days, parts)
            yield own | judged(kind, "day", own["shipped"], own["end"], side)


# -- Maps -------------------------------------------------------------------------------------------------------------


def maps(_):
    weekly = pd.read_csv(MAPS / "toys/weekly.csv")
    own = weekly[(weekly.touchpoint == "payment") & (weekly.metric == "abandonment")]
    parts = {"hits": (own.value * own.n / 100).to_numpy(), "n": own.n.to_numpy()}
    yield told_of("toys", "payment", "abandonment", "csat", "2025-09-29", own.date, parts)
    funnel = pd.read_csv(MAPS / "toys/funnel.csv")
    own = funnel[funnel.step == "shop"]
    parts = {"hits": own.completed.to_numpy(), "n": own.entered.to_numpy()}
    yield told_of("toys", "journey", "conversion", "csat", "2025-09-29", own.week, parts)
    answers = pd.read_csv(MAPS / "toys/responses.csv")
    own = answers[(answers.touchpoint == "cart") & answers.csat.notna()]
    parts = {"hits": (own.csat >= 4).to_numpy(float), "n": np.ones(len(own))}
    yield told_of("toys", "cart", "csat", "csat", "2025-09-29", own.timestamp.str[:10], parts)
    daily = pd.read_csv(MAPS / "bakery/daily.csv")
    own = daily[(daily.metric == "orders") & (daily.place == "site")]
    days = pd.to_datetime(own.day, dayfirst=True).dt.strftime("%Y-%m-%d")
    parts = {"x": own.value.to_numpy(), "xx": (own.value**2).to_numpy(), "n": own.n.to_numpy()}
    yield told_of("bakery", "journey", "orders", "ces", "2025-12-31", days, parts)
    contacts = pd.read_csv(MAPS / "toys/contacts.csv", sep=";")
    days = pd.to_datetime(contacts[contacts.about == "payment"].opened).dt.normalize()
    yield {"map": "toys", "at": "payment", "metric": "contacts", "kind": "count", "shipped": "2025-09-29"} | {
        "end": str(days.max().date()), "days": [str(day.date()) for day in sorted(days)]}
    survey = pd.read_csv(MAPS / "airport/responses.csv", low_memory=False)
    for column, kind, at, shipped in [
        ("ease_security", "csat", "ease_security", "2016-06-01"),
        ("store", "csat", "store", "2015-01-01"),
        ("nps", "nps", "journey", "2018-01-01"),
    ]:
        for is_weighed in (True, False):
            asked = survey[survey[column].between(*((1, 5) if kind == "csat" else (0, 10)))]

            def side(first, last, asked=asked, kind=kind, column=column, is_weighed=is_weighed):
                own = asked[(asked.year >= first.year) & (asked.year <= last.year)]
                if own.empty:
                    return None
                # What has no weights at all counts evenly, and is not compared with what has some.
                has_weights = is_weighed and own.weight.notna().any()
                own = own[own.weight.notna() & (own.weight > 0)] if has_weights else own
                x = own[column].to_numpy()
                w = own.weight.to_numpy() if has_weights else np.ones(len(own))
                hits = [part.astype(float) for part in summed(kind, x)]
                scores = hits[0] - hits[1] if kind == "nps" else hits[0]
                n_eff = worth(scores, w) if has_weights else float(len(own))
                share = lambda which: n_eff * float((w * which).sum() / w.sum())  # noqa: E731
                names = ["promoters", "detractors"] if kind == "nps" else ["hits"]
                return {"n": len(own), "n_eff": n_eff, "weighed": has_weights} | dict(zip(names, map(share, hits)))

            own = {"map": "airport", "at": at, "metric": "nps" if kind == "nps" else "csat", "kind": kind}
            own |= {"unweighted": not is_weighed, "shipped": shipped, "end": "2018-12-31"}
            yield own | judged(kind, "year", own["shipped"], own["end"], side)


def told_of(folder, at, metric, kind, shipped, days, parts):
    own = {"map": folder, "at": at, "metric": metric, "kind": kind, "shipped": shipped, "end": max(days)}
    return own | judged(kind, "day", shipped, own["end"], side_of_rows(kind, days, parts))


SECTIONS = [rates, windows, series, maps]


if __name__ == "__main__":
    write("promises.json", SEED, SECTIONS)
