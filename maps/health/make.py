"""The made-up figures of a health insurer: what members said, how long claims took, and who stayed.

`python3 maps/health/make.py` writes survey.csv, claims.csv and monthly.csv again, byte for byte.
"""

import datetime
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
sys.dont_write_bytecode = True
import noise  # noqa: E402

chance = noise.generator("health")
words = noise.generator("health, in words")

# In spring bills could be handed in by photo, and three of the eight who decide approvals were moved to the bills.
PHOTO = datetime.date(2026, 3, 30)
# In December members got the letter with the price of the new year: nine percent more.
LETTER = datetime.date(2025, 12, 1)
DAY = datetime.timedelta(1)

# What a member wants of an insurance most, as they ticked it when they joined.
MOTIVES = {"family": 34, "condition": 22, "price": 27, "hospital": 17}


def motive() -> str:
    return chance.choices(list(MOTIVES), list(MOTIVES.values()))[0]


# ---------------------------------------------------------------- the survey, a row an answer
# Of each place: answers in a quarter, what people write when glad, and when not.
WORDS = {
    "compare": (26, ["Found you with two clicks", "The table was fair"], ["Forty plans and they all say best", "The price there was not the price here", "It asks for my phone number before it shows anything"]),
    "plan": (46, ["The examples helped, a broken leg is a broken leg", "Plain words for once", "I could see that braces are in it"],
             ["Nine pages and I still don't know about physiotherapy", "What is a deductible per case?", "The word 'generally' is in every line", "I only want to know what I pay for a week in hospital", "Covered, except where it is not"]),
    "adviser": (18, ["She asked about my children before she asked about money", "Patient and honest, told me what I don't need", "A person, thank you"], ["He read the page to me", "Called me three times after I said no"]),
    "questions": (32, ["Long, but it saves itself", "Clear questions"],
                  ["It asked for my diabetes in four places", "I don't remember a knee from nine years ago, and I am afraid to be wrong", "34 questions, then an error", "It feels like an exam that I can only fail"]),
    "card": (15, ["Came in three days, with a friendly letter", "The app had the card at once, good"], ["My son's name is wrong on it", "Welcome letter of eight pages"]),
    "doctor": (40, ["Found a children's doctor who had time on Tuesday", "The map is good"],
               ["Four doctors in the list, three of them take nobody new", "The one I called has retired", "I could not see who speaks Turkish", "Closest specialist: 60 km", "The list is old"]),
    "approval": (54, ["Yes within two days, wonderful", "They called me to ask, that was kind", "Quick and clear"],
                 ["I waited two weeks with the pump broken", "Every year the same proof that I still have diabetes", "Nobody could say where it is", "They wanted a paper that they already have", "My operation was put off because the yes did not come", "Still waiting, and I am afraid"]),
    "helpline": (36, ["He stayed on the line until it was done", "Friendly, and she knew my case", "Solved in one call, great"],
                 ["Twenty minutes of music", "Each one tells me something else", "I had to say my diagnosis aloud in the tram"]),
    "photo": (46, ["A photo and done, great", "Easy, even for me", "Two bills handed in while I waited for the bus"],
             ["I had to scan it and print a form", "The upload stopped at 5 MB", "I sent three bills, it shows one", "The form wants a number that is on no bill", "It could not read my doctor's writing"]),
    "wait": (58, ["The money was there before the doctor's bill was due", "Fast, thank you", "A message at every step, good"],
             ["Three weeks for 80 euros", "I paid the hospital from our holiday money", "No word for two weeks, is it lost?", "They paid a part and did not say which", "I have to lend you money every month"]),
    "refusal": (11, ["At least it says why"], ["A paragraph number is not a reason", "No, and not even a name under it", "I cried. It is a letter about my child", "Refused what the helpline had promised me"]),
    "appeal": (6, ["They said sorry and paid"], ["A month of silence", "I needed help to write it"]),
    "price": (40, ["It said what I had got back, that was fair", "Clear letter, in time"],
              ["Nine percent more and three lines of thanks", "More, and nothing for it", "I have not been ill in six years and pay more", "It came ten days before I had to decide", "Why more? It does not say"]),
    "renew": (34, ["Nothing to do, good", "I stay, they paid when it mattered"], ["I stayed because comparing is work", "A discount for new members and none for me", "I found no page where I can change the deductible"]),
    "all": (78, ["Good when you need them, and that is what counts", "They were kind when my father was ill", "I feel safe with them", "All fine so far"],
            ["Fine as long as you are healthy", "You have to fight for everything", "Too expensive for what I use", "I would leave if I could with my diagnosis", "Nobody there knows me"]),
}
HEADS = ["", "", "", "", "", "", "Honestly: ", "To be fair, ", "Since spring: ", "Again: "]
GLAD_TAILS = ["", "", "", "!", ". Thank you", ". Keep it so", " :)"]
SAD_TAILS = ["", "", "", "...", "!", ". Not good", ". Please explain", ". I am tired of it", ". Otherwise fine", " :("]


