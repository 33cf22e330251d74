"""One story for each thing that is easily got wrong; most were found by letting chance look for them."""

from __future__ import annotations

import json

import pytest

from fieldkit.domain.change import Edit
from fieldkit.errors import Offline
from fieldkit.server.exchange import take_in
from fieldkit.store import outbox
from fieldkit.store.centre_journal import CHUNK
from tests.sync.world import Device, Road, World, a_day_later, dying

# what arrives, arrives once


def test_an_answer_that_got_lost_is_had_by_asking_again(ana: Device) -> None:
    ana.found_school("A")
    with pytest.raises(Offline):
        ana.run(Road(ana, "drop_answer")).all()
    assert outbox.counts(ana.store.connection)["pending"] == 1

    assert ana.sync().sent == 1
    assert len(ana.world.rows("SELECT id FROM change")) == 1


def test_what_a_damaged_file_does_not_tell_to_be_open_is_sent_all_the_same(ana: Device) -> None:
    """The mark of what the centre spoke of says that it spoke of all; of one change it never did."""
    change = ana.write("s:" + ana.found_school("A"))
    ana.store.connection.execute("UPDATE heard SET last = ?", (change.n,))
    assert outbox.counts(ana.store.connection)["pending"] == 0, "so it is believed"

    ana.sync()
    assert change.id in {row[0] for row in ana.world.rows("SELECT id FROM change")}
    assert ana.rows("SELECT outcome FROM change WHERE id = ?", change.id) == [("ok",)]
    assert ana.seen(change.record), "and it stays in view"


def test_a_centre_that_dies_before_it_commits_keeps_nothing_and_says_nothing(ana: Device) -> None:
    change = ana.write("s:" + ana.found_school("A"))
    with dying(ana.world.office), pytest.raises(Offline):
        take_in(ana.world.office, ana.there, [change.line])
    assert ana.world.rows("SELECT id FROM change") == []

    ana.sync()
    assert len(ana.world.rows("SELECT id FROM change")) == 2


def test_the_same_id_with_another_text_is_set_aside_and_its_author_is_told(ana: Device) -> None:
    change = ana.write("s:" + ana.found_school("A"))
    forged = change.line.replace(b"Ruiz", b"Otra")
    take_in(ana.world.office, ana.there, [forged])

    ana.sync()
    assert [one["id"] for one in outbox.refused(ana.store.connection)] == [change.id]
    kept = {bytes(row[0]) for row in ana.world.rows("SELECT line FROM change UNION SELECT line FROM anomaly")}
    assert {change.line, forged} <= kept


def test_one_bad_sheet_never_holds_up_the_others(ana: Device) -> None:
    place = ana.found_school("A")
    good = [ana.write(f"s:{place}").record for _ in range(5)]
    bad = ana.write(f"s:{place}", birth_date="mal").record
    good += [ana.write(f"s:{place}").record for _ in range(5)]

    ana.sync()
    (refused,) = outbox.refused(ana.store.connection)
    assert refused["record"] == bad
    assert {problem["field"] for problem in refused["problems"]} == {"birth_date"}
    assert set(good) <= {row[0] for row in ana.world.rows("SELECT id FROM record")}
    assert ana.seen(bad)[4] == 1, "a refused record stays in view, marked"


def test_a_refused_correction_stays_in_the_journal_and_the_centres_state_comes_back(
    ana: Device, child: str
) -> None:
    change = ana.edit(child, birth_date="mal")
    ana.sync()
    assert ana.answers(child)["birth_date"] == "2015-01-02"
    assert [one["id"] for one in outbox.refused(ana.store.connection)] == [change.id]

    ana.edit(child, birth_date="2015-03-04")
    ana.sync()
    assert outbox.refused(ana.store.connection) == []


def test_a_sheet_mended_on_top_of_a_refused_one_is_taken(ana: Device) -> None:
    record = ana.write("s:" + ana.found_school("A"), birth_date="mal").record
    ana.edit(record, birth_date="2015-03-04")
    ana.sync()
    assert [row.outcome for row in ana.world.rows("SELECT outcome FROM change ORDER BY n")] == [
        "ok",
        "rejected",
        "ok",
    ]
    assert outbox.refused(ana.store.connection) == []


