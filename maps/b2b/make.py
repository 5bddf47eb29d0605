"""Writes the made-up data of this map again: answers.csv, accounts.csv, trials.csv and lists.csv."""

import datetime
import math
import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import noise

chance = noise.generator("b2b answers")
IMPORT = datetime.date(2026, 1, 12)  # from here on a trial begins with the old spreadsheet
STAGES = ["notice", "compare", "trial", "security", "contract", "quarter"]
REMINDER = datetime.date(2026, 4, 1)  # from here on a reminder goes out before a demo

# How well each role gets what it needs in a stage, of 1 to 5; a stage in which it needs nothing is missing.
NEEDS = {
    "uses": {"notice": 3.8, "compare": 3.3, "trial": 3.85, "quarter": 3.0},
    "buys": {"compare": 3.45, "trial": 3.2, "security": 2.75, "contract": 3.5, "quarter": 3.4},
    "decides": {"notice": 3.8, "trial": 3.3, "contract": 3.5, "quarter": 3.1},
    "keeps safe": {"trial": 3.4, "security": 2.3, "contract": 3.0, "quarter": 3.6},
}
# How many of a role answer for one account.
SEATS = {"uses": [1, 2, 2, 3, 3, 4], "buys": [0, 1, 1, 1, 1], "decides": [0, 0, 1, 1, 1], "keeps safe": [0, 1, 1, 1, 2]}

# What people say, by role and stage: content, and not.
SAID = {
    "uses": {
        "notice": (["A colleague showed me hers on her own screen", "I saw it on a friend's phone and wanted it"],
                   ["The first thing I saw was a film with actors, useless", "I had to leave my number to see a screen, that is annoying"]),
        "compare": (["I could click through it alone, nice", "I found the price without asking, good"],
                    ["A salesman called me on the ward, terrible timing", "I was sent slides when I asked to try it, annoying"]),
        "trial": (["My April was done before the coffee was cold", "The import was easy, I was surprised", "It saw who has had too many nights, good",
                   "I planned two weeks in one evening and was happy"],
                  ["I typed in forty names by hand and gave up", "It did not know our split shifts, that is bad", "I was lost after the first screen"]),
        "quarter": (["I like that swaps no longer come by phone", "My Sundays are quiet now, wonderful"],
                    ["My old rotas are gone and I am lost without them", "The swaps still come to my phone on Sunday, I am tired of it",
                     "Two hours of training for six buttons, a waste"]),
    },
    "buys": {
        "compare": (["The price on the page was the price in the offer, good", "Easy to compare, one page"],
                    ["Three offers, three ways to count a seat, useless"]),
        "trial": (["They told me how many use it in the trial, helpful"], ["Nobody told me the trial had ended, that is poor"]),
        "security": (["For once I got a day and it was kept, great"],
                     ["I wait for our security and they wait for you, terrible", "Nobody could tell me a day, I am annoyed",
                      "The quarter ended and the money went elsewhere, a pity"]),
        "contract": (["A friendly person who answered the same day", "One price for all of us, fair"],
                     ["The price went up with every team we added, that is bad", "The terms changed after the price, that is unfair"]),
        "quarter": (["The first bill was right, thank you"], ["I still cannot say what it saves, that is awkward"]),
    },
    "decides": {
        "notice": (["I know the director who has it, I trust her"], ["I was shown names of customers I never heard of, weak"]),
        "trial": (["Two teams said yes without being asked, good enough for me"], ["I heard from one fan and no one else, that is too weak"]),
        "contract": (["We can leave after a year, good"], ["I was afraid to be tied for three years"]),
        "quarter": (["We pay for fewer agency shifts, I am pleased"], ["No number after ninety days, I am disappointed"]),
    },
    "keeps safe": {
        "trial": (["They asked me before the trial, good"], ["The trial ran with real names before anybody asked me, unacceptable"]),
        "security": (["At last an engineer and no slides, excellent"],
                     ["I asked 140 questions and got a brochure, bad", "The same question, four people, four answers, I do not trust that",
                      "They call it encrypted and do not say with whose key, poor", "Half of my list came back blank, terrible"]),
        "contract": (["The annex on data was complete, good"], ["I saw the contract after it was signed, that is bad"]),
        "quarter": (["The log of who saw what is good"], ["Leavers can still log in, that is a danger"]),
    },
}
MORE = ["", "", "We are a small team.", "Ask me again in a year.", "It took longer than I had thought.", "I told our management so.",
        "The others here may see it another way.", "We looked at two more.", "The one before was worse.", "That is all I have to say.",
        "I would not have thought so in January.", "My colleague says the same."]


def answers():
    """One row a respondent: a column for the role, and one for each stage of the way."""
    rows = []
    number = 310
    # A first round in autumn, a larger one in spring: everybody whose trial ended in the time before.
    for first, last, accounts, from_account in (("2025-10-20", "2025-11-21", 22, 11), ("2026-05-04", "2026-06-19", 61, 40)):
        open_days = [day for day in noise.days(first, last) if day.weekday() < 5]
        for account in range(accounts):
            got = 3 + sum(chance.random() < share for share in (0.72,))
            got += got == 4 and chance.random() < 0.72
            got += got == 5 and chance.random() < 0.8
            sector = chance.choices(["hospital", "care home", "hotel", "theater"], [34, 36, 20, 10])[0]
            size = chance.choices(["under 100", "100 to 499", "500 and more"], [24, 46, 30])[0]
            bias = chance.gauss(0, 0.25)
            for role, seats in SEATS.items():
                for _ in range(chance.choice(seats)):
                    number += chance.randint(1, 3)
                    rows.append(one(chance.choice(open_days), number, from_account + account, role, sector, size, got, bias))
    rows.sort(key=lambda row: (row[0], row[1]))
    noise.write(
        __file__,
        "answers.csv",
        ["date", "respondent", "account", "role", "sector", "size", *STAGES, "recommend", "said"],
        rows,
    )


