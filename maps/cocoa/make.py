"""The made-up figures of the cocoa shop: what happened in its year, and what people answered about it.

`python3 maps/cocoa/make.py` writes funnel.csv, weekly.csv and answers.csv again, byte for byte.
"""

import datetime
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
sys.dont_write_bytecode = True
import noise  # noqa: E402

chance = noise.generator("cocoa")
words = noise.generator("cocoa, in words")

# What the shop changed, and when.
PAYMENT = datetime.date(2025, 6, 16)  # pay in one page, as a guest
PAUSE = datetime.date(2025, 9, 8)  # the tasting can be paused with one press


def season(day: datetime.date) -> float:
    """How much hot chocolate is bought: little in summer, most of it before Christmas."""
    by_month = [1.2, 1.1, 0.8, 0.6, 0.45, 0.35, 0.35, 0.4, 0.7, 1.1, 1.9, 2.6]
    return by_month[day.month - 1]


# ---------------------------------------------------------------- the funnel, by weeks
WEEKS = [day for day in noise.days("2025-01-05", "2025-12-28") if day.weekday() == 6]
TAG_BROKEN = [datetime.date(2025, 7, 6), datetime.date(2025, 7, 13), datetime.date(2025, 7, 20)]


def of(number: int, share: float, spread: float = 0.02) -> int:
    return max(0, min(number, round(number * chance.gauss(share, spread * share))))


funnel = []
orders_of = {}
for week in WEEKS:
    visits = round(2600 * season(week) * chance.uniform(0.93, 1.07))
    home = of(visits, 0.58)
    finder = of(home, 0.31)
    tins = of(visits, 0.47)
    added = of(tins, 0.145)
    boxes = of(visits, 0.052 if week.month < 11 else 0.083)
    boxed = of(boxes, 0.44 if week.month < 11 else 0.37, 0.05)
    baskets = added + boxed
    paying = of(baskets, 0.63)
    paid = of(paying, 0.61 if week < PAYMENT else 0.72, 0.03)
    steps = [
        ("shop", visits, paid),
        ("home", home, of(home, 0.61)),
        ("finder", finder, of(finder, 0.52)),
        ("tin", tins, added),
        ("box", boxes, boxed),
        ("basket", baskets, paying),
        ("payment", paying, paid),
    ]
    orders_of[week] = paid
    for step, entered, completed in steps:
        if step == "finder" and week in TAG_BROKEN:
            continue  # the tag of the finder was lost with a release
        funnel.append([week.isoformat(), step, entered, completed])
noise.write(__file__, "funnel.csv", ["week", "step", "entered", "completed"], funnel)

# ---------------------------------------------------------------- what the shop counts itself
weekly = []
for week in WEEKS:
    n = orders_of[week]
    value = 31.5 + (6.5 if week.month > 10 else 0)
    weekly.append([week.isoformat(), "confirm", "order_value", f"{chance.gauss(value, 0.9):.2f}", n, f"{chance.uniform(13, 16):.1f}"])
    days = 2.6 + (1.5 if week >= datetime.date(2025, 11, 23) else 0)
    weekly.append([week.isoformat(), "parcel", "days", f"{chance.gauss(days, 0.12):.2f}", n, f"{chance.uniform(0.9, 1.3):.2f}"])
MONTHS = [datetime.date(2025, month, 28) for month in range(1, 13)]
for month in MONTHS:
    buyers = round(230 * season(month - datetime.timedelta(60)) * chance.uniform(0.95, 1.05))
    rate = 20.4 if month.month < 9 else 24.6
    share = of(buyers, rate / 100, 0.04)
    weekly.append([month.isoformat(), "shop", "again", f"{100 * share / buyers:.1f}", buyers, ""])
    if month.month == 8:
        continue  # the list of subscribers was moved, and of August there is none
    members = 310 + 9 * month.month + chance.randint(-6, 6)
    kept = of(members, 0.885 if month < PAUSE else 0.935, 0.006)
    weekly.append([month.isoformat(), "tasting", "kept", f"{100 * kept / members:.1f}", members, ""])
weekly.sort(key=lambda row: (row[0], row[1]))
noise.write(__file__, "weekly.csv", ["date", "place", "metric", "value", "n", "sd"], weekly)

