"""Who qualified at another school may tutor here too: in the report as in the network, device and centre."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from fieldkit.actions.network import EVERYBODY, network_of
from fieldkit.domain.calendar import Calendar
from fieldkit.domain.change import Edit
from fieldkit.domain.network import directions
from fieldkit.reports import annual_network, at_centre, monthly_gaps, network
from fieldkit.reports.document import document
from fieldkit.reports.figure import Count, Hidden, Ratio
from fieldkit.reports.gather import gather
from fieldkit.reports.lines import lines
from fieldkit.reports.period import month, school_year
from fieldkit.store import centre
from fieldkit.store.centre_read import CentreReader
from fieldkit.store.store import Store
from tests import make
from tests.reports.conftest import Place
from tests.reports.test_annual_network import learned
from tests.sync.world import CCTS, Device, World

YEAR, OVER = school_year("2025-2026"), date(2026, 7, 20)
ADVISER, E = "adviser", "MAT-3-001"


@pytest.fixture
def there(store: Store) -> Place:
    """Another school of the same notebook."""
    return Place(store, cct="12KPR0002Y")


def counted(place: Place) -> dict[str, Any]:
    return {one.code: one.parts for one in network.indicators(place.facts(OVER), YEAR)}


def test_a_tutor_who_learned_at_another_school_qualifies_children_here(place: Place, there: Place) -> None:
    """The adviser plants e there and Ana learns it there; here Ana tutors Beto, who presents to Ana: Beto is
    generation 2. Here are Ana, who came to tutor, and Beto: two, both children; one new one, Beto.
    Of Dora, a child of this school, nothing: 1 of 2 children.
    """
    ana, beto = there.child("Ana"), place.child("Beto")
    place.child("Dora")
    learned(there, "e", ADVISER, ana, ("2025-10-06", "2025-10-20", "2025-10-27"), seed="si")
    learned(place, "e", ana, beto, ("2025-11-03", "2025-11-17", "2025-11-24"))
    found = counted(place)
    assert (found["N01"]["value"].value, found["N01"]["students"].value, found["N01"]["others"].value) == (
        2,
        2,
        0,
    )
    assert found["N03"]["value"] == Ratio(1, 2)
    assert {name: one.value for name, one in found["N05"]["generations"].items()} == {"1": 1, "2": 1}
    assert (found["N05"]["new"].value, found["N10"]["qualified"].value) == (1, 1)
    assert counted(there)["N05"]["new"].value == 2, "the adviser and Ana: each new one counts in one school"
    november = monthly_gaps.tutoring_relations(place.facts(OVER), month("2025-11")).parts
    assert november["qualified"] == Count(1, 1)
    assert annual_network.a19(place.facts(OVER), YEAR).parts["may_tutor"] == Count(2, 1)


def test_a_child_who_learned_in_an_encounter_elsewhere_may_tutor_at_home(place: Place, there: Place) -> None:
    """Nothing of Beto's is on a sheet of this school; its network has him all the same."""
    beto, dora = place.child("Beto"), place.child("Dora")
    learned(there, "e", ADVISER, beto, ("2025-10-06", "2025-10-20", "2025-10-27"), seed="si")
    place.sheet("TUT", "2025-12-01", U01="f", U02=ADVISER, U03=dora, U08="en_curso", seed="si")
    found = counted(place)
    assert (found["N01"]["students"].value, found["N07"]["value"]) == (1, Ratio(1, 2))
    assert found["N05"]["new"].value == 1, "the planting of f; Beto's counts where he learned"


def test_report_and_network_say_the_same(place: Place, there: Place, store: Store) -> None:
    ana, beto = there.child("Ana"), place.child("Beto")
    learned(there, "e", ADVISER, ana, ("2025-10-06", "2025-10-20", "2025-10-27"), seed="si")
    learned(place, "e", ana, beto, ("2025-11-03", "2025-11-17", "2025-11-24"))
    learned(there, "g", ADVISER, ana, ("2025-10-06", "2025-10-20", "2025-10-27"), seed="si")
    year = network.NetworkYear(place.facts(OVER), YEAR)
    shown = network_of(store, date(2026, 7, 15), place.school)
    assert {(one.person, one.exercise) for one in year.held} == {(ana, "e"), (beto, "e")}
    assert [one for one in shown.held if one.exercise in shown.exercises] == year.held
    assert (shown.role(ana), shown.group(EVERYBODY)) == (year.role(ana), [beto]) == ("student", [beto])
    assert directions(shown.tutorings, shown.children)["child_child"] == 1
    assert network.n09(year)["child_child"] == Ratio(1, 1)