def one(day, number, account, role, sector, size, got, bias):
    cells = []
    for at, stage in enumerate(STAGES):
        mean = NEEDS[role].get(stage)
        if at >= got or (mean is None and chance.random() > 0.04):
            cells.append("")
            continue
        mean = 3.1 if mean is None else mean + bias
        if stage == "trial" and role == "uses" and day.year == 2025:
            mean -= 0.65
        if stage == "security" and size == "500 and more":
            mean -= 0.3
        cells.append(noise.blank(chance, noise.answer(chance, mean, spread=1.0), 0.07))
    given = [cell for cell in cells if cell != ""]
    mood = sum(given) / len(given) if given else 3
    recommend = noise.blank(chance, noise.answer(chance, 6.9 + 1.7 * (mood - 3.2), 0, 10, 1.6), 0.1)
    said = ""
    about = [stage for stage, cell in zip(STAGES, cells) if cell != "" and cell != 3 and stage in SAID[role]]
    if about and chance.random() < 0.48:
        stage = chance.choice(about)
        glad, sore = SAID[role][stage]
        said = f"{chance.choice(glad if cells[STAGES.index(stage)] > 3 else sore)}. {chance.choice(MORE)}".strip()
    return [day, f"R{number}", f"A{account:03}", role, sector, noise.blank(chance, size, 0.05), *cells, recommend, said]


def months():
    return [datetime.date(year, month, 1) for year, month in [(2025, m) for m in range(4, 13)] + [(2026, m) for m in range(1, 7)]]


def accounts():
    """One row a step and a month: how many accounts entered it and how many went on."""
    chance = noise.generator("b2b accounts")
    rows = []
    began = {}
    shares = {"notice": 0.215, "compare": 0.5, "trial": 0.52, "security": 0.55, "contract": 0.63, "quarter": 0.77}
    for month in months():
        notice = chance.randint(196, 278) - (70 if month.month in (8, 12) else 0)
        people = notice
        trial = signed = 0
        for stage in STAGES:
            share = shares[stage] + (0.06 if stage == "trial" and month >= datetime.date(2026, 1, 1) else 0)
            on = sum(chance.random() < share for _ in range(people))
            rows.append([month.strftime("%Y-%m-%d"), stage, people, on])
            if stage == "compare":
                booked = round(people * 0.62)
                held = 0.78 if month >= REMINDER else 0.67
                rows.append([month.strftime("%Y-%m-%d"), "demo", booked, sum(chance.random() < held for _ in range(booked))])
            if stage == "trial":
                trial = began[month] = people
            if stage == "contract":
                signed = on
            people = on
        rows.append([month.strftime("%Y-%m-%d"), "won", trial, signed])
    noise.write(__file__, "accounts.csv", ["month", "step", "entered", "completed"], rows)
    return began


def trials(began):
    """One row something that happened in a trial: the case is the account."""
    chance = noise.generator("b2b trials")
    rows = []
    number = 2200
    # As many as entered the step in that month, see accounts.csv.
    starts = []
    for month, people in began.items():
        workdays = [month + datetime.timedelta(n) for n in range(31)]
        workdays = [day for day in workdays if day.month == month.month and day.weekday() < 5]
        starts += sorted(chance.choice(workdays) for _ in range(people))
    for day in starts:
        number += chance.randint(1, 3)
        easy = day >= IMPORT
        at = datetime.datetime.combine(day, datetime.time(chance.randint(7, 20), chance.randint(0, 59)))
        steps = [("signup", at)]
        if chance.random() < (0.78 if easy else 0.6):
            at += datetime.timedelta(days=chance.lognormvariate(math.log(1.6 if easy else 5.5), 0.8))
            steps.append(("first-rota", at))
            if chance.random() < 0.9:
                steps.append(("rota-sent", at + datetime.timedelta(hours=chance.uniform(0.2, 40))))
            if chance.random() < 0.52:
                at += datetime.timedelta(days=chance.lognormvariate(math.log(7), 0.6))
                steps.append(("second-team", at))
        size = noise.blank(chance, chance.choices(["under 100", "100 to 499", "500 and more"], [34, 44, 22])[0], 0.03)
        for step, when in steps:
            if when.date() <= datetime.date(2026, 6, 30):
                rows.append([f"T{number}", step, when.strftime("%Y-%m-%dT%H:%M"), size])
    rows.sort(key=lambda row: row[2])
    noise.write(__file__, "trials.csv", ["account", "event", "time", "size"], rows)


def lists():
    """One row a list of security questions: when it came, by when it was to be answered, when it was."""
    chance = noise.generator("b2b lists")
    rows = []
    number = 500
    for day in noise.days("2025-04-01", "2026-06-30"):
        if day.weekday() > 4 or chance.random() > 0.42:
            continue
        number += 1
        asked = max(18, round(chance.lognormvariate(math.log(118), 0.5)))
        took = max(2, round(chance.lognormvariate(math.log(22.5), 0.5)))
        closed, status = day + datetime.timedelta(took), "closed"
        if closed > datetime.date(2026, 6, 30) or chance.random() < 0.03:
            closed, status = "", chance.choice(["open", "waiting"])
        rows.append([f"Q{number}", day, day + datetime.timedelta(14), closed, status, noise.blank(chance, asked, 0.04)])
    noise.write(__file__, "lists.csv", ["list", "opened", "due", "closed", "status", "questions"], rows)


answers()
trials(accounts())
lists()
