"""What is agreed, planned and done with the children of a school in a year: list, strategy, plans, sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from district import Child, School, children
from sheets import ADVICE, pick, visit, whole

Line = dict[str, Any]

BIMESTERS = {
    "B1": ("2025-09-22", "2025-10-30"),
    "B2": ("2025-11-03", "2025-12-18"),
    "B3": ("2026-01-12", "2026-02-26"),
    "B4": ("2026-03-02", "2026-04-30"),
    "B5": ("2026-05-04", "2026-07-09"),
}
"""The first and last day with work in each period of the plans."""

ACTIVITIES = (
    ("R", "Lotería de palabras", "Reconocer palabras de dos en dos", "alumnos", ""),
    ("T", "Lectura en voz alta con un compañero", "Leer sin detenerse en cada palabra", "alumnos", "lectura"),
    ("T", "Problemas con semillas", "Elegir la operación y decir por qué", "alumnos", "matematicas"),
    ("T", "Carta para alguien que está lejos", "Escribir y releer lo escrito", "alumnos", "escritura"),
    ("D", "Diez minutos de lectura al empezar", "Que se lea todos los días", "docentes", ""),
    ("F", "Tarde de cuentos de los abuelos", "Que las familias lean y cuenten", "familias", ""),
    ("C", "Círculo de cómo lo hice", "Explicar a los demás el propio camino", "alumnos", ""),
)
GAMES = (
    ("R", "El cartero", "Leer y escribir recados para quien se quiera", "alumnos", ""),
    ("R", "La tiendita", "Pagar y dar cambio sin lápiz", "alumnos", ""),
)
"""Of a later month of a plan: in each there is something to play."""

GOALS = (
    ("Atender a los tres niveles en la misma mañana", "2025-12-18", "2025-12-11"),
    ("Leer en voz alta todos los días al empezar", "2026-06-30", "2026-06-18"),
    ("Que cada grado tenga su rincón de problemas", "2026-06-30", ""),
)
"""What a teacher sets out to do: the goal, by when, and on which day it was reached."""

WEATHER = ("clima", "camino", "reunion")


def identifies(school: School, date: str, child: Child, place: int) -> Line:
    """A child is put on the list, with the teacher's agreement."""
    answers = {"agreed_with": _teacher(school), "focal": "si", "priority": 1 + place // 2}
    reasons = ["lectura", "matematicas"] if place % 2 == 0 else ["escritura", "participacion"]
    return _line("RIE", school, date, {"student": _who(child), **answers, "reasons": reasons})


def leaves(school: School, date: str, child: Child) -> Line:
    """A child has reached the level and leaves the list."""
    answers = {"agreed_with": _teacher(school), "focal": "no", "leaving_reason": "alcanzo_nivel"}
    return _line("RIE", school, date, {"student": _who(child), **answers})


def remains(school: School, date: str, child: Child) -> Line:
    """A child of whom it was looked at and decided that the class is enough."""
    answers = {"agreed_with": _teacher(school), "focal": "no"}
    return _line("RIE", school, date, {"student": _who(child), **answers})


def strategy(school: School, date: str, focal: Sequence[Child], diagnoses: Sequence[str]) -> Line:
    """The strategy, with the teacher. diagnoses: names of the lines it rests on."""
    found = _line("EI", school, date, {
        "I01": [{"I01_D": f"={name}"} for name in diagnoses],
        "I02": [{"I02_A": _who(child)} for child in focal],
        "I03": [{"I03_D": _teacher(school), "I03_F": date, "I03_P": "Eligió a los niños y los horarios."}],
        "I04_L": "Leen palabra por palabra y no recuerdan lo leído.",
        "I04_M": "Resuelven con los dedos y no explican cómo.",
        "I05": [{"I05_I": "A07", "I05_M": 60, "I05_F": "2026-06-30"}],
        "I06": ["tutoria_individual", "pares", "juego"], "I07_M": 60, "I07_H": "Martes y jueves, 10 a 12",
        "I09_T": "Escuchar leer tres tardes por semana.", "I11": "Con la segunda aplicación, en enero.",
        "I11R": [{"I11_F": "2026-01-30"}],
        "I12_D": _signed(school), "I12_A": {"name": school.advisor, "mode": "firmo"},
    })  # fmt: skip
    return {**found, "name": f"EI-{school.slug}"}


def reviewed(school: School, date: str) -> Line:
    """The strategy, looked at again with the second application."""
    answers = {"I13": "continuar", "I13_T": "Tres niños subieron de nivel; se sigue igual hasta mayo."}
    return {"correct": f"EI-{school.slug}", "date": date, "reason": "Revisión de enero", "answers": answers}


def goals(school: School, first: str) -> Iterator[Line]:
    """The teacher's goals, agreed on the first day; and again whenever one of them is reached."""
    for day in (first, *sorted(done for _, _, done in GOALS if done)):
        told = [{"goal": goal, "goal_date": by, "goal_done": "si" if done and done <= day else "no"}
                for goal, by, done in GOALS]  # fmt: skip
        reason = "Metas acordadas" if day == first else "Una meta lograda"
        yield {"teacher": _teacher(school), "date": day, "reason": reason, "answers": {"goals": told}}


def plan(school: School, period: str, date: str, days: Sequence[str], chance: Random) -> Line:
    """The plan of two months: one activity a week, each kind at least once, and a game in every month."""
    _, more, _ = (pick(chance, ACTIVITIES) for _ in range(3))
    chosen = [*ACTIVITIES, GAMES[0], more, GAMES[1]]
    activities = [
        {
            "ACT_K": kind, "ACT_N": name, "ACT_O": aim, "ACT_P": [whom],
            **({"ACT_S": subject} if subject else {}),
            "ACT_D": days[place * len(days) // len(chosen)], "ACT_M": 30 + 10 * (place % 3),
            "ACT_X": "Libros, semillas, tarjetas", "ACT_I": "Lo hace y explica cómo", "ACT_R": school.advisor,
        }
        for place, (kind, name, aim, whom, subject) in enumerate(chosen)
    ]  # fmt: skip
    answers = {
        "period": period, "strategy": f"=EI-{school.slug}", "DAY": [{"DAY_D": day} for day in days],
        "GOAL": [{"GOAL_T": "Atender a los tres niveles en la misma mañana"}], "ACT": activities,
    }  # fmt: skip
    return {**_line("PB", school, date, answers), "name": f"PB-{school.slug}-{period}"}


def closed(planned: Line, school: School, period: str, chance: Random) -> Line:
    """The same plan at the end of its time: what was done, what was not and why."""
    activities = [{**activity, **_outcome(activity, chance)} for activity in planned["answers"]["ACT"]]
    answers = {
        **planned["answers"], "ACT": activities, "closed": "si",
        "done_well": "Los niños piden leer; tres ya explican a otros cómo resolvieron.",
        "difficulties": "Se perdieron días por la lluvia y por la fiesta.",
        "adjustments": "Juntar lectura y problemas en una sola mañana.", "teacher_signature": _signed(school),
    }  # fmt: skip
    date = BIMESTERS[period][1]
    return {"correct": planned["name"], "date": date, "reason": "Cierre del bimestre", "answers": answers}


def _outcome(activity: dict[str, Any], chance: Random) -> dict[str, Any]:
    luck = chance.random()
    if luck < 0.72:
        return {"ACT_E": "realizada", "ACT_F": activity["ACT_D"], "ACT_L": whole(chance, 2, 4)}
    if luck < 0.86:
        return {"ACT_E": "parcial", "ACT_F": activity["ACT_D"], "ACT_L": 2, "ACT_W": "No alcanzó el tiempo"}
    return {"ACT_E": "no_realizada", "ACT_W": "Hubo reunión de la comunidad"}


def sheets(
    school: School, days: Sequence[str], focal: Sequence[Child], last: str, chance: Random
) -> Iterator[Line]:
    """A sheet for each day. Now and then the road is closed, somebody else visits, something is promised."""
    following = [*days[1:], last]
    for place, (day, later) in enumerate(zip(days, following, strict=True)):
        if chance.random() < 0.05:
            yield _line("FS", school, day, {
                "V01": "no_realizada", "V02": "asesor", "V04": pick(chance, WEATHER),
                "V05": "Tutoría a focales", "VZ4": later,
            })  # fmt: skip
            continue
        here = [child for child in focal if not child.until or day < child.until]
        answers = _present(visit(school, day, later, here, chance), school, day, chance)
        if place % 8 == 3:
            what = pick(
                chance, ("Arreglar el techo del aula", "Traer los libros del rincón", "Pintar el pizarrón")
            )
            answers["VZ3"] = [{"VZ3_Q": what, "VZ3_R": "APEC", "VZ3_F": later}]
        if place % 8 == 5:
            answers["VD2"] = [{"VD2_T": pick(chance, ADVICE), "VD2_F": later}]
        yield {"form": "FS", "answers": answers}
        if place % 19 == 11:
            yield _supervised(school, day, later)


def _present(answers: dict[str, Any], school: School, day: str, chance: Random) -> dict[str, Any]:
    """Who came, of those enrolled that day."""
    enrolled = [
        child for child in children(school) if child.since <= day and (not child.until or day < child.until)
    ]
    girls = sum(child.sex == "M" for child in enrolled)
    boys = len(enrolled) - girls
    return {
        **answers,
        "V07_H": max(0, boys - whole(chance, 0, 1)),
        "V07_M": max(0, girls - whole(chance, 0, 2)),
    }


def _supervised(school: School, day: str, later: str) -> Line:
    """The same day somebody from the region came along."""
    return _line("FS", school, day, {
        "V01": "supervision", "V02": "regional", "V03_A": "11:00", "V03_B": "13:00", "V07_C": "no",
        "V05": "Acompañar y revisar el plan", "VD1": "no", "VZ1": "no", "VZ4": later,
    })  # fmt: skip


def _line(form: str, school: School, date: str, answers: dict[str, Any]) -> Line:
    return {"form": form, "answers": {"school": school.cct, "date": date, **answers}}


def _who(child: Child) -> str:
    return child.curp or child.full


def _teacher(school: School) -> str:
    return " ".join(school.teacher)


def _signed(school: School) -> dict[str, str]:
    return {"name": _teacher(school), "mode": "firmo"}


PROMISED = {"FS": "VZ3", "DXE": "M06", "APM": "AGR", "RED": "AGR", "VH": "commitment"}
"""In which forms something is promised, and where."""

ANSWERS = ("cumplido", "cumplido", "cumplido", "cumplido", "en_proceso", "no")
TAKEN_UP = ("adoptada", "adoptada", "adoptada", "en_proceso", "descartada")


def followed(lines: Sequence[Line], chance: Random) -> None:
    """Put into the sheets of a school, in order of date, what came of earlier promises and recommendations.

    It is asked two weeks later at the earliest, three things a visit at most, until it is over.
    """
    agreed: list[tuple[str, str]] = []
    advised: list[tuple[str, str]] = []
    for line in lines:
        answers = line["answers"]
        if line.get("form") == "FS" and answers["V01"] == "jornada":
            _answered(answers, ("V06", "V06_T", "V06_S"), agreed, ANSWERS, chance)
            _answered(answers, ("VD3", "VD3_T", "VD3_S"), advised, TAKEN_UP, chance)
        if "form" in line:
            agreed += _told(answers, PROMISED.get(line["form"], ""))
            advised += _told(answers, "VD2" if line["form"] == "FS" else "")


def _answered(
    answers: dict[str, Any],
    codes: tuple[str, str, str],
    waiting: list[tuple[str, str]],
    states: Sequence[str],
    chance: Random,
) -> None:
    group, text, state = codes
    old = (date.fromisoformat(answers["date"]) - timedelta(days=14)).isoformat()
    asked = [one for one in waiting if one[0] <= old][:3]
    rows = [{text: told, state: pick(chance, states)} for _, told in asked]
    if rows:
        answers[group] = rows
    for one, row in zip(asked, rows, strict=True):
        if row[state] in ("cumplido", "adoptada", "descartada"):
            waiting.remove(one)


def _told(answers: Line, where: str) -> list[tuple[str, str]]:
    """The promises of a sheet, each with the day on which it was made."""
    said, day = answers.get(where), answers["date"] if where else ""
    if isinstance(said, str):
        return [(day, f"{said} · {day}")]
    return [(day, " · ".join(map(str, row.values()))) for row in said or ()]
