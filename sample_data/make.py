"""Write the files of the invented district, each time the same: `python sample_data/make.py [FOLDER]`."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any

import catalogue
import ciclo
import photo
import results
import tables
import teaching
import term
import xlsxwriter
from district import ANA, BENITO, SCHOOLS, School, children, families
from sheets import FIRST_SCHOOL_DAYS, SECOND_SCHOOL_DAYS, closing_day, diagnosis, month, visit
from tables import MISTAKES, Row

SEED = 2025
DECIDED = "2025-10-15"
FOCAL = ("Emiliano", "Itzel", "Yolotzin", "Xóchitl", "Citlali")
"""The children of Xochitepec whom Ana accompanies one to one."""

Sheet = dict[str, Any]


def main(folder: Path) -> None:
    """Write every file into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    write_csv(folder / "escuelas.csv", tables.schools(), ",", "utf-8-sig")
    write_csv(folder / "docentes.csv", tables.teachers(), ",", "utf-8")
    write_csv(folder / "familias.csv", tables.relatives(), ";", "cp1252")
    write_csv(folder / "ejercicios.csv", catalogue.exercises(), ",", "utf-8-sig")
    write_csv(folder / "tutorias.csv", term.tutorings(), ",", "utf-8-sig")
    write_csv(folder / "relatos.csv", term.accounts(), ",", "utf-8-sig")
    write_csv(folder / "demostraciones.csv", term.demonstrations(), ",", "utf-8-sig")
    write_xlsx(folder / roster(SCHOOLS[0]), tables.pupils(SCHOOLS[0]))
    for school in SCHOOLS[1:]:
        write_csv(folder / roster(school), tables.pupils(school), ";", "cp1252")

    chance = Random(SEED)
    october = [sheet for school in SCHOOLS for sheet in monthly(school, chance)]
    diagnoses = [
        diagnosis(child, 15 + place // 3, chance) for place, child in enumerate(children(SCHOOLS[0]))
    ]
    write_lines(folder / "fichas_octubre.jsonl", sorted(october, key=lambda sheet: str(sheet["date"])))
    write_lines(folder / "diagnosticos.jsonl", diagnoses)
    later = visit(SCHOOLS[1], "2025-11-12", "2025-11-13", children(SCHOOLS[1])[:4], chance)
    write_json(folder / "visita.json", later)
    write_json(folder / "expected.json", expected(october, diagnoses))
    write_lines(folder / "asesores.jsonl", tables.advisors())
    write_lines(folder / "focales.jsonl", decided(SCHOOLS[0]))
    write_json(folder / "estrategia.json", agreed(SCHOOLS[0]))
    write_json(folder / "plan_b2.json", planned(SCHOOLS[0]))
    for year in results.YEARS:
        write_csv(folder / results.file_of(year), results.published(year), ",", "cp1252")
    (folder / ciclo.PHOTO).write_bytes(photo.png())
    for advisor in (ANA, BENITO):
        ciclo.write(folder / ciclo.file_of(advisor), ciclo.lines(advisor))


def roster(school: School) -> str:
    """The name of a school's list: the first school has a workbook, the others CSV."""
    return f"alumnos_{school.slug}.{'xlsx' if school == SCHOOLS[0] else 'csv'}"


def monthly(school: School, chance: Random) -> list[Sheet]:
    """October in a school. Each advisor's first school has the odd weeks, the second the even ones."""
    days = SECOND_SCHOOL_DAYS if SCHOOLS.index(school) % 2 else FIRST_SCHOOL_DAYS
    sheets = month(school, days, chance)
    return [*sheets[:-1], closing_day(sheets[-1])]


def decided(school: School) -> list[Sheet]:
    """What Ana and the teacher decided about each child in October (RIE)."""
    here = [child for child in children(school) if not child.until]
    focal = [child for child in here if child.names in FOCAL]
    lines = [teaching.identifies(school, DECIDED, child, place) for place, child in enumerate(focal)]
    lines += [teaching.remains(school, DECIDED, child) for child in here if child not in focal]
    return [line["answers"] for line in lines]


def agreed(school: School) -> Sheet:
    """The strategy (EI) without what the notebook knows itself: the diagnoses and the focal children."""
    answers: Sheet = teaching.strategy(school, DECIDED, [], [])["answers"]
    return {code: value for code, value in answers.items() if code not in ("I01", "I02")}


def planned(school: School) -> Sheet:
    """The plan of November and December (PB); it began on 3 November."""
    first, last = teaching.BIMESTERS["B2"]
    days = [day for day in ciclo.days_in(school) if first <= day <= last]
    answers: Sheet = teaching.plan(school, "B2", first, days, Random(SEED))["answers"]
    del answers["strategy"]
    return answers


def expected(october: Sequence[Sheet], diagnoses: Sequence[Sheet]) -> dict[str, Any]:
    """What a notebook holds when all of it has gone in, for the tour and the tests to count against."""
    return {
        "advisors": {advisor: expected_of(advisor, october) for advisor in (ANA, BENITO)},
        "schools": len(SCHOOLS),
        "teachers": len(SCHOOLS),
        "relatives": sum(len(families(school)) for school in SCHOOLS),
        "kinships": sum(len(children(school)) for school in SCHOOLS),
        "students": sum(len(children(school)) for school in SCHOOLS),
        "sheets": len(october),
        "diagnoses": len(diagnoses),
        "exercises": len(catalogue.codes()),
        "focal": len(FOCAL),
        "results": len(SCHOOLS) * len(results.YEARS),
        "focus": {school.cct: results.verdicts(school) for school in SCHOOLS},
        "rosters": {school.cct: expected_roster(school) for school in SCHOOLS},
    }


def expected_of(advisor: str, october: Sequence[Sheet]) -> dict[str, Any]:
    """The schools of an advisor and how many sheets they have."""
    schools = [school.cct for school in SCHOOLS if school.advisor == advisor]
    return {"schools": schools, "sheets": sum(sheet["school"] in schools for sheet in october)}


def expected_roster(school: School) -> dict[str, Any]:
    """How many children a list holds, how many lack a CURP or have left, and which lines are refused."""
    pupils = children(school)
    first = len(pupils) + 2
    return {
        "file": roster(school),
        "students": len(pupils),
        "without_curp": sum(not child.curp for child in pupils),
        "left": sum(bool(child.until) for child in pupils),
        "refused": [
            {"line": first + place, "field": mistake.field, "code": mistake.code}
            for place, mistake in enumerate(MISTAKES[school.slug])
        ],
    }


def write_csv(file: Path, rows: Iterable[Row], separator: str, encoding: str) -> None:
    """As a spreadsheet saves it: with CRLF."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerows(rows)
    file.write_bytes(text.getvalue().encode(encoding))


def write_xlsx(file: Path, rows: Sequence[Row]) -> None:
    """Real dates where there are dates; everything else as text."""
    with xlsxwriter.Workbook(file) as workbook:
        workbook.set_properties({"title": "Alumnos (inventados)", "created": datetime(2025, 9, 1)})
        sheet = workbook.add_worksheet("Alumnos")
        bold, day = workbook.add_format({"bold": True}), workbook.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, rows[0], bold)
        for line, row in enumerate(rows[1:], 1):
            for column, value in enumerate(row):
                found = real_date(value)
                if found:
                    sheet.write_datetime(line, column, found, day)
                else:
                    sheet.write_string(line, column, value)


def real_date(text: str) -> date | None:
    """The day that a text as 31/12/2025 names, if there was one."""
    parts = text.split("/")
    try:
        return date(*map(int, reversed(parts))) if len(parts) == 3 else None
    except ValueError:
        return None


def write_lines(file: Path, sheets: Iterable[Mapping[str, Any]]) -> None:
    """One sheet a line."""
    file.write_bytes("".join(json.dumps(sheet, ensure_ascii=False) + "\n" for sheet in sheets).encode())


def write_json(file: Path, content: Mapping[str, Any]) -> None:
    """One document, to be read by people too."""
    file.write_bytes((json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
