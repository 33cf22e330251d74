"""Schools in which everything happens, by chance: what no tidy sample has,
and still has to be counted rightly."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from fieldkit.actions.advisor import init
from fieldkit.domain.levels import PROGRAMME_ORDER, SISAT_ORDER, SPEED_ORDER
from tests import make
from tests.reports.conftest import Place

SEED = 8
"""Any would do."""

CCTS = ("12KPR0001Z", "12KPR0002Y")
EXERCISES = ("MAT-3-001", "LEN-3-002")
PERIODS = {
    "B1": ("2025-09-01", "2025-10-31"),
    "B2": ("2025-11-01", "2025-12-31"),
    "B4": ("2026-03-01", "2026-04-30"),
}
UNTOLD = "B2"
"""The plan that nobody closes, and of which nobody says what was done."""

APPLICATIONS = {"inicial": "2025-09-15", "media": "2026-01-20", "final": "2026-06-20"}
DAYS = [
    f"{year}-{month:02}-{day:02}"
    for year, month in ((2025, 9), (2025, 10), (2025, 11), (2025, 12), (2026, 3), (2026, 6))
    for day in range(1, 29, 2)
]


def notebook(home: Path, seed: int) -> None:
    """A notebook of two schools over a school year."""
    store, chance = init(home, "Ana Ruiz"), random.Random(seed)
    schools = [
        School(Place(store, cct=cct, name=f"Escuela {cct}"), chance, lagging=cct == CCTS[0]) for cct in CCTS
    ]
    for one in schools:
        one.live()
    first, second = schools
    onward = make.membership(second.place.school, first.leaver, grade="S1", since="2026-07-12")
    store.save([onward], by=first.place.by)
    store.close()


class School:
    """One school and what happens there."""

    def __init__(self, place: Place, chance: random.Random, *, lagging: bool = False) -> None:
        self.place, self.chance, self.lagging = place, chance, lagging
        ends: list[dict[str, Any]] = [{}, {}, {}, {}, {"since": "2025-10-09"}, {"until": "2026-01-30"}]
        ends += [{"until": "2025-10-16", "leaving_reason": "migracion"}]
        ends += [{"until": "2026-07-10", "leaving_reason": "egreso"}]
        grades = ["P3", "1", "2", "3", "4", "5", "6", "6", "S1"]
        self.children = [
            place.child(f"Niña{n}", grade=chance.choice(grades), **chance.choice(ends)) for n in range(14)
        ]
        gone = {"until": "2026-07-10", "leaving_reason": "egreso"}
        self.leaver = place.child("Sexto", grade="6", **gone)
        self.relatives = [  # sisters and brothers share one
            place.relative(*self.children[n : n + chance.choice([1, 2, 3])], name=f"Mamá{n}")
            for n in range(0, 12, 2)
        ]
        goals = [{"goal": "Leer", "goal_done": "si"}, {"goal": "Jugar", "goal_date": "2026-01-10"}]
        goals += [{"goal": "Otro ciclo", "goal_date": "2026-09-10", "goal_done": "si"}]
        self.teacher = self._person("teacher", "REG-D", goals=goals, figure="director")
        (adviser,) = place.store.save([make.person(place.school, "REG-D", first_names="Ada")], by=place.by)
        self.adviser = adviser.record
        self.asked: list[tuple[str, str]] = []  # what was left open: its kind, and the sheet with the row

    def live(self) -> None:
        """The whole year."""
        self._papers()
        for day in DAYS:
            self._visit(day)
            self._families(day)
        self._diagnoses()
        self._tutoring()
        for year, test in (
            (2012, "enlace"),
            (2013, "enlace"),
            (2016, "planea"),
            (2017, "planea"),
            (2018, "planea"),
        ):
            low, high = self.chance.choice([40, 51, 55, 60]), 60 if year > 2015 and self.lagging else 49
            told = {
                "L_0": low,
                "L_1": 90 - low,
                "L_2": 8,
                "L_3": 2,
                "M_0": high,
                "M_1": 95 - high,
                "M_2": 5,
                "M_3": 0,
            }
            head = {"cct": self.place.school[-4:], "shift": "matutino", "level": "primaria", "test": test}
            self.place.sheet(
                "RES", f"{year}-06-01", **head, year=year, tested=self.chance.randrange(8, 30), **told
            )

    def _person(self, role: str, form: str, **membership: Any) -> str:
        (one,) = self.place.store.save([make.person(self.place.school, form)], by=self.place.by)
        self.place.store.save(
            [make.membership(self.place.school, one.record, role, **membership)], by=self.place.by
        )
        return one.record

    def _papers(self) -> None:
        pick = self.chance.choice
        states = ["programada", "realizada", "realizada", "parcial", "no_realizada", "reprogramada"]
        for period, (first, last) in PERIODS.items():
            own = [day for day in DAYS if first <= day <= last]
            acts = [{"ACT_K": pick("RRTDFC"), "ACT_D": day, "ACT_E": pick(states)} for day in own]
            if period == UNTOLD:
                acts = [{**one, "ACT_E": "programada"} for one in acts]
            days = [{"DAY_D": day} for day in own if self.chance.random() < 0.8]
            closed = {} if period == UNTOLD else {"closed": pick(["si", "no"])}
            bounds: dict[str, Any] = {"period_start": first, "period_end": last, **closed}
            bounds["VIS"] = [{"VIS_N": pick(["regional", "nacional"]), "VIS_D": pick(own)} for _ in range(3)]
            self.place.sheet("PB", first, ciclo="2025-2026", period=period, **bounds, DAY=days, ACT=acts)
        offices = [{"OFF_C": "presidencia", "OFF_P": pick(self.relatives)}]
        self.place.sheet("APC", "2025-09-01", nights_promised=10, meals_promised=30, OFF=offices)
        self.place.sheet("APC", "2026-03-02", nights_promised=4, meals_promised=0, act_photo="acta.jpg")
        for month in ("2025-09", "2025-10", "2025-10", "2026-03"):
            checks = [{"CHK_S": pick(["se_cumple", "a_medias", "no", "no_aplica"])} for _ in range(9)]
            self.place.sheet("RGC", f"{month}-{pick([26, 27, 28])}", month=month, CHK=checks)
        for day, application in (("2025-09-05", "inicial"), ("2026-01-15", "media"), ("2026-06-10", "final")):
            seen = {f"O{n:02}": pick([1, 2, 3, 4, -9]) for n in range(1, 13)}
            seen |= {"M07_1": 2, "M07_2": -9, "M07_3": 3 if application == "inicial" else 4}
            self.place.sheet("DXE", day, E01=application, E19=pick([10, 20, -9]), **seen)
        rows = [{"SCH_N": "Una", "SCH_E": "12"}, {"SCH_N": "Otra", "SCH_E": pick(["12", "20"])}]
        self.place.sheet("ENC", "2026-03-20", name="Encuentro", SCH=rows, tutorings=pick([0, 7]))
        for consent in ("si", "no"):
            self.place.sheet("HIS", "2026-05-01", consent=consent, photo="una.jpg")

    def _visit(self, day: str) -> None:
        pick = self.chance.choice
        kind = pick(["jornada", "jornada", "acompanamiento", "no_realizada"])
        state = pick(["finished", "finished", "finished", "corrected", "withdrawn"])
        told: dict[str, Any] = {"V01": kind, "V02": pick(["asesor", "asesor", "asesor", "regional"])}
        if kind == "no_realizada":
            self.place.sheet("FS", day, **told, V04=pick(["clima", "camino"]), state=state)
            return
        watched = self.chance.random() < 0.4
        told |= {"VZ3": [{"VZ3_Q": "Techo"}] * self.chance.randrange(3), "VZ4": pick(DAYS)}
        told |= {"VD1": "si" if watched else "no", "VZ1": pick(["si", "no"])}
        told |= {f"O{n:02}": pick([1, 2, 3, 4, -9]) for n in range(1, 13)} if watched else {}
        told |= {"V07_C": pick(["si", "si", "no"]), "V07_H": pick([3, 4, -9]), "V07_M": 4}
        told |= {"VF4_H": pick(["si", "no"]), "VF4_C": self.chance.randrange(4)} if kind == "jornada" else {}
        told |= {"VF4_F": pick(self.relatives)} if self.chance.random() < 0.1 else {}
        told |= {
            "VA": [
                self._session(child) for child in self.chance.sample(self.children, self.chance.randrange(4))
            ]
        }
        told |= {"VD2": [{"VD2_T": "Leer", "VD2_F": pick(DAYS)} for _ in range(self.chance.randrange(3))]}
        sheet = self.place.sheet("FS", day, **told, **self._answers(), state=state)
        if state != "withdrawn":
            self.asked += [("VD3", f"{sheet}.{row}") for row, _ in enumerate(told["VD2"], 1)]

    def _session(self, child: str) -> dict[str, Any]:
        subject, minutes = self.chance.choice(["lectura", "matematicas"]), self.chance.randrange(5, 60, 5)
        return {"VA1": child, "VA2": subject, "VA3": minutes, "VA5": self.chance.choice([1, 2, 3, 4, -9])}

    def _answers(self) -> dict[str, Any]:
        """What a visit says of what was left open, also once more of what is over."""
        states = {"VD3": ["no_iniciada", "en_proceso", "adoptada", "descartada"]}
        states["V06"] = ["en_proceso", "no", "cumplido", "cancelado"]
        found: dict[str, Any] = {"VD3": [], "V06": []}
        for group, what in self.chance.sample(self.asked, min(3, len(self.asked))):
            found[group].append({f"{group}_A": what, f"{group}_S": self.chance.choice(states[group])})
        return found

    def _families(self, day: str) -> None:
        pick, place = self.chance.choice, self.place
        if self.chance.random() < 0.3:
            students = [{"student": one} for one in self.chance.sample(self.children, pick([1, 1, 2]))]
            place.sheet("VH", day, family=pick(self.relatives), students=students)
        for _ in range(self.chance.randrange(3)):
            sort = pick(["hospedaje", "desayuno", "comida", "cena", "espacio", "traslado"])
            giver = {"family": pick(self.relatives)} if self.chance.random() < 0.1 else {}
            place.sheet("CON", day, sort=sort, quantity=pick([1, 2, 3]), **giver)
        if self.chance.random() < 0.3:
            status = pick(["recibida", "aceptada", "en_marcha", "realizada", "no_viable"])
            place.sheet("PRO", day, sort=pick(["actividad", "medida", "solucion"]), status=status)
            rows = [{"AGR_Q": "Techo", "AGR_F": pick(DAYS)} for _ in range(self.chance.randrange(3))]
            met = place.sheet("APM", day, called=pick([10, 12, -8]), present_m=5, present_h=2, AGR=rows)
            self.asked += [("V06", f"{met}.{row}") for row, _ in enumerate(rows, 1)]

    def _diagnoses(self) -> None:
        pick = self.chance.choice
        for child in self.children:
            for day in sorted(self.chance.sample(DAYS, 3)):
                self.place.focal(
                    child, day, pick(["si", "si", "no"]), risk=pick(["alto", "alto", "medio", "sin_dato"])
                )
            for application, day in APPLICATIONS.items():
                for again in range(pick([0, 1, 1, 1, 2])):
                    undone = pick(["no"] * 6 + ["si"])
                    head = {"student": child, "application": application, "not_applied": undone}
                    head |= {
                        "state": pick(["finished"] * 8 + ["corrected", "withdrawn"]),
                        "ciclo": "2025-2026",
                    }
                    date = f"{day[:8]}{int(day[8:]) + again:02}"
                    self.place.sheet("DXA", date, **head, **({} if undone == "si" else self._measured()))
                    self.place.sheet("SOC", date, **head, **({} if undone == "si" else self._felt()))

    def _measured(self) -> dict[str, Any]:
        pick = self.chance.choice
        programme, sisat = [*PROGRAMME_ORDER, None], [*SISAT_ORDER, None]
        found = {
            "grade": pick(["P3", "3", "6", "S1", None]), "A01": pick([0, 3, 9, None]),
            "A03": pick([1, 2, 4, None]),
            "LEN_NIV": pick(programme), "MAT_NIV": pick(programme), "L_NIV": pick(sisat),
            "T_NIV": pick(sisat),
            "C_NIV": pick(sisat), "L_VEL": pick([*SPEED_ORDER, None]), "L_COM": pick([0, 20, 60, 100, None]),
            "L06": pick([1, 2, 3, -9]), "T07": pick(["texto.jpg", None]),
            "A02": pick([["lectura", "conducta"], ["ninguna"], ["lectura", "ninguna"], None]),
            **{f"A04_{n}": pick([1, 2, 3, 4, -9, None]) for n in range(1, 6)},
        }  # fmt: skip
        if words := pick([20, 55, 80, None]):
            seconds = pick([35, 55, 60])
            found |= {"L11": words, "L12": seconds, "L_PPM": round(60 * words / seconds)}
        return {code: value for code, value in found.items() if value is not None}

    def _felt(self) -> dict[str, Any]:
        pick, most = self.chance.choice, self.chance.choice([3, 4, 4])
        found: dict[str, Any] = {"scale": "C3" if most == 3 else "L4", "scale_max": most}
        for scale, answers in (("S", 7), ("F", 5)):
            if self.chance.random() < 0.9:
                more = self.chance.randrange(answers * (most - 1) + 1)
                found |= {
                    f"{scale}_N": answers,
                    f"{scale}_SUM": answers + more,
                    f"{scale}_IND": round(100 * more / (answers * (most - 1)), 1),
                    f"{scale}_NIV": pick(["bajo", "medio", "alto"]),
                }
        return found | {"F7": pick(["primaria", "secundaria", "bachillerato", "universidad", "no_se", -8])}

    def _tutoring(self) -> None:
        """Advisers plant, children pass it on, some of them months apart, some without an end."""
        for exercise in EXERCISES:
            able = [self.adviser]
            if self._learned(exercise, self.adviser, self.teacher, DAYS[0], able):
                able.append(self.teacher)
            for day, child in zip(DAYS[1::5], self.chance.sample(self.children, 12), strict=False):
                tutor = self.chance.choice(able)
                if self._learned(exercise, tutor, child, day, able):
                    able.append(child)

    def _learned(self, exercise: str, tutor: str, child: str, day: str, able: list[str]) -> bool:
        """Whether the way was gone to its end."""
        pick, place = self.chance.choice, self.place
        later = DAYS[min(DAYS.index(day) + pick([0, 1, 20]), len(DAYS) - 1)]
        outcome = pick(["resuelto_solo", "resuelto_con_ayuda", "resuelto_solo", "en_curso"])
        sessions = [{"U07_F": one, "U07_M": 30} for one in sorted({day, later})]
        seed = {"seed": "si"} if tutor == self.adviser else {}
        place.sheet("TUT", day, U01=exercise, U02=tutor, U03=child, U08=outcome, U07=sessions, **seed)
        enough, accepted, mastery = pick(["si", "si", "no"]), pick(["si", "si", "no"]), pick([2, 3, 4])
        place.sheet("REL", later, exercise=exercise, person=child, sufficient=enough)
        shown = {"accepted": accepted, "mastery": mastery, "evaluator": pick(able)}
        place.sheet("DEM", later, exercise=exercise, person=child, **shown)
        done = (enough, accepted) == ("si", "si") and mastery >= 3 and outcome != "en_curso"
        if done and self.chance.random() < 0.2:
            place.sheet("ACR", "2026-06-27", exercise=exercise, person=child, why="Se le olvidó")
        return done
