"""Scores every line of text files with Python's vaderSentiment and with cjm, and lists where they differ.

    pip install vaderSentiment==3.3.2
    cargo build --release
    python3 tests/sentiment/check.py FILE...                 # text, one comment a line
    python3 tests/sentiment/check.py --fuzz 1000000 [SEED]   # lines made up of all that the rules look at
    python3 tests/sentiment/check.py --write                 # scores the sentences of tests/sentiment/scores.tsv anew

Python before 3.12: since then its `sum` carries the rounding of floats along, so that words which outweigh each other
exactly give another zero. Exits with 1 where a score differs.
"""

import os
import random
import re
import string
import subprocess
import sys
import tempfile

from vaderSentiment import vaderSentiment as vader

HERE = os.path.dirname(os.path.abspath(__file__))
CJM = os.environ.get("CJM", os.path.join(HERE, "..", "..", "target", "release", "cjm"))
REFERENCE = vader.SentimentIntensityAnalyzer()

PARTS = (
    "kind of no or nor least at very never so this without doubt but the shit bomb bad ass bus stop yeah right kiss "
    "death to die for beating heart just enough sort not good great terrible love hate"
).split()
PHRASES = [
    "the shit", "the bomb", "bad ass", "badass", "bus stop", "yeah right", "kiss of death", "to die for", "beating heart",
    "kind of", "sort of", "just enough", "never so", "never this", "without doubt", "without a doubt", "at least",
    "very least", "no or", "no nor", "but", "BUT",
]
PLAIN = "the a it was and they movie food we there table cat running 4 x zz it's i'd o'clock".split()
BLANKS = list("\t\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2003\u2028\u2029\u202f\u205f\u3000\u200b\u180e\ufeff\x00")
ODD = (
    "İ ß K ſ ǅ ΣΑΣ Σ ŉ ﬁ ª Ⓐ don’t DON'T isn't' n't N'T 'n't' liKe é ÉCLAIR 中文 שלום مرحبا 👩‍👩‍👧 ❤️ 🇺🇸 1️⃣ © ® ᾈ İS ı Ǆ ǆ ⓐ 𝐀 𝐚 "
    "thanK Kill"
).split()


def case(rng, word):
    return rng.choice([word] * 12 + [word.upper()] * 3 + [word.capitalize(), word.swapcase()])


def signs(rng, word):
    pick = rng.random()
    some = "".join(rng.choice(string.punctuation) for _ in range(rng.randint(1, 3)))
    if pick < 0.08:
        return word + "!" * rng.randint(1, 6)
    if pick < 0.12:
        return word + "?" * rng.randint(1, 6)
    if pick < 0.22:
        return word + rng.choice([",", ".", ";", "...", ")", '"', "'"])
    if pick < 0.26:
        return some + word
    return word + some if pick < 0.3 else word


def made_up(n, seed):
    rng = random.Random(seed)
    words, emoji = sorted(REFERENCE.lexicon), sorted(REFERENCE.emojis)
    boosters, negations = sorted(vader.BOOSTER_DICT), sorted(vader.NEGATE)
    bags = [words, words, words, PARTS, PARTS, PHRASES, boosters, negations, PLAIN, PLAIN]
    tight = [PARTS, PARTS, PHRASES, boosters, negations, ["good", "bad", "great", "but"]]
    wild = bags + [emoji, emoji, ODD, ODD]
    for _ in range(n):
        bag = rng.choice([bags, bags, tight, tight, wild])
        length = rng.choice([1, 2, 3, 4, 5, 6, 8, 10, 14, 20, 20]) if rng.random() > 0.003 else rng.randint(50, 300)
        text = ""
        for _ in range(length):
            text += signs(rng, case(rng, rng.choice(rng.choice(bag)))) + (rng.choice(BLANKS) if rng.random() < 0.1 else " ")
        if rng.random() < 0.02:
            spans = [(0, 0x7F), (0, 0x3000), (0x1F000, 0x1FBFF), (0, 0xD7FF)]
            text = "".join(chr(rng.randint(*rng.choice(spans))) for _ in range(rng.randint(0, 30)))
        # A return before the end of a line is part of that end.
        yield text.replace("\n", " ").rstrip("\r")


def compare(lines, name):
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", suffix=".txt") as file:
        file.writelines(line + "\n" for line in lines)
        file.flush()
        out = subprocess.run([CJM, "sentiment", "--language", "en", file.name], stdout=subprocess.PIPE, check=True).stdout
    ours = [line.split(b"\t", 1)[0].decode() for line in out.split(b"\n")[:-1]]
    assert len(ours) == len(lines), f"{len(lines)} lines went in, {len(ours)} came out"
    n_different = 0
    for number, (line, own) in enumerate(zip(lines, ours), 1):
        theirs = REFERENCE.polarity_scores(line)["compound"]
        if float(own) != theirs:
            n_different += 1
            print(f"{name}:{number}: {own} here, {theirs} there: {line!r}")
    print(f"{name}: {len(lines)} lines, {n_different} differ")
    return n_different


def lines_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return [line.removesuffix("\r") for line in file.read().removesuffix("\n").split("\n")]


def main(arguments):
    if arguments[:1] == ["--write"]:
        path = os.path.join(HERE, "scores.tsv")
        lines = [line.split("\t", 1)[1] for line in lines_of(path)]
        with open(path, "w", encoding="utf-8", newline="") as file:
            for line in lines:
                # Odd blanks are written as \u and four digits.
                text = re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), line)
                file.write(f"{REFERENCE.polarity_scores(text)['compound']:.4f}\t{line}\n")
        return 0
    if arguments[:1] == ["--fuzz"]:
        n, seed = int(arguments[1]), int((arguments[2:] or ["1"])[0])
        lots = [min(100_000, n - done) for done in range(0, n, 100_000)]
        return sum(compare(list(made_up(size, f"{seed}-{lot}")), f"fuzz {seed}-{lot}") for lot, size in enumerate(lots))
    return sum(compare(lines_of(path), path) for path in arguments)


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1:]) else 0)
