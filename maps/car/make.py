"""Schreibt die Daten der Karte »Ein Auto kaufen« neu, Byte für Byte dieselben: `python3 maps/car/make.py`."""

import datetime
import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import noise  # noqa: E402

# Wo man nachschaut: welcher Anteil, und wie sehr es denen hilft (Mittel auf einer Skala von 1 bis 5).
PLACES = {
    "konfigurator": (0.71, 3.12),
    "suche": (0.65, 3.3),
    "tests": (0.46, 3.75),
    "videos": (0.40, 3.85),
    "haendler": (0.23, 3.65),
    "portale": (0.32, 3.4),
    "bekannte": (0.19, 4.6),
    "probefahrt": (0.18, 4.5),
    "forum": (0.11, 3.95),
    "chat": (0.037, 3.3),
}
# Warum jetzt: Anteil, und wo diese Leute öfter oder seltener nachschauen.
WHY = {
    "Familie wächst": (0.28, {"bekannte": 1.4, "haendler": 1.1}),
    "Umstieg auf Strom": (0.27, {"videos": 1.4, "forum": 2.0, "tests": 1.2, "chat": 1.5}),
    "altes Auto kaputt": (0.25, {"tests": 0.7, "videos": 0.6, "haendler": 1.3, "forum": 0.4}),
    "Leasing endet": (0.20, {"suche": 0.8, "portale": 1.2, "bekannte": 0.6}),
}
SAID = {
    "preis": [
        "Der Preis am Ende war ein anderer als im Konfigurator.",
        "Eine Stunde zusammengestellt, und beim Händler gab es den Wagen so nicht.",
        "Ab-Preise helfen mir nicht. Was kostet er wirklich?",
        "Überführung kam erst beim Händler dazu, 1.100 Euro.",
        "Lieferzeit stand nirgends.",
    ],
    "bekannte": [
        "Entschieden habe ich mich im Auto meiner Schwester.",
        "Ein Nachbar hat mir ehrlich gesagt, was ihn nervt. Das hat geholfen.",
        "Bin einen Nachmittag mit dem Wagen eines Kollegen gefahren.",
    ],
    "termin": [
        "Dreimal angerufen, bis ich einen Termin hatte.",
        "Probefahrt nur werktags bis 17 Uhr, da arbeite ich.",
        "Das Auto für die Probefahrt hatte eine ganz andere Ausstattung.",
    ],
    "fahrt": [
        "Nach fünf Minuten Fahrt war alles klar.",
        "Der Kindersitz passte, mehr musste ich nicht wissen.",
        "Gut, dass niemand daneben saß und geredet hat.",
    ],
    "inzahlung": [
        "Für den alten bekam ich 2.000 Euro weniger als im Netz geschätzt.",
        "Keiner konnte mir sagen, wie der Preis für mein altes Auto zustande kam.",
    ],
    "sonst": [
        "Alles in Ordnung.",
        "Zu viele Mails danach.",
        "Der Verkäufer hat zugehört.",
        "Angebot kam erst nach elf Tagen.",
        "Ging so.",
        "keine Zeit für sowas",
    ],
}