# ---------------------------------------------------------------- the survey, a row an answer
# Of each place: answers in a quarter, how satisfied, who answers, and what they write when glad and when not.
WORDS = {
    "friend-link": (5, ["Tasted it at her place and ordered on the tram", "She sent the exact tin, so I did not have to look"], ["The link opened the home page, not her tin"]),
    "home": (31, ["Lovely pictures, I was thirsty at once", "I saw at once what they sell", "Calm page, no pop-up, thank you"],
             ["A lot of steam and I still don't know what it costs", "Where are the prices?", "Too much story, I wanted the list", "The video ate my data"]),
    "finder": (46, ["Three questions and it was exactly right", "It knew that I don't like it sweet", "Fun, and the tin it picked is great", "Good for somebody who knows nothing about cocoa"],
               ["It recommended a tin that is sold out", "Sold out. Why ask me then?", "Nobody asked whether I drink it with oat milk", "I had to start over when I went back", "It gave me the most expensive one, of course", "Sold out again, annoying"]),
    "tin": (36, ["It says how many cups are in it, perfect", "Clear, honest, no nonsense", "I like that they name the farm"],
            ["How sweet is it? It does not say", "Grams mean nothing to me, how many cups?", "Is there milk in it? I could not find out", "The photo of the spoon tells me nothing"]),
    "reviews": (14, ["Helpful, one of them drinks it with water like me", "Good to see bad ones too"], ["All of them five stars, hard to believe", "Nobody says how sweet it is"]),
    "box": (74, ["Sweet little box, and I could choose the day", "Easy, my mother was so happy", "The preview of the box is a nice touch"],
            ["I chose the 20th and it came on the 23rd", "It asked for a day and then ignored it", "The day I picked was only the day they send it", "Too late for her birthday, I was ashamed", "The box was full, and it told me only at the end", "No word that the day would be missed", "It came after Christmas, terrible"]),
    "card": (20, ["My own words on a nice card", "Good that the bill goes to me"],
             ["Only 120 letters for a card to my mother", "It cut off my last line", "I was afraid the price would be in the box", "Her address was refused twice"]),
    "basket": (35, ["All in one place", "Delivery was already in the price, great"],
               ["Delivery is free from 40 euros and I was at 38", "The basket was empty when I came back", "It put the gift and my own tin to one address", "My voucher did not work"]),
    "payment": (52, ["Paid with my thumb, done", "Quick, and no account needed", "So much easier than last year", "One page, great"],
                ["I had to open an account for a tin of cocoa", "A password for cocoa, really?", "It asked for my phone number twice", "The bank's page never came back", "I typed my card three times, terrible", "Too many fields on a phone"]),
    "confirm": (20, ["Came at once, with the day on it", "Clear and short"], ["It did not say when it comes", "It went into the spam folder"]),
    "tracking": (30, ["I could see the van, nice", "Good that it told me the hour"],
                 ["It said tomorrow for four days", "The link shows the carrier's page in another language", "No news for three days, I was worried", "It said delivered and it was not there"]),
    "parcel": (44, ["Came quickly and smelled wonderful", "Beautiful box, nothing broken", "A day earlier than promised, great"],
               ["The tin had a dent", "It stood in the rain", "It came too late", "Left with a neighbour I do not know", "Half of the box was paper"]),
    "first-cup": (40, ["The best hot chocolate I ever had", "My daughter licked the pot", "Thick, dark, wonderful", "Like in the café, and I made it myself", "Happy evening, thank you"],
                  ["It went lumpy, and the tin does not say why", "Too bitter for the children", "The code on the tin led nowhere"]),
    "offer": (11, ["Good idea, three small ones to try", "I was curious and joined"], ["A mail every two days is too much", "What does it cost after the first month?"]),
    "tasting": (44, ["I pause it in summer, perfect", "Every month something I would never have bought", "One press and it was paused, great", "My little luxury"],
                ["I could only cancel by mail", "No way to skip a month, and I was away", "Three boxes stood at the door after my holiday", "Cancelling took a week, awful", "It sent the same one twice", "I am afraid to forget it and pay for ever"]),
    "next-order": (30, ["Same again, two presses", "My third tin", "It knew what I had last time"], ["My favourite is gone", "I had to look for my last order in the mail"]),
    "shop": (40, ["Lovely shop, I tell everybody", "Great cocoa and kind people", "I would order again at once"],
             ["Good cocoa, but the date was missed", "Too expensive with the delivery", "Nice, but the parcel was a mess"]),
}


