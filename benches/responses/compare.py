#!/usr/bin/env python3
"""Times cjm, DuckDB and polars on one aggregate of one file, side by side, and checks that they agree.

    pip install -r benches/responses/requirements.txt
    cargo build --release
    python3 benches/responses/generate.py 10000000 /tmp/responses
    python3 benches/responses/generate.py 10000000 /tmp/large --large
    python3 benches/responses/compare.py /tmp/responses /tmp/large [--runs 3] [--threads 2] [--cjm target/release/cjm]

Of every touchpoint and ISO week: answers, mean CSAT, NPS, mean sentiment, and mean CES where it is bound. Each run is a process of its own, the four
take turns, the fastest run of each counts; memory is the most that was resident. DuckDB and polars are told the types of
the columns, polars streams, all are told the number of threads (cjm by the number of processors it may use). cjm does
more: it also computes intervals, and the report of what was left out.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

DUCKDB = r"""
import duckdb, json, sys
path, threads = sys.argv[1], int(sys.argv[2])
duckdb.sql(f"set threads = {threads}")
# What takes long would be told where the rows go.
duckdb.sql("set enable_progress_bar = false")
rows = duckdb.sql(f'''
    select touchpoint, strftime(timestamp, '%G-W%V') as week,
        count(csat), avg(csat), count(nps), count(*) filter (where nps >= 9), count(*) filter (where nps <= 6),
        count(sentiment), avg(sentiment){', count(ces), avg(ces)' if sys.argv[3] == 'ces' else ''}
    from read_csv('{path}', header = true, delim = ',', quote = '"', escape = '"', columns = {{
        'response_id': 'INTEGER', 'timestamp': 'TIMESTAMP', 'touchpoint': 'VARCHAR', 'csat': 'TINYINT', 'nps': 'TINYINT',
        'ces': 'TINYINT', 'sentiment': 'DOUBLE', 'device': 'VARCHAR', 'country': 'VARCHAR', 'page': 'VARCHAR',
        'comment': 'VARCHAR'}})
    group by all''').fetchall()
json.dump(rows, sys.stdout)
"""

POLARS = r"""
import json, os, sys
path, threads = sys.argv[1], sys.argv[2]
os.environ["POLARS_MAX_THREADS"] = threads
import polars as pl
score = pl.Int8
schema = {"response_id": pl.Int32, "timestamp": pl.String, "touchpoint": pl.String, "csat": score, "nps": score,
    "ces": score, "sentiment": pl.Float64, "device": pl.String, "country": pl.String, "page": pl.String,
    "comment": pl.String}
day = pl.col("timestamp").str.slice(0, 10).str.to_date("%Y-%m-%d")
frame = (pl.scan_csv(path, schema=schema).group_by("touchpoint", day.alias("day")).agg(
    pl.col("csat").count().alias("csat_n"), pl.col("csat").cast(pl.Int64).sum().alias("csat_sum"), pl.col("nps").count().alias("nps_n"),
    (pl.col("nps") >= 9).sum().alias("promoters"), (pl.col("nps") <= 6).sum().alias("detractors"),
    pl.col("sentiment").count().alias("mood_n"), pl.col("sentiment").sum().alias("mood_sum"),
    *([pl.col("ces").count().alias("ces_n"), pl.col("ces").cast(pl.Int64).sum().alias("ces_sum")] if sys.argv[3] == "ces" else []))
    .group_by("touchpoint", pl.col("day").dt.to_string("%G-W%V").alias("week")).agg(pl.exclude("touchpoint", "day").sum())
    .collect(engine="streaming"))
rows = [[row["touchpoint"], row["week"], row["csat_n"], row["csat_sum"] / row["csat_n"] if row["csat_n"] else None,
    row["nps_n"], row["promoters"], row["detractors"], row["mood_n"],
    row["mood_sum"] / row["mood_n"] if row["mood_n"] else None,
    *([row["ces_n"], row["ces_sum"] / row["ces_n"] if row["ces_n"] else None] if sys.argv[3] == "ces" else [])] for row in frame.iter_rows(named=True)]
json.dump(rows, sys.stdout)
"""

FLOOR = r"""
import sys
with open(sys.argv[1], "rb", buffering=0) as file:
    block, n = bytearray(1 << 19), 0
    while size := file.readinto(block):
        n += block.count(b"\n", 0, size)