def test_a_qualification_taken_back_at_the_other_school_does_not_reach_here(
    place: Place, there: Place
) -> None:
    """Ana's is taken back there on the 30th; what she tutors here in November qualifies nobody."""
    ana, beto = there.child("Ana"), place.child("Beto")
    learned(there, "e", ADVISER, ana, ("2025-10-06", "2025-10-20", "2025-10-27"), seed="si")
    there.sheet("ACR", "2025-10-30", exercise="e", person=ana, why="…")
    learned(place, "e", ana, beto, ("2025-11-03", "2025-11-17", "2025-11-24"))
    assert counted(place)["N01"]["value"].value == 0


def test_a_tutor_of_whom_nothing_is_seen_is_said_so(place: Place) -> None:
    """Somebody of a school that is not in this notebook tutors: no qualification, and a word about it."""
    learned(place, "e", "stranger", place.child("Beto"), ("2025-11-03", "2025-11-17", "2025-11-24"))
    found = {one.code: one for one in network.indicators(place.facts(OVER), YEAR)}
    assert found["N01"].parts["value"].value == 0
    for notes in (found["N01"].notes, found["N10"].notes, annual_network.a19(place.facts(OVER), YEAR).notes):
        assert notes == ("tutors_unknown",)
    assert monthly_gaps.tutoring_relations(place.facts(OVER), month("2025-11")).notes == ("tutors_unknown",)
    assert monthly_gaps.tutoring_relations(place.facts(OVER), month("2025-10")).notes == ()


