"""Réécrit les données de la carte « Une heure au café », octet pour octet : `python3 maps/cafe/make.py`."""

import datetime
import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import noise  # noqa: E402

WORDS = {
    "matin": [
        "Enfin un café où l'on peut travailler",
        "Une seule prise près de la fenêtre, toujours prise",
        "Le wifi coupe toutes les demi-heures",
        "Le croissant est parfait",
        "On me reconnaît, ça compte",
        "le mot de passe du wifi n'était affiché nulle part",
    ],
    "soir": [
        "On ne s'entend plus parler",
        "La musique est trop forte près du bar",
        "Dix minutes pour payer, j'ai raté mon bus",
        "Belle soirée",
        "Le serveur avait l'air seul pour toute la salle",
        "Très bons plats, trop d'attente",
        "Personne ne nous a dit bonjour en entrant",
        "ardoise illisible depuis notre table",
    ],
}
LOUD = WORDS["soir"][:2]
PAY = WORDS["soir"][2]


def cards():
    chance = noise.generator("cafe cards")
    # En février, il n'y avait plus de cartes sur les tables.
    days = [day for day in noise.days("2026-01-02", "2026-06-30") if day.month != 2 and day.weekday() != 0]
    head = ["carte", "jour", "moment", "accueil", "place", "ardoise", "attente", "boisson", "assiette", "bruit",
            "wifi", "addition", "terrasse", "depart", "revenir", "recommander", "mot"]
    rows = []
    for number in range(1, 301):
        day = days[min(len(days) - 1, int((number - 1 + chance.random()) / 300 * len(days)))]
        when = "matin" if chance.random() < 0.45 else "soir"
        night = when == "soir"
        loud = day >= datetime.date(2026, 4, 10)
        terminal = day >= datetime.date(2026, 4, 7)

        def asked(mean, skip=0.07, spread=1.05):
            return noise.blank(chance, noise.answer(chance, mean, spread=spread), skip)

        # 9 : la case « pas concerné ».
        ate = chance.random() < (0.55 if night else 0.12)
        worked = not night and chance.random() < 0.62
        outside = day.month >= 4 and chance.random() < 0.11
        marks = [
            asked(3.4 if night else 4.2),
            asked(3.5),
            asked(3.2 if night else 3.7),
            asked(2.9 if night else 3.8),
            asked(4.4, 0.03),
            asked(4.1) if ate else 9,
            asked((2.7 if loud else 3.8) if night else 3.9),
            asked(2.95) if worked else noise.blank(chance, 9, 0.4),
            asked((3.5 if terminal else 2.45) if night else 4.2),
            asked(4.2, 0.03) if outside else noise.blank(chance, 9, 0.5),
            asked(3.9),
        ]
        again = chance.choices(["oui", "non", "peut-être"], [6, 1 + (loud and night), 2])[0]
        said = ""
        if chance.random() < 0.33:
            choice = [word for word in WORDS[when] if not (word == PAY and terminal)]
            said = chance.choice(LOUD if night and loud and chance.random() < 0.45 else choice)
        rows.append([number, day, when] + marks + [
            noise.blank(chance, again, 0.06),
            noise.blank(chance, noise.answer(chance, 7.9 - (0.8 if night else 0), 0, 10, 2.0), 0.11),
            said,
        ])
    path = pathlib.Path(__file__).parent / "cartes.csv"
    # Comme les écrit le tableur du bureau : points-virgules.
    with path.open("w", encoding="utf-8", newline="") as out:
        for row in [head] + rows:
            cells = [f'"{cell}"' if ";" in str(cell) or '"' in str(cell) else str(cell) for cell in row]
            out.write(";".join(cells) + "\n")


def visits():
    chance = noise.generator("cafe visits")
    rows = []
    number = 0
    for day in noise.days("2026-01-02", "2026-06-30"):
        # Une semaine sur deux, quelqu'un note : le mardi matin et le vendredi soir.
        if day.isocalendar().week % 2 or day.weekday() not in (1, 4) or day == datetime.date(2026, 5, 1):
            continue
        night = day.weekday() == 4
        terminal = day >= datetime.date(2026, 4, 7)
        for _ in range(chance.randint(11, 16) if not night else chance.randint(15, 22)):
            number += 1
            name = f"{'S' if night else 'M'}{number:03d}"
            start = datetime.datetime.combine(day, datetime.time(18, 10) if night else datetime.time(7, 40))
            start += datetime.timedelta(minutes=chance.randint(0, 190 if night else 170))
            moment = "soir" if night else "matin"

            def note(what, at, lost=0.0):
                if chance.random() >= lost:
                    rows.append([at, name, moment, what])

            def later(at, median, spread=0.5):
                return at + datetime.timedelta(minutes=max(0, round(median * 2.718281828 ** chance.gauss(0, spread))))

            note("arrivée", start)
            if chance.random() < (0.12 if night else 0.03):
                continue
            seated = later(start, 4 if night else 2)
            order = later(seated, 9 if night else 2.5)
            if night:
                note("assis", seated, 0.04)
                if chance.random() < 0.05:
                    continue
                note("commande", order)
                served = later(order, 11)
            else:
                # Le matin on commande et on paie au comptoir, puis on s'assied.
                note("commande", order)
                note("payé", order + datetime.timedelta(minutes=1))
                served = later(order, 4)
                note("assis", served + datetime.timedelta(minutes=1), 0.04)
            note("servi", served, 0.06)
            end = later(served, 75 if night else 48, 0.4)
            if night:
                note("addition", end)
                note("payé", later(end, 4.5 if terminal else 9.5, 0.55), 0.03)
    rows.sort(key=lambda row: (row[0], row[1]))
    noise.write(
        __file__, "passages.csv", ["heure", "visite", "moment", "quoi"],
        [[at.isoformat(timespec="minutes")] + rest for at, *rest in rows],
    )


if __name__ == "__main__":
    cards()
    visits()
