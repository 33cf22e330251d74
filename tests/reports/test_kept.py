"""Kept numbers are those that would be counted, whatever changed; and only what changed is counted anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import text

from fieldkit.domain.calendar import Calendar
from fieldkit.domain.change import Edit
from fieldkit.errors import Unreadable
from fieldkit.forms.school_years import calendar
from fieldkit.reports import at_centre, kept
from fieldkit.reports.at_centre import Asked
from fieldkit.reports.document import document
from fieldkit.reports.period import month, school_year
from fieldkit.store import centre, counted
from fieldkit.store.centre_read import CentreReader
from fieldkit.store.counted import Row
from tests import make
from tests.reports.sheets import visit
from tests.reports.test_at_centre import advisor, school
from tests.reports.test_elsewhere import cycle
from tests.sync.world import World

TODAY = date(2026, 7, 20)
YEAR = school_year("2025-2026")
TIMES = {"monthly": month("2025-10"), "annual": YEAR, "network": YEAR}
EVERY = {sort: Asked(sort, time, TODAY, Calendar({})) for sort, time in TIMES.items()}
PLACES = (("nation", "MX"), ("state", "12"), ("region", "Montaña"))


@pytest.fixture(params=["sqlite", "postgresql"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    """A centre on either database."""
    found = World(None if request.param == "sqlite" else request.getfixturevalue("postgres_url"))
    yield found
    found.close()


class District:
    """Three schools of one advisor. In A there is tutoring, and a child who finished the sixth grade."""

    def __init__(self, world: World) -> None:
        self.world, self.device = world, world.device("ana", "ABC")
        advisor(self.device, "Montaña")
        self.ids = {place: school(self.device, place, 6, 3) for place in "ABC"}
        self.places = {id: place for place, id in self.ids.items()}
        self.child, self.other = self.children("A")[:2]
        cycle(self.device, self.ids["A"], self.device.by, self.child, "2025-10", seed="si")
        oldest = self.device.write(f"s:{self.ids['A']}", first_names="Rosa").record
        over = {"grade": "6", "until": "2026-07-10", "leaving_reason": "egreso"}
        self.device.save(make.membership(self.ids["A"], oldest, **over))
        self.oldest = oldest
        self.device.sync()

    def children(self, place: str) -> list[str]:
        found = "SELECT id FROM record WHERE kind = 'person' AND bucket = ? ORDER BY place"
        return [row[0] for row in self.device.rows(found, f"s:{self.ids[place]}")]

    def sheets(self, place: str, form: str) -> list[str]:
        found = "SELECT id FROM record WHERE form = ? AND bucket = ? ORDER BY place"
        return [row[0] for row in self.device.rows(found, form, f"s:{self.ids[place]}")]

    def save(self, *edits: Edit) -> None:
        self.device.save(*edits)
        self.device.sync()

    def correct(self, record: str, **answers: Any) -> None:
        self.device.edit(record, **answers)
        self.device.sync()

    def withdraw(self, record: str) -> None:
        self.device.edit(record, state="withdrawn")
        self.device.sync()

    def anew(self, every: dict[str, Asked] = EVERY) -> dict[str, str]:
        """Which schools each sort of report had to count: `AB`. Every place's report is that which is counted
        without anything kept."""
        return {sort: self._one(asked) for sort, asked in every.items()}

    def _one(self, asked: Asked) -> str:
        rows: list[Row] = []
        shown = [self._told(asked, level, place, rows) for level, place in PLACES]
        plain = [self._told(asked, level, place, None) for level, place in PLACES]
        assert shown == plain
        return "".join(sorted(self.places[row.school] for row in rows))

    def _told(self, asked: Asked, level: Any, place: str, rows: list[Row] | None) -> dict[str, Any]:
        """A report; with rows, from what is kept, and they are what was kept for it."""

        def keep(some: Sequence[Row]) -> bool:
            assert rows is not None
            rows.extend(some)
            return counted.keep(self.world.office.engine, some)

        if rows is not None:
            with centre.reading(self.world.office.engine) as connection:
                return document(at_centre.of_place(CentreReader(connection), level, place, asked, keep))
        with self.world.office.engine.connect() as connection, connection.begin() as begun:
            connection.execute(text("DELETE FROM counted"))
            found = document(at_centre.of_place(CentreReader(connection), level, place, asked))
            begun.rollback()
        return found


def all_three(schools: str, **others: str) -> dict[str, str]:
    return {"monthly": schools, "annual": schools, "network": schools, **others}


def test_whatever_changes_the_kept_numbers_are_those_of_today_and_nothing_else_is_counted(
    world: World,
) -> None:
    """Each change, and the schools whose numbers could be others by it: those are counted, and no others."""
    at = District(world)
    assert at.anew() == all_three("ABC"), "the first time"
    assert at.anew() == all_three(""), "nothing happened"
    at.save(Edit("entry", f"s:{at.ids['A']}", visit(at.ids["A"], "2025-10-20")))
    assert at.anew() == all_three("A"), "a new sheet"
    at.correct(at.sheets("A", "DXA")[0], **{f"C{item:02}": "0" for item in range(1, 11)})
    assert at.anew() == all_three("A"), "a correction"
    at.withdraw(at.sheets("B", "DXA")[0])
    assert at.anew() == all_three("B"), "a sheet withdrawn"
    at.save(make.membership(at.ids["B"], at.other))
    assert at.anew() == all_three("B"), "a child of A comes to B; it stays in A too"
    at.correct(at.other, birth_date="2012-05-06")
    assert at.anew() == all_three("AB"), "its record is kept with A and read for B"
    at.save(make.membership(at.ids["C"], at.oldest, grade="S1", since="2026-07-15"))
    assert at.anew() == all_three("C", annual="AC"), "a child who finished in A is in secondary school"
    at.correct(at.ids["C"], name="Otra escuela")
    assert at.anew() == all_three("C"), "a school is called otherwise"
    other = at.children("C")[0]
    cycle(at.device, at.ids["B"], at.device.by, other, "2026-03", seed="si")
    at.device.sync()
    assert at.anew() == all_three("ABC"), "a child of C learns at B, from whom planted in A too"
    at.withdraw(at.sheets("B", "DEM")[0])
    assert at.anew() == all_three("ABC"), "and it is withdrawn"


def test_whom_another_school_writes_of_for_the_first_time_is_seen(world: World) -> None:
    """Of nobody of A or C was there a sheet at B, and B has no tutor in common with them."""
    at = District(world)
    at.anew()
    (stranger, child) = at.children("B")[:2]
    cycle(at.device, at.ids["B"], stranger, child, "2026-02")
    at.device.sync()
    assert at.anew() == all_three("B")
    cycle(at.device, at.ids["B"], stranger, at.children("C")[3], "2026-03")
    at.device.sync()
    assert at.anew() == all_three("BC")


def test_what_a_guest_is_at_their_own_school_is_seen(world: World) -> None:
    """A child of C is tutored at B. She leaves C, and is enrolled at A: B may count her as something else."""
    at = District(world)
    guest = at.children("C")[0]
    cycle(at.device, at.ids["B"], at.children("B")[0], guest, "2026-02")
    at.device.sync()
    at.anew()
    (own,) = at.device.rows("SELECT id FROM record WHERE kind = 'membership' AND subject = ?", guest)
    at.correct(own[0], until="2026-03-02", leaving_reason="cambio_de_comunidad")
    assert at.anew() == all_three("BC")
    at.save(make.membership(at.ids["A"], guest, since="2026-03-02"))
    assert at.anew() == all_three("AB")


def test_a_region_is_no_part_of_what_is_kept(world: World) -> None:
    """A new advisor of C says another region: nothing is counted, and the region has two schools."""
    at = District(world)
    at.anew()
    eva = world.device("eva", "C")
    advisor(eva, "Costa Chica", school=at.ids["C"], since="2026-01-01")
    eva.sync()
    assert at.anew() == all_three("")
    assert at._told(EVERY["annual"], "region", "Montaña", [])["scope"]["schools"] == 2


def on(day: date) -> dict[str, Asked]:
    """The reports as they are asked for on a day."""
    return {sort: replace(asked, today=day) for sort, asked in EVERY.items()}


def test_on_another_day_is_counted_what_changes_with_the_day(world: World) -> None:
    """October's month was over. The year's report measures what was promised by the days of class gone by.
    In the network of A there was tutoring in October and none in November: on 1 December it has fallen.
    """
    at = District(world)
    assert at.anew(on(date(2025, 10, 30))) == all_three("ABC")
    assert at.anew(on(date(2025, 10, 31))) == all_three("", annual="ABC")
    assert at.anew(on(date(2025, 11, 30))) == all_three("", annual="ABC")
    assert at.anew(on(date(2025, 12, 1))) == all_three("", annual="ABC", network="A")
    assert at.anew(on(date(2026, 2, 10))) == all_three("", annual="ABC")
    assert at.anew(on(date(2025, 12, 24))) == all_three("", annual="ABC"), "a clock that is late"
    assert at.anew(on(date(2026, 7, 15))) == all_three("ABC", monthly=""), "the last day of class"
    for later in (date(2026, 7, 16), date(2026, 8, 1), date(2027, 3, 1)):
        assert at.anew(on(later)) == all_three("")


def test_what_is_dated_in_the_future_counts_on_its_day(world: World) -> None:
    """On 10 February a child of B learns from the 3rd to the 17th of March, and another will leave on 20
    April. March begins, the demonstration comes on the 17th, the child has left on the day; on 1 May it is
    known that in April nobody tutored.
    """
    at = District(world)
    cycle(at.device, at.ids["B"], at.device.by, at.children("B")[0], "2026-03", seed="si")
    leaver = at.device.write(f"s:{at.ids['B']}", first_names="Rosa").record
    at.device.save(make.membership(at.ids["B"], leaver, until="2026-04-20", leaving_reason="migracion"))
    at.device.sync()
    expected = {
        "02-10": "ABC",
        "03-01": "B",
        "03-03": "B",
        "03-10": "B",
        "03-17": "B",
        "04-20": "B",
        "05-01": "B",
    }
    for said, counted_anew in expected.items():
        on_it = date.fromisoformat(f"2026-{said}")
        for day, anew in ((on_it, counted_anew), (on_it + timedelta(days=1), "")):
            assert at.anew({"network": on(day)["network"]}) == {"network": anew}, day


def test_another_calendar_or_program_counts_anew(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    at = District(world)
    at.anew()
    published = {sort: replace(asked, calendar=calendar()) for sort, asked in EVERY.items()}
    assert at.anew(published) == all_three("ABC")
    monkeypatch.setattr(kept, "program", lambda: "another")
    assert at.anew(published) == all_three("ABC")


def test_counting_ahead_leaves_nothing_to_count(world: World) -> None:
    """Three schools in three sorts are nine; a sheet in B is three; then there is nothing to do."""
    at, engine = District(world), world.office.engine
    shares: list[float] = []
    first = at_centre.count_ahead(engine, list(EVERY.values()), shares.append)
    assert (first.schools, first.counted, max(shares)) == (3, 9, 1)
    assert at.anew() == all_three("")
    at.save(Edit("entry", f"s:{at.ids['B']}", visit(at.ids["B"], "2025-10-21")))
    assert at_centre.count_ahead(engine, list(EVERY.values())).counted == 3
    assert at_centre.count_ahead(engine, list(EVERY.values())).counted == 0
    assert at.anew() == all_three("")


def test_a_report_tells_how_many_schools_it_counts(world: World) -> None:
    """Three, none of them counted so far; then none has to be."""
    District(world)
    told: list[tuple[int, int]] = []
    for _ in range(2):
        with centre.reading(world.office.engine) as connection:
            keep = partial(counted.keep, world.office.engine)
            reader = CentreReader(connection)
            at_centre.of_place(
                reader, "nation", "MX", EVERY["network"], keep, lambda *many: told.append(many)
            )
    assert told == [(0, 3)]


def test_what_arrives_while_is_counted_does_not_pass_for_counted(world: World) -> None:
    """A sheet arrives at A after its numbers were read and before they are kept."""
    at, engine = District(world), world.office.engine
    with centre.reading(engine) as connection:
        ledger = kept.Ledger(CentreReader(connection), EVERY["monthly"])
        rows = [ledger.count(one) for one in ledger.stale()]
        at.save(Edit("entry", f"s:{at.ids['A']}", visit(at.ids["A"], "2025-10-22")))
        assert counted.keep(engine, rows)
    assert at.anew()["monthly"] == "A"


def test_where_nothing_can_be_kept_the_report_is_the_same_and_counting_ahead_says_so(
    postgres_url: str,
) -> None:
    """Whoever may only read the database."""
    world = World(postgres_url)
    at = District(world)
    expected = at._told(EVERY["annual"], "state", "12", None)
    with world.office.engine.begin() as connection:
        connection.execute(text("CREATE ROLE looker"))
        connection.execute(text("GRANT SELECT ON ALL TABLES IN SCHEMA public TO looker"))
    engine = centre.open_centre(f"{postgres_url}&options=-crole%3Dlooker")
    try:
        with centre.reading(engine) as connection:
            reader, keep = CentreReader(connection), partial(counted.keep, engine)
            found = at_centre.of_place(reader, "state", "12", EVERY["annual"], keep)
        assert document(found) == expected
        with pytest.raises(Unreadable) as told:
            at_centre.count_ahead(engine, [EVERY["annual"]])
        assert told.value.why == "centre_closed"
    finally:
        engine.dispose()
        with world.office.engine.begin() as connection:
            connection.execute(text("DROP OWNED BY looker"))
            connection.execute(text("DROP ROLE looker"))
        world.close()


def test_two_coordinators_may_count_at_once(world: World) -> None:
    """Both count and keep the same nine numbers; nothing is left to count."""
    at, engine = District(world), world.office.engine
    with ThreadPoolExecutor(2) as both:
        found = list(both.map(lambda _: at_centre.count_ahead(engine, list(EVERY.values())), range(2)))
    assert sum(one.counted for one in found) >= 9
    assert at.anew() == all_three("")
