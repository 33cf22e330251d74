"""What the families of a school do in a year: association, rules, minutes, proposals, visits at home."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from district import Child, Family, School, families
from sheets import month_after, pick, whole

Line = dict[str, Any]

ARTICLES = (
    ("Mandar a las niñas y los niños todos los días y a tiempo.", "asistencia"),
    ("Leer o contar algo en casa tres tardes por semana.", "apoyo_escolar"),
    ("Dar hospedaje y comida al asesor por turnos.", "contraparte"),
    ("Oír cada mes cómo va el programa y decir qué falta.", "seguimiento"),
    ("Cuidar el salón y hablarse con respeto.", "convivencia"),
)
PROPOSALS = (
    ("actividad", "Una tarde de cuentos en la lengua de los abuelos", "realizada", "Fueron nueve familias."),
    ("medida", "Que nadie falte los lunes de plaza", "en_marcha", ""),
    (
        "solucion",
        "Turnarse para acompañar el paso del arroyo",
        "realizada",
        "Nadie ha faltado por la lluvia.",
    ),
    ("actividad", "Huerto de la escuela para medir y contar", "aceptada", ""),
    ("solucion", "Arreglar las goteras con lámina prestada", "no_viable", "No alcanzó la lámina."),
)
TOPICS = ("Cómo van en lectura y en cuentas, sin nombres.", "La contraparte del mes.", "Cómo ayudar en casa.")


def begins(school: School, date: str) -> Iterator[Line]:
    """The association is formed and agrees its rules."""
    known = families(school)
    offices = zip(("presidencia", "secretaria", "tesoreria"), known, strict=False)
    yield _line("APC", school, date, {
        "community": school.community, "attendees": len(known) + 6,
        "OFF": [{"OFF_C": office, "OFF_P": family.full, "OFF_S": date} for office, family in offices],
        "CP": [{"CP_T": "hospedaje", "CP_W": "Por turno, una familia cada semana"},
               {"CP_T": "alimentos", "CP_W": "Todas las familias, por día"}],
        "nights_promised": 8, "meals_promised": 24, "signature": _signed(known[0]),
    })  # fmt: skip
    yield _line("RGI", school, date, {
        "ART": [{"ART_N": at, "ART_T": text, "ART_K": kind} for at, (text, kind) in enumerate(ARTICLES, 1)],
        "votes_for": len(known), "votes_against": 0,
    })  # fmt: skip


def monthly(school: School, date: str, turn: int, chance: Random) -> Iterator[Line]:
    """At the end of a month: the meeting, how the rules were kept, and what somebody proposed."""
    known = families(school)
    called = len(known) + 4
    women = whole(chance, called // 2, called - 2)
    men = whole(chance, 0, called - women)
    yield _line("APM", school, date, {
        "kind": "ordinaria", "called": called, "present_m": women, "present_h": men,
        "agenda": "Lista, avance, acuerdos, asuntos generales", "topics": pick(chance, TOPICS),
        **_agreed(date, turn), "rating": whole(chance, 3, 4), "signature": _signed(known[0]),
    })  # fmt: skip
    kept = [
        {"CHK_N": at, "CHK_T": text, "CHK_S": pick(chance, ("se_cumple", "se_cumple", "a_medias", "no"))}
        for at, (text, _) in enumerate(ARTICLES, 1)
    ]
    yield _line("RGC", school, date, {"month": date[:7], "CHK": kept})
    if turn % 2 == 0:
        sort, description, status, outcome = PROPOSALS[turn // 2 % len(PROPOSALS)]
        told = {"outcome": outcome} if outcome else {}
        who = known[turn % len(known)].full
        answers = {"who": who, "sort": sort, "description": description, "status": status, **told}
        yield _line("PRO", school, date, answers)


def _agreed(date: str, turn: int) -> dict[str, Any]:
    if turn % 3 == 2:
        return {"no_agreements": "si"}
    until = month_after(date)
    return {"AGR": [{"AGR_Q": "Juntar leña para el desayuno escolar", "AGR_R": "Tesorería", "AGR_F": until}]}


def lodging(school: School, date: str, chance: Random) -> Line:
    """One line of the ledger: who lodged the advisor that night."""
    family = pick(chance, families(school)).full
    answers = {"sort": "hospedaje", "family": family, "quantity": 1, "received_by": school.advisor}
    return _line("CON", school, date, answers)


def home(school: School, date: str, focal: Sequence[Child], chance: Random) -> Line:
    """A visit at the home of a focal child."""
    child = pick(chance, focal)
    family = next(family for family in families(school) if child in family.children)
    wish = pick(chance, ("secundaria", "bachillerato", "universidad"))
    present = family.relation if family.relation in ("madre", "padre") else "tutor_legal"
    return _line("VH", school, date, {
        "family": family.full, "students": [{"student": child.curp or child.full}],
        "present": [present, "alumno"], "minutes": 5 * whole(chance, 4, 10),
        "topics": ["avance", "lectura_en_casa"], "commitment": "Leer juntos después de cenar",
        "reading_days": whole(chance, 1, 4), "F7": wish,
        "progress": whole(chance, 2, 4),
    })  # fmt: skip


def network(school: School, date: str) -> Line:
    """The monthly meeting of the region's advisors."""
    agreed = [
        {"AGR_Q": "Llevar un texto que ya dominamos", "AGR_R": school.advisor, "AGR_F": month_after(date)}
    ]
    answers = {"levels": ["regional", "otros_asesores"], "who": "Equipo de la región Montaña"}
    return _line("RED", school, date, {**answers, "topic": "Revisión de casos y materiales", "AGR": agreed})


def story(school: School, date: str) -> Line:
    """What a mother told, with her leave."""
    who = families(school)[1]
    return _line("HIS", school, date, {
        "anonymous": "no", "person": who.full, "consent": "si", "consent_by": who.full,
        "consent_how": "verbal_testigo", "consent_date": date,
        "story": "Antes mi hija no quería leer. Ahora le lee a su hermanito y él le pide otro cuento.",
    })  # fmt: skip


def _line(form: str, school: School, date: str, answers: dict[str, Any]) -> Line:
    return {"form": form, "answers": {"school": school.cct, "date": date, **answers}}


def _signed(family: Family) -> dict[str, str]:
    return {"name": family.full, "mode": "huella" if family.relation == "abuela" else "firmo"}
