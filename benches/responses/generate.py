#!/usr/bin/env python3
"""Writes a CSV file of made-up responses, and the map that counts them.

    python3 benches/responses/generate.py ROWS FOLDER

FOLDER gets `responses.csv` (ROWS responses in the order of time, about 93 bytes each) and `journey.toml`. The same ROWS
give the same bytes on any machine: the numbers come from a generator of our own. Among the comments there are commas,
quotes and line feeds within quotes, Hebrew and emoji; answers and comments are left blank as people leave them.
"""

import sys
from datetime import date, timedelta
from pathlib import Path

TOUCHPOINTS = ["home.search", "home.offers", "product.page", "product.reviews", "cart", "pay.address", "pay.card",
               "pay.confirm", "ship.track", "ship.door", "help.chat", "help.phone"]
DEVICES = ["mobile", "desktop", "tablet"]
COUNTRIES = ["DE", "FR", "IL", "PL", "SE", "US"]
DAYS = 728
FIRST = date(2024, 1, 1)
BATCH = 50_000

COMMENTS = [
    "ok", "Fast and easy.", "Could not find my size", '"Slow, and then it failed"', '"He said ""no"" twice"',
    '"Two lines:\nthe second one"', "המשלוח הגיע מהר", '"יקר, אבל טוב"', "love it ❤️", "Why do they need my phone number?",
    "The page took very long to load on my phone", '"Good price, poor packaging, late delivery"', "never again",
    "Support was friendly and solved it in five minutes", "meh",
]


class Dice:
    """PCG-XSH-RR with 64 bits of state: small, and the same everywhere."""

    def __init__(self, seed):
        self.state = (seed * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF

    def throw(self):
        state = self.state
        self.state = (state * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        word = ((state >> 18) ^ state) >> 27 & 0xFFFFFFFF
        turn = state >> 59
        return (word >> turn | word << (-turn & 31)) & 0xFFFFFFFF


def table(weights):
    """1,024 entries in the shares of the weights, to be looked up by ten bits."""
    total = sum(weight for _, weight in weights)
    entries, upto, given = [], 0, 0
    for value, weight in weights:
        upto += weight
        n = round(1024 * upto / total) - given
        entries += [value] * n
        given += n
    return entries


CSAT = table([("", 12), ("1", 5), ("2", 8), ("3", 17), ("4", 33), ("5", 25)])
NPS = table([("", 30)] + [(str(answer), weight) for answer, weight in enumerate([2, 1, 1, 2, 2, 4, 5, 9, 14, 15, 15])])
CES = table([("", 40)] + [(str(answer), weight) for answer, weight in zip(range(1, 8), [2, 3, 5, 9, 14, 16, 11])])
WORDS = table([("", 55)] + [(comment, 3) for comment in COMMENTS])
PLACES = table([(name, weight) for name, weight in zip(TOUCHPOINTS, [14, 6, 17, 8, 12, 7, 8, 9, 8, 5, 4, 2])])


def rows(n):
    dice = Dice(20260101)
    days = [(FIRST + timedelta(days=day)).isoformat() for day in range(DAYS)]
    two = [f"{number:02}" for number in range(60)]
    for start in range(0, n, BATCH):
        lines = []
        for idx in range(start, min(n, start + BATCH)):
            one, other = dice.throw(), dice.throw()
            csat, nps, ces = CSAT[one & 1023], NPS[one >> 10 & 1023], CES[one >> 20 & 1023]
            place, words = PLACES[other & 1023], WORDS[other >> 10 & 1023]
            part = idx * 86400 * DAYS // n
            day, second = divmod(part, 86400)
            mood = (other >> 20 & 4095) - 2048
            mood = "" if mood % 5 == 0 else f"{mood / 2048:.4f}"
            device, country = DEVICES[other % 3], COUNTRIES[one % 6]
            lines.append(f"{idx + 1},{days[day]}T{two[second // 3600]}:{two[second // 60 % 60]}:{two[second % 60]},{place},"
                         f"{csat},{nps},{ces},{mood},{device},{country},/shop/{place}/{one & 65535},{words}\n")
        yield "".join(lines)


def journey():
    touchpoints = "".join(
        f'\n[[stage.touchpoint]]\nid = "{name}"\nname = "{name}"\n' for name in TOUCHPOINTS)
    return f"""[journey]
title = "Made-up responses"
objective = "They are counted fast"

[[source]]
id = "responses"
file = "responses.csv"
time = "timestamp"
touchpoint = "touchpoint"
csat = "csat"
nps = "nps"
sentiment = "sentiment"

[[stage]]
id = "all"
name = "All"
{touchpoints}"""


def main():
    if len(sys.argv) != 3 or not sys.argv[1].isdigit():
        sys.exit(__doc__)
    n, folder = int(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "journey.toml").write_text(journey())
    with open(folder / "responses.csv", "w", encoding="utf-8", newline="") as out:
        out.write("response_id,timestamp,touchpoint,csat,nps,ces,sentiment,device,country,page,comment\n")
        for batch in rows(n):
            out.write(batch)


main()