def test_a_correction_on_top_of_a_refused_one_continues_what_stood_before(ana: Device, child: str) -> None:
    ana.edit(child, birth_date="mal")
    mended = ana.edit(child, birth_date="2015-03-04")
    ana.sync()
    ((outcome,),) = ana.world.rows("SELECT outcome FROM change WHERE id = :id", id=mended.id)
    assert (outcome, ana.answers(child)["birth_date"]) == ("ok", "2015-03-04")


def test_what_a_colleague_made_on_a_change_whose_answer_got_lost_is_not_overwritten_by_its_late_answer(
    ana: Device, beto: Device, child: str
) -> None:
    for _ in range(6):
        ana.write(ana.seen(child)[1])
    ana.edit(child, first_names="Inés")
    with pytest.raises(Offline):
        ana.run(Road(ana, "drop_answer")).once()
    beto.sync()
    beto.edit(child, phone="7441234567")
    beto.sync()

    more = True
    while more:
        more = ana.run(size=700).once()
    assert ana.answers(child)["phone"] == "7441234567"
    assert ana.rows("SELECT 1 FROM bucket WHERE reset_at IS NOT NULL") == [], "known, not found out"


# two people, one record


def test_my_own_unsent_correction_stays_in_view_when_a_colleagues_comes(
    ana: Device, beto: Device, child: str
) -> None:
    for _ in range(6):
        ana.write(ana.seen(child)[1])
    mine = ana.edit(child, first_names="Inés")
    beto.edit(child, phone="7441234567")
    beto.sync()

    ana.run(size=700).once()
    assert ana.rows("SELECT outcome FROM change WHERE id = ?", mine.id) == [(None,)]
    assert (ana.answers(child)["first_names"], ana.seen(child)[2]) == ("Inés", mine.id)

    ana.sync()
    told = ana.answers(child)
    assert (told["first_names"], told["phone"]) == ("Inés", "7441234567")


def test_different_fields_both_stand(ana: Device, beto: Device, child: str) -> None:
    ana.edit(child, first_names="Inés")
    beto.edit(child, second_surname="Paz")
    for one in (ana, beto, ana):
        one.sync()
    for one in (ana, beto):
        assert (one.answers(child)["first_names"], one.answers(child)["second_surname"]) == ("Inés", "Paz")
    assert outbox.clashes(beto.store.connection) == []


def test_of_two_values_for_one_field_the_centres_stands_and_the_author_of_the_other_decides(
    ana: Device, beto: Device, child: str
) -> None:
    ana.edit(child, first_names="Inés")
    beto.edit(child, first_names="Ignacia")
    ana.sync()
    beto.sync()
    assert beto.answers(child)["first_names"] == "Inés"
    (clash,) = outbox.clashes(beto.store.connection)
    assert clash["fields"] == ["answers.first_names"]

    beto.edit(child, first_names="Ignacia")
    beto.sync()
    ana.sync()
    assert outbox.clashes(beto.store.connection) == []
    assert (ana.answers(child)["first_names"], ana.seen(child)[4]) == ("Ignacia", 0)


def test_what_somebody_else_saves_in_the_meantime_does_not_decide_for_the_author(
    ana: Device, beto: Device, child: str
) -> None:
    ana.edit(child, first_names="Inés")
    beto.edit(child, first_names="Ignacia")
    for one in (ana, beto, ana):
        one.sync()
    ana.edit(child, phone="7441234567")
    for one in (ana, beto):
        one.sync()
    (clash,) = outbox.clashes(beto.store.connection)
    assert clash["fields"] == ["answers.first_names"]

    ana.edit(child, first_names="Ignacia")
    for one in (ana, beto):
        one.sync()
    assert outbox.clashes(beto.store.connection) == [], "he has what he wanted"


def test_a_correction_outlives_a_withdrawal_and_is_flagged(ana: Device, beto: Device, child: str) -> None:
    ana.edit(child, "withdrawn")
    beto.edit(child, first_names="Inés")
    for one in (ana, beto, ana):
        one.sync()
    for one in (ana, beto):
        doc, flagged = json.loads(one.seen(child)[3]), one.seen(child)[4]
        assert (doc["state"], doc["answers"]["first_names"], flagged) == ("corrected", "Inés", 1)


def test_a_merge_starts_from_what_the_author_sent_not_from_what_the_centre_made_of_it(
    world: World, ana: Device, beto: Device, child: str
) -> None:
    first = ana.edit(child, first_names="Inés")
    beto.edit(child, second_surname="Paz")
    beto.sync()
    ana.run(size=1).once()  # merged: the centre's revision is not the one that was sent
    second = ana.store.save(
        [Edit("person", ana.seen(child)[1], _with(first.doc, phone="7441234567"), child, ana.seen(child)[2])],
        by=ana.by,
    )
    assert second
    ana.sync()
    beto.sync()
    told = beto.answers(child)
    assert (told["first_names"], told["phone"]) == ("Inés", "7441234567")


