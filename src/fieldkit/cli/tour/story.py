"""The first half: two notebooks, lists with mistakes, a laptop struck down, a month of visits."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Sequence
from pathlib import Path

from fieldkit.cli.tour.district import TESTED, District, Laptop, Sheet
from fieldkit.cli.tour.stage import Stage, same

WEEK = 4
"""Sheets that each advisor types one by one; those of the weeks before go in as one file."""

PARTLY = 4
"""The exit code of what was done in part."""

_BLOWS = (0.1, 0.2, 0.3)
"""When the import is killed, in seconds after its start."""

_NOTICE = (
    "--notice",
    "2025-1",
    "--notice-date",
    "2025-09-01",
    "--notice-to",
    "familias",
    "--notice-how",
    "leido",
)


def set_out(stage: Stage, district: District, laptops: list[Laptop]) -> None:
    """Two empty notebooks, each with its schools."""
    stage.act("act_laptops")
    for laptop in laptops:
        stage.run(laptop.name, "init", "--advisor", laptop.advisor, "--no-input")
        stage.run(laptop.name, "import", "schools", district.extract("escuelas.csv", laptop, stage.folder))
        same("schools", len(stage.facts(laptop.name, "school", "list")), len(laptop.schools))


def rosters(stage: Stage, district: District, laptop: Laptop) -> None:
    """The children of every school, from lists with rows that cannot go in."""
    stage.act("act_rosters", name=laptop.advisor)
    for cct in laptop.schools:
        take_in(stage, district, laptop, cct)


def take_in(stage: Stage, district: District, laptop: Laptop, cct: str) -> None:
    """Import one list. Tried again it brings nothing new, and refuses the same rows for the same reasons."""
    words = _importing(stage, district, cct)
    stage.run(laptop.name, *words, leaves=PARTLY)
    again = stage.facts(laptop.name, *words, "--dry-run")
    same("students", [again[code] for code in ("new", "changed", "same")], [0, 0, district.students(cct)])
    found = [{code: row[code] for code in ("line", "field", "code")} for row in again["refused"]]
    same("refused", found, district.refused(cct))


def neighbours(stage: Stage, district: District, laptop: Laptop) -> None:
    """The teachers, and the families of the children."""
    for kind, name in (("teachers", "docentes.csv"), ("families", "familias.csv")):
        file = district.extract(name, laptop, stage.folder)
        stage.run(laptop.name, "import", kind, file, *_NOTICE)


def struck_down(stage: Stage, district: District, laptop: Laptop) -> None:
    """Kill the import of a list, several times: it is there whole or not at all. Then let it be."""
    *others, cct = laptop.schools
    for other in others:
        take_in(stage, district, laptop, other)
    stage.act("act_killed", name=laptop.advisor)
    for blow in _BLOWS:
        process = stage.start(laptop.name, *_importing(stage, district, cct))
        time.sleep(blow)
        process.kill()
        process.wait()
        stage.tell("killed", seconds=blow)
        here = len(stage.facts(laptop.name, "student", "list", "--school", cct))
        same("whole_or_nothing", here in (0, district.students(cct)), True)
        stage.tell("all_of_it" if here else "nothing_of_it")
    take_in(stage, district, laptop, cct)


def _importing(stage: Stage, district: District, cct: str) -> tuple[str, ...]:
    """The command that imports a list; its file is copied to where people would have it."""
    file = shutil.copy(district.roster(cct), stage.folder)
    return ("import", "students", Path(file).name, *_NOTICE)


def visits(stage: Stage, district: District, laptop: Laptop) -> None:
    """The weeks before and the diagnoses from files, the last week of visits one by one."""
    stage.act("act_week", name=laptop.advisor)
    neighbours(stage, district, laptop)
    month = district.month(laptop)
    stage.run(laptop.name, "import", "FS", lines(stage, f"fichas_{laptop.name}.jsonl", month[:-WEEK]))
    for number, sheet in enumerate(month[-WEEK:], 1):
        file = lines(stage, f"visita_{laptop.name}_{number}.json", [sheet])
        words = ("--school", sheet["school"], "--answers", file, "--no-input")
        stage.run(laptop.name, "monitoring", "new", *words)
    found = stage.facts(laptop.name, "monitoring", "list")
    same("sheets", sum(sheet["state"] == "finished" for sheet in found), laptop.sheets)
    diagnoses = district.diagnoses(laptop)
    if diagnoses:
        stage.run(laptop.name, "import", "DXA", lines(stage, "diagnosticos.jsonl", diagnoses))
        same("diagnoses", len(stage.facts(laptop.name, "diagnostic", "list")), len(diagnoses))


def tested(stage: Stage, district: District, laptop: Laptop) -> None:
    """What the schools had in the national test, year by year, and which of them that makes focus schools."""
    stage.act("act_results", name=laptop.advisor)
    for year in TESTED:
        file = district.extract(f"resultados_{year}.csv", laptop, stage.folder)
        stage.run(laptop.name, "import", "results", file, "--test", "PLANEA", "--year", year)
    stage.run(laptop.name, "school", "focus")
    found = stage.facts(laptop.name, "school", "focus")
    same("focus", [one["focus"] for one in found], district.focus(laptop))


def lines(stage: Stage, name: str, sheets: Sequence[Sheet]) -> str:
    """A file of sheets, one a line, in the folder of the tour."""
    lines = (json.dumps(sheet, ensure_ascii=False) + "\n" for sheet in sheets)
    (stage.folder / name).write_text("".join(lines), encoding="utf-8")
    return name
