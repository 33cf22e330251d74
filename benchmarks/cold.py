"""Short commands as whole processes, beside an empty Python and `sqlite-utils`."""

from __future__ import annotations

import os
import random
import sys

from benchmarks import notebooks
from benchmarks.measure import BIN, WORK, Command, Line, milliseconds, ratio, side_by_side

ROUNDS = 15


def commands() -> list[Command]:
    """The floor, the peers, and fieldkit in a notebook of 1,000 students."""
    home = notebooks.fresh("cold")
    notebooks.fieldkit(
        home, "import", "schools", str(notebooks.schools_file(WORK / "schools.csv", 20)), "--no-input"
    )
    roster = notebooks.students_file(WORK / "students.csv", 1000, 20)
    notebooks.fieldkit(home, "import", "students", str(roster), "--no-input", *notebooks.NOTICE)
    school = notebooks.cct(0)
    dice = random.Random(1)
    students = notebooks.students_of(home, school)
    env = notebooks.environment(home)
    answers = WORK / "answers.json"
    day = iter(range(10_000))

    def another_sheet() -> None:
        n = next(day)
        date = f"20{10 + n // 300:02d}-{1 + n % 300 // 25:02d}-{1 + n % 25:02d}"
        notebooks.write_json(answers, notebooks.sheet(school, date, dice, students))

    def no_table() -> None:
        (WORK / "peer.db").unlink(missing_ok=True)

    mine = str(BIN / "fieldkit")
    row = b'{"id": "a", "cct": "12KPR0001X", "note": "one row"}'
    return [
        Command("floor", [sys.executable, "-c", "pass"]),
        Command("insert", [str(BIN / "sqlite-utils"), "insert", str(WORK / "peer.db"), "t", "-"], stdin=row,
                before=no_table),
        Command("version", [str(BIN / "sqlite-utils"), "--version"]),
        Command("save", [mine, "monitoring", "new", "--answers", str(answers), "--no-input", "--json"], env,
                before=another_sheet),
        Command("status", [mine, "status"], env),
        Command("list", [mine, "student", "list"], env),
        Command("completion", [mine], {**env, "_FIELDKIT_COMPLETE": "complete_bash",
                                       "COMP_WORDS": "fieldkit mon", "COMP_CWORD": "1"}),
        Command("help", [mine, "--help"], env),
    ]  # fmt: skip


def lines() -> list[Line]:
    """The table."""
    os.makedirs(WORK, exist_ok=True)
    runs = side_by_side(commands(), ROUNDS)
    table = []
    for label, what, peer in (
        ("save", "save a finished sheet from --answers", "insert"),
        ("status", "status", "insert"),
        ("list", "list of 1,000 students", "insert"),
        ("completion", "shell completion", "insert"),
        ("help", "--help", "version"),
    ):
        against, floor = ratio(runs[label], runs[peer]), ratio(runs[label], runs["floor"])
        table.append(Line(
            what,
            f"{milliseconds(runs[label]):.0f} ms = {against:.2f}× sqlite-utils {peer},"
            f" {floor:.1f}× empty Python",
            f"< 1× sqlite-utils {peer} (goal ≤ 7× empty Python)",
            against < 1,
        ))  # fmt: skip
    return table
