"""Tutoring networks of invented schools, the same every time: as facts, and as the records of a centre."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from fieldkit.domain.record import new_id, new_ids
from fieldkit.domain.tutoring import Account, Demonstration, Facts, Tutoring

SCHOOLS, VISITS, RELATIONS = 9_072, 25_000, 1_000_000
"""What the programme had in two years; and a network of which nobody has had the like yet."""

CHILDREN = 24
STATES = 32
STATE = "12"
"""The one whose report is measured: every thirty-second school is in it."""

_FIRST = date(2025, 9, 1)
_ROWS = 20_000


class Relation(NamedTuple):
    """One tutoring that ended in a qualification: who learned what from whom, from which day on."""

    exercise: str
    tutor: str
    tutee: str
    begun: str
    written: str
    shown: str
    seed: bool


def share(whole: int, number: int) -> int:
    """How many of a whole fall to a school."""
    return whole // SCHOOLS + (number < whole % SCHOOLS)


def relations(number: int, people: list[str], adviser: str) -> list[Relation]:
    """The network of one school: the adviser plants exercise after exercise, then whoever learned teaches."""
    dice, step = random.Random(number), 0
    found: list[Relation] = []
    while len(found) < share(RELATIONS, number):
        step += 1
        exercise, able, waiting = f"MAT-{step % 6 + 1}-{step:03}", [adviser], people[:]
        dice.shuffle(waiting)
        day = dice.randrange(0, 60)
        while waiting and len(found) < share(RELATIONS, number):
            day += dice.randrange(4, 9)
            pairs = list(zip(able[-6:], waiting, strict=False))[: share(RELATIONS, number) - len(found)]
            for tutor, tutee in pairs:
                days = (_day(day), _day(day + 3), _day(day + 4))
                found.append(Relation(exercise, tutor, tutee, *days, tutor == adviser))
                waiting.remove(tutee)
            able += [tutee for _, tutee in pairs]
    return found


def way(exercise: str, people: list[str], adviser: str, dice: random.Random) -> list[Relation]:
    """One exercise some way into a class: each who learned it may have taught it."""
    able, found = [adviser], []
    for day, tutee in enumerate(dice.sample(people, dice.randrange(1, len(people)))):
        tutor = dice.choice(able)
        days = (_day(5 * day), _day(5 * day + 3), _day(5 * day + 4))
        found.append(Relation(exercise, tutor, tutee, *days, tutor == adviser))
        able.append(tutee)
    return found


@cache
def _day(number: int) -> str:
    return (_FIRST + timedelta(days=number)).isoformat()


def facts(relations: list[Relation], school: str = "") -> Facts:
    """The same as facts."""
    found = Facts()
    for place, (exercise, tutor, tutee, begun, written, shown, seed) in enumerate(relations):
        id = f"{school}{place:06}"
        found.tutorings.append(
            Tutoring(id, exercise, "1", tutor, tutee, begun, begun, "resuelto_solo", seed, 45, 1, school)
        )
        found.accounts.append(Account(f"{id}a", exercise, tutee, written, True))
        found.demonstrations.append(Demonstration(f"{id}d", exercise, tutee, shown, tutor, 3, True))
    return found


def sheets(relations: list[Relation], school: str) -> Iterator[dict[str, Any]]:
    """The same as documents of TUT, REL and DEM."""
    for one in relations:
        who = {"school": school, "person": one.tutee, "exercise": one.exercise}
        session = {"U07_F": one.begun, "U07_M": 45, "U07_P": "Cuenta de doce en doce", "U07_A": 4}
        yield document("TUT", school=school, date=one.begun, U01=one.exercise, U02=one.tutor, U03=one.tutee,
                       U05="Quiso", U07=[session], U08="resuelto_solo", U09=4, exercise_version="1",
                       seed="si" if one.seed else "no")  # fmt: skip
        yield document("REL", **who, date=one.written, account="Conté de doce en doce", sufficient="si")
        yield document("DEM", **who, date=one.shown, evaluator=one.tutor, mastery=3, accepted="si",
                       audience=["companeros"], audience_n=12)  # fmt: skip


def document(form: str, **answers: Any) -> dict[str, Any]:
    """A finished sheet."""
    return {"form": form, "version": 1, "state": "finished", "answers": answers}


def cct(number: int) -> str:
    """An invented key: every thirty-second school is in the state that is measured."""
    from fieldkit.domain.identifiers import cct_letter

    head = f"{(number + int(STATE) - 1) % STATES + 1:02}KPR{number:04}"
    return head + cct_letter(head)


def fill(database: Path) -> None:
    """Make a centre's database with all schools, one after another: a few minutes, 2.9 GB."""
    from sqlalchemy import insert

    from fieldkit.store import centre
    from fieldkit.store.tables import BUCKETS, RECORDS

    database.unlink(missing_ok=True)
    engine = centre.open_centre(f"sqlite:///{database}")
    waiting: list[dict[str, Any]] = []
    with engine.begin() as connection:
        for number in range(SCHOOLS):
            mine = list(rows(number))
            waiting += mine
            told = {"id": mine[0]["bucket"], "seq": len(mine), "held": len(mine), "xor": 0}
            connection.execute(insert(BUCKETS), told)
            if len(waiting) >= _ROWS or number == SCHOOLS - 1:
                connection.execute(insert(RECORDS), waiting)
                waiting = []
    engine.dispose()


