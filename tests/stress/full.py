#!/usr/bin/env python3
"""Saves where there is no room: on a full disk, and past the limit of the process.

    tests/stress/full.py [BINARY]

The disk is a small tmpfs, where one may be mounted (root may); the limit is `ulimit -f`, which anybody may set.
Violated when the map changes, when something is left over, when the message does not say what is the matter, or when
the same save does not work once there is room.
"""

import os
import pathlib
import resource
import subprocess
import tempfile

import desk

LONGER = "long " * 4000


def attempt(own, name, words, rows, violations, **more):
    """One save that must fail and say why, then the same one with room."""
    before = own.now()
    run = own.set(LONGER, **more)
    said = run.stderr.strip().splitlines()
    shown = said[0] if said else f"exit {run.returncode}, nothing said"
    if run.returncode <= 0:
        violations.append(f"{name}: exit {run.returncode}")
    if own.now() != before:
        violations.append(f"{name}: the map changed")
    if own.leftovers() or own.backups():
        violations.append(f"{name}: something is left over")
    if not any(words in line for line in said):
        violations.append(f"{name}: says {said}")
    rows.append([name, "refused" if run.returncode > 0 else "WRONG", shown])


def works(own, name, rows, violations):
    run = own.set(LONGER)
    if run.returncode != 0 or own.now() != own.titled(LONGER):
        violations.append(f"{name}, with room: {run.stderr}")
    own.restore()
    rows.append([name + ", with room", "saved" if run.returncode == 0 else "WRONG", ""])


def fill(folder):
    """Takes all room but none of the files'."""
    path = folder / "filler"
    with open(path, "wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass
    return path


def on_a_full_disk(given, linked, rows, violations):
    disk = pathlib.Path(tempfile.mkdtemp(prefix="cjm-disk-"))
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], capture_output=True)
    name = "full disk, " + ("two names" if linked else "one name")
    if mounted.returncode != 0:
        rows.append([name, "not tried", "a tmpfs may not be mounted here"])
        disk.rmdir()
        return
    try:
        with desk.Desk(given.binary, under=disk, linked=linked) as own:
            # The copy that is kept meanwhile has room: what is tried is the map's own disk.
            with tempfile.TemporaryDirectory() as state:
                own.environment["XDG_STATE_HOME"] = state
                filler = fill(disk)
                attempt(own, name, "disk is full", rows, violations)
                filler.unlink()
                works(own, name, rows, violations)
    finally:
        subprocess.run(["umount", str(disk)], check=True)
        disk.rmdir()


def past_the_limit(given, linked, rows, violations):
    name = "ulimit -f, " + ("two names" if linked else "one name")
    with desk.Desk(given.binary, linked=linked) as own:
        # The map as it is fits, with the longer title it does not.
        most = len(own.text) + 1000
        limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        attempt(own, name, "larger than this program may write", rows, violations, preexec_fn=limit)
        works(own, name, rows, violations)


def main():
    given = desk.arguments(__doc__)
    violations, rows = [], [["where", "what became of it", "what was said"]]
    for linked in (False, True):
        on_a_full_disk(given, linked, rows, violations)
        past_the_limit(given, linked, rows, violations)
    desk.table(rows)
    desk.end(violations)


if __name__ == "__main__":
    os.umask(0o022)
    main()
