"""Reports as whole processes, beside SQL alone over the same records in the same run."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from benchmarks import notebooks
from benchmarks.measure import BIN, WORK, Command, Line, Run, milliseconds, ratio, side_by_side

ROUNDS = 9
SAMPLES = Path(__file__).parents[1] / "sample_data"
YEAR, YEARS = 4, 16
"""How often the sample year of one advisor is played: some 700 entries each time."""

SCHOOL = "12KPR9001T"
_MAKE = """
import sys; sys.path.insert(0, sys.argv[1])
from pathlib import Path
import ciclo, load
load.make(Path(sys.argv[2]), year=ciclo.grown_lines(load.ANA, int(sys.argv[3]), ciclo.SEED))
"""
_SQL = """
import json, sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("SELECT json_extract(line, '$.doc.form'), substr(json_extract(line, '$.doc.answers.date'), 1, 7),"
           " count(*), sum(json_extract(line, '$.doc.answers.V07_H')) FROM change WHERE kind = 'entry'"
           " GROUP BY 1, 2").fetchall()
"""
"""The floor: one pass of SQL over the entries, in a Python that imports nothing else."""


def lines() -> list[Line]:
    """The table."""
    year, years = (_notebook(f"year{times}", times) for times in (YEAR, YEARS))
    few, many = _entries(year), _entries(years)
    runs = side_by_side([*_commands("", year), *_commands("10k ", years), *_paper(year)], ROUNDS)
    return [
        _within(runs, "monthly", "SQL", 500, "monthly report of a school, --json"),
        _within(
            runs, "month of all", "SQL", 500, f"monthly report of an advisor's two schools, {few:,} entries"
        ),
        _within(runs, "annual", "SQL", 1000, "annual report of an advisor's two schools"),
        _more(runs, "monthly pdf", "monthly", 300, "PDF of the monthly report, beside --json"),
        _more(runs, "annual pdf", "annual one", 300, "PDF of the annual report of a school, beside --json"),
        _grows(runs, "month of all", f"monthly report: {many:,} entries beside {few:,}"),
        _grows(runs, "annual", f"annual report: {many:,} entries beside {few:,}"),
        _within(runs, "blank form", "floor", 500, "a blank FS as PDF"),
    ]


def _entries(home: Path) -> int:
    """How many sheets a notebook holds."""
    with closing(sqlite3.connect(next(home.glob("*.db")))) as database:
        return int(database.execute("SELECT count(*) FROM record WHERE kind = 'entry'").fetchone()[0])


def _notebook(name: str, times: int) -> Path:
    """A notebook with that many years in it, made once and kept."""
    home = WORK / name
    if not (home / "made").exists():
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        subprocess.run([sys.executable, "-c", _MAKE, str(SAMPLES), str(home), str(times)], check=True)
        (home / "made").touch()
    return home


def _commands(size: str, home: Path) -> list[Command]:
    mine, env = str(BIN / "fieldkit"), {**notebooks.environment(home), "FIELDKIT_NOW": "2026-07-20T12:00:00"}
    monthly = [mine, "report", "monthly", "--month", "2025-10", "--json"]
    annual = [mine, "report", "annual", "--ciclo", "2025-2026", "--json"]
    one, pdf = ["--school", SCHOOL], ["--pdf", str(WORK / "report.pdf")]
    database = next(home.glob("*.db"))
    return [
        Command(f"{size}SQL", [sys.executable, "-c", _SQL, str(database)]),
        Command(f"{size}monthly", [*monthly, *one], env),
        Command(f"{size}month of all", monthly, env),
        Command(f"{size}annual", annual, env),
        Command(f"{size}annual one", [*annual, *one], env),
        Command(f"{size}monthly pdf", [*monthly, *one, *pdf], env),
        Command(f"{size}annual pdf", [*annual, *one, *pdf], env),
    ]


def _paper(home: Path) -> list[Command]:
    blank = [str(BIN / "fieldkit"), "form", "print", "FS", "--pdf", str(WORK / "blank.pdf")]
    env = notebooks.environment(home)
    return [Command("floor", [sys.executable, "-c", "pass"]), Command("blank form", blank, env)]


def _within(runs: dict[str, list[Run]], label: str, floor: str, most: int, what: str) -> Line:
    took, times = milliseconds(runs[label]), ratio(runs[label], runs[floor])
    beside = "SQL alone" if floor == "SQL" else "empty Python"
    return Line(what, f"{took:.0f} ms = {times:.1f}× {beside}", f"≤ {most} ms", took <= most)


def _more(runs: dict[str, list[Run]], label: str, base: str, most: int, what: str) -> Line:
    more = milliseconds(runs[label]) - milliseconds(runs[base])
    return Line(
        what, f"+{more:.0f} ms ({ratio(runs[label], runs[base]):.2f}×)", f"≤ +{most} ms", more <= most
    )


def _grows(runs: dict[str, list[Run]], label: str, what: str) -> Line:
    times, linear = ratio(runs[f"10k {label}"], runs[label]), YEARS / YEAR
    return Line(what, f"{times:.2f}×", f"≤ {linear:.0f}×", times <= linear)