def said(core: str, glad: bool, day: datetime.date) -> str:
    """A sentence as somebody types it."""
    head = words.choice(HEADS)
    if glad and head == "Again: ":
        head = "Honestly: "
    if head.startswith("Since") and day < datetime.date(2026, 4, 20):
        head = ""
    if head.endswith(", "):
        core = core[0].lower() + core[1:] if not core.startswith("I ") else core
    text = head + core + words.choice(GLAD_TAILS if glad else SAD_TAILS)
    return text.lower() if words.random() < 0.1 else text


def mood(place: str, day: datetime.date, who: str) -> float:
    table = {
        "compare": 3.5, "plan": 3.3, "adviser": 4.2, "questions": 3.4, "card": 4.1, "doctor": 3.3,
        "approval": 2.75 if day >= PHOTO else 3.75, "helpline": 3.9, "photo": 4.3 if day >= PHOTO else 3.3,
        "wait": 4.05 if day >= PHOTO else 3.3, "refusal": 2.2, "appeal": 3.0, "price": 2.8 if day >= LETTER else 3.5,
        "renew": 3.7, "all": 3.7 if day < LETTER else 3.6,
    }
    own = {
        ("condition", "questions"): -0.6, ("condition", "doctor"): -0.4, ("condition", "approval"): -0.3, ("condition", "all"): -0.5,
        ("price", "price"): -0.4, ("price", "all"): -0.2, ("price", "renew"): -0.3, ("hospital", "helpline"): 0.3, ("hospital", "all"): 0.5,
        ("hospital", "photo"): -0.4, ("family", "photo"): 0.2, ("family", "all"): 0.3, ("family", "wait"): -0.1,
    }
    return table[place] + own.get((who, place), 0)


EFFORT = {"photo", "questions", "approval"}  # where "how easy was it?" is asked as well, from 1 to 7
QUARTERS = [("2025-07-01", "2025-09-30", 0.92), ("2025-10-01", "2025-12-31", 1.0), ("2026-01-01", "2026-03-31", 1.05), ("2026-04-01", "2026-06-30", 1.1)]

answers = []
for first, last, busy in QUARTERS:
    span = noise.days(first, last)
    for place, (count, glad, sad) in WORDS.items():
        for _ in range(round(count * busy * chance.uniform(0.94, 1.06))):
            day = chance.choice(span)
            who = motive()
            if place == "approval" and chance.random() < 0.5:
                who = "condition"
            score = noise.answer(chance, mood(place, day, who))
            effort = noise.answer(chance, 1.3 * score + 0.3, 1, 7, 0.9) if place in EFFORT else ""
            nps = ""
            if place == "all":
                nps = noise.answer(chance, {1: 2.5, 2: 4.5, 3: 6.8, 4: 8.3, 5: 9.5}[score], 0, 10, 1.0)
            spoken = words.random() < (0.45 if score < 3 else 0.2)
            comment = words.choice(glad if score > 3 else sad if score < 3 else glad + sad)
            if place == "photo" and day < PHOTO:
                comment = {"A photo and done, great": "It worked after all", "Two bills handed in while I waited for the bus": "Easy, even for me"}.get(comment, comment)
            if place == "photo" and day >= PHOTO and "scan" in comment:
                comment = "It could not read my doctor's writing"
            if place == "price" and day < LETTER and ("ine percent" in comment or "More" in comment or "more" in comment):
                comment = "It came ten days before I had to decide"
            if who != "condition" and ("diabetes" in comment or "pump" in comment or "my diagnosis" in comment):
                comment = sad[2]
            comment = said(comment, comment in glad, day) if spoken else ""
            if chance.random() < 0.02:
                score, effort, comment = 99, "", ""  # "does not apply to me"
            answers.append([day.isoformat(), place, noise.blank(chance, who, 0.04), score, effort, nps, comment])
