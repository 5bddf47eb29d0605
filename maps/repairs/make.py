"""Vuelve a escribir los datos del mapa «Una avería en casa», byte a byte los mismos: `python3 maps/repairs/make.py`."""

import datetime
import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import noise  # noqa: E402

FIRST, LAST = "2025-10-01", "2026-09-30"
NIGHT_SHIFT = datetime.date(2026, 3, 2)  # turno de noche
NIGHT_CHAT = datetime.date(2026, 7, 1)  # personas en el chat también de noche
NIGHT_FEE = datetime.date(2026, 7, 1)  # recargo de noche en la factura

# Por punto: cuántos responden de cada cien y la media, de 1 a 5.
POINTS = {
    "faq": (0.26, 3.1),
    "chat": (0.34, 3.15),
    "telefono": (0.27, 3.35),
    "cita": (0.27, 3.0),
    "espera": (0.36, 2.6),
    "llegada": (0.28, 4.0),
    "presupuesto": (0.27, 3.2),
    "reparacion": (0.33, 4.35),
    "factura": (0.36, 3.3),
    "garantia": (0.07, 2.5),
    "todo": (0.48, 3.5),
}
SAID = {
    "faq": ["No encontré mi caso", "El dibujo de la llave de paso me salvó", "Mucho texto cuando se te inunda la cocina"],
    "chat": ["Contestó una persona en dos minutos", "Me respondió una máquina tres veces lo mismo", "De noche no contestaba nadie"],
    "telefono": ["Once minutos de música", "Muy amable, me dijo qué cerrar", "Tuve que contar lo mismo a tres personas"],
    "cita": ["De 8 a 14, ¿y mi trabajo?", "Me dieron una hora y la cumplieron", "Cambiaron la cita dos veces"],
    "espera": ["Nadie avisó de que llegaban tarde", "Cuatro horas recogiendo agua", "Dos noches sin calefacción con mi madre en casa", "Me avisaron de que salían, bien"],
    "llegada": ["Se puso fundas en los zapatos", "Llegó sin la pieza"],
    "presupuesto": ["No me dijo cuánto iba a ser hasta el final", "Claro y por escrito", "Firmé porque qué iba a hacer"],
    "reparacion": ["Perfecto", "Quedó mejor que antes", "Ya no gotea", "Hubo que volver otro día"],
    "factura": ["Recargo de noche que nadie mencionó", "Pagué 90 euros solo porque vinieran", "Bien explicada", "Dos horas cobradas, estuvo una"],
    "garantia": ["Vuelve a gotear y nadie me llama", "Tres semanas esperando", "Lo arreglaron sin discutir"],
    "todo": ["Gracias", "Volvería a llamar", "Caro", "Me sentí acompañada", "Para una urgencia, lento"],
}


def answers():
    chance = noise.generator("repairs answers")
    # En diciembre no se preguntó.
    days = [day for day in noise.days(FIRST, LAST) if day.month != 12]
    rows = []
    for number in range(1, 521):
        day = days[min(len(days) - 1, int((number - 1 + chance.random()) / 520 * len(days)))]
        cold = day.month in (11, 12, 1, 2)
        fault = chance.choices(["fuga", "calefacción", "electricidad", "cerradura"], [5, 5 if cold else 1.5, 2, 1.5])[0]
        who = "administradora" if chance.random() < 0.14 else "particular"
        for point, (share, mean) in POINTS.items():
            if chance.random() >= share:
                continue
            if point == "chat" and day >= NIGHT_CHAT:
                mean += 1.1
            if point == "factura" and day >= NIGHT_FEE:
                mean -= 0.95
            if point == "espera" and day >= NIGHT_SHIFT:
                mean += 0.45
            if point == "espera" and fault == "calefacción":
                mean -= 0.3
            grade = noise.answer(chance, mean)
            ease = noise.answer(chance, mean + 1.1, 1, 7, 1.4) if point in ("faq", "chat", "telefono", "cita") else ""
            said = ""
            if chance.random() < 0.21:
                words = [word for word in SAID[point] if not (
                    (word.startswith("Recargo") and day < NIGHT_FEE) or (word.startswith("De noche") and day >= NIGHT_CHAT))]
                said = chance.choice(words)
            rows.append([
                f"C{number:04d}", day, point, fault, who,
                "" if point == "todo" else noise.blank(chance, grade, 0.04),
                noise.blank(chance, ease, 0.08),
                noise.blank(chance, noise.answer(chance, 7.6, 0, 10, 2.3), 0.05) if point == "todo" else "",
                said,
            ])
    for at in (120, 431, 880):
        rows.insert(at + 1, list(rows[at]))
    noise.write(__file__, "encuesta.csv", ["cliente", "fecha", "punto", "averia", "quien", "csat", "ces", "nps", "comentario"], rows)


def cases():
    chance = noise.generator("repairs cases")
    end = datetime.datetime(2026, 9, 30, 20, 0)
    rows = []
    number = 0
    for day in noise.days(FIRST, LAST):
        cold = day.month in (11, 12, 1, 2)
        for topic, often in (("visita", 1.75 if cold else 1.35), ("factura", 0.30 if day >= NIGHT_FEE else 0.17), ("garantia", 0.33)):
            for _ in range(chance.choices([0, 1, 2, 3, 4], [2.718281828**-often * often**k / (1, 1, 2, 6, 24)[k] for k in range(5)])[0]):
                number += 1
                opened = datetime.datetime.combine(day, datetime.time(chance.choices(range(24), [3] * 7 + [5] * 11 + [6] * 6)[0], chance.randint(0, 59)))
                fault = chance.choices(["fuga", "calefacción", "electricidad", "cerradura"], [5, 5 if cold else 1.5, 2, 1.5])[0]
                urgent = topic == "visita" and chance.random() < 0.58
                dark = opened.hour < 8 or opened.hour >= 19
                if topic == "visita" and urgent:
                    due, hours = opened + datetime.timedelta(hours=4), 3.1 if not dark or day >= NIGHT_SHIFT else 7.5
                elif topic == "visita":
                    due, hours = opened + datetime.timedelta(days=3), 46
                elif topic == "factura":
                    due, hours = opened + datetime.timedelta(days=7), 105
                else:
                    due, hours = opened + datetime.timedelta(days=10), 265
                closed = opened + datetime.timedelta(minutes=round(60 * hours * 2.718281828 ** chance.gauss(0, 0.55)))
                if closed > end or chance.random() < (0.03 if topic == "garantia" else 0.008):
                    state, closed = chance.choice(["abierto", "abierto", "esperando pieza"]), ""
                else:
                    state, closed = chance.choices(["cerrado", "resuelto"], [4, 1])[0], closed.isoformat(timespec="minutes")
                rows.append([
                    f"A{number:04d}", opened.isoformat(timespec="minutes"), noise.blank(chance, due.isoformat(timespec="minutes"), 0.03), closed, state,
                    topic, fault, "urgente" if urgent else "normal", "administradora" if chance.random() < 0.14 else "particular",
                ])
    noise.write(__file__, "avisos.csv", ["aviso", "abierto", "vence", "cerrado", "estado", "asunto", "averia", "prisa", "quien"], rows)


if __name__ == "__main__":
    answers()
    cases()
