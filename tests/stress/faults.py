#!/usr/bin/env python3
"""Lets every system call of `cjm set` fail once, with each of eight errors, and kills it once at each.

    tests/stress/faults.py [BINARY] [--workers 2]

Needs strace (apt-get install strace) and the right to trace. A first run tells which calls there are and how often;
then each is made to fail at its n-th time with EIO, ENOSPC, EDQUOT, EACCES, EROFS, EINTR and EMFILE, or answered by
SIGKILL. Once for a plain file, once for one with two names, which is written in place. Violated when the map is
neither the old text nor the new one, when `cjm set` ends well and the map has the old text, when it fails in an
orderly way and the map has the new text although it says that it has not, and when it hangs.
"""

import collections
import concurrent.futures
import re
import subprocess
import sys

import desk

ERRORS = ["EIO", "ENOSPC", "EDQUOT", "EACCES", "EROFS", "EINTR", "EMFILE"]
KILL = "SIGKILL"
VALUE = "another title, which is longer than the one there was"
# The first is not cjm's, and nothing comes of failing to end.
SPARED = {"execve", "exit_group", "exit"}


def calls(own):
    """How often each call is made."""
    log = own.folder / "calls"
    run = own.run(["strace", "-f", "-o", str(log), *own.setting(VALUE)])
    if run.returncode != 0:
        sys.exit(f"cannot trace: {run.stderr}")
    counts = collections.Counter()
    for line in log.read_text(errors="replace").splitlines():
        found = re.match(r"\d+\s+(?:<\.\.\. )?(\w+)\(", line)
        if found:
            counts[found[1]] += 1
    return {name: n for name, n in counts.items() if name not in SPARED}


def fail(binary, linked, call, when, error):
    """One run with one fault; what became of it, and what is wrong with that."""
    with desk.Desk(binary, linked=linked) as own:
        own.set("the title before")
        old = own.now()
        new = own.titled(VALUE)
        how = f"signal={KILL}" if error == KILL else f"error={error}"
        tracer = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"inject={call}:{how}:when={when}"]
        name = f"{call} #{when} {error}" + (" two names" if linked else "")
        try:
            run = own.run([*tracer, *own.setting(VALUE)])
        except subprocess.TimeoutExpired:
            return "hung", f"{name}: hung"
        raw = own.now()
        if raw is None:
            return "missing", f"{name}: the map is missing"
        if not linked and raw not in (old, new):
            return "torn", f"{name}: torn"
        is_fine = own.checks()
        now = own.now()
        said = (run.stderr + run.stdout).strip()
        if now not in (old, new) or not is_fine:
            return "torn", f"{name}: torn, {len(now)} bytes: {said}"
        if run.returncode == 0:
            return ("saved", None) if now == new else ("false", f"{name}: said to be saved and is not: {said}")
        after = own.set("the save after")
        if after.returncode != 0 or own.leftovers() or own.backups():
            return "stuck", f"{name}: the next save fails or leaves something: {after.stderr}"
        if now == old:
            return ("refused" if run.returncode > 0 else "killed, old text"), None
        if run.returncode < 0:
            return "killed, new text", None
        if "cannot write" in said:
            return "false", f"{name}: the text is new: {said}"
        return "new text, said otherwise", None


def main():
    given = desk.arguments(__doc__, workers=2)
    violations = []
    for linked in (False, True):
        with desk.Desk(given.binary, linked=linked) as own:
            own.set("the title before")
            counts = calls(own)
        columns = ["saved", "refused", "killed, old text", "killed, new text", "new text, said otherwise", "wrong"]
        rows, total = [["call", "times", *columns]], collections.Counter()
        with concurrent.futures.ThreadPoolExecutor(given.workers) as pool:
            for call, n in sorted(counts.items()):
                faults = [(call, when, error) for when in range(1, n + 1) for error in [*ERRORS, KILL]]
                runs = pool.map(lambda fault: fail(given.binary, linked, *fault), faults)
                became = collections.Counter()
                for outcome, wrong in runs:
                    if wrong:
                        violations.append(wrong)
                    became[outcome if outcome in columns else "wrong"] += 1
                rows.append([call, n, *(became[column] for column in columns)])
                total += became
        rows.append(["all", sum(counts.values()), *(total[column] for column in columns)])
        print(f"\na file with {'two names, written in place' if linked else 'one name'}: {sum(total.values())} faults")
        desk.table(rows)
    desk.end(violations)


main()
