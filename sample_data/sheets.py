"""Invented sheets: a month of visits by both advisors, and a diagnosis of every child of one school."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar

from district import Child, Family, School, children, families

T = TypeVar("T")

FIRST_SCHOOL_DAYS = (1, 2, 3, 15, 16, 17, 29, 30)
SECOND_SCHOOL_DAYS = (6, 7, 8, 9, 20, 21, 22, 23)
"""Days of October 2025 that an advisor spends in each of the two communities."""

STORM = "2025-10-22"
"""The day on which the rain closed the road to the second schools."""

TOPICS = {
    "lectura": (
        "El conejo y el coyote",
        "Cartel de la fiesta",
        "Receta de las memelas",
        "El nacimiento del maíz",
    ),
    "escritura": ("Carta a un familiar que está lejos", "Cómo es mi milpa", "Recado para la abuela"),
    "matematicas": (
        "Sumas con cambio de decena",
        "Reparto de mazorcas",
        "La tienda",
        "Medir el patio con pasos",
    ),
}
FEEDBACK = (
    "Le pedí que lo contara con sus palabras y encontró el dato que faltaba.",
    "Volvimos al dibujo y corrigió la cuenta.",
    "Revisamos juntos dónde se detuvo y releyó el párrafo.",
    "Le mostré otra manera y eligió la que entendió mejor.",
)
OWN_WORDS = (
    "Primero conté de diez en diez y luego los que sobraban.",
    "Me imaginé lo que iba pasando.",
    "Lo leí otra vez despacito.",
    "Lo dije en mi lengua y luego en español.",
)
PURPOSES = ("Tutoría a alumnos focales", "Lectura por parejas", "Planeación multigrado", "Juegos con números")
GAMES = ("Lotería de palabras", "La tiendita", "Basta numérico", "El cartero")
ADVICE = (
    "Empezar la mañana con diez minutos de lectura en voz alta.",
    "Dejar que los grandes expliquen a los chicos cómo lo hicieron.",
    "Guardar un trabajo de cada niño por semana.",
)
INTERESTS = ("los animales del monte", "contar cuentos", "las cuentas", "dibujar", "cómo crece la milpa")


def pick(chance: Random, options: Sequence[T]) -> T:
    """One of them. Only `random()` is asked, whose numbers are the same in every version of Python."""
    return options[int(chance.random() * len(options))]


def whole(chance: Random, least: int, most: int) -> int:
    """A whole number between both, included."""
    return least + int(chance.random() * (most - least + 1))


def month_after(day: str) -> str:
    """Four weeks after that day, for a promise."""
    return (date.fromisoformat(day) + timedelta(days=28)).isoformat()


def month(school: School, days: Sequence[int], chance: Random) -> list[dict[str, Any]]:
    """The sheets of October 2025 in one school, in order of date."""
    focal = [child for child in children(school) if child.since < "2025-10"][::2][:6]
    dates = [f"2025-10-{day:02}" for day in days]
    following = [*dates[1:], "2025-11-12"]
    return [
        not_made(school, date, later) if date == STORM else visit(school, date, later, focal, chance)
        for date, later in zip(dates, following, strict=True)
    ]


def not_made(school: School, date: str, following: str) -> dict[str, Any]:
    """The sheet of a day when nobody could pass."""
    return {
        "school": school.cct,
        "date": date,
        "V01": "no_realizada",
        "V02": "asesor",
        "V04": "camino",
        "V05": "Tutoría a alumnos focales",
        "VZ2": "La lluvia se llevó el paso del arroyo; se avisó a la comunidad por radio.",
        "VZ4": following,
    }


def visit(
    school: School, date: str, following: str, focal: Sequence[Child], chance: Random
) -> dict[str, Any]:
    """The sheet of a day in the community."""
    return {
        "school": school.cct,
        "date": date,
        "V01": "jornada",
        "V02": "asesor",
        "V03_A": pick(chance, ("07:45", "08:00", "08:15")),
        "V03_B": pick(chance, ("14:30", "15:00", "16:20")),
        "V05": pick(chance, PURPOSES),
        **attendance(school, chance),
        "VA": [session(child, chance) for child in attended(focal, chance)],
        **teacher_block(chance),
        **counterpart(families(school), chance),
        **play(chance),
        "VZ4": following,
        "VZ5": {"name": " ".join(school.teacher), "mode": "firmo"},
    }


def attendance(school: School, chance: Random) -> dict[str, Any]:
    """How many boys and girls came, of those enrolled since September."""
    enrolled = [child.sex for child in children(school) if child.since < "2025-10"]
    boys, girls = enrolled.count("H"), enrolled.count("M")
    return {
        "V07_C": "si",
        "V07_H": boys - whole(chance, 0, 2),
        "V07_M": girls - whole(chance, 0, 2),
    }


def attended(focal: Sequence[Child], chance: Random) -> list[Child]:
    """Three or four of the focal children, in turn."""
    start = whole(chance, 0, len(focal) - 1)
    return [focal[(start + step) % len(focal)] for step in range(whole(chance, 3, 4))]


def session(child: Child, chance: Random) -> dict[str, Any]:
    """One child, one subject, some minutes."""
    subject = pick(chance, tuple(TOPICS))
    row = {
        "VA1": child.curp or child.full,
        "VA2": subject,
        "VA3": 5 * whole(chance, 4, 8),
        "VA4": pick(chance, TOPICS[subject]),
        "VA5": whole(chance, 2, 4),
        "VA6": pick(chance, FEEDBACK),
        "VA8": whole(chance, 2, 3),
    }
    if chance.random() < 0.5:
        row["VA7"] = pick(chance, OWN_WORDS)
    return row


def teacher_block(chance: Random) -> dict[str, Any]:
    """One day in three the class is observed, and then something is recommended."""
    if chance.random() < 0.67:
        return {"VD1": "no", "VD4_1": 5 * whole(chance, 2, 6)}
    marks = {f"O{number:02}": whole(chance, 2, 4) for number in range(1, 13)}
    marks["O09"] = -9
    return {"VD1": "si", **marks, "VD4_1": 20, "VD4_3": 5 * whole(chance, 2, 8)}


def counterpart(neighbours: Sequence[Family], chance: Random) -> dict[str, Any]:
    """Who lodged and fed the advisor that day."""
    return {"VF4_H": "si", "VF4_C": whole(chance, 2, 3), "VF4_F": pick(chance, neighbours).full}


def play(chance: Random) -> dict[str, Any]:
    """The game of the day, if there was one."""
    if chance.random() < 0.4:
        return {"VZ1": "no"}
    return {"VZ1": "si", "VZ1_T": pick(chance, GAMES), "VZ1_P": whole(chance, 8, 12), "VZ1_M": 30}


def closing_day(sheet: dict[str, Any]) -> dict[str, Any]:
    """The same sheet with what was recommended and agreed at the end of the month."""
    return {
        **sheet,
        "VD2": [{"VD2_T": ADVICE[0], "VD2_F": "2025-11-14"}, {"VD2_T": ADVICE[1], "VD2_F": "2025-11-28"}],
        "VZ3": [{"VZ3_Q": "Arreglar el techo del aula", "VZ3_R": "APEC", "VZ3_F": "2025-11-21"}],
    }


def diagnosis(child: Child, day: int, chance: Random) -> dict[str, Any]:
    """The first application of one child, in September 2025, as the child's grade asks for it."""
    head = {"school": child.school.cct, "date": f"2025-09-{day:02}", "student": child.curp or child.full}
    head.update(grade=child.grade, application="inicial")
    if child.names == "Efraín":
        return {**head, "not_applied": "si", "not_applied_reason": "ausente"}
    able = 0.35 + 0.6 * chance.random()
    head.update(not_applied="no", language=child.school.language, applied_by="asesor")
    tasks = early(able, chance) if child.grade == "1" else later(child, able, chance)
    return {**head, **tasks, **about(able, chance), "A05": pick(chance, INTERESTS)}


