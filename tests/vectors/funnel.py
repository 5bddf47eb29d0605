#!/usr/bin/env python3
# requirements: numpy==2.4.6 pandas==3.1.1 scipy==1.17.1 statsmodels==0.15.0
"""Writes funnel.json: what every figure of a funnel must be, computed without cjm.

    python3 tests/vectors/funnel.py && git diff --exit-code tests/vectors

Intervals, p and what p is adjusted to are those of statsmodels; sums of `maps/toys` those of pandas; cases of logs are
followed in plain Python. Shares are in percent. `null` is a figure that is not defined. The same seed makes the same
file, one vector a line.

steps   two periods of [entered, completed] a step: the share that goes on, that is lost and that is still there, the
        whole, what is left of those who mean it, the leaks, who went on and did not come, and the change
        since the period before
toys    the steps of `maps/toys` by period, with how many days they are of
logs    rows of a log, its window in seconds, the activities of each touchpoint: by touchpoint, people and day
        [entered, completed], and how many wait
"""

import datetime
import pathlib

import numpy as np
import pandas as pd
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint, proportions_ztest

from make import write

HERE = pathlib.Path(__file__).parent
SEED = 20260116
FEW = 30


def share(hits, n):
    """Value, low, high and n; None where nobody is there, or more are part than there are."""
    if n == 0 or hits > n or hits < 0:
        return None
    low, high = proportion_confint(hits, n, method="wilson")
    return {"value": 100 * hits / n, "low": 100 * low, "high": 100 * high, "n": n}


def change(now, before):
    """Of two [n, hits]; None where either is of few."""
    if now[0] < FEW or before[0] < FEW:
        return None
    low, high = confint_proportions_2indep(now[1], now[0], before[1], before[0], method="newcomb", compare="diff")
    is_flat = now[1] + before[1] in (0, now[0] + before[0])
    z, p = (0.0, 1.0) if is_flat else proportions_ztest((now[1], before[1]), (now[0], before[0]))
    own = 100 * now[1] / now[0] - 100 * before[1] / before[0]
    return {"change": own, "low": 100 * low, "high": 100 * high, "z": z, "p": p}


def first_least(keys):
    """The index of the smallest of (key, index), or None."""
    return min(keys)[1] if keys else None


def funnel(now, before):
    ranked = [(i, n, hits) for i, (n, hits) in enumerate(now) if n >= FEW and hits < n]
    rate = [(hits / n, i) for i, n, hits in ranked]
    # From here on people mean it.
    earnest = next((i for i, (n, hits) in enumerate(now) if n >= FEW and 2 * hits >= n), None)
    leaks = {
        "most": first_least([(hits - n, i) for i, n, hits in ranked]),
        "rate": first_least(rate),
        "after_looking": first_least([(r, i) for r, i in rate if i > 0 and earnest is not None and i >= earnest]),
    }
    # Who went on and did not come: of those who completed the step before, at each step but the first.
    pairs = [(i, done, came) for i, ((_, done), (came, _)) in enumerate(zip(now, now[1:]), 1) if 0 < came < done]
    between = {i: share(done - came, done) for i, done, came in pairs}
    leaks["between"] = first_least([(came - done, i) for i, done, came in pairs if done >= FEW])
    left = None if earnest is None else share(now[earnest][0] - now[-1][1], now[earnest][0])
    changes = [change(a, b) if a[0] and b[0] else None for a, b in zip(now, before)]
    known = [i for i, own in enumerate(changes) if own]
    if known:
        adjusted = multipletests([changes[i]["p"] for i in known], method="fdr_bh")[1]
        for i, p in zip(known, adjusted):
            changes[i] |= {"p_adjusted": p, "family": len(known)}
    fell = [(changes[i]["change"], i) for i in known if changes[i]["high"] < 0 and changes[i]["p_adjusted"] <= 0.05]
    came = now[0][0]
    return {
        "now": now,
        "before": before,
        "conversion": [share(hits, n) for n, hits in now],
        "loss": [share(n - hits, n) for n, hits in now],
        "still_there": [share(hits, came) for _, hits in now],
        "between": [between.get(i) for i in range(len(now))],
        "surplus": [max(0, own[0] - prior[1]) for own, prior in zip(now, [(0, now[0][0]), *now])],
        "overall": share(now[-1][1], came),
        "earnest": earnest if left else None,
        "abandonment": left,
        "leaks": leaks,
        "changes": changes,
        "worse": first_least(fell),
    }


def random_steps(rng, n_steps, scale):
    """Each step is entered by those who completed the one before, now and then by more or fewer."""
    rows, entered = [], int(rng.integers(1, scale))
    for _ in range(n_steps):
        completed = int(rng.binomial(entered, rng.choice([rng.uniform(0, 0.2), rng.uniform(0.4, 1.0)])))
        rows.append([entered, completed])
        entered = max(1, completed + int(rng.choice([0, 0, 0, 7, -3])))
    return rows


def steps(rng):
    yield funnel([[540_000, 243_000], [243_000, 17_280], [17_280, 16_740], [16_740, 16_200], [16_200, 11_700]], [[0, 0]] * 5)
    for idx in range(60):
        now = random_steps(rng, int(rng.integers(1, 8)), [40, 400, 60_000][idx % 3])
        factor = rng.uniform(0.5, 2)
        # The same shares, but for chance and now and then one that differs.
        drift = rng.choice([0, 0, 0.08], len(now))
        before = [
            [max(1, int(n * factor)), int(rng.binomial(max(1, int(n * factor)), min(1, hits / n + more)))]
            for (n, hits), more in zip(now, drift)
        ]
        yield funnel(now, before)


