#!/usr/bin/env python3
# requirements: numpy==2.4.6 scipy==1.17.1 statsmodels==0.15.0
"""How often cjm is right: its verdicts and intervals over thousands of maps of which the truth is known.

    cargo build --release
    python3 tests/calibration.py [--cjm PATH] [--quick] [--only chance,one,stages,break,coverage]

Each line is a measured figure, its binomial interval of 95 % and the goal. Exits with 1 where a goal is missed: of all
maps by the figure itself; with --quick, which takes a tenth of them, only where the whole interval misses it. The same
seed makes the same maps.

chance     nothing changes: the share of maps in which a touchpoint is said to have risen or fallen
one        one touchpoint of 20 rises by 10 points: how often it is found, beside statsmodels on the same answers
stages     all 20 rise by 5 points: how often a stage of four is said to have risen, beside a test by people's means
break      one of 20 falls from 75 to 45 %: how often the break is found, and how near its day
coverage   of intervals from 30 answers
"""

import argparse
import calendar
import collections
import datetime
import json
import multiprocessing
import os
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint, proportions_ztest
from statsmodels.stats.weightstats import ztest

HERE = pathlib.Path(__file__).parent
SEED = 20240501
N_MAPS = 2_000
N_TOUCHPOINTS, STAGE_OF = 20, 4
DIRECTED = ("rose", "fell")

# What is written for a miss and for a hit, on a scale of 1 to 5.
ANSWERS = np.array(["2", "5"])
# A detractor, a passive and a promoter, and the chances of each.
GROUPS = ["3", "8", "10"]
MIXES = [(0.2, 0.25, 0.55), (0.3, 0.4, 0.3), (0.05, 0.1, 0.85)]
# Answers of effort, and the chances of each.
EFFORTS = list("1234567")
SCALES = {
    "even": [1 / 7] * 7,
    "high": [0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 0.3],
    "two peaks": [0.25, 0.15, 0.05, 0.05, 0.1, 0.2, 0.2],
}

# -- Maps -------------------------------------------------------------------------------------------------------------

MAP = """[journey]
title = "Made up"

[[metric]]
id = "wait"
name = "Wait"
kind = "duration"
unit = "min"

[[source]]
id = "survey"
file = "survey.csv"
time = "date"
"""
STAGE = '\n[[stage]]\nid = "s{0}"\nname = "Stage {0}"\n'
TOUCHPOINT = """
[[stage.touchpoint]]
id = "t{0}"
name = "Touchpoint {0}"
metrics = [{{ metric = "{1}", source = "survey", column = "t{0}" }}]
"""


