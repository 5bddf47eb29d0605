"""What the made-up answers of the example maps have in common: noise, gaps and blanks, as real files have them.

Every map whose data are made up has a `make.py` beside it. `python3 maps/cocoa/make.py` writes its files again, byte for
byte: the numbers come from a seed, and from nothing but Python's own library.
"""

import csv
import datetime
import pathlib
import random


def generator(name: str) -> random.Random:
    """The source of chance of a map: the same name gives the same numbers."""
    return random.Random(f"cjm {name}")


def days(first: str, last: str) -> list[datetime.date]:
    """Every day from the first to the last."""
    start, end = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    return [start + datetime.timedelta(n) for n in range((end - start).days + 1)]


def answer(chance: random.Random, mean: float, low: int = 1, high: int = 5, spread: float = 1.1) -> int:
    """An answer on a scale, rounded as people round."""
    return min(high, max(low, round(chance.gauss(mean, spread))))


def blank(chance: random.Random, value: object, share: float) -> object:
    """The value, or nothing for that share of people."""
    return "" if chance.random() < share else value


def write(beside: str, file: str, head: list[str], rows: list[list[object]]) -> None:
    """Writes a file beside the script that makes it."""
    path = pathlib.Path(beside).parent / file
    with path.open("w", encoding="utf-8", newline="") as out:
        lines = csv.writer(out, lineterminator="\n")
        lines.writerow(head)
        lines.writerows(rows)
