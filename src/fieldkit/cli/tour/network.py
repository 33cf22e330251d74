"""A class learns an exercise from one another: from one adviser to everybody, in the rounds foreseen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fieldkit.cli.tour.cycle import brought
from fieldkit.cli.tour.district import District, Laptop
from fieldkit.cli.tour.stage import Stage, same
from fieldkit.cli.tour.story import lines

EXERCISE = "MAT-3-001"
CICLO = "2025-2026"

PLANTED = ("2025-11-03", "2025-11-04")
ROUNDS = (("2025-11-05", "2025-11-06"), ("2025-11-10", "2025-11-11"), ("2025-11-12", "2025-11-13"))
"""The days on which it is learned and presented: the planting, and each round after it."""

Pair = tuple[str, str]


def network(stage: Stage, district: District, laptop: Laptop) -> None:
    """The adviser plants an exercise with one child; each round then is as `tutoring suggest` says it."""
    school = laptop.schools[0]
    stage.act("act_network", name=laptop.advisor)
    stage.run(laptop.name, "import", "exercises", brought(stage, district, "ejercicios.csv"))
    same("exercises", len(stage.facts(laptop.name, "exercise", "list")), district.expected["exercises"])
    first = stage.facts(laptop.name, "student", "list", "--school", school)[0]["name"]
    _learn(stage, laptop, PLANTED, [(laptop.advisor, first)], {"seed": "si"})
    asked = ("tutoring", "suggest", "--school", school, "--exercise", EXERCISE, "--no-input")
    stage.act("act_rounds")
    stage.run(laptop.name, *asked)
    for done, days in enumerate(ROUNDS):
        said = stage.facts(laptop.name, *asked)
        left = len(ROUNDS) - done
        same("rounds", (said["rounds"], said["least"]), (left, left))
        now = [one for one in said["pairs"] if one["round"] == 1]
        _learn(stage, laptop, days, [(one["tutor_name"], one["tutee_name"]) for one in now])
    stage.run(laptop.name, "tutoring", "network", "--school", school)
    covered = stage.facts(laptop.name, "tutoring", "network", "--school", school)["coverage"][EXERCISE]
    same("coverage", (covered["percent"], covered["missing"]), (100.0, []))


def _learn(
    stage: Stage, laptop: Laptop, days: Pair, pairs: Iterable[Pair], more: dict[str, Any] | None = None
) -> None:
    """Each tutor takes one person, who writes how it went and presents it: a file for each form."""
    learned, shown = days
    tutorings, accounts, presented = [], [], []
    session = {"U07_F": learned, "U07_M": 45, "U07_P": "Sumaba los siete", "U07_A": 4}
    solved = {"U05": "Quiso", "U07": [session], "U08": "resuelto_solo", "U06_F": learned, "U09": 4}
    told = {"account": "Eran dos costales para tres.", "language": "español", "sufficient": "si"}
    heard = {"audience": ["companeros"], "audience_n": 12, "mastery": 3, "accepted": "si"}
    for tutor, tutee in pairs:
        here = {"school": laptop.schools[0], "date": learned}
        who = {**here, "exercise": EXERCISE, "person": tutee}
        tutorings.append({**here, "U01": EXERCISE, "U02": tutor, "U03": tutee, **(more or {}), **solved})
        accounts.append({**who, **told, "read_by": tutor})
        presented.append({**who, **heard, "date": shown, "evaluator": tutor})
    for form, sheets in (("TUT", tutorings), ("REL", accounts), ("DEM", presented)):
        stage.run(laptop.name, "import", form, lines(stage, f"{form}_{learned}.jsonl", sheets))


def seen(stage: Stage, centre: str, laptop: Laptop) -> None:
    """The centre counts the same network from what arrived."""
    stage.act("act_network_seen")
    asked = ("report", "network", "--school", laptop.schools[0], "--ciclo", CICLO)
    stage.run(centre, "server", *asked)
    here, there = stage.facts(laptop.name, *asked), stage.facts(centre, "server", *asked)
    same("figures", there["indicators"], here["indicators"])