def written_map(metrics):
    """A map of one touchpoint a metric, in stages of four."""
    parts = [MAP]
    for touchpoint, metric in enumerate(metrics):
        if touchpoint % STAGE_OF == 0:
            parts.append(STAGE.format(touchpoint // STAGE_OF))
        parts.append(TOUCHPOINT.format(touchpoint, metric))
    return "".join(parts)


def month_days(months, n):
    """A date for each of n answers a month, from its first day to its last, in order."""
    first, dates = datetime.date(2023, 4, 1), []
    for month in range(months):
        year, month = divmod(first.month - 1 + month, 12)
        start = datetime.date(first.year + year, month + 1, 1)
        last = calendar.monthrange(start.year, start.month)[1] - 1
        dates += [start + datetime.timedelta(days=idx * last // (n - 1)) for idx in range(n)]
    return dates


def waves(months, n):
    """All on the last day of the month."""
    days = month_days(months, 2)[1::2]
    return [day for day in days for _ in range(n)]


def ask(metrics, dates, columns, by):
    """What cjm says of a map: its JSON."""
    with tempfile.TemporaryDirectory() as folder:
        home = pathlib.Path(folder)
        (home / "journey.toml").write_text(written_map(metrics))
        header = ",".join(["date", *(f"t{idx}" for idx in range(len(columns)))])
        rows = map(",".join, zip(map(str, dates), *columns))
        (home / "survey.csv").write_text("\n".join([header, *rows, ""]))
        environment = {**os.environ, "HOME": folder, "XDG_CONFIG_HOME": folder}
        command = [os.environ["CJM"], "metrics", folder, "--by", by, "--format", "json"]
        run = subprocess.run(command, env=environment, capture_output=True, text=True)
        if run.returncode not in (0, 1) or not run.stdout:
            sys.exit(f"{' '.join(command)}: {run.stderr}")
        return json.loads(run.stdout)


def ask_shares(dates, hits):
    """Of a map whose touchpoints have these hits, a row a person."""
    return ask(["csat"] * hits.shape[1], dates, ANSWERS[hits.T.astype(int)].tolist(), "month")


def of_touchpoints(answer, table):
    return [row for row in answer[table] if row["touchpoint"] is not None]


def of_stages(answer, table):
    return [row for row in answer[table] if row["touchpoint"] is None and row["stage"] is not None]


# -- Figures ----------------------------------------------------------------------------------------------------------


class Missing(Exception):
    """The program does not tell what is asked."""


class Figures:
    """Measured figures, printed as they come."""

    def __init__(self, is_quick):
        self.is_quick, self.n_missed = is_quick, 0

    def tell(self, name, hits, n, goal=None):
        """A share, of which the goal is (least, most) in percent."""
        if n == 0:
            return self.miss(name, "nothing to measure")
        low, high = (100 * end for end in proportion_confint(hits, n, method="wilson"))
        figure = 100 * hits / n
        least, most = goal or (0, 100)
        own = (low, high) if self.is_quick else (figure, figure)
        is_missed = own[1] < least or own[0] > most
        self.n_missed += is_missed
        said = "" if goal is None else f"   goal {least:g} to {most:g} %" + ("   MISSED" if is_missed else "")
        print(f"  {name:58} {figure:6.2f} % ({low:.2f} to {high:.2f}) of {n:,}{said}", flush=True)

    def differ(self, name, hits, others, n, most):
        """Two shares of the same maps, which may differ by so many points."""
        points = 100 * (hits - others) / n
        is_missed = abs(points) > most
        self.n_missed += is_missed
        print(f"  {name:58} {points:+6.2f} points   goal within {most:g}" + ("   MISSED" if is_missed else ""))

    def miss(self, name, why):
        self.n_missed += 1
        print(f"  {name:58} {why}   MISSED", flush=True)


def over_maps(job, n, pool, *given, name=""):
    """The sum of what a job counts in n maps; each has its own seed, by the job and the name."""
    seeds = [([SEED, *f"{job.__name__} {name}".encode(), idx], *given) for idx in range(n)]
    total = collections.Counter()
    for counted in pool.imap_unordered(Guarded(job), seeds, chunksize=10):
        if isinstance(counted, str):
            raise Missing(f"not told: {counted}")
        total.update(counted)
    return total


class Guarded:
    """A job for another process: the name of a key instead of an error where the program does not tell it."""

    def __init__(self, job):
        self.job = job

    def __call__(self, given):
        seed, *rest = given
        try:
            return self.job(np.random.default_rng(seed), *rest)
        except KeyError as key:
            return key.args[0]


# -- Chance -----------------------------------------------------------------------------------------------------------


# Answers and the chances of each, by metric.
UNCHANGED = {"csat": (ANSWERS, (0.25, 0.75)), "nps": (GROUPS, MIXES[0]), "ces": (EFFORTS, SCALES["high"])}


def chance(figures, n_maps, pool):
    for name, metric, dates in [
        ("CSAT, two waves of 400", "csat", waves(2, 400)),
        ("CSAT, two months of 400", "csat", month_days(2, 400)),
        ("CSAT, 12 months of 40", "csat", month_days(12, 40)),
        ("NPS, 12 months of 40", "nps", month_days(12, 40)),
        ("CES, 12 months of 40", "ces", month_days(12, 40)),
    ]:
        counted = over_maps(count_false, n_maps, pool, metric, dates, name=name)
        figures.tell(f"{name}: any verdict of a touchpoint", counted["any"], n_maps, (3, 7))
        for part in ("changes", "since"):
            figures.tell(f"    in `{part}`", counted[part], n_maps)
        figures.tell("    of a stage or the journey", counted["wider"], n_maps)


def count_false(rng, metric, dates):
    answers, chances = UNCHANGED[metric]
    columns = rng.choice(answers, (N_TOUCHPOINTS, len(dates)), p=chances).tolist()
    answer = ask([metric] * N_TOUCHPOINTS, dates, columns, "month")
    found = collections.Counter()
    for part in ("changes", "since"):
        found[part] = any(row["verdict"] in DIRECTED for row in of_touchpoints(answer, part))
        wider = (row for row in answer[part] if row["touchpoint"] is None)
        found["wider"] |= any(row["verdict"] in DIRECTED for row in wider)
    found["any"] = found["changes"] or found["since"]
    return found


# -- One touchpoint ---------------------------------------------------------------------------------------------------


def one(figures, n_maps, pool):
    counted = over_maps(count_risen, n_maps, pool)
    figures.tell("found in `changes`", counted["found"], n_maps)
    figures.tell("found by statsmodels", counted["oracle"], n_maps)
    figures.tell("both say the same", counted["same"], n_maps)
    figures.differ("the program beside statsmodels", counted["found"], counted["oracle"], n_maps, 2)


def count_risen(rng):
    n = 400
    chances = np.full((2 * n, N_TOUCHPOINTS), 0.75)
    chances[n:, 0] += 0.1
    hits = rng.uniform(size=chances.shape) < chances
    rows = of_touchpoints(ask_shares(month_days(2, n), hits), "changes")
    found = any(row["touchpoint"] == "t0" and row["verdict"] == "rose" for row in rows)
    before, after = hits[:n].sum(axis=0), hits[n:].sum(axis=0)
    p = [proportions_ztest(pair, (n, n))[1] for pair in zip(after, before)]
    oracle = bool(multipletests(p, method="fdr_bh")[0][0] and after[0] > before[0])
    return {"found": found, "oracle": oracle, "same": found == oracle}


# -- Stages -----------------------------------------------------------------------------------------------------------


def stages(figures, n_maps, pool):
    counted = over_maps(count_stages, n_maps, pool)
    n_stages = N_TOUCHPOINTS // STAGE_OF
    figures.tell("a stage rises", counted["found"], n_stages * n_maps, (60, 100))
    figures.tell("    by people's means, all stages one family", counted["oracle"], n_stages * n_maps)
    figures.tell("any stage rises", counted["any"], n_maps, (60, 100))
    figures.tell("a touchpoint rises", counted["touchpoints"], N_TOUCHPOINTS * n_maps)


def count_stages(rng):
    n, chance, correlation = 400, 0.75, 0.3
    # Opinions are normal, and any two of a person correlate by .3; whoever's lies under a bound is satisfied.
    general, own = rng.normal(size=(2 * n, 1)), rng.normal(size=(2 * n, N_TOUCHPOINTS))
    opinions = correlation**0.5 * general + (1 - correlation) ** 0.5 * own
    hits = opinions < stats.norm.ppf(np.repeat([chance, chance + 0.05], n))[:, None]
    answer = ask_shares(month_days(2, n), hits)
    rows = [row for row in of_stages(answer, "changes") if row["composed"]]
    n_found = sum(row["verdict"] == "rose" for row in rows)
    means = hits.reshape(2 * n, -1, STAGE_OF).mean(axis=2)
    tests = [ztest(after, before, usevar="unequal") for before, after in zip(means[:n].T, means[n:].T)]
    is_real = multipletests([p for _, p in tests], method="fdr_bh")[0]
    return {
        "found": n_found,
        "any": n_found > 0,
        "oracle": sum(bool(real) and z > 0 for real, (z, _) in zip(is_real, tests)),
        "touchpoints": sum(row["verdict"] == "rose" for row in of_touchpoints(answer, "changes")),
    }


# -- A break ----------------------------------------------------------------------------------------------------------


def fall(figures, n_maps, pool):
    counted = over_maps(count_breaks, n_maps, pool)
    figures.tell("found in `since`", counted["found"], n_maps, (80, 100))
    figures.tell("    the middle of its days within 30 of the true one", counted["near"], counted["found"], (80, 100))
    figures.tell("    its days hold the true one", counted["held"], counted["found"])
    figures.tell("another touchpoint in `since`", counted["others"], n_maps)


def count_breaks(rng):
    months, n = 12, 40
    dates = month_days(months, n)
    chances = np.full((months * n, N_TOUCHPOINTS), 0.75)
    chances[months * n // 2 :, 7] = 0.45
    true = dates[months * n // 2]
    rows = of_touchpoints(ask_shares(dates, rng.uniform(size=chances.shape) < chances), "since")
    own = [row for row in rows if row["touchpoint"] == "t7" and row["verdict"] == "fell"]
    counted = {"found": bool(own), "others": any(row["touchpoint"] != "t7" for row in rows)}
    if own:
        low, high = (datetime.date.fromisoformat(own[0][end]) for end in ("day_low", "day_high"))
        middle = low + (high - low) / 2
        counted |= {"near": abs((middle - true).days) <= 30, "held": low <= true <= high}
    return counted


# -- Coverage ---------------------------------------------------------------------------------------------------------
# One touchpoint a distribution, 30 answers each a day: a day is a reading.

N_ANSWERS = 30
SHARES = [percent / 100 for percent in range(5, 100, 5)]
TIMES = {
    "lognormal, sigma 1": stats.lognorm(1, scale=20),
    "lognormal, sigma 0.5": stats.lognorm(0.5, scale=20),
    "gamma, shape 0.7": stats.gamma(0.7, scale=30),
    "gamma, shape 2": stats.gamma(2, scale=10),
}


def distributions():
    """Name, metric, the true value, which keys hold the interval, and how answers are drawn."""
    bounds, of_median = ("low", "high"), ("median_low", "median_high")
    for p in SHARES:
        yield f"share {p:.2f}", "csat", 100 * p, bounds, lambda rng, n, p=p: ANSWERS[(rng.uniform(size=n) < p) * 1]
    for mix in MIXES:
        draw = lambda rng, n, mix=mix: rng.choice(GROUPS, n, p=mix)  # noqa: E731
        yield f"NPS {100 * (mix[2] - mix[0]):g}", "nps", 100 * (mix[2] - mix[0]), bounds, draw
    for name, chances in SCALES.items():
        draw = lambda rng, n, chances=chances: rng.choice(EFFORTS, n, p=chances)  # noqa: E731
        yield f"mean of a scale, {name}", "ces", float(np.dot(range(1, 8), chances)), bounds, draw
    for name, times in TIMES.items():
        draw = lambda rng, n, times=times: times.rvs(n, random_state=rng).round(6).astype(str)  # noqa: E731
        yield f"median of {name}", "wait", times.median(), of_median, draw


def coverage(figures, n_maps, pool):
    n_runs, n_days = max(2, n_maps // 500), 1_000 if n_maps >= N_MAPS else 250
    for touchpoint, (name, _, _, keys, _) in enumerate(distributions()):
        # All were counted with the first, but for those that are not told.
        if touchpoint == 0:
            counted = over_maps(count_covered, n_runs, pool, n_days)
        if counted[f"{touchpoint} lacks"]:
            figures.miss(f"coverage, {name}", f"not told: {keys[0]}")
        else:
            figures.tell(f"coverage, {name}", counted[touchpoint], n_runs * n_days, (92, 100))


def count_covered(rng, n_days):
    known = list(distributions())
    first = datetime.date(2020, 1, 1)
    dates = [first + datetime.timedelta(days=day) for day in range(n_days) for _ in range(N_ANSWERS)]
    columns = [draw(rng, len(dates)).tolist() for *_, draw in known]
    answer = ask([metric for _, metric, *_ in known], dates, columns, "day")
    counted = collections.Counter()
    for row in of_touchpoints(answer, "readings"):
        touchpoint = int(row["touchpoint"][1:])
        _, _, true, (low, high), _ = known[touchpoint]
        if low not in row:
            counted[f"{touchpoint} lacks"] += 1
        elif row[low] is not None:
            counted[touchpoint] += row[low] <= true <= row[high]
    return counted


# -- The run ----------------------------------------------------------------------------------------------------------

PARTS = {
    "chance": (chance, "Nothing changes at any of 20 touchpoints"),
    "one": (one, "One of 20 touchpoints rises from 75 to 85 %, two months of 400"),
    "stages": (stages, "All 20 rise from 75 to 80 %, two months of 400, opinions of a person correlate by .3"),
    "break": (fall, "One of 20 falls from 75 to 45 % in the middle of 12 months of 40"),
    "coverage": (coverage, "Intervals from 30 answers hold the truth"),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cjm", default=HERE.parent / "target" / "release" / "cjm", help="the program")
    parser.add_argument("--quick", action="store_true", help="a tenth of the maps")
    parser.add_argument("--only", type=lambda text: text.split(","), default=list(PARTS), help="some of the parts")
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    unknown = set(given.only) - PARTS.keys()
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    os.environ["CJM"] = str(pathlib.Path(given.cjm).resolve())
    figures, n_maps = Figures(given.quick), N_MAPS // (10 if given.quick else 1)
    with multiprocessing.Pool(given.processes) as pool:
        for name in given.only:
            part, title = PARTS[name]
            print(title)
            try:
                part(figures, n_maps, pool)
            except Missing as missing:
                figures.miss(name, str(missing))
    sys.exit(1 if figures.n_missed > 0 else 0)


if __name__ == "__main__":
    main()