def buyers():
    chance = noise.generator("car buyers 77")
    # Im Dezember ruhte die Befragung.
    days = [day for day in noise.days("2025-10-01", "2026-09-30") if (day.year, day.month) != (2025, 12)]
    names = list(PLACES)
    head = ["person", "datum", "anlass", "wohnt"]
    head += [f"used_{name}" for name in names] + [f"helped_{name}" for name in names]
    head += [
        "zufrieden_konfigurator", "zufrieden_anfrage", "zufrieden_haendler", "zufrieden_termin", "zufrieden_fahrt",
        "zufrieden_rueckruf", "zufrieden_angebot", "zufrieden_inzahlung", "zufrieden_vertrag",
        "zufrieden_uebergabe", "zufrieden_fragen", "gekauft", "empfohlen", "nps", "kommentar",
    ]
    rows = []
    for number in range(1, 613):
        day = days[min(len(days) - 1, int((number - 1 + chance.random()) / 612 * len(days)))]
        why = chance.choices(list(WHY), [share for share, _ in WHY.values()])[0]
        more = WHY[why][1]
        used = {name: chance.random() < share * more.get(name, 1) for name, (share, _) in PLACES.items()}
        if used["probefahrt"]:
            used["haendler"] = used["haendler"] or chance.random() < 0.7
        silent = chance.random() < 0.045
        told, helped = [], []
        for name in names:
            value = "" if silent else noise.blank(chance, int(used[name]), 0.008)
            told.append(value)
            grade = noise.answer(chance, PLACES[name][1] + (0.15 if why == "Umstieg auf Strom" and name == "bekannte" else 0))
            helped.append(noise.blank(chance, grade, 0.03) if value == 1 else "")

        def asked(there, mean, spread=1.1, skip=0.05):
            return noise.blank(chance, noise.answer(chance, mean, spread=spread), skip) if there else ""

        late = day >= datetime.date(2026, 7, 1)
        online = day >= datetime.date(2026, 4, 1)
        wrote = used["haendler"] or chance.random() < 0.16
        tried = used["probefahrt"] or chance.random() < 0.11
        offered = used["haendler"] and chance.random() < 0.62
        bought = chance.random() < (0.40 if used["probefahrt"] else 0.14 if offered else 0.055)
        traded = offered and chance.random() < 0.36
        marks = [
            asked(used["konfigurator"], 2.95 if late else 3.7),
            asked(wrote, 3.45),
            asked(used["haendler"], 3.75),
            asked(tried, 3.15 if online else 2.75),
            asked(used["probefahrt"], 4.45),
            asked(used["probefahrt"], 3.1),
            asked(offered or bought, 3.2),
            asked(traded, 2.6),
            asked(bought, 3.9),
            asked(bought and chance.random() < 0.85, 4.4),
            asked(bought and chance.random() < 0.31, 3.6),
        ]
        state = "bei uns" if bought else chance.choices(["anderswo", "noch nicht"], [0.46, 0.54])[0]
        pull = 6.6 + (1.6 if bought else 0) + (0.5 if used["probefahrt"] else 0) - (0.7 if late else 0)
        topic = chance.choices(
            ["preis", "bekannte", "termin", "fahrt", "inzahlung", "sonst"],
            [2.2 if used["konfigurator"] else 0, 2 if used["bekannte"] else 0, 3 if tried else 0,
             2.5 if used["probefahrt"] else 0, 2.5 if traded else 0, 1.6],
        )[0]
        rows.append(
            [f"K{number:04d}", day, noise.blank(chance, why, 0.04), chance.choices(["Stadt", "Umland", "Land"], [4, 3, 3])[0]]
            + told + helped + marks
            + [noise.blank(chance, state, 0.03),
               noise.blank(chance, "ja" if chance.random() < 0.33 else "nein", 0.05) if bought else "",
               noise.blank(chance, noise.answer(chance, pull, 0, 10, 2.2), 0.09),
               chance.choice(SAID[topic]) if chance.random() < 0.26 else ""],
        )
    # Vier haben den Bogen zweimal abgeschickt.
    for at in (88, 213, 377, 540):
        rows.insert(at + 1, list(rows[at]))
    noise.write(__file__, "befragung.csv", head, rows)


def steps():
    chance = noise.generator("car steps")
    rows = []
    for day in noise.days("2025-10-05", "2026-09-27"):
        # Eine Zeile je Woche, datiert auf den Sonntag; um Neujahr fehlen zwei.
        if day.weekday() != 6 or day in (datetime.date(2025, 12, 28), datetime.date(2026, 1, 4)):
            continue
        season = 1.15 if day.month in (3, 4, 9) else 0.85 if day.month in (8, 12) else 1.0
        online = day > datetime.date(2026, 3, 31)
        late = day > datetime.date(2026, 6, 30)
        for step, size, share in (
            ("konfigurator", 2150, 0.285 if late else 0.318),
            ("anfrage", 260, 0.62),
            ("termin", 66, 0.67 if online else 0.53),
            ("angebot", 47, 0.44),
        ):
            entered = max(1, round(chance.gauss(size * season, size**0.5 * 1.6)))
            done = sum(chance.random() < share for _ in range(entered))
            rows.append([day, step, entered, done])
    noise.write(__file__, "schritte.csv", ["woche", "schritt", "begonnen", "beendet"], rows)


if __name__ == "__main__":
    buyers()
    steps()
