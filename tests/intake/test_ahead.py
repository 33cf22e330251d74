"""A second process prepares a long table: what comes of it is the same, and nothing of it stays behind."""

from __future__ import annotations

import pickle
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fieldkit import errors
from fieldkit.errors import FieldkitError, NoStore
from fieldkit.forms.form import load
from fieldkit.intake import ahead
from fieldkit.intake.columns import Names
from fieldkit.intake.prepare import Prepare, Sheets
from fieldkit.store.store import Store
from tests.intake.conftest import ITZEL, JOSE, NOTICE, STUDENT, Notebook
from tests.intake.test_import import counts

Sheet = Callable[..., Path]


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Already four rows are a long table, and two go together."""
    monkeypatch.setattr(ahead, "FEW", 4)
    monkeypatch.setattr(ahead, "CHUNK", 2)
    monkeypatch.setattr("os.cpu_count", lambda: 2)


HEAD = ["CCT", "student", "date", "application", "not_applied", "not_applied_reason"]
ROWS = [
    ("Itzel Sánchez Peña", "inicial", "ausente"),
    ("José Ñuu", "inicial", "ausente"),
    ("Itzel Sánchez Peña", "media", "ausente"),
    ("Nadie Así", "media", "ausente"),  # refused: nobody of that name
    ("José Ñuu", "media", "ausente"),
    ("Itzel Sánchez Peña", "inicial", "ausente"),  # the same again
    ("José Ñuu", "inicial", "no_quiso"),  # refused: it contradicts the second
    ("Itzel Sánchez Peña", "final", "ausente"),
    ("José Ñuu", "final", "ausente"),
]


@pytest.fixture
def diagnoses(school: Notebook, sheet: Sheet) -> Path:
    """Nine sheets of two students at the school: 6 new, 1 the same, 2 refused."""
    school.take("students", sheet(STUDENT, ITZEL, JOSE, name="lista.csv"), *NOTICE)
    rows = [["12KPR0001Z", who, "2025-10-08", when, "si", why] for who, when, why in ROWS]
    return sheet(HEAD, *rows)


def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes started from now on."""
    found: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def noted(*words: Any, **more: Any) -> subprocess.Popen[bytes]:
        found.append(start(*words, **more))
        return found[-1]

    monkeypatch.setattr(subprocess, "Popen", noted)
    return found


def test_what_two_processes_import_is_what_one_imports(
    school: Notebook, diagnoses: Path, at_once: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    processes = started(monkeypatch)
    two = school.take("SOC", diagnoses)
    sheets = school.give("SOC")
    assert (counts(two), len(processes)) == ((6, 0, 1, 0, 2), 1)
    school.run("undo", two["batch"], "--json")
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    one = school.take("SOC", diagnoses)
    assert len(processes) == 1
    changing = ("batch", "refused_file")
    assert {**one, **dict.fromkeys(changing)} == {**two, **dict.fromkeys(changing)}
    assert [record["answers"] for record in school.give("SOC")] == [record["answers"] for record in sheets]


def test_a_file_imported_again_by_two_processes_changes_nothing(
    school: Notebook, diagnoses: Path, at_once: None
) -> None:
    school.take("SOC", diagnoses)
    assert counts(school.take("SOC", diagnoses)) == (0, 0, 7, 0, 2)


def test_a_table_that_breaks_off_leaves_nothing_behind(
    school: Notebook, diagnoses: Path, at_once: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    processes = started(monkeypatch)
    with diagnoses.open("a", encoding="utf-8") as table:
        table.write('12KPR0001Z,"José Ñuu')
    said = school.take("SOC", diagnoses)
    assert (said["error"], "11" in said["message"], school.give("SOC")) == ("unreadable", True, [])
    assert [process.returncode is not None for process in processes] == [True]


def test_what_stops_the_second_process_is_raised_in_the_first(home: Path, tmp_path: Path) -> None:
    store = Store.open(home, create=True)
    form = load("SOC")
    sheets = Sheets(form, None, Names(form), {}, "", date(2025, 10, 20))
    with pytest.raises(NoStore) as told, ahead._Second(tmp_path, Prepare(store, sheets, 1)) as second:
        list(second.chunks(iter([[(1, {"date": "2025-10-08"})]])))
    assert told.value.folder == str(tmp_path)
    store.close()


def test_the_second_process_ends_when_the_first_is_no_more(home: Path) -> None:
    Store.open(home, create=True).close()
    form = load("SOC")
    pipe = subprocess.PIPE
    process = subprocess.Popen(ahead._WORK, stdin=pipe, stdout=pipe)
    assert process.stdin and process.stdout
    pickle.dump((home, Sheets(form, None, Names(form), {}, "", date(2025, 10, 20))), process.stdin)
    process.stdin.close()  # as the system does for whoever is killed
    process.stdout.close()
    assert process.wait(timeout=60) == 0


KINDS = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, FieldkitError)]


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_comes_out_of_another_process_as_it_went_in(kind: type[FieldkitError]) -> None:
    facts: dict[str, Any] = {"problems": []} if kind is errors.Invalid else {"file": "lista.csv"}
    error = kind(**facts)
    error.add_note("where")
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.facts, again.__notes__) == (kind, error.facts, ["where"])
