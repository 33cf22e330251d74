"""Make a notebook of a year of the district: `python sample_data/load.py FOLDER [--advisor "Benito Nava"]`.

Through the doors that people use: the lists by `fieldkit import`, every sheet checked as if it were typed,
on its own day. FOLDER then is a notebook: `FIELDKIT_HOME=FOLDER fieldkit report annual …`.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ciclo import lines
from district import ANA, SCHOOLS
from make import roster
from results import BEFORE, TEST, YEARS, file_of

from fieldkit.actions import attachment, correction, entry, lookup
from fieldkit.cli import app, kit
from fieldkit.store.store import Store

HERE = Path(__file__).parent
LISTED = "2025-11-20T18:00:00"
"""When the lists are brought in: they tell of children who came in October and left in November."""

CONSENT = ("consent_by", "consent_how", "consent_date")
"""The answers about a photo that say who allowed it."""

CLOSED = "2026-07-10T18:00:00"
"""When the results of the year are out."""


def make(home: Path, advisor: str = ANA, year: Iterable[Mapping[str, Any]] | None = None) -> None:
    """A notebook in this folder, which must be empty. year: lines of `ciclo.py`; without them, its own."""
    os.environ |= {"FIELDKIT_HOME": str(home), "FIELDKIT_NOW": LISTED}
    _run("init", "--advisor", advisor, "--no-input")
    _run("programme", "set", "--set", "phase=Segundo ciclo en la región")
    _lists(home, advisor)
    _results(home, advisor, BEFORE)
    play(home, year or lines(advisor))
    os.environ["FIELDKIT_NOW"] = CLOSED
    _results(home, advisor, [year for year in YEARS if year not in BEFORE])


def play(home: Path, year: Iterable[Mapping[str, Any]]) -> None:
    """Fill in every sheet on its own day. Raises what the sheet is refused with."""
    store = Store.open(home)
    ids = dict[str, str]()
    for line in year:
        answers = _pointed(line["answers"], ids)
        day = line.get("date") or answers["date"]
        os.environ["FIELDKIT_NOW"] = f"{day}T18:00:00"
        saved = _saved(store, {**line, "answers": answers}, ids, date.fromisoformat(day))
        ids[line.get("name", saved)] = saved
    store.close()


def _saved(store: Store, line: Mapping[str, Any], ids: Mapping[str, str], today: date) -> str:
    """What one line says: a sheet corrected, a teacher's goals, a photo, or a new sheet. Its id."""
    by, answers = str(store.meta("advisor")), line["answers"]
    if "correct" in line:
        return correction.correct(store, ids[line["correct"]], answers, reason=line["reason"], by=by).id
    if "teacher" in line:
        job = lookup.part(store, lookup.person(store, line["teacher"]), "membership")
        return correction.correct(store, job.id, answers, reason=line["reason"], by=by).id
    if "photo" in line:
        item, consent = answers["item"], {code: answers[code] for code in CONSENT}
        to, file = _pointed(line["to"], ids), HERE / line["photo"]
        return attachment.attach(store, file, to, item=item, consent=consent, by=by, today=today).id
    return entry.finish(store, line["form"], answers, by=by, today=today).id


def _results(home: Path, advisor: str, years: Iterable[int]) -> None:
    """What the advisor's schools had in the national test."""
    mine = [school.cct for school in SCHOOLS if school.advisor == advisor]
    for year in years:
        file = _of_schools(home, file_of(year), mine)
        _run("import", "results", file, "--test", TEST, "--year", str(year))


def _lists(home: Path, advisor: str) -> None:
    """Exercises, schools, teachers, children and families. Lines that are wrong on purpose stay out."""
    mine = [school for school in SCHOOLS if school.advisor == advisor]
    notice = (
        "--notice",
        "2025-1",
        "--notice-to",
        "Familias",
        "--notice-how",
        "leido",
        "--notice-date",
        "2025-09-03",
    )
    known = next(row for row in (HERE / "asesores.jsonl").read_text("utf-8").splitlines() if advisor in row)
    (home / "asesores.jsonl").write_text(known + "\n", "utf-8")
    _run("import", "exercises", str(HERE / "ejercicios.csv"))
    for name, kind in (("escuelas.csv", "schools"), ("docentes.csv", "teachers")):
        told = notice if kind == "teachers" else ()
        _run("import", kind, _of_schools(home, name, [one.cct for one in mine]), *told)
    for school in mine:
        _run("import", "students", str(HERE / roster(school)), *notice)
    _run("import", "advisors", str(home / "asesores.jsonl"))
    _run("import", "families", _of_schools(home, "familias.csv", [one.cct for one in mine]), *notice)


def _of_schools(home: Path, name: str, keys: list[str]) -> str:
    """A list with the lines of some schools only."""
    encoding = "cp1252" if name.startswith(("familias", "resultados")) else "utf-8-sig"
    head, *rows = (HERE / name).read_bytes().decode(encoding).splitlines()
    file = home / name
    file.write_text(
        "\n".join([head, *(row for row in rows if any(key in row for key in keys))]) + "\n", "utf-8"
    )
    return str(file)


def _pointed(answers: Any, ids: Mapping[str, str]) -> Any:
    """The answers with ids in place of names."""
    if isinstance(answers, dict):
        return {code: _pointed(value, ids) for code, value in answers.items()}
    if isinstance(answers, list):
        return [_pointed(value, ids) for value in answers]
    return ids[answers[1:]] if isinstance(answers, str) and answers.startswith("=") else answers


def _run(*words: str) -> None:
    """One command. Raises SystemExit with what it said; lines that are wrong on purpose may be refused."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = app.run([*words, *(["--no-input"] if words[0] == "import" else [])])
    if kit._store is not None:
        kit._store.close()
        kit._store = None
    if code not in (0, kit.PARTLY):
        raise SystemExit(f"{' '.join(words)}: {said.getvalue()}")


def main() -> None:
    """Make the notebook."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--advisor", default=ANA)
    said = parser.parse_args()
    said.folder.mkdir(parents=True, exist_ok=True)
    make(said.folder.resolve(), said.advisor)


if __name__ == "__main__":
    main()
