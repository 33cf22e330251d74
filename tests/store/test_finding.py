"""Finding: by kind, form, school, person, day, key and name, through an index each time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from fieldkit.domain.change import encode
from fieldkit.domain.entry import Entry
from fieldkit.domain.person import Membership, Person
from fieldkit.domain.school import School
from fieldkit.store import asking, outbox, view
from fieldkit.store.fresh import Written
from fieldkit.store.index import columns
from fieldkit.store.store import Store
from tests import make

BY = "asesora"


@pytest.fixture
def two_schools(store: Store, school: str) -> tuple[str, str]:
    """Two schools with three and one sheets."""
    (other,) = store.save([make.school(cct="12KPR0002Y", name="El Peñón")], by=BY)
    days = ("2025-10-08", "2025-10-06", "2025-10-07")
    store.save([make.sheet(school, day) for day in days], by=BY)
    store.save([make.sheet(other.record, "2025-10-06")], by=BY)
    return school, other.record


def test_the_sheets_of_a_school_come_by_date(store: Store, two_schools: tuple[str, str]) -> None:
    found = [sheet.date for sheet in store.find(Entry, form="FS", school=two_schools[0])]
    assert found == ["2025-10-06", "2025-10-07", "2025-10-08"]
    assert store.count(Entry) == 4


def test_days_are_included_on_both_sides(store: Store, two_schools: tuple[str, str]) -> None:
    found = store.find(Entry, school=two_schools[0], since="2025-10-06", until="2025-10-07")
    assert [sheet.date for sheet in found] == ["2025-10-06", "2025-10-07"]


def test_a_limit_stops_early(store: Store, two_schools: tuple[str, str]) -> None:
    assert len(list(store.find(Entry, limit=2))) == 2


def test_withdrawn_records_are_found_only_when_asked_for(store: Store, school: str) -> None:
    (sheet,) = store.save([make.sheet(school)], by=BY)
    gone = replace(make.sheet(school), record=sheet.record, base=sheet.id)
    gone.doc["state"] = "withdrawn"  # type: ignore[index]
    store.save([gone], by=BY)
    assert list(store.find(Entry)) == []
    assert len(list(store.find(Entry, withdrawn=True))) == 1
    assert len(list(store.find(Entry, state="withdrawn"))) == 1
    assert store.get(Entry, sheet.record) is not None


def test_what_a_person_is_anywhere_is_found_by_the_person(store: Store, two_schools: tuple[str, str]) -> None:
    (person,) = store.save([make.person(two_schools[0])], by=BY)
    for school in two_schools:
        store.save([make.membership(school, person.record)], by=BY)
    assert {found.school for found in store.find(Membership, subject=person.record)} == set(two_schools)


def test_get_wants_the_right_kind(store: Store, school: str) -> None:
    assert store.get(School, school) is not None
    assert store.get(Person, school) is None
    assert store.get_many(School, [school, "nobody"]) == {school: store.get(School, school)}


def test_the_beginning_of_an_id_is_enough(store: Store, school: str) -> None:
    assert [record.id for record in store.starting(school[:20])] == [school]
    assert store.starting("ffff") == []


def test_a_school_is_matched_by_its_key_and_shift(store: Store, school: str) -> None:
    assert [found.id for found in store.match(School, "12KPR0001Z|matutino")] == [school]
    assert store.match(School, "12KPR0001Z|vespertino") == []
    assert [found.id for found in store.match(School, "12KPR0001Z|", prefix=True)] == [school]


@pytest.mark.parametrize(
    "asked", ["sanchez", "SÁNCHEZ", "sanch", "peña itzel", "pena itz", "Itzel Sánchez Peña", "  sánchez  "]
)
def test_a_name_is_found_whatever_the_accents(store: Store, school: str, asked: str) -> None:
    (person,) = store.save([make.person(school)], by=BY)
    assert [found.id for found in store.search(asked)] == [person.record]


def test_ene_stays_ene_in_what_is_stored(store: Store, school: str) -> None:
    store.save([make.person(school)], by=BY)
    (found,) = store.search("pena", Person)
    assert found.answers["second_surname"] == "Peña"


@pytest.mark.parametrize(
    "asked", ["", "   ", '"', '" OR words:*', "NOT sanchez", "sanchez)", "*", "\0", "👩🏽‍🏫"]
)
def test_any_text_may_be_searched(store: Store, school: str, asked: str) -> None:
    store.save([make.person(school)], by=BY)
    assert isinstance(store.search(asked), list)


def test_a_search_may_want_one_kind(store: Store, school: str) -> None:
    store.save([make.person(school, first_names="Ciénega")], by=BY)
    assert {record.kind for record in store.search("cienega")} == {"person", "school"}
    assert {record.kind for record in store.search("cienega", School)} == {"school"}


def test_a_renamed_person_is_found_by_the_new_name_only(store: Store, school: str) -> None:
    (person,) = store.save([make.person(school)], by=BY)
    renamed = replace(make.person(school, first_names="Xóchitl"), record=person.record, base=person.id)
    store.save([renamed], by=BY)
    assert store.search("itzel") == []
    assert [found.id for found in store.search("xochitl")] == [person.record]


def test_words_follow_a_record_that_goes_away(store: Store, school: str) -> None:
    """Records leave a device when its advisor may no longer see them."""
    (person,) = store.save([make.person(school)], by=BY)
    store.connection.execute("DELETE FROM record WHERE id = ?", (person.record,))
    assert store.search("itzel") == []
    store.connection.execute("INSERT INTO word(word) VALUES ('integrity-check')")


def test_many_names_saved_together_are_all_found(store: Store, school: str) -> None:
    store.save([make.person(school, first_names=f"Niña{number}") for number in range(250)], by=BY)
    assert len(store.search("niña17", Person)) == 11
    assert len(store.search("nina249", Person)) == 1
    store.connection.execute("INSERT INTO word(word) VALUES ('integrity-check')")


def test_what_the_centre_tells_is_found_by_what_it_said_last(store: Store, school: str) -> None:
    """The second person is told of twice at once, by another name each time, as if nobody had told of it."""
    names = {"p1": ["Itzel"], "p2": ["Yaretzi", "Citlali"]}
    rows = [
        [id, "person", f"s:{school}", name, 0, make.person(school, first_names=name).doc]
        for id, said in names.items()
        for name in said
    ]
    view.tell_rows(store.connection, rows, 1, set())
    found = {name: [one.id for one in store.search(name)] for name in ("itzel", "yaretzi", "citlali")}
    assert found == {"itzel": ["p1"], "yaretzi": [], "citlali": ["p2"]}
    store.connection.execute("INSERT INTO word(word) VALUES ('integrity-check')")


def test_names_whose_documents_were_written_before_are_found(store: Store, school: str) -> None:
    """What an import writes: with the sheet between them, which nobody searches by name."""
    edits = [make.person(school), make.sheet(school), make.person(school, first_names="Yaretzi")]
    for kind in ("person", "entry"):
        written = [
            Written(one.bucket, encode(one.doc), columns(kind, one.doc)) for one in edits if one.kind == kind
        ]
        store.add(kind, written, by=BY, batch="b")
    assert [len(store.search(name)) for name in ("itzel", "yaretzi", "sanchez")] == [1, 1, 2]
    store.connection.execute("INSERT INTO word(word) VALUES ('integrity-check')")


def test_likely_duplicates_share_name_and_birth_date(store: Store, school: str) -> None:
    (person,) = store.save([make.person(school, curp="SAPI160314MGRNXTA1")], by=BY)
    assert [found.id for found in store.alike(Person, "itzel sanchez pena|2016-03-14")] == [person.record]
    assert [found.id for found in store.match(Person, "SAPI160314MGRNXTA1")] == [person.record]


def test_two_answers_are_read_of_many_records_at_once(store: Store, school: str) -> None:
    """Of two of the three asked for; what is not answered is None, and what was withdrawn is not there."""
    kept = [
        make.membership(school, "ana", since="2025-09-01", grade="2"),
        make.membership(school, "eva", "teacher"),
    ]
    gone = make.membership(school, "ana", grade="1")
    store.save([*kept, replace(gone, doc={**gone.doc, "state": "withdrawn"})], by=BY)
    found = asking.pairs(store.connection, Membership, ["ana", "eva", "luz"], "since", "grade")
    assert sorted(found) == [("ana", "2025-09-01", "2"), ("eva", "2025-09-01", None)]


@pytest.mark.parametrize(
    ("ask", "index"),
    [
        (lambda store: list(store.find(Entry, form="FS", school="s", since="2025-10-01")), "record_bucket"),
        (lambda store: list(store.find(Membership, school="s")), "record_bucket"),
        (lambda store: list(store.find(Entry, form="FS", limit=5)), "record_bucket"),
        (lambda store: store.count(Entry, form="FS"), "record_bucket"),
        (lambda store: list(store.find(School)), "record_form"),
        (
            lambda store: list(store.find(Entry, form="DXA", subject="p", until="2025-10-01")),
            "record_subject",
        ),
        (lambda store: list(store.find(Entry, subject="p", school="s")), "record_subject"),
        (lambda store: list(store.find_with(Membership, Person, school="s")), "record_bucket"),
        (lambda store: list(store.find_with(Membership, Person)), "sqlite_autoindex_record_1"),
        (lambda store: store.match(School, "k"), "record_key"),
        (lambda store: store.match(School, "k", prefix=True), "record_key"),
        (lambda store: store.alike(Person, "a"), "record_alike"),
        (lambda store: store.get(School, "x"), "sqlite_autoindex_record_1"),
        (lambda store: store.starting("x"), "sqlite_autoindex_record_1"),
        (lambda store: store.get_many(School, ["x"]), "sqlite_autoindex_record_1"),
        (lambda store: store.having(School, "key", ["k"]), "record_key"),
        (lambda store: store.having(Person, "alike", ["a"]), "record_alike"),
        (lambda store: store.having(Membership, "subject", ["p"]), "record_subject"),
        (
            lambda store: list(asking.pairs(store.connection, Membership, ["p"], "since", "grade")),
            "record_subject",
        ),
        (lambda store: list(store.tutored(["p"])), "record_subject"),
        (lambda store: list(store.tutored(["p"])), "record_key"),
        (lambda store: store.history("x"), "change_record"),
        (lambda store: store.touched("x"), "change_batch"),
        (lambda store: outbox.refused(store.connection), "change_unsettled"),
        (lambda store: outbox.clashes(store.connection), "change_unsettled"),
        (lambda store: outbox.held(store.connection), "change_unsettled"),
    ],
)
def test_every_question_has_its_index(store: Store, ask: Callable[[Store], object], index: str) -> None:
    """So that a notebook of a million records answers as one of a thousand does."""
    asked: list[str] = []
    store.connection.set_trace_callback(asked.append)
    ask(store)
    store.connection.set_trace_callback(None)
    plan = [row[3] for row in store.connection.execute(f"EXPLAIN QUERY PLAN {asked[0]}")]
    assert any(f"INDEX {index} (" in step for step in plan), plan
    assert not any(step.startswith(("SCAN record", "SCAN change", "SCAN mine")) for step in plan), plan


def test_a_list_in_the_order_of_its_index_is_not_sorted(store: Store) -> None:
    asked: list[str] = []
    store.connection.set_trace_callback(asked.append)
    list(store.find(Entry, form="FS", school="s"))
    store.connection.set_trace_callback(None)
    plan = [row[3] for row in store.connection.execute(f"EXPLAIN QUERY PLAN {asked[0]}")]
    assert any("record_bucket" in step for step in plan), plan
    assert not any("TEMP B-TREE" in step for step in plan)
