#!/usr/bin/env python3
"""Runs a command; the last line of standard error is its wall-clock seconds and the KiB that were resident at most."""

import os
import sys
import time

before = time.perf_counter()
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(child, 0)
after = time.perf_counter()
print(f"\n{after - before:.4f} {usage.ru_maxrss}", file=sys.stderr)
sys.exit(os.waitstatus_to_exitcode(status))