def visit(database: Path) -> None:
    """One more visit arrives, at one school."""
    from sqlalchemy import insert, select, update

    from fieldkit.store import centre
    from fieldkit.store.tables import BUCKETS, RECORDS

    engine = centre.open_centre(f"sqlite:///{database}")
    with engine.begin() as connection:
        bucket = connection.execute(select(BUCKETS).limit(1)).one()
        sheet = document("FS", school=bucket.id[2:], date="2026-05-04", V01="jornada", V02="asesor")
        row = _row(bucket.seq + 1, bucket.id[2:], new_id(), "entry", sheet)
        connection.execute(insert(RECORDS), row)
        moved = update(BUCKETS).where(BUCKETS.c.id == bucket.id)
        connection.execute(moved.values(seq=bucket.seq + 1, held=bucket.held + 1))
    engine.dispose()


def forget(database: Path) -> None:
    """Nothing was ever counted."""
    from sqlalchemy import delete

    from fieldkit.store import centre
    from fieldkit.store.tables import COUNTED

    engine = centre.open_centre(f"sqlite:///{database}")
    with engine.begin() as connection:
        connection.execute(delete(COUNTED))
    engine.dispose()


def rows(number: int) -> Iterator[dict[str, Any]]:
    """All records of one school as the centre's table has them."""
    school, adviser, *people = new_ids(2 + CHILDREN)
    told = {"cct": cct(number), "name": f"Escuela {number}", "level": "primaria", "shift": "matutino"}
    records: list[tuple[str, str, dict[str, Any]]] = [(school, "school", document("REG-E", **told))]
    for place, child in enumerate(people):
        named = {"first_names": f"Niña {place}", "surname": "Peña", "birth_date": "2016-03-14", "sex": "M"}
        records.append((child, "person", document("REG-A", **named)))
        tie = {"person": child, "school": school, "role": "student", "since": "2025-09-01", "grade": "3"}
        records.append((new_id(), "membership", document("REG-A", **tie)))
    written = [*sheets(relations(number, people, adviser), school)]
    for visit in range(share(VISITS, number)):
        written.append(document("FS", school=school, date=_day(20 + 30 * visit), V01="jornada", V02="asesor"))
    records += zip(new_ids(len(written)), ["entry"] * len(written), written, strict=True)
    return (_row(seq, school, *record) for seq, record in enumerate(records, 1))


def _row(seq: int, school: str, id: str, kind: str, doc: dict[str, Any]) -> dict[str, Any]:
    from fieldkit.domain.change import encode
    from fieldkit.store.index import columns, planter
    from fieldkit.store.index import school as named

    found = columns(kind, doc)
    return {
        "id": id, "kind": kind, "bucket": f"s:{school}", "rev": id, "seq": seq, "flagged": False,
        "doc": encode(doc).decode(), "form": found.form, "school": named(doc), "subject": found.subject,
        "date": found.date, "state": found.state, "key": found.key,
        "cct": doc["answers"].get("cct"), "maker": None, "planter": planter(doc),
    }  # fmt: skip
