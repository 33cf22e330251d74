"""A report counted on one day is that of every day it says it holds on, whatever the schools have lived."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, insert, text

from fieldkit.domain.change import encode
from fieldkit.domain.day import Today
from fieldkit.domain.record import new_id
from fieldkit.domain.school import School
from fieldkit.forms.school_years import calendar
from fieldkit.reports import annual, at_centre, monthly, network
from fieldkit.reports.at_centre import Asked
from fieldkit.reports.document import document
from fieldkit.reports.gather import Facts, gather
from fieldkit.reports.packed import pack
from fieldkit.reports.period import month, school_year
from fieldkit.reports.report import Report
from fieldkit.store import centre, counted
from fieldkit.store.centre_read import CentreReader
from fieldkit.store.counted import Row
from fieldkit.store.index import columns, planter, school
from fieldkit.store.store import Store
from fieldkit.store.tables import BUCKETS, COUNTED, RECORDS
from tests import make
from tests.reports import chance

CICLO = "2025-2026"
DAYS = [date(2025, 7, 25) + timedelta(days=number) for number in range(380)]
"""From before the school year until after it: nearly all that the schools live is at first in the future."""

SORTS: dict[str, Callable[[Facts], Report]] = {
    "network": lambda facts: network.report(facts, CICLO),
    "annual": lambda facts: annual.report(facts, CICLO),
    "2025-10": lambda facts: monthly.report(facts, month("2025-10")),
    "2026-03": lambda facts: monthly.report(facts, month("2026-03")),
}


Counted = dict[str, tuple[bytes, Today]]
"""By day: the numbers that were counted on it, and on what days they hold."""


@pytest.fixture(scope="module")
def schools(tmp_path_factory: pytest.TempPathFactory) -> list[Facts]:
    """Two schools over a year."""
    home = tmp_path_factory.mktemp("notebook")
    chance.notebook(home, chance.SEED)
    store = Store.open(home)
    found = [gather(store, one, today=DAYS[0], calendar=calendar()) for one in store.find(School)]
    store.close()
    return found


@pytest.fixture(scope="module", params=SORTS)
def each_day(request: pytest.FixtureRequest, schools: list[Facts]) -> Counted:
    """A report of a school, counted on each day by itself."""
    found = {}
    for day in DAYS:
        facts = replace(schools[0], today=Today(day))
        found[day.isoformat()] = pack(SORTS[request.param](facts)).encoded(), facts.today
    return found


def test_on_every_day_a_report_holds_on_it_is_what_would_be_counted(each_day: Counted) -> None:
    for day, (told, today) in each_day.items():
        others = [other for other in each_day if today.since <= other < today.before]
        assert day in others
        assert {each_day[other][0] for other in others} == {told}, day


def test_it_is_seldom_counted_for_nothing(each_day: Counted) -> None:
    """From day to day the numbers are others ten times or more; it was counted at most three times as often:
    of a year by chance many demonstrations lead to nothing, and their days are looked at too."""
    days = list(each_day.values())
    changes = sum(before != after for (before, _), (after, _) in pairwise(days))
    counts, holds = 0, days[0][1]
    for day, (_, today) in each_day.items():
        if not holds.since <= day < holds.before:
            counts, holds = counts + 1, today
    assert 10 <= changes <= counts <= 3 * changes


class Centre:
    """A centre that has all of a notebook, and what it keeps. Records are put there as they are: what the
    schools live by chance no form would take."""

    def __init__(self, folder: Path, dice: random.Random) -> None:
        self.engine, self.dice, self.seq = centre.open_centre(f"sqlite:///{folder / 'centre.db'}"), dice, 0
        chance.notebook(folder / "notebook", dice.randrange(100))
        store = Store.open(folder / "notebook")
        for id, kind, bucket, doc in store.connection.execute("SELECT id, kind, bucket, doc FROM present"):
            self.put(id, kind, bucket, json.loads(doc))
        self.schools = [school.id for school in store.find(School)]
        store.close()

    def put(self, id: str, kind: str, bucket: str, doc: dict[str, Any]) -> None:
        """A record as it is now, in place of what it was; its bucket has moved."""
        self.seq, found = self.seq + 1, columns(kind, doc)
        told = {"id": id, "kind": kind, "bucket": bucket, "rev": str(self.seq), "seq": self.seq}
        told |= {"flagged": False, "doc": encode(doc).decode(), "school": school(doc), "maker": None}
        told |= {"form": found.form, "subject": found.subject, "date": found.date, "state": found.state}
        told |= {"key": found.key, "cct": doc["answers"].get("cct"), "planter": planter(doc)}
        with self.engine.begin() as connection:
            connection.execute(delete(RECORDS).where(RECORDS.c.id == id))
            connection.execute(insert(RECORDS), told)
            connection.execute(delete(BUCKETS).where(BUCKETS.c.id == bucket))
            connection.execute(insert(BUCKETS), {"id": bucket, "seq": self.seq, "held": 1, "xor": 0})

    def happens(self, day: date) -> None:
        """Something is written about a day before or after this one, or nothing is."""
        where, when = self.dice.choice(self.schools), day + timedelta(days=self.dice.randrange(-20, 20))
        what = self.dice.choice(["nothing", "left open", "enrolled", "withdrawn", "other day", "other day"])
        if what == "left open":
            left = make.sheet(where, "2025-10-06", VD2=[{"VD2_T": "Leer", "VD2_F": when.isoformat()}])
            self.put(new_id(), left.kind, left.bucket, left.doc)
        elif what == "enrolled":
            child = self._any("kind = 'person'").id
            enrolled = make.membership(where, child, since=when.isoformat())
            self.put(new_id(), enrolled.kind, enrolled.bucket, enrolled.doc)
        elif what != "nothing":
            one = self._any(f"form = '{self.dice.choice(['FS', 'DXA', 'TUT', 'DEM', 'PB', 'APC'])}'")
            doc = json.loads(one.doc)
            answers = {**doc["answers"], "date": when.isoformat()}
            now = {"state": "withdrawn"} if what == "withdrawn" else {"answers": answers}
            self.put(one.id, one.kind, one.bucket, {**doc, **now})

    def _any(self, which: str) -> Any:
        with self.engine.connect() as connection:
            return self.dice.choice(list(connection.execute(text(f"SELECT * FROM record WHERE {which}"))))

    def compare(self, asked: Asked) -> int:
        """How many schools had to be counted for the report of the nation, which is that of nothing kept."""
        rows: list[Row] = []
        with self.engine.connect() as connection:
            reader = CentreReader(connection)
            kept = at_centre.of_place(reader, "nation", "MX", asked, lambda some: not rows.extend(some))
        assert counted.keep(self.engine, rows)
        with self.engine.connect() as connection, connection.begin() as begun:
            connection.execute(delete(COUNTED))
            plain = at_centre.of_place(CentreReader(connection), "nation", "MX", asked)
            begun.rollback()
        assert document(kept) == document(plain), asked
        return len(rows)


TURNS = ("08-31", "09-01", "10-31", "11-01", "12-31", "01-01", "01-02", "07-14", "07-15", "07-16", "07-31")
"""Days on which a month, a bimester or a school year ends or begins."""


def test_days_pass_and_things_happen_and_what_is_kept_is_what_would_be_counted(tmp_path: Path) -> None:
    """Every sort that is kept, through a year, with everything that goes by chance; at last a late clock."""
    dice = random.Random(chance.SEED)
    turns = [day for day in DAYS if f"{day:%m-%d}" in TURNS]
    days = sorted({*turns, *dice.sample(DAYS, 20)})
    times = {"2025-10": month("2025-10"), "2026-03": month("2026-03"), CICLO: school_year(CICLO)}
    asked = [("monthly", "2025-10"), ("monthly", "2026-03"), ("annual", CICLO), ("network", CICLO)]
    anew: Counter[str] = Counter()
    at = Centre(tmp_path, dice)
    for day in [*days, days[-9]]:
        at.happens(day)
        for sort, time in asked:
            anew[time + sort] += at.compare(Asked(sort, times[time], day, calendar()))
    at.engine.dispose()
    assert all(many < 2 * len(days) for many in anew.values()), "of two schools, not both every time"
