"""A second process prepares a long table: what comes of it is the same, and nothing of it stays behind."""

from __future__ import annotations

import io
import json
import pickle
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from fieldkit import errors
from fieldkit.errors import FieldkitError, NoStore, Unreadable
from fieldkit.forms.form import load
from fieldkit.intake import ahead, pieces, table
from fieldkit.intake.columns import Names
from fieldkit.intake.plan import Fair
from fieldkit.intake.prepare import Prepare, Sheets
from fieldkit.intake.results import Told, arranged
from fieldkit.intake.sessions import gathered
from fieldkit.intake.table import Again
from fieldkit.store.store import Store
from tests.intake.conftest import ITZEL, JOSE, NOTICE, STUDENT, Notebook, as_csv
from tests.intake.test_import import counts

Sheet = Callable[..., Path]


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Six lines are a long table already, two rows go together, one or two of a workbook are a piece."""
    monkeypatch.setattr(ahead, "FEW", 5)
    monkeypatch.setattr(ahead, "CHUNK", 2)
    monkeypatch.setattr(pieces, "LONG", 0)
    monkeypatch.setattr(pieces, "PIECE", 900)
    monkeypatch.setattr("os.cpu_count", lambda: 2)


HEAD = ["CCT", "student", "date", "application", "not_applied", "not_applied_reason"]
DAY, KEY, MENDED = "2025-10-08", "12KPR0001Z", "12KPROOO1Z"
BEFORE = [
    [KEY, "Itzel Sánchez Peña", DAY, "final", "si", "no_quiso"],
    [KEY, "José Ñuu", DAY, "final", "si", "ausente"],
]
ROWS = [
    [KEY, "Itzel Sánchez Peña", DAY, "inicial", "si", "ausente"],
    [KEY, "José Ñuu", DAY, "inicial", "si", "ausente"],
    [KEY, "Itzel Sánchez Peña", DAY, "media", "si", "ausente"],
    [KEY, "Nadie Así", DAY, "media", "si", "ausente"],  # refused: nobody of that name
    # up to here the first process prepares
    [KEY, "José Ñuu", DAY, "media", "si", "ausente"],
    [KEY, "Itzel Sánchez Peña", DAY, "inicial", "si", "ausente"],  # the same again
    [KEY, "José Ñuu", DAY, "inicial", "si", "no_quiso"],  # refused: it contradicts the second
    [KEY, "Itzel Sánchez Peña", DAY, "final", "si", "ausente"],  # changes what is in the notebook
    ["", "", "", "", "", ""],
    [KEY, "José Ñuu", DAY, "final", "si", "ausente"],  # is in the notebook
    [MENDED, "Itzel Sánchez Peña", DAY, "extra", "si", "ausente"],  # new, with a key that is mended
    [KEY, "José Ñuu", DAY, "extra", "si", "ausente", "", "de más"],  # refused: there are too many cells
    [KEY, "Nadie Así", DAY, "extra", "si", "ausente"],  # refused
]


def as_table(path: Path) -> Path:
    """The rows as CSV, as a workbook or as lines of JSON: in these no cell can be too many."""
    if path.suffix == ".csv":
        path.write_text(as_csv([HEAD, *ROWS]), encoding="utf-8")
    elif path.suffix == ".jsonl":
        lines = [json.dumps(dict(zip(HEAD, row, strict=False))) for row in ROWS]
        path.write_text("\n".join(lines), encoding="utf-8")
    else:
        with xlsxwriter.Workbook(str(path)) as book:
            sheet = book.add_worksheet()
            for line, row in enumerate([HEAD, *ROWS]):
                sheet.write_row(line, 0, row)
    return path


@pytest.fixture
def diagnoses(school: Notebook, sheet: Sheet, tmp_path: Path) -> Path:
    """The rows as CSV; in the notebook there are the two students, and the sheets of before."""
    school.take("students", sheet(STUDENT, ITZEL, JOSE, name="lista.csv"), *NOTICE)
    assert school.take("SOC", sheet(HEAD, *BEFORE, name="antes.csv"))["new"] == 2
    return as_table(tmp_path / "hoja.csv")


def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes started from now on."""
    found: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def noted(*words: Any, **more: Any) -> subprocess.Popen[bytes]:
        found.append(start(*words, **more))
        return found[-1]

    monkeypatch.setattr(subprocess, "Popen", noted)
    return found


