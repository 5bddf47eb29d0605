#!/usr/bin/env python3
"""Writes a CSV file of made-up responses, and the map that counts them.

    python3 benches/responses/generate.py ROWS FOLDER [--large] [--touchpoints N] [--days N] [--metrics N]

FOLDER gets `responses.csv` (ROWS responses in the order of time, about 93 bytes each) and `journey.toml`. The same ROWS
give the same bytes on any machine: the numbers come from a generator of our own. Among the comments there are commas,
quotes and line feeds within quotes, Hebrew and emoji; answers and comments are left blank as people leave them.

There are 12 touchpoints, 728 days, 15 different comments, and three metrics are bound. `--large` is what companies have:
200 touchpoints, 731 days, CSAT, NPS, CES and sentiment bound, comments bound, and 19,200 different comments. The other
options say how many there are of each; `--metrics` binds that many columns of whole answers, from 1 to 8, and no others.
"""

import argparse
from datetime import date, timedelta
from pathlib import Path

TOUCHPOINTS = ["home.search", "home.offers", "product.page", "product.reviews", "cart", "pay.address", "pay.card",
               "pay.confirm", "ship.track", "ship.door", "help.chat", "help.phone"]
DEVICES = ["mobile", "desktop", "tablet"]
COUNTRIES = ["DE", "FR", "IL", "PL", "SE", "US"]
DAYS = 728
FIRST = date(2024, 1, 1)
BATCH = 50_000

# Halves of comments, for many of them.
SUBJECTS = ["The page", "Delivery", "Payment", "The chat", "My order", "The parcel", "Checkout", "The price", "Returning it",
            "התשלום", "המשלוח", "Search", "The app", "The invoice", "The driver", "Packaging"]
VERBS = ["was slow", "worked", "failed twice", "took an hour", "went well", "confused me", "surprised me", "היה איטי",
         "did not load", "was fine", "came late", "never came", "is better now", "needs work", "cost too much"]
TAILS = ["", ", again", " on my phone", ", and nobody answered", ' (""error 12"")', "\nand then once more", " ❤️", " since May"]
WHENS = ["", " on Monday", " yesterday", " this week", " after 5 pm", " twice", " at the weekend", " at noon", " in spring", " today"]

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


def many_comments():
    """Comments of two halves; those with a comma, a quote or a line feed stand in quotes."""
    told = (f"{subject} {verb}{when}{tail}" for subject in SUBJECTS for verb in VERBS for tail in TAILS for when in WHENS)
    return [f'"{text}"' if any(c in text for c in ',"\n') else text for text in told]


def names(n):
    """The touchpoints: those of the shop, or as many as are wanted."""
    return TOUCHPOINTS if n == len(TOUCHPOINTS) else [f"stage{idx // 10:02}.place{idx:04}" for idx in range(n)]


def rows(shape):
    n, n_days, places = shape.rows, shape.days, names(shape.touchpoints)
    is_usual, n_places = places is TOUCHPOINTS, len(places)
    comments = many_comments() if shape.large else None
    dice = Dice(20260101)
    days = [(FIRST + timedelta(days=day)).isoformat() for day in range(n_days)]
    two = [f"{number:02}" for number in range(60)]
    for start in range(0, n, BATCH):
        lines = []
        for idx in range(start, min(n, start + BATCH)):
            one, other = dice.throw(), dice.throw()
            csat, nps, ces = CSAT[one & 1023], NPS[one >> 10 & 1023], CES[one >> 20 & 1023]
            words = WORDS[other >> 10 & 1023]
            # Some places are visited more often than others.
            place = PLACES[other & 1023] if is_usual else places[min((other & 0xFFFF) % n_places, (other >> 16) % n_places)]
            if comments and words:
                words = comments[(one ^ other >> 3) % len(comments)]
            part = idx * 86400 * n_days // n
            day, second = divmod(part, 86400)
            mood = (other >> 20 & 4095) - 2048
            mood = "" if mood % 5 == 0 else f"{mood / 2048:.4f}"
            device, country = DEVICES[other % 3], COUNTRIES[one % 6]
            answers = "".join(f",{CSAT[(one >> shift ^ other) & 1023]}" for shift in range(shape.metrics))
            lines.append(f"{idx + 1},{days[day]}T{two[second // 3600]}:{two[second // 60 % 60]}:{two[second % 60]},{place},"
                         f"{csat},{nps},{ces},{mood},{device},{country},/shop/{place}/{one & 65535},{words}{answers}\n")
        yield "".join(lines)


def journey(shape):
    places = names(shape.touchpoints)
    if shape.metrics:
        bound = ""
        metrics = "".join(f'\n[[metric]]\nid = "q{idx}"\nname = "Q{idx}"\nkind = "csat"\n' for idx in range(shape.metrics))
        each = ", ".join(f'{{ metric = "q{idx}", source = "responses", column = "q{idx}" }}' for idx in range(shape.metrics))
        columns = f"metrics = [{each}]\n"
    else:
        bound = 'csat = "csat"\nnps = "nps"\nsentiment = "sentiment"\n'
        bound += 'ces = "ces"\ncomment = "comment"\n' if shape.large else ""
        metrics = columns = ""
    parts = []
    for idx, name in enumerate(places):
        if idx % 10 == 0 and places is not TOUCHPOINTS:
            parts.append(f'\n[[stage]]\nid = "stage{idx // 10:02}"\nname = "Stage {idx // 10}"\n')
        parts.append(f'\n[[stage.touchpoint]]\nid = "{name}"\nname = "{name}"\n{columns}')
    if places is TOUCHPOINTS:
        parts.insert(0, '\n[[stage]]\nid = "all"\nname = "All"\n')
    return f"""[journey]
title = "Made-up responses"
objective = "They are counted fast"
{metrics}
[[source]]
id = "responses"
file = "responses.csv"
time = "timestamp"
touchpoint = "touchpoint"
{bound}{"".join(parts)}"""


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("rows", type=int)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--large", action="store_true")
    arguments.add_argument("--touchpoints", type=int)
    arguments.add_argument("--days", type=int)
    arguments.add_argument("--metrics", type=int, choices=range(1, 9), default=0)
    shape = arguments.parse_args()
    shape.touchpoints = shape.touchpoints or (200 if shape.large else len(TOUCHPOINTS))
    shape.days = shape.days or (731 if shape.large else DAYS)
    shape.folder.mkdir(parents=True, exist_ok=True)
    (shape.folder / "journey.toml").write_text(journey(shape))
    with open(shape.folder / "responses.csv", "w", encoding="utf-8", newline="") as out:
        others = "".join(f",q{idx}" for idx in range(shape.metrics))
        out.write(f"response_id,timestamp,touchpoint,csat,nps,ces,sentiment,device,country,page,comment{others}\n")
        for batch in rows(shape):
            out.write(batch)


if __name__ == "__main__":
    main()
