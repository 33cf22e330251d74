"""The tutoring networks of a year: who plants what, and who teaches it on.

In each week of visits who knows an exercise tutors who does not; they write how they did it, and present it
at the beginning of the next week of visits. From then on they tutor too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from random import Random
from typing import Any

from district import SCHOOLS, Child, School, children, families
from sheets import pick, whole

Line = dict[str, Any]

ALL = 99


@dataclass(frozen=True)
class Planted:
    """An exercise that the advisor plants. week: which week of visits, from 0.

    reach: how many are to learn it. pairs: at most so many begin in a week. adults: teacher and family too.
    """

    exercise: str
    week: int
    reach: int
    pairs: int
    adults: bool = False


PLANTED = {
    "xochitepec": (
        Planted("MAT-3-001", 1, ALL, 3, adults=True),
        Planted("LEN-3-002", 4, 6, 2),
        Planted("MAT-2-001", 7, 1, 1),
    ),
    "el_zapotal": (Planted("MAT-4-001", 2, 8, 2, adults=True), Planted("LEN-2-001", 7, 4, 1)),
    "yucunduta": (Planted("LEN-4-002", 2, ALL, 3, adults=True), Planted("MAT-3-002", 9, 3, 1)),
    "cerro_tigre": (Planted("MAT-5-001", 3, 9, 2, adults=True), Planted("LEN-1-002", 10, 1, 1)),
}
"""What is planted in each school."""

WENT_BACK = "2026-03-05"
"""The day on which a qualification is taken back."""

WHY = (
    "Le gustó el título.",
    "Lo vio presentar y quiso.",
    "Le sirve para la plaza.",
    "Lo pidió en el círculo.",
)
START = ("Sabía contar de memoria.", "Leía despacio y se detenía.", "Tenía una idea, sin poder explicarla.")
HELP = ("Le pidió dibujarlo.", "Le preguntó qué decía el texto.", "Hizo una pregunta y esperó.", "Ninguna.")
LEFT = ("Explicarlo sin ver el cuaderno.", "Decir por qué.", "Nada.")
HARD = ("Decir con palabras lo que ya había hecho.", "Saber qué dato no hacía falta.", "No adivinar.")
TOLD = (
    "Primero quise ir de prisa y no salió. Luego lo dibujé y vi qué me pedían. Aprendí a leer dos veces.",
    "Yo pensaba que era otra cosa. Mi tutor no me dijo la respuesta, me preguntó. Ahora lo sé explicar.",
    "Lo hice con semillas y después con números. Me equivoqué una vez y encontré dónde.",
    "Al principio no entendía una palabra y la pregunté. Con eso se me abrió lo demás.",
)
ASKED = ("Por qué, y de qué otra manera.", "Qué cambiaría con otros números.", "Qué parte costó más.")


def networks(mine: Sequence[School], days: Mapping[str, Sequence[str]], chance: Random) -> Iterator[Line]:
    """All tutoring of an advisor's schools in a year. days: of visits, by the school's slug."""
    found: list[Line] = []
    for school in mine:
        for planted in PLANTED[school.slug]:
            found += _Growth(school, planted, chance).lines(_weeks(days[school.slug]))
    yield from found
    if SCHOOLS[0] in mine:
        alone = next(one for one in found if one["form"] == "DEM" and exercise_of(one) == "MAT-2-001")
        yield line_of("ACR", SCHOOLS[0], WENT_BACK, {
            "exercise": "MAT-2-001", "person": alone["answers"]["person"],
            "why": "Pidió volver a practicarlo antes de enseñarlo.",
        })  # fmt: skip


class _Growth:
    """One exercise in one school, from the first child on."""

    def __init__(self, school: School, planted: Planted, chance: Random) -> None:
        self.school, self.planted, self.chance = school, planted, chance
        self.able = [school.advisor]
        self.waiting: list[tuple[str, str]] = []
        self.missing = _learners(school, planted)

    def lines(self, weeks: Sequence[Sequence[str]]) -> Iterator[Line]:
        """Week after week until all have learned it who were to; whoever was left begins and does not end."""
        wish = self.missing[min(3, len(self.missing) - 1)]
        yield line_of("INT", self.school, weeks[self.planted.week][0], {**self._about(wish), "over": "no"})
        for week in weeks[self.planted.week :]:
            yield from self._present(week[0])
            if len(self.able) > self.planted.reach:
                break
            yield from self._begin(week)
        if self.missing and len(self.able) > self.planted.reach:
            who = {"tutor": self.able[-1], "tutee": self.missing[0]}
            yield self._tutoring(week[1:2], "en_curso", **who)

    def _begin(self, week: Sequence[str]) -> Iterator[Line]:
        """Who may tutor takes one person each; the advisor leaves it to the others once there are three."""
        tutors = self.able if len(self.able) < 4 else self.able[1:]
        wanted = self.planted.reach + 1 - len(self.able) - len(self.waiting)
        shift = whole(self.chance, 0, len(tutors) - 1)
        for tutor in [*tutors[shift:], *tutors[:shift]][: min(self.planted.pairs, wanted)]:
            if not self.missing:
                return
            tutee = self.missing.pop(0)
            outcome = self._outcome()
            yield self._tutoring(week[1:3], outcome, tutor=tutor, tutee=tutee)
            if outcome == "abandonado":
                self.missing.append(tutee)
                continue
            yield account(self.school, week[-1], self._about(tutee), tutor, self.chance)
            self.waiting.append((tutee, tutor))

    def _present(self, day: str) -> Iterator[Line]:
        """Whoever learned it in the last week presents it; one in ten must do so again."""
        again = []
        for tutee, tutor in self.waiting:
            passed = self.chance.random() > 0.1
            yield shown(
                self.school, day, self._about(tutee), tutor, ["companeros"], self.chance, passed=passed
            )
            if passed:
                self.able.append(tutee)
            else:
                again.append((tutee, tutor))
        self.waiting = again

    def _outcome(self) -> str:
        """The first learns it; later one in eight gives it up."""
        if len(self.able) > 1 and self.chance.random() < 0.125:
            return "abandonado"
        return pick(self.chance, ("resuelto_con_ayuda", "resuelto_solo", "resuelto_solo"))

    def _tutoring(self, days: Sequence[str], outcome: str, *, tutor: str, tutee: str) -> Line:
        seed = {"seed": "si"} if len(self.able) == 1 and not self.waiting else {}
        about = {"U01": self.planted.exercise, "U02": tutor, "U03": tutee, **seed}
        return tutoring(self.school, days, about, outcome, self.chance)

    def _about(self, person: str) -> dict[str, str]:
        return {"exercise": self.planted.exercise, "person": person}


def tutoring(
    school: School, days: Sequence[str], about: Mapping[str, str], outcome: str, chance: Random
) -> Line:
    """The sessions of a pair, written down on the last day."""
    solved = outcome.startswith("resuelto")
    answers = {
        **about,
        "U05": pick(chance, WHY),
        "U07": [_session(day, at, solved, chance) for at, day in enumerate(days)],
        "U08": outcome,
    }
    if outcome == "abandonado":
        answers["U08_M"] = "Faltó dos semanas por el corte."
    if outcome != "en_curso":
        answers["U06_F"] = days[-1]
    if solved:
        answers["U09"] = whole(chance, 3, 4)
    return {**line_of("TUT", school, days[0], answers), "date": days[-1]}


def _session(day: str, at: int, solved: bool, chance: Random) -> dict[str, Any]:
    return {
        "U07_F": day,
        "U07_M": 5 * whole(chance, 5, 11),
        "U07_P": pick(chance, START) if at == 0 else "De donde se quedó.",
        "U07_H": pick(chance, HELP),
        "U07_A": min(4, 2 + at + whole(chance, 0, 1)) if solved else 1 + whole(chance, 0, 1),
        "U07_Q": pick(chance, LEFT),
    }


def account(school: School, day: str, about: Mapping[str, str], reader: str, chance: Random) -> Line:
    """What was written of how it was solved."""
    tongue = school.language.lower() if chance.random() < 0.3 else "español"
    return line_of("REL", school, day, {
        **about, "hard": pick(chance, HARD), "account": pick(chance, TOLD), "language": tongue,
        "read_by": reader, "sufficient": "si",
    })  # fmt: skip


def shown(
    school: School,
    day: str,
    about: Mapping[str, str],
    judge: str,
    audience: Sequence[str],
    chance: Random,
    *,
    passed: bool = True,
) -> Line:
    """A presentation, and what who knows the exercise made of it."""
    mastery = whole(chance, 3, 4) if passed else 2
    return line_of("DEM", school, day, {
        **about, "audience": list(audience), "audience_n": whole(chance, 6, 14), "evaluator": judge,
        "mastery": mastery, "answered": pick(chance, ASKED), "accepted": "si" if passed else "no",
    })  # fmt: skip


def _learners(school: School, planted: Planted) -> list[str]:
    """Those who are to learn it, in their turn: the older ones first in every second place."""
    here = [who(one) for one in children(school) if not one.until and one.since <= "2025-09-30"]
    late = [who(one) for one in children(school) if not one.until and one.since > "2025-09-30"]
    turned = [*here[planted.week % 4 :: 2], *[one for one in here if one not in here[planted.week % 4 :: 2]]]
    if planted.adults:
        turned[2:2] = [" ".join(school.teacher)]
        turned[6:6] = [families(school)[0].full]
    return turned + late


def _weeks(days: Sequence[str]) -> list[list[str]]:
    """The days of each week of visits."""
    weeks = groupby(days, key=lambda day: date.fromisoformat(day).isocalendar()[:2])
    return [list(week) for _, week in weeks]


def exercise_of(line: Line) -> str:
    return str(line["answers"]["exercise"])


def who(child: Child) -> str:
    return child.curp or child.full


def line_of(form: str, school: School, day: str, answers: Mapping[str, Any]) -> Line:
    return {"form": form, "answers": {"school": school.cct, "date": day, **answers}}