print(n)
"""


def run(command, environment=None):
    """Output, wall-clock seconds and the most memory resident, in MiB."""
    program = [sys.executable, str(Path(__file__).with_name("measure.py")), *command]
    done = subprocess.run(program, capture_output=True, env={**os.environ, **(environment or {})})
    if done.returncode:
        sys.exit(f"{command[0]} failed: {done.stderr.decode(errors='replace')}")
    seconds, kib = done.stderr.decode().rsplit("\n", 2)[-2].split()
    return done.stdout, float(seconds), int(kib) / 1024


def of_cjm(text):
    """Answers by touchpoint and week, in the order of the others' rows."""
    rows = {}
    for reading in json.loads(text)["readings"]:
        key = (reading["touchpoint"], reading["period"])
        if reading["touchpoint"]:
            rows.setdefault(key, {})[reading["metric"]] = reading
    return rows


def near(one, other):
    return one == other or abs(one - other) <= 1e-9 * max(1, abs(one), abs(other))


def check(name, rows, ours):
    """Every figure of ours is theirs, and there are no others."""
    n_checked, n_groups = 0, 0
    for touchpoint, week, csat_n, csat, nps_n, promoters, detractors, mood_n, mood, *ces in rows:
        own = ours.get((touchpoint, week), {})
        pairs = [("csat", "mean", csat_n, csat), ("sentiment", "value", mood_n, mood),
                 ("nps", "value", nps_n, nps_n and 100 * (promoters - detractors) / nps_n)]
        pairs += [("ces", "value", *ces)] if ces else []
        # A group of which nobody answered anything is none of ours.
        n_groups += any(n for _, _, n, _ in pairs)
        for metric, key, n, value in pairs:
            reading = own.get(metric, {"n": 0})
            for one, other in [(reading["n"], n)] + ([(reading[key], value)] if n else []):
                if one is None or not near(one, other):
                    sys.exit(f"{name} disagrees at {touchpoint} {week} {metric}: {other}, not {one}")
                n_checked += 1
    if n_groups != len(ours):
        sys.exit(f"{name} has {n_groups} groups, not {len(ours)}")
    return n_checked


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folders", type=Path, nargs="+")
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--cjm", default="target/release/cjm")
    chosen = arguments.parse_args()
    processors = sorted(os.sched_getaffinity(0))[: chosen.threads]
    os.sched_setaffinity(0, processors)
    for folder in chosen.folders:
        compare(folder, chosen)


def compare(folder, chosen):
    """Runs all on one folder, and prints how they did."""
    path, threads = str(folder / "responses.csv"), str(chosen.threads)
    ces = "ces" if "\nces = " in (folder / "journey.toml").read_text() else ""
    commands = {
        "read and count line feeds": [sys.executable, "-c", FLOOR, path],
        "cjm": [chosen.cjm, "metrics", str(folder), "--by", "week", "--format", "json"],
        "DuckDB": [sys.executable, "-c", DUCKDB, path, threads, ces],
        "polars, streaming": [sys.executable, "-c", POLARS, path, threads, ces],
    }
    version = "import duckdb, polars; print(duckdb.__version__, polars.__version__)"
    versions = subprocess.run([sys.executable, "-c", version], capture_output=True, text=True, check=True).stdout.split()
    best, outputs = {}, {}
    with open(path, "rb") as file:
        while file.read(1 << 22):
            pass
    for _ in range(chosen.runs):
        for name, command in commands.items():
            output, seconds, memory = run(command)
            outputs[name] = output
            before = best.get(name, (seconds, memory))
            best[name] = (min(seconds, before[0]), max(memory, before[1]))
    ours = of_cjm(outputs["cjm"])
    n_checked = [check(name, json.loads(outputs[name]), ours) for name in ("DuckDB", "polars, streaming")]
    n_rows = int(outputs["read and count line feeds"]) - 1
    size = os.path.getsize(path) / 1e6
    print(f"{folder.name}: {size:.0f} MB, {n_rows:,} lines, {chosen.threads} threads, fastest of {chosen.runs}; DuckDB {versions[0]}, "
          f"polars {versions[1]}")
    print(f"{sum(n_checked):,} figures of {len(ours):,} groups agree")
    print()
    own_seconds, own_memory = best["cjm"]
    print("| | seconds | MiB | time, as cjm's | memory, as cjm's |")
    print("|---|---|---|---|---|")
    for name, (seconds, memory) in best.items():
        print(f"| {name} | {seconds:.2f} | {memory:.0f} | {seconds / own_seconds:.2f} x | {memory / own_memory:.1f} x |")
    print()


main()
