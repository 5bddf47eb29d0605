"""How much faster texts are scored than by Python's vaderSentiment: both in one run, on one core each.

    pip install vaderSentiment==3.3.2
    cargo build --release
    python3 benches/sentiment.py [TEXTS]

Counts the processor time of each, so that what else runs matters little, less what it takes to start; checks that the
scores agree. cjm reads the file, scores and prints every line; Python only scores. Neither tells the language.
"""

import os
import random
import resource
import subprocess
import sys
import tempfile
import time

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

HERE = os.path.dirname(os.path.abspath(__file__))
CJM = os.environ.get("CJM", os.path.join(HERE, "..", "target", "release", "cjm"))
ROUNDS = 5

OPENINGS = [
    "The staff was", "Honestly the queue at security is", "My bag came out", "@airport your Wi-Fi is", "Checkout was",
    "I found the signs", "Food at gate B12 is", "This app is",
]
DEGREES = ["", "very", "not", "kind of", "REALLY", "never so", "hardly", "absolutely"]
VERDICTS = ["friendly", "awful", "slow", "great", "a total mess", "clean", "easy to follow", "broken", "worth it", "GREAT"]
TAILS = [
    ".", "!!!", ", but the chairs were terrible.", " and I would come back", "... thanks for nothing", "? Really??", " 😀",
    " :( don't go",
]


def texts(n):
    rng = random.Random(42)
    for idx in range(n):
        bags = (OPENINGS, DEGREES, VERDICTS, TAILS)
        picks = [[rng.choice(bag) for bag in bags] for _ in range(idx % 3 + 1)]
        yield " ".join(f"{opening} {degree} {verdict}{tail}" for opening, degree, verdict, tail in picks)


def spent(arguments, out):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(arguments, stdout=out, stdin=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    n = int((sys.argv[1:] or ["200000"])[0])
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    lines = list(texts(n))
    n_python = min(n, 20_000)
    analyzer = SentimentIntensityAnalyzer()
    with tempfile.TemporaryDirectory() as folder:
        path, empty = os.path.join(folder, "texts.txt"), os.path.join(folder, "empty.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(line + "\n" for line in lines)
        open(empty, "w", encoding="utf-8").close()
        ratios = []
        for _ in range(ROUNDS):
            start = time.process_time()
            theirs = [analyzer.polarity_scores(line)["compound"] for line in lines[:n_python]]
            python = (time.process_time() - start) / n_python
            with open(os.path.join(folder, "scores.tsv"), "w+b") as out:
                cjm = spent([CJM, "sentiment", "--language", "en", path], out)
                out.seek(0)
                ours = [float(line.split(b"\t", 1)[0]) for line in out.read().splitlines()]
            cjm = (cjm - spent([CJM, "sentiment", "--language", "en", empty], subprocess.DEVNULL)) / n
            assert len(ours) == n and ours[:n_python] == theirs, "the scores differ"
            ratios.append(python / cjm)
            print(f"python {python * 1e6:6.2f} us a text, cjm {cjm * 1e6:5.2f} us a text: {ratios[-1]:.0f} times as fast")
    ratios.sort()
    print(f"median of {ROUNDS} rounds: {ratios[ROUNDS // 2]:.0f} times as fast")


if __name__ == "__main__":
    main()
