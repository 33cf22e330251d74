"""The first half: two notebooks, lists with mistakes, a laptop struck down, a month of visits."""

from __future__ import annotations

import json
import time
from typing import Any

from fieldkit.cli.tour.district import District, Laptop
from fieldkit.cli.tour.stage import Stage, same

WEEK = 4
"""Sheets that each advisor types one by one; the rest of the month goes in as one file."""

PARTLY = 4
"""The exit code of what was done in part."""

_BLOWS = (0.15, 0.25, 0.35)
"""When the import is killed, in seconds after its start."""

_NOTICE = ("--notice", "v1")


def set_out(stage: Stage, district: District, laptops: list[Laptop]) -> None:
    """Two empty notebooks, each with its schools."""
    stage.act("act_laptops")
    for laptop in laptops:
        stage.run(laptop.name, "init", "--advisor", laptop.advisor, "--no-input")
        extract = district.schools(laptop, stage.folder)
        answer = stage.facts(laptop.name, "import", "schools", extract.name)
        same("schools", answer["new"], len(laptop.schools))


def rosters(stage: Stage, district: District, laptop: Laptop) -> None:
    """The children of every school, from lists with rows that cannot go in."""
    stage.act("act_rosters", name=laptop.advisor)
    for cct in laptop.schools:
        take_in(stage, district, laptop, cct)


def take_in(stage: Stage, district: District, laptop: Laptop, cct: str) -> None:
    """Import one list: all of it goes in but the rows that must be refused, each with its reason."""
    answer = stage.facts(laptop.name, "import", "students", district.roster(cct), *_NOTICE, leaves=PARTLY)
    same("students", answer["new"] + answer["same"], district.students(cct))
    found = [{key: row[key] for key in ("line", "field", "code")} for row in answer["refused"]]
    same("refused", found, district.refused(cct))


def struck_down(stage: Stage, district: District, laptop: Laptop) -> None:
    """Kill the import of a list, several times: it is there whole or not at all. Then let it be."""
    cct = laptop.schools[-1]
    stage.act("act_killed")
    for blow in _BLOWS:
        process = stage.start(laptop.name, "import", "students", district.roster(cct), *_NOTICE)
        time.sleep(blow)
        process.kill()
        process.wait()
        stage.tell("killed", seconds=blow)
        here = len(stage.facts(laptop.name, "student", "list", "--school", cct))
        same("whole_or_nothing", here in (0, district.students(cct)), True)
    take_in(stage, district, laptop, cct)


def visits(stage: Stage, district: District, laptop: Laptop) -> None:
    """A week of visits typed one by one, and the rest of the month from a file."""
    stage.act("act_week", name=laptop.advisor)
    month = district.month(laptop)
    for number, sheet in enumerate(month[:WEEK], 1):
        file = stage.folder / f"visita_{laptop.name}_{number}.json"
        file.write_text(json.dumps(sheet, ensure_ascii=False), encoding="utf-8")
        words = ("monitoring", "new", "--school", sheet["school"], "--answers", file.name, "--no-input")
        answer: dict[str, Any] = stage.facts(laptop.name, *words)
        same("finished", answer["state"], "finished")
    rest = stage.folder / f"fichas_{laptop.name}.jsonl"
    rest.write_text("".join(json.dumps(sheet, ensure_ascii=False) + "\n" for sheet in month[WEEK:]), "utf-8")
    stage.facts(laptop.name, "import", "FS", rest.name)
    same("sheets", len(stage.facts(laptop.name, "monitoring", "list")), laptop.sheets)
