"""The invented district: where its files are, and what each laptop takes of them."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fieldkit

Sheet = dict[str, Any]

TESTED = (2023, 2024, 2025)
"""The years whose results are out when the tour happens."""

DISTRICT_WIDE = {
    "escuelas.csv": (",", "utf-8-sig"),
    "docentes.csv": (",", "utf-8"),
    "familias.csv": (";", "cp1252"),
    **{f"resultados_{year}.csv": (",", "cp1252") for year in TESTED},
}
"""Files that hold every school, the key of the school first: separator and encoding."""


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

    def extract(self, name: str, laptop: Laptop, folder: Path) -> str:
        """A file of the whole district with only this advisor's schools, in the same encoding. Its name."""
        separator, encoding = DISTRICT_WIDE[name]
        with (self.source / name).open(encoding=encoding, newline="") as file:
            heads, *rows = csv.reader(file, delimiter=separator)
        extract = folder / name.replace(".", f"_{laptop.name}.")
        with extract.open("w", encoding=encoding, newline="") as file:
            writer = csv.writer(file, delimiter=separator)
            writer.writerows([heads, *(row for row in rows if row[0] in laptop.schools)])
        return extract.name

    def focus(self, laptop: Laptop) -> list[str]:
        """What the rule of focus schools must say of the advisor's schools, with the results up to now."""
        return [self.expected["focus"][cct][str(TESTED[-1])] for cct in laptop.schools]

    def month(self, laptop: Laptop) -> list[Sheet]:
        """The advisor's sheets of October, in order of date."""
        return self._sheets("fichas_octubre.jsonl", laptop)

    def diagnoses(self, laptop: Laptop) -> list[Sheet]:
        """The diagnoses of the children of the advisor's schools."""
        return self._sheets("diagnosticos.jsonl", laptop)

    def _sheets(self, name: str, laptop: Laptop) -> list[Sheet]:
        lines = (self.source / name).read_text(encoding="utf-8").splitlines()
        return [sheet for sheet in map(json.loads, lines) if sheet["school"] in laptop.schools]


def source() -> Path:
    """Where the files are: inside the installed package, or beside `src` in a checkout."""
    package = Path(fieldkit.__file__).parent
    installed = package / "sample_data"
    return installed if installed.is_dir() else package.parents[1] / "sample_data"
