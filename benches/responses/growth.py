#!/usr/bin/env python3
"""Shows how the time and the memory of cjm grow with the rows, touchpoints, days and metrics of one file.

    cargo build --release
    python3 benches/responses/growth.py [--rows 1000000] [--runs 3] [--cjm target/release/cjm]

Every shape differs in one thing from the first: 100 touchpoints, 365 days, one metric. Each run is a process of its own;
the fastest counts, and the most memory that was resident. Asked by year cjm keeps years, asked by day it keeps days and
prints a reading of each: a cell is a touchpoint on a day with one metric.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
USUAL = {"touchpoints": 100, "days": 365, "metrics": 1}
SHAPES = [{}, {"touchpoints": 10}, {"touchpoints": 1000}, {"days": 30}, {"days": 3650}, {"metrics": 4}, {"metrics": 8}]


def measured(cjm, folder, by, n_runs):
    """The fastest run in seconds, and the most memory in MiB."""
    program = [sys.executable, str(HERE / "measure.py"), cjm, "metrics", str(folder), "--by", by, "--format", "json"]
    told = []
    for _ in range(n_runs):
        done = subprocess.run(program, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True)
        seconds, kib = done.stderr.rsplit("\n", 2)[-2].split()
        told.append((float(seconds), int(kib) / 1024))
    return min(seconds for seconds, _ in told), max(memory for _, memory in told)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", type=int, default=1_000_000)
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--cjm", default="target/release/cjm")
    chosen = arguments.parse_args()
    print("| rows | touchpoints | days | metrics | by year: seconds | ns a row | MiB | by day: seconds | MiB | cells |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    sizes = [(rows, {}) for rows in (chosen.rows // 10, chosen.rows * 10)]
    for rows, other in [(chosen.rows, shape) for shape in SHAPES] + sizes:
        shape = {**USUAL, **other}
        with tempfile.TemporaryDirectory() as folder:
            options = [f"--{name}={n}" for name, n in shape.items()]
            subprocess.run([sys.executable, str(HERE / "generate.py"), str(rows), folder, *options], check=True)
            # What is not counted would be fast.
            subprocess.run([chosen.cjm, "check", folder], capture_output=True, check=True)
            seconds, memory = measured(chosen.cjm, folder, "year", chosen.runs)
            day_seconds, day_memory = measured(chosen.cjm, folder, "day", chosen.runs)
        n_cells = min(rows, shape["touchpoints"] * shape["days"]) * shape["metrics"]
        print(f"| {rows:,} | {shape['touchpoints']:,} | {shape['days']:,} | {shape['metrics']} | {seconds:.2f} | {seconds / rows * 1e9:.0f} "
              f"| {memory:.0f} | {day_seconds:.2f} | {day_memory:.0f} | {n_cells:,} |", flush=True)


main()