def at_start(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """Something happens just before the second process starts."""
    start = subprocess.Popen

    def noted(*words: Any, **more: Any) -> subprocess.Popen[bytes]:
        happens()
        return start(*words, **more)

    monkeypatch.setattr(subprocess, "Popen", noted)


@pytest.mark.parametrize("least", [0, ahead.BYTES])
@pytest.mark.parametrize(
    ("name", "found"),
    [("a.csv", (5, 1, 2, 0, 4)), ("a.xlsx", (5, 1, 2, 0, 4)), ("a.jsonl", (6, 1, 2, 0, 3))],
)
def test_what_two_processes_import_is_what_one_imports(
    school: Notebook,
    diagnoses: Path,
    at_once: None,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    name: str,
    found: tuple[int, ...],
    least: int,
) -> None:
    """The second one may have started before the file was looked at, for that is large enough."""
    monkeypatch.setattr(ahead, "BYTES", least)
    file = as_table(tmp_path / name)
    processes = started(monkeypatch)
    two = school.take("SOC", file)
    sheets, refused = school.give("SOC"), Path(two["refused_file"]).read_bytes()
    assert (counts(two), len(processes)) == (found, 1)
    school.run("undo", two["batch"], "--json")
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    one = school.take("SOC", file)
    assert len(processes) == 1
    changing = ("batch", "refused_file")
    assert {**one, **dict.fromkeys(changing)} == {**two, **dict.fromkeys(changing)}
    assert Path(one["refused_file"]).read_bytes() == refused
    assert [record["answers"] for record in school.give("SOC")] == [record["answers"] for record in sheets]


def test_what_stands_under_no_name_is_told_whichever_process_reads_it(
    school: Notebook, diagnoses: Path, at_once: None, monkeypatch: pytest.MonkeyPatch, sheet: Sheet
) -> None:
    """A says something in a row of the first process, H in one of the second, I in none."""
    rows = [["", *row, *[""] * (6 - len(row)), "", ""] for row in ROWS[:10]]
    rows[1][0], rows[6][7] = "2", "algo"
    processes = started(monkeypatch)
    outcome = school.take("SOC", sheet(["", *HEAD, "", ""], *rows))
    assert (outcome["nameless_columns"], len(processes)) == (["A", "H"], 1)


@pytest.mark.parametrize(
    ("rows", "found"), [([HEAD, *ROWS[:3]], (3, 0, 0, 0, 0)), ([["Otra", "cosa"], *ROWS], "unreadable")]
)
def test_a_process_that_stood_by_in_vain_is_gone_when_the_import_ends(
    school: Notebook,
    diagnoses: Path,
    at_once: None,
    monkeypatch: pytest.MonkeyPatch,
    sheet: Sheet,
    rows: list[list[str]],
    found: object,
) -> None:
    """The table is a short one, or none that means anything."""
    monkeypatch.setattr(ahead, "BYTES", 0)
    processes = started(monkeypatch)
    said = school.take("SOC", sheet(*rows))
    assert said.get("error", counts(said) if "new" in said else None) == found
    assert [process.returncode is not None for process in processes] == [True]


def test_a_file_imported_again_by_two_processes_changes_nothing(
    school: Notebook, diagnoses: Path, at_once: None
) -> None:
    """Of the five new, the changed and the two same each is now there: eight."""
    school.take("SOC", diagnoses)
    assert counts(school.take("SOC", diagnoses)) == (0, 0, 8, 0, 4)


def test_a_table_that_breaks_off_leaves_nothing_behind(
    school: Notebook, diagnoses: Path, at_once: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    processes = started(monkeypatch)
    with diagnoses.open("a", encoding="utf-8") as table:
        table.write('12KPR0001Z,"José Ñuu')
    said = school.take("SOC", diagnoses)
    assert (said["error"], "15" in said["message"]) == ("unreadable", True)
    assert len(school.give("SOC")) == len(BEFORE)
    assert [process.returncode is not None for process in processes] == [True]


def written_anew(file: Path) -> None:
    """Another file takes its name, as programs do that save in one step."""
    other = file.with_name("otra.csv")
    other.write_bytes(file.read_bytes())
    other.replace(file)


@pytest.mark.parametrize(
    "happens", [lambda file: file.write_bytes(file.read_bytes() + b"\n"), written_anew, Path.unlink]
)
def test_a_file_that_changes_under_the_import_is_told_of_and_nothing_is_saved(
    school: Notebook,
    diagnoses: Path,
    at_once: None,
    monkeypatch: pytest.MonkeyPatch,
    happens: Callable[[Path], object],
) -> None:
    at_start(monkeypatch, lambda: happens(diagnoses))
    said = school.take("SOC", diagnoses)
    assert (said["error"], "cambió" in said["message"]) == ("unreadable", True)
    assert len(school.give("SOC")) == len(BEFORE)


def test_a_file_that_changes_while_the_second_process_reads_is_told_of(tmp_path: Path) -> None:
    file = as_table(tmp_path / "a.csv")
    with file.open("rb") as stream:
        origin = table.origin(stream, str(file))
    assert origin
    with origin.opened() as stream:
        assert stream.read(3) == b"CCT"
    with pytest.raises(Unreadable) as told, origin.opened() as stream:
        file.write_bytes(stream.read() + b"\n")
    assert told.value.why == "changed"


def test_what_comes_through_a_pipe_is_prepared_in_the_first_process(
    school: Notebook, diagnoses: Path, at_once: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody else can read it. Nor can anybody what has another meaning in another process: /dev/stdin."""
    processes = started(monkeypatch)
    content = diagnoses.read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert counts(school.take("SOC", "-")) == (5, 1, 2, 0, 4)
    assert (processes, table.origin(io.BytesIO(content), str(diagnoses))) == ([], None)


CHUNK = ahead.Second._chunk


def killed(second: ahead.Second, *said: Any) -> ahead.Chunk:
    """It is killed when it has said all that there is, and the first process has read one part of it."""
    rest: list[Any] = []
    while not (rest and isinstance(rest[-1], dict)):
        rest.append(second._said())
    second._process.kill()
    second._process.wait()
    second._from.close()
    second._from = io.BytesIO(b"".join(map(pickle.dumps, rest)))
    return CHUNK(second, *said)


def test_a_second_process_that_is_killed_ends_the_import_and_nothing_is_saved(
    school: Notebook, diagnoses: Path, sheet: Sheet, at_once: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Six rows, all new: two are prepared here, and both parts of two are in the pipe when it is killed."""
    monkeypatch.setattr(ahead, "FEW", 3)
    monkeypatch.setattr(
        ahead.Second,
        "_chunk",
        lambda second, *said: (killed if second._process.poll() is None else CHUNK)(second, *said),
    )
    when = ("inicial", "media", "extra")
    fair = [[KEY, before[1], DAY, one, "si", "ausente"] for one in when for before in BEFORE]
    said = school.take("SOC", sheet(HEAD, *fair))
    assert (school.code, "batch" in said) == (1, False)
    assert len(school.give("SOC")) == len(BEFORE)


def test_a_table_whose_rows_are_put_in_another_way_is_not_read_by_another_process(tmp_path: Path) -> None:
    """Results in four levels, and sessions of tutorings: their rows are made in memory."""
    file, form = tmp_path / "a.csv", load("TUT")
    levels = ["INSUFICIENTE", "ELEMENTAL", "BUENO", "EXCELENTE"]
    file.write_text(as_csv([["CCT", *levels, "Tutor", "Fecha de la sesión"], [KEY, *"1234", "B", DAY]]))
    with file.open("rb") as stream:
        found = table.read(stream, str(file), Names(form).score)
        assert found.again
        told = Told("enlace", 2010, "lenguaje")
        assert arranged(found, Names(load("RES")), str(file), told, {}).again is None
        assert gathered(form, found, Names(form)).again is None


def again(file: Path) -> Again:
    """How another process reads a file."""
    with file.open("rb") as stream:
        found = table.read(stream, str(file), Names(load("SOC")).score)
    assert found.again
    return found.again


def test_what_stops_the_second_process_is_raised_in_the_first(home: Path, tmp_path: Path) -> None:
    store = Store.open(home, create=True)
    form = load("SOC")
    prepare = Prepare(store, Sheets(form, None, Names(form), {}, "", date(2025, 10, 20)), 1)
    file = again(as_table(tmp_path / "a.jsonl"))
    with pytest.raises(NoStore) as told, ahead.Second((tmp_path, prepare.sheets, 1, file, 0)) as second:
        list(second.chunks(prepare))
    assert told.value.folder == str(tmp_path)
    store.close()


def test_the_second_process_ends_when_the_first_is_no_more(home: Path, tmp_path: Path) -> None:
    """It waits to be told that a part is done with: of the twelve rows each is one."""
    Store.open(home, create=True).close()
    form = load("SOC")
    pipe = subprocess.PIPE
    process = subprocess.Popen(ahead._WORK, stdin=pipe, stdout=pipe)
    assert process.stdin and process.stdout
    sheets = Sheets(form, None, Names(form), {}, "", date(2025, 10, 20))
    pickle.dump((home, sheets, 1, again(as_table(tmp_path / "a.jsonl")), 0), process.stdin)
    process.stdin.flush()
    assert len(pickle.load(process.stdout)) == len(Fair._fields) + 5
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
