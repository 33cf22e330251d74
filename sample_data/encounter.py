"""The encounters of a year: two schools of an advisor and another one meet, and children tutor each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from district import School, children, key
from network import Line, account, exercise_of, line_of, shown, tutoring, who


@dataclass(frozen=True)
class Encounter:
    """An advisor's two schools and another one meet in the first.

    teaches: what the first teaches the second, and the second the first.
    came: students, teachers, relatives, advisors and authorities.
    """

    days: tuple[str, str]
    level: str
    teaches: tuple[str, str]
    other: tuple[str, str]
    came: tuple[int, int, int, int, int]
    promise: str
    due: str


ENCOUNTERS = {
    "xochitepec": Encounter(
        ("2026-02-18", "2026-02-19"), "entre_estados", ("MAT-3-001", "MAT-4-001"),
        (key("20KPR9005"), "Santa Rosa del Encino, Oaxaca"), (31, 3, 14, 2, 1),
        "Que El Zapotal reciba el siguiente encuentro", "2026-05-21"),
    "yucunduta": Encounter(
        ("2026-05-27", "2026-05-28"), "regional", ("LEN-4-002", "MAT-5-001"),
        (key("12KPR9006"), "Llano de la Parota"), (34, 3, 11, 2, 0),
        "Llevar a Cerro Tigre el cuento que faltó", "2026-06-18"),
}  # fmt: skip
"""By the school that receives it."""


def meets(host: School, guest: School, before: Sequence[Line], chance: Random) -> Iterator[Line]:
    """Children of each school tutor those of the other, in what they had learned at home."""
    met = ENCOUNTERS[host.slug]
    first, last = met.days
    ours, theirs = met.teaches
    offers = ((host, guest, ours, 3), (guest, host, theirs, 2))
    held = 0
    for home, other, exercise, pairs in offers:
        tutors = _learned(before, home, exercise, first)[:pairs]
        tutees = [who(one) for one in children(other) if not one.until][2 : 2 + pairs]
        for tutor, tutee in zip(tutors, tutees, strict=False):
            about = {"exercise": exercise, "person": tutee}
            pair = {"U01": exercise, "U02": tutor, "U03": tutee}
            yield tutoring(host, [first, last], pair, "resuelto_solo", chance)
            yield account(host, last, about, tutor, chance)
            yield shown(host, last, about, tutor, ["companeros", "otra_escuela", "familias"], chance)
            held += 1
    yield {**line_of("ENC", host, first, {
        "name": f"Encuentro de {host.community}", "date_end": last, "host": host.community,
        "level": met.level,
        "SCH": [
            {"SCH_C": host.cct, "SCH_N": host.community}, {"SCH_C": guest.cct, "SCH_N": guest.community},
            dict(zip(("SCH_C", "SCH_N"), met.other, strict=True)),
        ],
        **dict(zip(("students", "teachers", "relatives", "advisors", "authorities"), met.came, strict=True)),
        "minors_consent": "si", "EJE": [{"EJE_C": exercise} for _, _, exercise, _ in offers],
        "tutorings": held + 6, "demonstrations": held + 4, "rating": 4,
        "AGR": [{"AGR_Q": met.promise, "AGR_R": guest.advisor, "AGR_F": met.due}],
    }), "date": last}  # fmt: skip


def _learned(found: Sequence[Line], school: School, exercise: str, day: str) -> list[str]:
    """The children of a school who had passed by that day."""
    here = {who(one) for one in children(school)}
    passed = (
        one["answers"]
        for one in found
        if one["form"] == "DEM" and exercise_of(one) == exercise and one["answers"]["date"] < day
    )
    return [one["person"] for one in passed if one["accepted"] == "si" and one["person"] in here]