def _with(doc: object, **answers: object) -> dict[str, object]:
    told = dict(doc)  # type: ignore[call-overload]
    return {**told, "state": "corrected", "reason": "x", "answers": {**told["answers"], **answers}}


def test_a_later_change_that_arrives_first_loses_nothing(ana: Device) -> None:
    first = ana.write("s:" + ana.found_school("A"))
    ana.run(size=1).once()
    second = ana.edit(first.record, first_names="Inés")
    take_in(ana.world.office, ana.there, [second.line])
    take_in(ana.world.office, ana.there, [first.line])

    ana.sync()
    assert ana.answers(first.record)["first_names"] == "Inés"
    outcomes = {row.id: row.outcome for row in ana.world.rows("SELECT id, outcome FROM change")}
    assert (outcomes[first.id], outcomes[second.id]) == ("superseded", "ok")


# machines put back


def test_a_centre_put_back_from_a_copy_is_given_everything_again(
    world: World, ana: Device, beto: Device, child: str
) -> None:
    copy = world.backup()
    ana.edit(child, first_names="Inés")
    ana.sync()
    beto.sync()
    world.restore(copy)

    a_day_later(3)
    for one in (beto, ana, beto):
        one.sync()
    for one in (ana, beto):
        assert one.answers(child)["first_names"] == "Inés"


def test_what_only_the_lost_part_of_the_centre_knew_goes_from_the_notebooks(
    world: World, ana: Device, child: str
) -> None:
    office = world.device("office", "A")
    copy = world.backup()
    world.correct(office.there, child, first_names="Oficina")
    ana.sync()
    assert ana.answers(child)["first_names"] == "Oficina"
    world.restore(copy)
    a_day_later(3)
    ana.sync()
    assert ana.answers(child)["first_names"] == "Ana"


def test_the_same_change_merged_with_another_record_is_another_revision(
    world: World, ana: Device, beto: Device, child: str
) -> None:
    office = world.device("office", "A")
    copy = world.backup()
    mine = beto.edit(child, second_surname="Paz")
    revisions = set()
    for name in ("Uno", "Dos"):
        world.restore(copy)
        world.correct(office.there, child, first_names=name)
        (result,) = take_in(world.office, beto.there, [mine.line])
        revisions.add(result.rev)
    assert len(revisions) == 2


def test_a_laptop_put_back_from_an_image_is_made_whole_and_then_at_peace(ana: Device, child: str) -> None:
    copy = ana.backup()
    ana.edit(child, first_names="Inés")
    ana.sync()
    ana.restore(copy)

    a_day_later(3)
    ana.sync()
    assert ana.answers(child)["first_names"] == "Inés"
    ana.sync()
    assert ana.store.meta("want_ids") == "0"
    assert ana.sync().received == 0


def test_a_bucket_is_read_anew_at_most_once_a_day(ana: Device, child: str) -> None:
    def break_it() -> None:
        ana.store.connection.execute("UPDATE record SET rev = 'x' WHERE id = ?", (child,))

    break_it()
    assert ana.sync().uneven == []
    break_it()
    assert ana.sync().uneven == [ana.seen(child)[1]]
    a_day_later(3)
    assert ana.sync().uneven == []


def test_a_clock_that_goes_back_does_not_keep_a_bucket_from_being_read_anew(ana: Device, child: str) -> None:
    ana.store.connection.execute("UPDATE bucket SET reset_at = '2031-01-01T00:00:00Z'")
    ana.store.connection.execute("UPDATE record SET rev = 'x' WHERE id = ?", (child,))
    assert ana.sync().uneven == []
    assert ana.seen(child)[2] != "x"


def test_what_waited_for_its_school_is_judged_once(world: World, ana: Device) -> None:
    place = ana.found_school("C")
    for _ in range(CHUNK + 5):
        ana.write(f"s:{place}")
    ana.sync()
    world.assign(ana, "AC")
    outcomes = {
        row.outcome for row in world.rows("SELECT outcome FROM change WHERE bucket = :b", b=f"s:{place}")
    }
    assert outcomes == {"ok"}