@pytest.fixture(params=["sqlite", "postgresql"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    """A centre on either database."""
    found = World(None if request.param == "sqlite" else request.getfixturevalue("postgres_url"))
    yield found
    found.close()


def wrote(device: Device, school: str, form: str, date: str, **answers: Any) -> None:
    doc = make.doc(form, {"school": school, "date": date, **answers})
    device.save(Edit("entry", f"s:{school}", doc))


def cycle(device: Device, school: str, tutor: str, tutee: str, month: str, seed: str = "no") -> None:
    """A tutoring, a sufficient account and an accepted demonstration, in one month; whole, as the centre
    takes them."""
    days = [f"{month}-{day}" for day in ("03", "10", "17")]
    session = {"U07_F": days[0], "U07_M": 40, "U07_P": "Cuenta", "U07_A": 4}
    wrote(device, school, "TUT", days[0], U01=E, U02=tutor, U03=tutee, U05="Le gusta", U06_F=days[0],
          U07=[session], U08="resuelto_solo", U09=4, seed=seed)  # fmt: skip
    wrote(device, school, "REL", days[1], exercise=E, person=tutee, account="Conté", language="español",
          read_by=tutor, sufficient="si")  # fmt: skip
    wrote(device, school, "DEM", days[2], exercise=E, person=tutee, evaluator=tutor, mastery=4,
          audience=["companeros"], audience_n=3, accepted="si")  # fmt: skip


def child(device: Device, school: str, name: str) -> str:
    id = device.write(f"s:{school}", first_names=name).record
    device.save(make.membership(school, id))
    return id


def at_device(device: Device, school: str) -> Any:
    facts = gather(device.store, school, today=OVER, calendar=Calendar({}))
    return document(network.report(facts, "2025-2026"))["indicators"]


def at_the_centre(world: World, place: str) -> Any:
    asked = at_centre.Asked("network", YEAR, OVER, Calendar({}))
    with centre.reading(world.office.engine) as connection:
        return document(at_centre.of_school(CentreReader(connection), CCTS[place], asked))["indicators"]


def two_schools_of_one_notebook(world: World) -> tuple[Device, str, str]:
    """The adviser qualifies Ana at school B, and Ana qualifies Beto at school A; the centre has it all.
    Returns the notebook, school A and school B."""
    device = world.device("ana", "AB")
    here, there = device.found_school("A"), device.found_school("B")
    ana, beto = child(device, there, "Ana"), child(device, here, "Beto")
    cycle(device, there, device.by, ana, "2025-10", seed="si")
    cycle(device, here, ana, beto, "2025-11")
    device.sync()
    return device, here, there


def test_device_and_centre_say_the_same_of_two_schools_of_one_notebook(world: World) -> None:
    device, here, there = two_schools_of_one_notebook(world)
    told = at_the_centre(world, "A")
    assert told["N01"]["value"] == 2
    for place, id in (("A", here), ("B", there)):
        assert at_the_centre(world, place) == at_device(device, id)


def test_where_the_device_does_not_see_the_other_school_the_centre_knows_more_and_both_are_honest(
    world: World,
) -> None:
    """Ana learned at Beto's advisor's school; her tutoring of Cleo is here. This notebook sees nobody
    qualified and says so; the centre sees both, in generations 1 and 2, and has nothing to say."""
    other, mine = world.device("beto", "B"), world.device("ana", "A")
    there, here = other.found_school("B"), mine.found_school("A")
    ana, cleo = child(other, there, "Ana"), child(mine, here, "Cleo")
    cycle(other, there, other.by, ana, "2025-10", seed="si")
    cycle(mine, here, ana, cleo, "2025-11")
    for device in (mine, other):
        device.sync()
    told, seen = at_device(mine, here), at_the_centre(world, "A")
    assert (told["N01"]["value"], told["N01"]["notes"]) == (0, ["tutors_unknown"])
    assert (seen["N01"]["value"], seen["N01"].get("notes", [])) == (2, [])
    assert seen["N05"]["generations"].keys() == {"1", "2"}


def test_a_state_adds_up_its_schools_and_each_new_qualification_is_in_one(world: World) -> None:
    """The adviser and Ana are new there, Beto here; four more there, so that there is something to be told of
    the state: 1 + 6. Six tutorings, one of them here."""
    device, _, there = two_schools_of_one_notebook(world)
    for name in ("Cleo", "Dora", "Elio", "Fany"):
        cycle(device, there, device.by, child(device, there, name), "2025-12")
    device.sync()
    asked = at_centre.Asked("network", YEAR, OVER, Calendar({}))
    with centre.reading(world.office.engine) as connection:
        told = document(at_centre.of_place(CentreReader(connection), "state", "12", asked))["indicators"]
    schools = [at_the_centre(world, place)["N05"]["new"]["value"] for place in "AB"]
    assert (schools, told["N05"]["new"]["value"], told["N10"]["started"]["value"]) == ([1, 6], 7, 6)
    summed = [code for code, one in told.items() if "sum_of_schools" in one.get("notes", ())]
    assert summed == ["N01", "N02", "N04", "N05", "N08"], "Ana is a tutor of both schools: she counts in each"


ADULTS = {"teachers", "administrators", "relatives", "others"}
SHOWN = {
    ("network", YEAR): {"N01": ADULTS, "N03": {}, "N04": {}, "N05": {}, "N07": {}, "N09": {}, "N10": {}},
    ("annual", YEAR): {"A19": {"exercises", *ADULTS}},
    ("monthly", month("2025-11")): {"M17": {}},
}
"""What may be shown of each number of two children who learned."""


@pytest.mark.parametrize("asked", SHOWN)
def test_what_few_children_learned_is_not_told_above_the_school(world: World, asked: Any) -> None:
    """Of two children who may tutor, in one network of two schools, neither they nor what gives them away."""
    two_schools_of_one_notebook(world)
    sort, time = asked
    wanted = at_centre.Asked(sort, time, OVER, Calendar({}))
    with centre.reading(world.office.engine) as connection:
        found = at_centre.of_place(CentreReader(connection), "state", "12", wanted)
    for code, may in SHOWN[asked].items():
        every = lines(found.indicator(code))
        assert any(isinstance(one.value, Hidden) for one in every)
        assert {one.names[-1] for one in every if not isinstance(one.value, Hidden)} <= set(may), code
