"""The made-up answers of holiday travellers, a week after they are home: one row each, one column a question.

`python3 maps/flight/make.py` writes survey.csv again, byte for byte.
"""

import datetime
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
sys.dont_write_bytecode = True
import noise  # noqa: E402

chance = noise.generator("flight")
words = noise.generator("flight, in words")

MESSAGES = datetime.date(2026, 4, 1)  # since then the app says how late, and why
HANDLER = datetime.date(2026, 6, 29)  # since then another company unloads the bags

# Of each question: how satisfied people are, and the share of those who had to do with it.
PLACES = {
    "search": (3.7, 0.9), "price": (2.9, 0.96), "seats": (2.85, 0.62), "mails": (3.6, 0.85), "packing": (3.2, 0.9),
    "checkin": (4.1, 0.85), "bagdrop": (3.6, 0.75), "gate": (2.95, 0.95), "boarding": (3.3, 0.95), "crew": (4.4, 0.97),
    "legroom": (2.9, 0.97), "meal": (3.2, 0.55), "belt": (4.0, 0.78), "transfer": (3.5, 0.5), "flight_home": (3.5, 0.92),
    "claim": (1.9, 0.075), "photos": (4.3, 0.7),
}
OWN = {  # where a party is better or worse off
    "family": {"seats": -0.35, "boarding": -0.25, "legroom": 0.2, "packing": -0.2, "crew": 0.1, "price": -0.15},
    "alone": {"checkin": -0.7, "gate": -0.3, "seats": 0.7, "crew": 0.15, "transfer": -0.3, "packing": 0.3},
    "couple": {"price": 0.1, "photos": 0.1},
    "friends": {"legroom": -0.2, "meal": 0.3, "boarding": 0.2},
}
# What people write when this was the best of it, or the worst.
SAYS = {
    "search": (["Found the flight at once", "The month at a glance is good"], ["The calendar of prices jumps while I look at it", "Searched three evenings"]),
    "price": (["The price was fair in the end", "Cheap, and we knew what was not in it"], ["It began at 59 and ended at 104 for each of us", "Everything costs extra, even the small bag", "Why show me a price that nobody pays?"]),
    "seats": (["We sat together without paying, a nice surprise", "Window seat for my son, he was happy"], ["I paid 36 euros so that my son sits beside me", "Row 4 and row 27, and we had booked together", "They want money so that a child of five is not alone"]),
    "mails": (["Clear mail with everything in it", "The list of what to take along was useful"], ["The times were changed twice and the mail looked like an advertisement", "Seven mails, and the one that mattered among them"]),
    "packing": (["The little drawing of the bag helped", "Packed by the list, no trouble"], ["Two centimetres too large and 45 euros", "Three sizes of bag in three mails", "I was afraid of that metal frame all week"]),
    "checkin": (["Checked in on the sofa, great", "Done in two minutes"], ["The app lost my pass when the network was gone", "I do not have such a telephone, and paper costs 25 euros", "It wanted my passport four times"]),
    "bagdrop": (["Bag gone in three minutes", "Kind man at the desk"], ["One desk for three flights", "The machine did not want our label"]),
    "gate": (["They told us how late and why, good", "A message before we even left home"], ["Two hours at the gate and nobody said a word", "The screen said on time, and there was no plane", "Sat on the floor with a baby"]),
    "boarding": (["Calm boarding, old people first", "Quick"], ["We queued on the stairs in the sun", "Group 4 went before group 2, as always", "They took the pushchair and it was gone on arrival"]),
    "crew": (["The crew was wonderful, they gave my daughter a pilot's paper", "A steward noticed that I was afraid, and stayed", "Lovely people on board", "They laughed with us", "She carried my bag to my seat, thank you"], ["The crew looked as tired as I was", "Nobody came when I rang"]),
    "legroom": (["More room than I feared", "The children slept across three seats"], ["My knees were in the seat before me for four hours", "I am 1.93 and it hurts", "The seat was broken"]),
    "meal": (["Good coffee", "The soup was better than it had to be"], ["Nine euros for a cold roll", "They had run out of water in row 20", "Nothing left for the children"]),
    "belt": (["The bags were there before us, amazing", "Ten minutes and we were out"], ["Our bag came two days later, with the swimming things in it", "An hour at the belt, terrible", "An hour for a bag, and the children crying", "The bag has a hole", "Nobody there to ask where the bags are", "Waited longer for the bag than for the plane"]),
    "transfer": (["Somebody held up a sign with our name", "The bus waited for us"], ["The bus left without us because the bags were late", "Could not find the bus in the dark"]),
    "flight_home": (["Slept all the way home", "Home on time"], ["The flight home left at five in the morning, awful", "The hotel wanted the room at ten and the flight went at night"]),
    "claim": (["They paid, in the end"], ["Six mails for money that is ours by law", "A voucher instead of the money", "The form forgot everything at the last page"]),
    "photos": (["We still show the pictures", "From the window we saw the whole island", "The children ask when we fly again"], ["By now I only remember the delay"]),
}
FAMILY = re.compile("baby|child|my son|daughter|pushchair")  # nobody writes of these who has none along
HEADS = ["", "", "", "", "", "With two children. ", "Honestly: ", "Our first time with them. "]
GLAD_TAILS = ["", "", "", "!", ". Thank you", " :)"]
SAD_TAILS = ["", "", "", "!", "...", ". Not nice", ". We were annoyed", ". Never mind, the sea was lovely"]

