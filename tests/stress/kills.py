#!/usr/bin/env python3
"""Kills `cjm set` at random moments, 1,000 times, and looks at the map each time.

    tests/stress/kills.py [BINARY] [--rounds 1000] [--seed 1]

Two thirds of the rounds on a plain file, which another one takes the place of; one third on a file with two names,
which is written in place. Violated when a map is neither the old text nor the new one, is missing, does not pass
`cjm check`, is not the text that `cjm set` said to be saved, or when anything is left over after the next save.
"""

import random
import signal
import subprocess
import time

import desk


def rounds(binary, n_rounds, linked, violations):
    outcomes = dict.fromkeys(
        ["old text", "old text, spare file left", "old text, put right", "new text, nothing said", "new text, said so"], 0
    )
    with desk.Desk(binary, linked=linked) as own:
        own.set("first")
        times = []
        for idx in range(20):
            start = time.monotonic()
            own.set(f"warm {idx}")
            times.append(time.monotonic() - start)
        usual = sorted(times)[10]
        old = own.now()
        for idx in range(n_rounds):
            # Shorter and longer than the one before.
            value = f"round {idx} " + "x" * random.randrange(200)
            new = own.titled(value)
            save = subprocess.Popen(
                own.setting(value), env=own.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            time.sleep(random.uniform(0, 1.3 * usual))
            save.send_signal(signal.SIGKILL)
            said, _ = save.communicate()
            is_said = save.returncode == 0
            n_left, raw = own.leftovers(), own.now()
            if raw is None:
                violations.append(f"round {idx}: the map is missing")
                continue
            if not linked and raw not in (old, new):
                violations.append(f"round {idx}: torn, {len(raw)} bytes")
            if not own.checks():
                violations.append(f"round {idx}: does not pass check")
            now = own.now()
            if now not in (old, new):
                violations.append(f"round {idx}: neither text, {len(now)} bytes")
            if is_said and now != new:
                violations.append(f"round {idx}: said to be saved, and is not: {said!r}")
            if now == new:
                outcomes["new text, said so" if is_said else "new text, nothing said"] += 1
            elif raw != now:
                outcomes["old text, put right"] += 1
            else:
                outcomes["old text, spare file left" if n_left else "old text"] += 1
            old = now
        last = own.set("last")
        if last.returncode != 0 or own.now() != own.titled("last"):
            violations.append(f"the save after the last kill failed: {last.stderr}")
        if own.leftovers() or own.backups():
            violations.append(f"{own.leftovers()} spare files and {own.backups()} copies are left")
    return usual, outcomes


def main():
    given = desk.arguments(__doc__, rounds=1000, seed=1)
    random.seed(given.seed)
    violations, rows = [], [["file", "rounds", "usual ms", "what became of it", "times"]]
    n_linked = given.rounds // 3
    for name, n_rounds, linked in [("plain", given.rounds - n_linked, False), ("two names", n_linked, True)]:
        usual, outcomes = rounds(given.binary, n_rounds, linked, violations)
        for outcome, times in outcomes.items():
            rows.append([name, n_rounds, f"{usual * 1000:.1f}", outcome, times])
    desk.table(rows)
    desk.end(violations)


main()
