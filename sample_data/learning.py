"""How the children of the district learn in a year: diagnoses, and how they feel about school."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from district import Child
from sheets import INTERESTS, about, early, later, month_after, pick, whole

APPLICATIONS = ("inicial", "media", "final")
WHEN = {"inicial": "2025-09-15", "media": "2026-01-19", "final": "2026-06-22"}
"""From which day each application is made, on the advisor's days in the school."""

FOCAL = 5
"""How many children of each school are accompanied one to one: those who find it hardest."""

WISHES = ("maestra", "enfermera", "músico", "chofer", "médica", "tejedora", "albañil", "ingeniera")


def beginnings(pupils: Sequence[Child], chance: Random) -> dict[Child, float]:
    """Where each child stands in September: the share of tasks that come out right, 0.15 to 0.70."""
    return {child: 0.15 + 0.55 * chance.random() for child in pupils}


def identified(able: dict[Child, float]) -> list[Child]:
    """The children who find it hardest, hardest first."""
    return sorted(able, key=lambda child: able[child])[:FOCAL]


def growth(
    able: dict[Child, float], focal: Sequence[Child], chance: Random
) -> dict[Child, tuple[float, ...]]:
    """Each child's share at the three applications. Most rise, the focal ones more; one in eight does not."""
    grown = {}
    for child, start in able.items():
        step = (0.05 if child in focal else 0.02) + 0.06 * chance.random()
        if chance.random() < 0.125:
            step = -0.02
        grown[child] = tuple(min(0.97, max(0.05, start + step * turn)) for turn in range(3))
    return grown


def diagnosis(child: Child, application: str, date: str, able: float, chance: Random) -> dict[str, Any]:
    """One application of the diagnosis, as the child's grade asks for it."""
    head = {"school": child.school.cct, "date": date, "student": child.curp or child.full}
    head["application"] = application
    if application == "inicial" and child.names == "Efraín":
        return {**head, "not_applied": "si", "not_applied_reason": "ausente"}
    head.update(not_applied="no", language=child.school.language, applied_by="asesor")
    tasks = early(able, chance) if child.grade == "1" else later(child, able, chance)
    if child.grade != "1":
        tasks["L11"] = int((30 + 22 * int(child.grade)) * able)
    if child.grade == "1" and application != "inicial":
        tasks.update(L11=int(35 * able), L12=60)
    return {**head, **tasks, **about(able, chance), "A05": pick(chance, INTERESTS)}


def wellbeing(child: Child, application: str, date: str, able: float, chance: Random) -> dict[str, Any]:
    """Self-esteem and future: three faces up to third grade, then four steps; S4 and S7 are turned round."""
    top = 3 if child.grade in "123" else 4
    head = {"school": child.school.cct, "date": date, "student": child.curp or child.full}
    head |= {"application": application, "not_applied": "no", "language": "espanol", "applied_by": "asesor"}
    glad = 0.3 + 0.65 * able
    marks = {code: 1 + sum(chance.random() < glad for _ in range(top - 1)) for code in _ASKED}
    marks |= {code: top + 1 - marks[code] for code in ("S4", "S7")}
    far = ("secundaria", "bachillerato", "bachillerato", "universidad")
    return {
        **head,
        **marks,
        "F6": pick(chance, WISHES),
        "F7": far[min(3, int(4 * glad * chance.random() + 0.6))],
    }


_ASKED = (*(f"S{number}" for number in range(1, 9)), *(f"F{number}" for number in range(1, 6)))


def community(
    school: Any, pupils: Sequence[Child], application: str, date: str, better: int, chance: Random
) -> dict[str, Any]:
    """The diagnosis of class and community (DXE). better: what the year has added to the class."""
    boys = sum(child.sex == "H" for child in pupils)
    grades = sorted({child.grade for child in pupils})
    many = [{"E04_G": grade, "E04_N": sum(child.grade == grade for child in pupils)} for grade in grades]
    speakers = 0 if school.language == "Español" else len(pupils) - 1
    marks = {f"O{number:02}": min(4, whole(chance, 1, 2) + better) for number in range(1, 13)}
    agreed = {
        "M06_Q": "Limpiar el patio y arreglar el pizarrón",
        "M06_R": "Familias",
        "M06_F": month_after(date),
    }
    rooms = ("regular", "mal_estado", "regular", "mal_estado", "mal_estado", "regular", "bueno", "mal_estado")
    return {
        "school": school.cct, "date": date, "E01": application,
        "E02": ["observacion_clase", "entrevista_docente", "recorrido"],
        "E03_T": len(pupils), "E03_H": boys, "E03_M": len(pupils) - boys, "E04": many,
        "E05": len(pupils) - whole(chance, 0, 2), "E06_G": 1, "E06_D": 1, "E07": speakers,
        **({"E08": "ambas"} if speakers else {}),
        **{f"E{9 + place:02}": state for place, state in enumerate(rooms)},
        "E17": ["libros", "uaa", "cuadernos"], "E18": 5, "E19": 18, **marks,
        "O14": "Trabajan con gusto en parejas; falta que los grandes lean por su cuenta.",
        "M01_F": 28, "M01_E": 11, "M02_A": "milpa", "M02_M": ["noviembre", "diciembre", "enero"], "M03": 2,
        "M04": ["sin_servicio_de_salud", "migracion"], "M05": "no" if application == "inicial" else "si",
        "M06": [agreed],
        "M07_D": "si", **{f"M07_{item}": min(4, seen + better) for item, seen in enumerate((2, 2, 1), 1)},
        "Z1_D": {"name": " ".join(school.teacher), "mode": "firmo"},
        "Z1_A": {"name": school.advisor, "mode": "firmo"},
    }  # fmt: skip
