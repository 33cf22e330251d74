"""The same three things in a notebook of 1,000 records and in one of 1,000,000: a save, a list, a search.

And a name among 100,000 persons, beside `status` in the same notebook.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from benchmarks import notebooks
from benchmarks.measure import BIN, WORK, Command, Line, milliseconds, ratio, side_by_side

ROUNDS = 11
SMALL, LARGE = 1_000, 1_000_000
PERSONS = 100_000
AT_HOME = 20
"""Students of the school that is listed: the same number in both notebooks, so that only the size differs."""


def grown(name: str, records: int, persons: int) -> Path:
    """A notebook of about so many records; kept from one run to the next, for it takes a minute to make."""
    home = WORK / f"{name}-{records}"
    if (home / "whole").exists():
        return home
    home = notebooks.fresh(home.name)
    table = notebooks.schools_file(WORK / "one.csv", 1)
    notebooks.fieldkit(home, "import", "schools", str(table), "--no-input")
    roster = notebooks.students_file(WORK / "one-roster.csv", AT_HOME, 1)
    notebooks.fieldkit(home, "import", "students", str(roster), "--no-input", *notebooks.NOTICE)
    fill(home, records, persons)
    (home / "whole").touch()
    return home


def fill(home: Path, records: int, persons: int) -> None:
    """Other schools, other children, and sheets about them, through the store's own save."""
    from fieldkit.domain.change import Edit
    from fieldkit.domain.record import new_id
    from fieldkit.store.store import Store

    dice = random.Random(11)
    store = Store.open(home)
    by = store.meta("advisor") or ""
    schools = [new_id() for _ in range(max(1, records // 250))]

    def edits() -> Iterator[Edit]:
        for n in range(records):
            bucket = f"s:{schools[n % len(schools)]}"
            if n < persons:
                answers = {"first_names": f"{dice.choice(notebooks.NAMES)} {n:x}",
                           "surname": dice.choice(notebooks.SURNAMES), "sex": "M",
                           "birth_date": "2016-05-05"}  # fmt: skip
                yield Edit(
                    "person", bucket, {"form": "REG-A", "version": 1, "state": "finished", "answers": answers}
                )
            else:
                day = f"20{n % 15 + 10}-{n % 12 + 1:02d}-{n % 28 + 1:02d}"
                answers = {
                    "school": bucket[2:],
                    "date": day,
                    "V01": "jornada",
                    "V05": notebooks.prose(dice, 9),
                }
                yield Edit("entry", bucket, {"form": "FS", "version": 1, "state": "finished", "author": by,
                                             "answers": answers})  # fmt: skip

    waiting: list[Edit] = []
    with store.transaction():
        for edit in edits():
            waiting.append(edit)
            if len(waiting) == 5000:
                store.save(waiting, by=by)
                waiting.clear()
        store.save(waiting, by=by)
    store.close()


def commands(home: Path, size: str) -> list[Command]:
    """A save, a list by school, a name search, in one notebook."""
    env = notebooks.environment(home)
    mine, school = str(BIN / "fieldkit"), notebooks.cct(0)
    students = notebooks.students_of(home, school)
    answers = WORK / f"answers-{size}.json"
    dice = random.Random(3)
    saved = notebooks.fieldkit(home, "monitoring", "list", "--school", school, "--json").count('"id"')
    day = iter(range(saved, 10_000))

    def another_sheet() -> None:
        n = next(day)
        date = f"20{10 + n // 300:02d}-{1 + n % 300 // 25:02d}-{1 + n % 25:02d}"
        notebooks.write_json(answers, notebooks.sheet(school, date, dice, students))

    return [
        Command(f"save {size}", [mine, "monitoring", "new", "--answers", str(answers), "--no-input",
                                 "--json"], env, before=another_sheet),
        Command(f"list {size}", [mine, "student", "list", "--school", school], env),
        Command(f"search {size}", [mine, "search", "pena citlali 1a"], env),
        Command(f"status {size}", [mine, "status"], env),
    ]  # fmt: skip


def lines() -> list[Line]:
    """The table."""
    WORK.mkdir(exist_ok=True)
    small = commands(grown("scale", SMALL, 400), "small")
    large = commands(grown("scale", LARGE, PERSONS), "large")
    runs = side_by_side([one for pair in zip(small, large, strict=True) for one in pair], ROUNDS)
    table = []
    for label, what in (("save", "a save"), ("list", "a list by school"), ("search", "a name search")):
        grew = ratio(runs[f"{label} large"], runs[f"{label} small"])
        table.append(Line(f"{what}: {LARGE:,} records against {SMALL:,}", f"{grew:.2f}×",
                          "≤ 1.5× (goal ≤ 1.2×)", grew <= 1.5))  # fmt: skip
    beside = ratio(runs["search large"], runs["status large"])
    table.append(Line(
        f"a folded name among {PERSONS:,} persons",
        f"{milliseconds(runs['search large']):.0f} ms = {beside:.2f}× status",
        "≤ 2× status",
        beside <= 2,
    ))  # fmt: skip
    return table