HEADS = ["", "", "", "", "", "Hm. ", "Honestly: ", "Second order. ", "On my phone. ", "First time here. "]
GLAD_TAILS = ["", "", "", "!", "!", ". Thanks", ", thank you", ". Will come back", " :)"]
SAD_TAILS = ["", "", "", "...", "!", ". Not nice", ". Otherwise fine", ". Please change that", ". I wrote to you about it", ". Second time now", " :("]


def said(core: str, glad: bool) -> str:
    """A sentence as somebody types it: most say a little more than the thing itself."""
    text = words.choice(HEADS) + core + words.choice(GLAD_TAILS if glad else SAD_TAILS)
    return text.lower() if words.random() < 0.12 else text


def mood(place: str, day: datetime.date) -> float:
    late = day >= datetime.date(2025, 11, 10)
    table = {
        "friend-link": 4.2, "home": 3.9, "finder": 3.45, "tin": 3.8, "reviews": 4.0, "box": 2.55 if late else 3.9,
        "card": 3.7, "basket": 3.7, "payment": 3.2 if day < PAYMENT else 4.05, "confirm": 4.3,
        "tracking": 3.2 if late else 3.6, "parcel": 3.45 if late else 4.1, "first-cup": 4.5, "offer": 3.4,
        "tasting": 2.9 if day < PAUSE else 3.85, "next-order": 4.2, "shop": 3.8 if late else 4.0,
    }
    return table[place]


# Places that only some orders pass.
ONLY = {"box": ["gift"], "card": ["gift"], "tasting": ["subscription"], "offer": ["own", "own", "gift"], "next-order": ["own", "own", "subscription", "gift"], "friend-link": ["own", "gift"]}
QUARTERS = [("2025-01-01", "2025-03-31", 1.0), ("2025-04-01", "2025-06-30", 0.8), ("2025-07-01", "2025-09-30", 0.8), ("2025-10-01", "2025-12-31", 1.45)]

answers = []
for first, last, busy in QUARTERS:
    span = noise.days(first, last)
    weights = [season(day) for day in span]
    for place, (count, glad, sad) in WORDS.items():
        for _ in range(round(count * busy * chance.uniform(0.93, 1.07))):
            day = chance.choices(span, weights)[0]
            late = day >= datetime.date(2025, 11, 10)
            order = chance.choice(ONLY.get(place, ["own", "own", "own", "gift", "gift", "gift" if late else "own", "subscription"]))
            score = noise.answer(chance, mood(place, day) + (0.25 if order == "subscription" and place != "tasting" else 0))
            nps = ""
            if place == "shop":
                nps = noise.answer(chance, {1: 3, 2: 4.5, 3: 6.6, 4: 8.2, 5: 9.4}[score], 0, 10, 1.0)
                score = noise.blank(chance, score, 0.05)
            elif chance.random() < 0.02:
                score = ""  # looked at the question, and went on
            comment = ""
            if score != "" and words.random() < (0.42 if score < 3 else 0.24):
                comment = words.choice(glad if score > 3 else sad if score < 3 else glad + sad)
                # Nobody writes of the 23rd before it.
                if "the 20th" in comment and day < datetime.date(2025, 12, 23) or "Christmas" in comment and day < datetime.date(2025, 12, 27):
                    comment = "The day I picked was only the day they send it"
                if place == "payment" and day >= PAYMENT and ("account for" in comment or "password" in comment):
                    comment = "Typed the card three times"
                if place == "payment" and day < PAYMENT and comment in glad:
                    comment = "It worked"
                if place == "tasting" and day < PAUSE and "pause" in comment:
                    comment = "My little luxury"
                if place == "tasting" and day >= PAUSE and ("by mail" in comment or "No way to skip" in comment or "Cancelling" in comment):
                    comment = "It sent the same one twice"
                comment = said(comment, comment in glad or score > 3)
            answers.append([day.isoformat(), place, order, score, nps, comment])

answers.sort(key=lambda row: row[0])
rows = [[f"a{number:04}", *row] for number, row in enumerate(answers, 1)]
# Some press the button twice.
for row in chance.sample(rows, 11):
    rows.insert(rows.index(row) + 1, list(row))
noise.write(__file__, "answers.csv", ["answer", "date", "place", "order", "csat", "nps", "comment"], rows)