answers.sort(key=lambda row: row[0])
rows = [[f"m{number:04}", *row] for number, row in enumerate(answers, 1)]
noise.write(__file__, "survey.csv", ["answer", "date", "place", "motive", "csat", "ces", "nps", "comment"], rows)

# ---------------------------------------------------------------- claims, a row a case
END = datetime.date(2026, 6, 30)
claims = []
for kind, count, limit in [("bill", 440, 10), ("approval", 172, 7), ("objection", 38, 30)]:
    for _ in range(count):
        opened = chance.choice(noise.days("2025-07-01", END.isoformat()))
        while opened.weekday() == 6:
            opened -= DAY
        since = opened >= PHOTO
        typical = {"bill": 4.2 if since else 8.6, "approval": 8.4 if since else 4.4, "objection": 27}[kind]
        who = "condition" if kind == "approval" and chance.random() < 0.5 else motive()
        took = max(0, round(chance.lognormvariate(0, 0.5) * typical))
        closed = opened + took * DAY
        while closed.weekday() == 6:
            closed += DAY
        status = "closed"
        if closed > END:
            closed, status = "", "open"
        elif kind == "bill" and chance.random() < 0.012:
            status = "reopened"  # paid a part, and it did not say which
        worth = {"bill": chance.lognormvariate(4.6, 0.9), "approval": chance.lognormvariate(7.4, 0.8), "objection": chance.lognormvariate(6.2, 0.9)}[kind]
        claims.append([opened.isoformat(), (opened + limit * DAY).isoformat(), closed if closed == "" else closed.isoformat(), status, kind, noise.blank(chance, who, 0.03), f"{worth:.2f}"])
claims.sort(key=lambda row: row[0])
noise.write(__file__, "claims.csv", ["claim", "opened", "due", "closed", "status", "kind", "motive", "amount"], [[f"c{number:04}", *row] for number, row in enumerate(claims, 1)])

# ---------------------------------------------------------------- what is counted once a month
monthly = []
for n in range(12):
    month = datetime.date(2025 + (6 + n) // 12, (6 + n) % 12 + 1, 28)
    ending = chance.randint(690, 780) if month.month != 1 else 1480
    share = 0.872 if month < LETTER + 28 * DAY else 0.824
    stayed = round(ending * chance.gauss(share, 0.008))
    monthly.append([month.isoformat(), "all", "renewal", f"{100 * stayed / ending:.1f}", ending])
    if month.month != 2:  # a new telephone system, and of February there is no count
        calls = chance.randint(2100, 2600) + (900 if month.month in (12, 1) else 0)
        solved = round(calls * chance.gauss(0.71 if month < PHOTO else 0.66, 0.008))
        monthly.append([month.isoformat(), "helpline", "first_call", f"{100 * solved / calls:.1f}", calls])
    seen = chance.randint(5200, 6400) + (4200 if month.month == 11 else 0)
    asked = round(seen * chance.gauss(0.041, 0.002))
    monthly.append([month.isoformat(), "plan", "asked", f"{100 * asked / seen:.2f}", seen])
noise.write(__file__, "monthly.csv", ["month", "place", "metric", "value", "n"], monthly)
