#!/usr/bin/env python3
"""Four processes add 500 notes each to one map, all at once.

    tests/stress/crowd.py [BINARY] [--processes 4] [--adds 500]

Violated when one of them fails, when a note is missing or there twice, or when the map does not pass `cjm check`.
"""

import re
import subprocess
import sys
import time

import desk

# Run in a process of its own: adds notes until one is refused.
WRITER = """
import subprocess, sys
command, who, n = sys.argv[1:-2], sys.argv[-2], int(sys.argv[-1])
for idx in range(n):
    run = subprocess.run([*command, f"text=note {who}-{idx}."], capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"{who}-{idx}: {run.stderr}")
"""


def main():
    given = desk.arguments(__doc__, processes=4, adds=500)
    violations = []
    with desk.Desk(given.binary) as own:
        adding = own.command("add", str(own.map), "journey/note")
        start = time.monotonic()
        writers = [
            subprocess.Popen(
                [sys.executable, "-c", WRITER, *adding, f"w{who}", str(given.adds)],
                env=own.environment,
                stderr=subprocess.PIPE,
                text=True,
            )
            for who in range(given.processes)
        ]
        for writer in writers:
            _, said = writer.communicate()
            if writer.returncode != 0:
                violations.append(said.strip())
        took = time.monotonic() - start
        found = re.findall(r"note (w\d+-\d+)\.", own.now().decode())
        wanted = {f"w{who}-{idx}" for who in range(given.processes) for idx in range(given.adds)}
        if set(found) != wanted:
            violations.append(f"{len(wanted - set(found))} notes are missing")
        if len(found) != len(set(found)):
            violations.append(f"{len(found) - len(set(found))} notes are there twice")
        if not own.checks():
            violations.append("the map does not pass check")
        if own.leftovers():
            violations.append(f"{own.leftovers()} spare files are left")
        desk.table(
            [
                ["processes", "adds each", "present", "of", "seconds", "ms an add"],
                [
                    given.processes,
                    given.adds,
                    len(set(found)),
                    len(wanted),
                    f"{took:.1f}",
                    f"{took * 1000 / len(wanted):.1f}",
                ],
            ]
        )
    desk.end(violations)


main()
