"""Between the visits and the town: who needs support, what is agreed and planned, and the month's report."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from fieldkit.cli.counting import told
from fieldkit.cli.tour.district import District, Laptop
from fieldkit.cli.tour.stage import Stage, same

MONTH = "2025-10"


def cycle(stage: Stage, district: District, laptop: Laptop) -> None:
    """From the diagnosis to a frozen report, at the first school of a laptop that has its diagnoses."""
    school = laptop.schools[0]
    stage.act("act_cycle", name=laptop.advisor)
    stage.run(laptop.name, "student", "risk", "--school", school)
    stage.run(laptop.name, "import", "RIE", brought(stage, district, "focales.jsonl"))
    rows = stage.facts(laptop.name, "student", "risk", "--school", school)
    same("focal", sum(bool(row["focal"]) for row in rows), district.expected["focal"])
    for noun, name in (("strategy", "estrategia.json"), ("plan", "plan_b2.json")):
        file = brought(stage, district, name)
        stage.run(laptop.name, noun, "new", "--school", school, "--answers", file, "--no-input")
    stage.run(laptop.name, "agenda")
    stage.act("act_report", name=laptop.advisor)
    stage.run(laptop.name, "report", "monthly", "--school", school, "--month", MONTH, "--pdf", "octubre.pdf")
    stage.run(laptop.name, "report", "freeze", told(f"monthly:{school}:{MONTH}"), "--no-input")


def reported(stage: Stage, centre: str, laptop: Laptop) -> None:
    """The centre counts the same month from what arrived, and shows what was frozen."""
    school = laptop.schools[0]
    stage.act("act_reported")
    asked = ("report", "monthly", "--school", school, "--month", MONTH)
    stage.run(centre, "server", *asked)
    here, there = stage.facts(laptop.name, *asked), stage.facts(centre, "server", *asked)
    same("figures", _figures(there), _figures(here))
    same("frozen", there["frozen"], here["frozen"])


def _figures(report: dict[str, Any]) -> dict[str, Any]:
    """The indicators. M21 counts drafts, which stay on the laptop."""
    return {code: parts for code, parts in report["indicators"].items() if code != "M21"}


def brought(stage: Stage, district: District, name: str) -> str:
    """A file of the district, where people would have it."""
    return Path(shutil.copy(district.source / name, stage.folder)).name
