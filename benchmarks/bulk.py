"""Importing tables: a CSV beside `sqlite-utils`, a workbook beside openpyxl's bare reading."""

from __future__ import annotations

import csv
import random
import shutil
import sys
from pathlib import Path

from benchmarks import notebooks
from benchmarks.measure import BIN, WORK, Command, Line, Run, milliseconds, once, peak, ratio, side_by_side

ROUNDS = 3
SCHOOLS, STUDENTS = 400, 20_000
CSV_ROWS, XLSX_ROWS, MANY_ROWS = 200_000, 50_000, 1_000_000
APPLICATIONS = ("inicial", "media", "final", "extra")
HEADER = (
    ["school", "student", "date", "application", "language", "applied_by"]
    + [f"S{n}" for n in range(1, 9)]
    + [f"F{n}" for n in range(1, 6)]
    + ["F7"]
)
AIMS = ("primaria", "secundaria", "bachillerato", "universidad", "no_se")

_BARE_READ = """
import openpyxl, sys
book = openpyxl.load_workbook(sys.argv[1], read_only=True)
print(sum(1 for _ in book.active.iter_rows(values_only=True)))
"""


def table(path: Path, count: int, students: list[tuple[str, str]], seed: int) -> Path:
    """A CSV of self-esteem sheets, 20 columns, every row whole and different."""
    dice = random.Random(seed)
    with path.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(HEADER)
        for n in range(count):
            school, student = students[n % len(students)]
            year, time = divmod(n // len(students), len(APPLICATIONS))
            date = f"{2012 + year}-10-{1 + n % 28:02d}"
            marks = [dice.randint(1, 3) for _ in range(13)]
            said = [date, APPLICATIONS[time], "espanol", "asesor", *marks, dice.choice(AIMS)]
            rows.writerow([school, student, *said])
    return path


def workbook(source: Path, path: Path, count: int) -> Path:
    """The first rows of a CSV as XLSX."""
    import xlsxwriter

    with (
        xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book,
        source.open(encoding="utf-8") as text,
    ):
        sheet = book.add_worksheet()
        for n, row in enumerate(csv.reader(text)):
            if n > count:
                break
            for column, cell in enumerate(row):
                if cell.isdecimal() and n:
                    sheet.write_number(n, column, int(cell))
                else:
                    sheet.write_string(n, column, cell)
    return path


def prepared() -> Path:
    """A notebook with the schools and students that the tables name."""
    home = WORK / "bulk-base"
    if (home / "whole").exists():
        return home
    home = notebooks.fresh(home.name)
    schools = notebooks.schools_file(WORK / "bulk-schools.csv", SCHOOLS)
    notebooks.fieldkit(home, "import", "schools", str(schools), "--no-input")
    roster = notebooks.students_file(WORK / "bulk-students.csv", STUDENTS, SCHOOLS)
    notebooks.fieldkit(home, "import", "students", str(roster), "--no-input", *notebooks.NOTICE)
    (home / "whole").touch()
    return home


def commands() -> list[Command]:
    """Ours and the peers'."""
    base = prepared()
    students = notebooks.students_with_school(base)
    big = table(WORK / "diagnoses.csv", CSV_ROWS, students, 1)
    book = workbook(big, WORK / "diagnoses.xlsx", XLSX_ROWS)
    home = WORK / "bulk"
    env = notebooks.environment(home)
    mine, peer = str(BIN / "fieldkit"), WORK / "peer-bulk.db"

    def empty() -> None:
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(base, home)

    def no_peer() -> None:
        peer.unlink(missing_ok=True)

    return [
        Command("csv", [mine, "import", "SOC", str(big), "--no-input", "--json"], env, before=empty),
        Command("sqlite-utils", [str(BIN / "sqlite-utils"), "insert", str(peer), "t", str(big), "--csv"],
                before=no_peer),
        Command("xlsx", [mine, "import", "SOC", str(book), "--no-input", "--json"], env, before=empty),
        Command("openpyxl", [sys.executable, "-c", _BARE_READ, str(book)]),
    ]  # fmt: skip


def many() -> Run:
    """A million rows, once: what counts is the memory."""
    base = prepared()
    table_of_many = table(WORK / "million.csv", MANY_ROWS, notebooks.students_with_school(base), 2)
    home = WORK / "bulk"
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(base, home)
    argv = [str(BIN / "fieldkit"), "import", "SOC", str(table_of_many), "--no-input", "--json"]
    return once(Command("million", argv, notebooks.environment(home)))


def lines() -> list[Line]:
    """The table."""
    WORK.mkdir(exist_ok=True)
    runs = side_by_side(commands(), ROUNDS, warmup=0)
    faster = 1 / ratio(runs["csv"], runs["sqlite-utils"])
    book = 1 / ratio(runs["xlsx"], runs["openpyxl"])
    memory = peak(runs["csv"])
    million = many()
    return [
        Line(
            f"import of {CSV_ROWS:,} × {len(HEADER)} CSV, checked and journaled",
            f"{milliseconds(runs['csv']) / 1000:.1f} s = {faster:.1f}× as fast as sqlite-utils,"
            f" {memory:.0f} MB",
            "≥ 3×, ≤ 150 MB (goal ≥ 8×)",
            faster >= 3 and memory <= 150,
        ),
        Line(
            f"import of {XLSX_ROWS:,} × {len(HEADER)} XLSX",
            f"{milliseconds(runs['xlsx']) / 1000:.1f} s = {book:.1f}× as fast as openpyxl's bare reading,"
            f" {peak(runs['xlsx']):.0f} MB",
            "≥ 3× (goal ≥ 5×)",
            book >= 3,
        ),
        Line(
            f"memory of an import of {MANY_ROWS:,} × {len(HEADER)} CSV",
            f"{million.memory:.0f} MB, {million.seconds:.0f} s",
            "≤ 150 MB",
            million.memory <= 150,
        ),
    ]
