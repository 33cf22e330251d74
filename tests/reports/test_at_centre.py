"""The centre counts what the devices count."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from fieldkit.domain.calendar import Calendar
from fieldkit.domain.change import Edit
from fieldkit.errors import Ambiguous, NotFound
from fieldkit.reports import annual, at_centre, monthly
from fieldkit.reports.document import document
from fieldkit.reports.figure import Hidden, Ratio
from fieldkit.reports.gather import gather
from fieldkit.reports.period import Period, month, school_year
from fieldkit.reports.report import Report
from fieldkit.store import centre
from fieldkit.store.centre_read import CentreReader
from tests import make
from tests.reports.sheets import diagnosis, visit
from tests.sync.world import CCTS, Device, World

TODAY = date(2026, 7, 20)
YEAR, OCTOBER = school_year("2025-2026"), month("2025-10")


@pytest.fixture(params=["sqlite", "postgresql"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    """A centre on either database."""
    found = World(None if request.param == "sqlite" else request.getfixturevalue("postgres_url"))
    yield found
    found.close()


def school(device: Device, place: str, children: int, low: int) -> str:
    """A school with a year behind it: so many children, so many at the lowest level at the start; at the end
    one fewer. Gives its id."""
    id = device.found_school(place)
    edits = []
    for number in range(children):
        child = device.write(f"s:{id}", first_names=f"Niña {number}").record
        edits.append(make.membership(id, child))
        for application, day, many in (("inicial", "2025-09-20", low), ("final", "2026-06-20", low - 1)):
            doc = diagnosis(id, child, day, application, language=number >= many, maths=True)
            edits.append(Edit("entry", f"s:{id}", doc))
    device.save(*edits, Edit("entry", f"s:{id}", visit(id, "2025-10-06")))
    return id


def advisor(device: Device, region: str, **school: str) -> None:
    """The advisor's own record: their region, and perhaps a school they name."""
    answers = {"name": device.name, "region": region, "schools": [school] if school else []}
    device.save(Edit("advisor", f"a:{device.by}", make.doc("REG-P", answers)))


def counted(world: World, level: str, place: str, time: Period = YEAR) -> Report:
    """What the centre counts."""
    asked = at_centre.Asked("annual" if time is YEAR else "monthly", time, TODAY, Calendar({}))
    with centre.reading(world.office.engine) as connection:
        reader = CentreReader(connection)
        if level == "school":
            return at_centre.of_school(reader, place, asked)
        return at_centre.of_place(reader, level, place, asked)  # type: ignore[arg-type]


def numbers(report: Report) -> dict[str, Any]:
    """All numbers, as a program reads them."""
    return dict(document(report)["indicators"])


def low(report: Report) -> Any:
    return report.indicator("A01").parts["lenguaje"]["value"]


def test_the_centre_and_the_device_show_the_same_numbers_for_a_school(world: World) -> None:
    device = world.device("ana", "A")
    id = school(device, "A", children=6, low=3)
    device.sync()
    facts = gather(device.store, id, today=TODAY, calendar=Calendar({}))
    at_the_device = annual.report(facts, "2025-2026")
    at_the_centre = counted(world, "school", CCTS["A"])
    assert numbers(at_the_centre) == numbers(at_the_device)
    assert at_the_centre.cut == at_the_device.cut
    assert low(at_the_centre).before == Ratio(3, 6)
    assert numbers(counted(world, "school", CCTS["A"], OCTOBER)) == numbers(monthly.report(facts, OCTOBER))


