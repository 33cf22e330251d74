"""What is found and written a column at a time is what is found and written row by row."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some

from fieldkit.forms.form import load
from fieldkit.intake.columns import Names
from fieldkit.intake.plan import Row
from fieldkit.intake.prepare import Prepare, Sheets
from fieldkit.store.store import Store
from tests.intake.conftest import ITZEL, JOSE, NOTICE, STUDENT, Notebook
from tests.intake.test_ahead import Sheet

ITEMS = ["S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "F1", "F2", "F3", "F4", "F5"]
HEAD = ["CCT", "student", "date", "application", "language", "applied_by", "grade", *ITEMS, "F7", "notes", ""]
FAIR = ["12KPR0001Z", "José Ñuu", "2025-10-08", "inicial", "espanol", "asesor", "2", *["2"] * 13, "primaria"]
ODD = [
    *(
        "",
        " ",
        "'=1",
        "-",
        "'-",
        "Pe\ufffda",
        "x",
        "-8",
        "3",
        "4",
        "9",
        " 2 ",
        "2.0",
        "12kpr0001z",
        "Nadie Así",
        "Itzel Sánchez Peña",
    ),
    *(
        "8/10/2025",
        "2030-01-01",
        "2012-01-01",
        "ausente",
        "Media",
        "si",
        "dos\nlíneas",
        'a "b" \\ c',
        "ñ\u0303",
    ),
]


@pytest.fixture
def prepare(school: Notebook, sheet: Sheet, home: Path) -> Any:
    """What prepares rows for a notebook with two students."""
    school.take("students", sheet(STUDENT, ITZEL, JOSE), *NOTICE)
    store, form = Store.open(home), load("SOC")
    names = Names(form)
    sheets = Sheets(form, names.columns(HEAD), names, {}, store.meta("advisor") or "", date(2025, 10, 20))
    yield Prepare(store, sheets, 1000)
    store.close()


def told(row: Row) -> tuple[Any, ...]:
    assert row.made
    return row.made.bucket, json.loads(row.made.doc), row.made.found, row.notes


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    some.lists(
        some.tuples(
            some.dictionaries(some.integers(0, len(HEAD) - 1), some.sampled_from(ODD), max_size=4),
            some.sampled_from([len(FAIR), len(HEAD), 3, len(HEAD) + 1]),
        ),
        max_size=6,
    )
)
@example([({21: "'=1"}, 23), ({21: " "}, 23), (dict.fromkeys(range(21), ""), 21), ({22: "x"}, 24), ({}, 23)])
@example([({21: 'a "b" \\ c\n'}, 23), ({2: "8/10/2025"}, 21), ({0: "", 1: ""}, 21), ({3: "final"}, 21)])
def test_what_is_fair_is_the_same_both_ways(prepare: Prepare, odd: list[tuple[dict[int, str], int]]) -> None:
    whole = [*FAIR, "", "", "más"]
    found = [
        (line, [cells.get(at, cell) for at, cell in enumerate(whole)][:width])
        for line, (cells, width) in enumerate([({}, len(FAIR)), *odd], 2)
    ]
    fair, others = prepare(found)
    one_by_one = prepare.rows(found)
    assert fair.lines[0] == 2
    assert {row.line: told(row) for row in one_by_one if row.made} == {
        line: (one.bucket, json.loads(one.doc), one.found, tuple(fair.notes.get(line, ())))
        for line, one in zip(fair.lines, fair.written, strict=True)
    }
    left = [(row.line, row.keys, row.notes) for row in one_by_one if not row.made]
    assert [(row.line, row.keys, row.notes) for row in others] == left