def toys(rng):
    data = pd.read_csv(HERE.parents[1] / "maps/toys/funnel.csv", parse_dates=["week"])
    data = data[~data.step.isin(["shop", "checkout"])]
    order = list(dict.fromkeys(data.step))
    for grain, code in {"year": "Y", "quarter": "Q", "month": "M"}.items():
        sums = data.groupby([data.week.dt.to_period(code), "step"])[["entered", "completed"]].sum()
        weeks = data.groupby(data.week.dt.to_period(code)).week.nunique()
        periods = list(weeks.index)
        of = lambda period: [[int(v) for v in sums.loc[(period, step)]] for step in order]  # noqa: E731
        for before, now in zip([None, *periods], periods):
            label = {"year": f"{now.year}", "quarter": f"{now.year}-Q{now.quarter}", "month": f"{now.year}-{now.month:02}"}
            own = funnel(of(now), of(before) if before is not None else [[0, 0]] * len(order))
            yield {"period": label[grain], "steps": order, "n_days": 7 * int(weeks[now])} | own
    whole = data.groupby("step")[["entered", "completed"]].sum()
    own = funnel([[int(v) for v in whole.loc[step]] for step in order], [[0, 0]] * len(order))
    yield {"period": "all", "steps": order, "n_days": 7 * int(data.week.nunique())} | own


# -- Logs -------------------------------------------------------------------------------------------------------------

PLACES = [("search", ["search"]), ("list", ["list"]), ("cart", ["cart", "cart-2"]), ("pay", ["pay"]), ("done", ["done"])]


def followed(rows, window, places):
    """By place and people: day to [entered, completed], and day to how many wait."""
    occurring = {activity for _, activity, _, _ in rows}
    ways = [(place, set(own)) for place, own in places if occurring & set(own)]
    meant = set().union(*(own for _, own in ways)) if ways else set()
    # The log goes on to its last event, wherever that is.
    end = max((when for _, _, when, _ in rows), default=None)
    rows = [row for row in rows if row[1] in meant]
    told = {place: {"everyone": ({}, {}), "phone": ({}, {})} for place, _ in places}
    if not rows:
        return told
    for case in sorted({case for case, *_ in rows}):
        own = sorted((when, activity, device) for name, activity, when, device in rows if name == case)
        began = next((when for when, activity, _ in own if activity in ways[0][1]), None)
        if began is None:
            continue
        devices = {device for when, activity, device in own if when == began and activity in ways[0][1]}
        reached = [began]
        for place in range(1, len(ways)):
            # Steps that it was at in the same second as the last one.
            same = [step for step, when in enumerate(reached) if when == reached[-1]]
            later = [
                when
                for when, activity, _ in own
                if activity in ways[place][1]
                and (when > reached[-1] or when == reached[-1] and not any(activity in ways[step][1] for step in same))
            ]
            if not later or (later[0] - began).total_seconds() > window:
                break
            reached.append(later[0])
        day = began.date().isoformat()
        is_over = (end - began).total_seconds() >= window
        for who in ["everyone"] + ["phone"] * ("phone" in devices):
            for place in range(len(reached)):
                counts, waiting = told[ways[place][0]][who]
                if is_over:
                    counts.setdefault(day, [0, 0])
                    counts[day][0] += 1
                    counts[day][1] += place + 1 < len(reached) or place + 1 == len(ways)
                else:
                    waiting[day] = waiting.get(day, 0) + 1
    return told


def logs(rng):
    start = datetime.datetime(2026, 2, 25)
    names = ["list", "cart", "cart-2", "pay", "done", "elsewhere"]
    for idx, (text, window) in enumerate([("3 days", 259_200), ("36 hours", 129_600), ("30 minutes", 1_800), ("1 week", 604_800)] * 6):
        places = PLACES if idx % 5 else [*PLACES[:4], ("done", ["done", "pay"])]
        is_of_days = idx % 4 == 3
        spread = {1_800: 7_200}.get(window, 1_000_000)
        rows = []
        for case in range(int(rng.integers(1, 40))):
            began = start + datetime.timedelta(seconds=int(rng.integers(0, 1_200_000)))
            for _ in range(int(rng.integers(1, 9))):
                when = began + datetime.timedelta(seconds=int(rng.choice([0, rng.integers(0, spread)])))
                when = datetime.datetime(when.year, when.month, when.day) if is_of_days else when
                rows.append((f"c{case}", str(rng.choice(names)), when, str(rng.choice(["phone", "desk"]))))
        rng.shuffle(rows)
        rows = [tuple(row) for row in rows]
        told = followed(rows, window, places)
        written = lambda when: when.date().isoformat() if is_of_days else when.isoformat()  # noqa: E731
        lines = [f"{case},{activity},{written(when)},{device}" for case, activity, when, device in rows]
        places = [{"id": place, "match": own, "told": told[place]} for place, own in places]
        yield {"window": text, "csv": "order,event,time,device\n" + "\n".join(lines) + "\n", "places": places}


# -- The file ---------------------------------------------------------------------------------------------------------

SECTIONS = [steps, toys, logs]


if __name__ == "__main__":
    write("funnel.json", SEED, SECTIONS)