def test_what_was_withdrawn_or_corrected_counts_as_on_the_device(world: World) -> None:
    """Three of six at the lowest level: one sheet is withdrawn, one corrected upward: 1 of 5."""
    device = world.device("ana", "A")
    id = school(device, "A", children=6, low=3)
    first = [row[0] for row in device.rows(
        "SELECT id FROM record WHERE form = 'DXA' AND date = '2025-09-20' ORDER BY place")]  # fmt: skip
    device.edit(first[0], state="withdrawn")
    child = device.answers(first[1])["student"]
    better = diagnosis(id, child, "2025-09-20", "inicial", language=True, maths=True)
    device.edit(first[1], **better["answers"])
    device.sync()
    facts = gather(device.store, id, today=TODAY, calendar=Calendar({}))
    assert low(counted(world, "school", CCTS["A"])).before == Ratio(1, 5)
    assert numbers(counted(world, "school", id)) == numbers(annual.report(facts, "2025-2026"))


def test_a_sheet_that_names_another_school_than_it_is_kept_with_counts_nowhere(world: World) -> None:
    device = world.device("ana", "AB")
    kept, named = school(device, "A", 5, 1), school(device, "B", 5, 1)
    device.save(Edit("entry", f"s:{kept}", visit(named, "2025-10-07")))
    device.sync()
    for place in "AB":
        days = counted(world, "school", CCTS[place], OCTOBER).indicator("M03").parts["value"]
        assert days.of == 1


def test_schools_add_up_to_region_state_and_nation_without_the_children(world: World) -> None:
    """6 and 8 children, 3 and 4 low: 7 of 14 in the region. Another region has 10, 5 low: 12/24."""
    ana, eva = world.device("ana", "AB"), world.device("eva", "C")
    advisor(ana, "Montaña")
    advisor(eva, "Costa Chica")
    school(ana, "A", 6, 3), school(ana, "B", 8, 4), school(eva, "C", 10, 5)
    ana.sync(), eva.sync()
    region = counted(world, "region", "montana")
    assert low(region).before == Ratio(7, 14)
    assert (region.scope.name, region.scope.schools, region.pupils, region.written) == ("Montaña", 2, (), {})
    assert low(counted(world, "state", "Guerrero")).before == Ratio(12, 24)
    assert low(counted(world, "nation", "MX")).before == Ratio(12, 24)
    assert "Niña" not in json.dumps(document(region), ensure_ascii=False)


def test_a_region_of_few_children_is_hidden_and_the_other_with_it(world: World) -> None:
    ana, eva = world.device("ana", "A"), world.device("eva", "C")
    advisor(ana, "Montaña")
    advisor(eva, "Costa Chica")
    school(ana, "A", 3, 1), school(eva, "C", 10, 5)
    ana.sync(), eva.sync()
    assert (
        low(counted(world, "region", "Montaña"))
        == low(counted(world, "region", "12/Costa Chica"))
        == Hidden()
    )
    assert low(counted(world, "state", "12")).before == Ratio(6, 13)


def test_the_region_is_that_of_the_advisor_who_came_to_the_school_last(world: World) -> None:
    """Ana had the school until December, Eva since January; both say so in their own record."""
    ana, eva = world.device("ana", "A"), world.device("eva", "A")
    id = school(ana, "A", 6, 3)
    advisor(ana, "Montaña", school=id, since="2025-08-01", until="2025-12-31")
    advisor(eva, "Costa Chica", school=id, since="2026-01-01")
    ana.sync(), eva.sync()
    with centre.reading(world.office.engine) as connection:
        reader = CentreReader(connection)
        assert reader.regions("2025-08-01", "2026-07-31") == {id: "Costa Chica"}
        assert reader.regions("2025-08-01", "2025-11-30") == {id: "Montaña"}


def test_a_place_that_is_not_there_is_said_so(world: World) -> None:
    with pytest.raises(NotFound):
        counted(world, "nation", "MX")
    device = world.device("ana", "AB")
    school(device, "A", 5, 1), school(device, "B", 5, 1)
    device.sync()
    for level in ("school", "region", "state"):
        with pytest.raises(NotFound):
            counted(world, level, "Nada")
    with pytest.raises(Ambiguous):
        counted(world, "school", "Escuela")