# The route is flown from April to October. In winter there is nobody to ask.
SEASONS = [("2025-04-12", "2025-06-30", 190), ("2025-07-01", "2025-09-30", 255), ("2025-10-01", "2025-10-28", 62), ("2026-04-04", "2026-06-30", 215), ("2026-07-01", "2026-09-28", 290)]
# What a party says when it is asked how it travelled. Few answer nothing.
PARTIES = {"family": 44, "couple": 30, "friends": 14, "alone": 12}

rows = []
for first, last, count in SEASONS:
    span = noise.days(first, last)
    for _ in range(count):
        day = chance.choice(span)
        party = chance.choices(list(PARTIES), list(PARTIES.values()))[0]
        luck = chance.gauss(0, 0.45)  # some people are content, others are not
        late = chance.random() < (0.36 if day.month in (7, 8) else 0.24)
        minutes = max(15, round(chance.lognormvariate(4.1, 0.7))) if late else 0
        gone = chance.random() < (0.075 if day >= HANDLER else 0.016)
        answers = {}
        for place, (mean, share) in PLACES.items():
            if chance.random() > (0.3 if place == "claim" and minutes >= 120 else share if place != "claim" else 0.02):
                answers[place] = "n/a" if chance.random() < 0.5 else ""  # had nothing to do with it, or did not answer
                continue
            level = mean + luck + OWN[party].get(place, 0)
            if place == "gate":
                level += (0.75 if day >= MESSAGES else 0.0) - (0.9 if late else -0.2)
            if place == "belt":
                level -= (1.1 if day >= HANDLER else 0) + (1.6 if gone else 0)
            if place == "transfer" and day >= HANDLER:
                level -= 0.35
            answers[place] = noise.answer(chance, level, spread=0.95)
        given = {place: score for place, score in answers.items() if score not in ("", "n/a")}
        # Recommending goes with the price, the gate, the crew and the bags more than with the rest.
        felt = sum(given.get(place, 3.4) for place in ("price", "gate", "crew", "crew", "belt", "legroom", "flight_home")) / 7
        nps = noise.answer(chance, 7.6 + 1.75 * (felt - 3.35), 0, 10, 1.3)
        comment = ""
        if given and words.random() < 0.3:
            spread = sorted(given, key=lambda place: (given[place], words.random()))
            worst, best = spread[0], spread[-1]
            if day >= HANDLER and given.get("belt", 5) < 3:
                worst = "belt"  # whoever had to wait for a bag writes of that
            bad = nps < 7 or worst == "belt" and given[worst] < 3 and day >= HANDLER or nps < 9 and words.random() < 0.5
            place = worst if bad and given[worst] < 3 else best if given[best] > 3 else None
            if place:
                sad = place == worst and bad
                core = words.choice([text for text in SAYS[place][sad] if party == "family" or not FAMILY.search(text)])
                if place == "gate" and day < MESSAGES and not sad:
                    core = "On time, on a Saturday in July" if day.month == 7 else "On time"
                head = words.choice(HEADS)
                if head.startswith("With") and (party != "family" or not sad):
                    head = ""
                comment = head + core + words.choice(SAD_TAILS if sad else GLAD_TAILS)
        extras = ""
        if answers["price"] != "" and chance.random() < 0.7:
            extras = round(max(0, chance.gauss({"family": 164, "couple": 71, "friends": 58, "alone": 31}[party], 28)))
        rows.append([
            day.isoformat(), noise.blank(chance, party, 0.03), noise.blank(chance, "yes" if late else "no", 0.06), minutes if late else "",
            noise.blank(chance, "yes" if gone else "no", 0.08) if "belt" in given else "", extras, *answers.values(), noise.blank(chance, nps, 0.05), comment,
        ])
rows.sort(key=lambda row: row[0])
rows = [[f"t{number:04}", *row] for number, row in enumerate(rows, 1)]
# Some send the form a second time.
for row in chance.sample(rows, 7):
    rows.insert(rows.index(row) + 1, list(row))
noise.write(__file__, "survey.csv", ["id", "back_home", "party", "late", "late_minutes", "bag_missing", "extras_eur", *PLACES, "recommend", "comment"], rows)