def early(able: float, chance: Random) -> dict[str, Any]:
    """First grade: writing stage and early number."""
    stages = ("presilabico", "silabico", "silabico_alfabetico", "alfabetico")
    return {
        "P01": stages[min(3, int(4 * able))],
        "N01": int(60 * able),
        **{f"N{number:02}": points(able, chance, 0) for number in range(2, 7)},
    }


def later(child: Child, able: float, chance: Random) -> dict[str, Any]:
    """From second grade on: reading, speed, comprehension, writing, mental arithmetic and habits."""
    marks: dict[str, Any] = {
        f"{part}{one}": points(able, chance, 1) for part in ("L0", "T0") for one in "123456"
    }
    marks.update(L10="El conejo y el coyote", L11=int((20 + 18 * int(child.grade)) * able), L12=60)
    marks.update({f"L{number}": int(chance.random() < able) for number in range(13, 18)})
    for number in range(1, 11):
        right = chance.random() < able
        marks[f"C{number:02}"] = pick(chance, ("I", "I", "IV")) if right else "0"
    marks.update({f"A04_{number}": points(able, chance, 2) for number in range(1, 6)})
    if child.grade in "23":
        marks["alphabetic"] = "si" if able > 0.5 else "no"
        if able <= 0.5:
            marks["P01"] = "silabico_alfabetico"
    return marks


def about(able: float, chance: Random) -> dict[str, Any]:
    """What is asked about every child."""
    weak = [name for name in ("lectura", "escritura", "matematicas") if chance.random() > able]
    return {
        "A01": whole(chance, 0, 6),
        "A02": weak or ["ninguna"],
        "A03": points(able, chance, 2),
        "A06": "Participa cuando trabaja en pareja; necesita más lectura en casa.",
    }


def points(able: float, chance: Random, least: int) -> int:
    """A mark on a scale of three, `least` and up: two chances to rise."""
    return least + (chance.random() < able) + (chance.random() < able)
