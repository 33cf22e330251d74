"""The invented district: where its files are, and what each laptop takes of them."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fieldkit

Sheet = dict[str, Any]


@dataclass(frozen=True)
class Laptop:
    """One advisor's laptop: its name in the story, whose it is, and the keys of their schools."""

    name: str
    advisor: str
    schools: tuple[str, ...]
    sheets: int


class District:
    """The files of `sample_data` and what they must come to. expected: `expected.json`."""

    def __init__(self, source: Path) -> None:
        self.source = source
        self.expected: dict[str, Any] = json.loads((source / "expected.json").read_text(encoding="utf-8"))

    def laptops(self) -> list[Laptop]:
        """The two laptops."""
        return [
            Laptop(advisor.split()[0].lower(), advisor, tuple(facts["schools"]), facts["sheets"])
            for advisor, facts in self.expected["advisors"].items()
        ]

    def roster(self, cct: str) -> Path:
        """The list of children of a school."""
        return self.source / str(self.expected["rosters"][cct]["file"])

    def students(self, *ccts: str) -> int:
        """How many children the lists of these schools hold."""
        return sum(int(self.expected["rosters"][cct]["students"]) for cct in ccts)

    def refused(self, cct: str) -> list[dict[str, Any]]:
        """Which lines of a list must be refused, and why."""
        return list(self.expected["rosters"][cct]["refused"])

    def schools(self, laptop: Laptop, folder: Path) -> Path:
        """The extract of the schools' file with only this advisor's schools."""
        with (self.source / "escuelas.csv").open(encoding="utf-8-sig", newline="") as file:
            heads, *rows = csv.reader(file)
        extract = folder / f"escuelas_{laptop.name}.csv"
        with extract.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([heads, *(row for row in rows if row[0] in laptop.schools)])
        return extract

    def month(self, laptop: Laptop) -> list[Sheet]:
        """The advisor's sheets of October, in order of date."""
        lines = (self.source / "fichas_octubre.jsonl").read_text(encoding="utf-8").splitlines()
        return [sheet for sheet in map(json.loads, lines) if sheet["school"] in laptop.schools]


def source() -> Path:
    """Where the files are: inside the installed package, or beside `src` in a checkout."""
    package = Path(fieldkit.__file__).parent
    installed = package / "sample_data"
    return installed if installed.is_dir() else package.parents[1] / "sample_data"
