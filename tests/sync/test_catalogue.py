"""The catalogue of exercises is for all: whoever brings an exercise brings it to everybody, once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fieldkit.actions import correction
from fieldkit.domain.change import Change, Edit
from fieldkit.domain.exercise import Exercise
from fieldkit.domain.scope import COMMON
from fieldkit.errors import Untimely
from tests import make
from tests.cli.classroom import EXERCISE
from tests.house.commands import facts
from tests.sync.world import Device, World, person


def bring(device: Device, **other: str) -> Change:
    """An exercise that somebody writes down."""
    doc = make.doc("CAT", {**EXERCISE, "version": "1", **other})
    return device.save(Edit("exercise", f"a:{device.by}", doc))[0]


def titles(device: Device) -> list[str]:
    return sorted(one.title for one in device.store.find(Exercise))


def outcome(world: World, change: Change) -> str:
    ((found,),) = world.rows("SELECT outcome FROM change WHERE id = :id", id=change.id)
    return str(found)


def even(*devices: Device) -> None:
    """Both sides hold the same, by their digests, and nothing is left to say."""
    for device in devices:
        said = device.sync()
        assert (said.uneven, said.sent) == ([], 0)


def test_an_exercise_reaches_also_who_has_no_school_in_common(world: World, ana: Device) -> None:
    eva = world.device("eva", "C")
    made = bring(ana, title="Las mazorcas")
    assert ana.sync().receipts == 1
    assert len(ana.requests) == 1  # it is told at once where it is now
    eva.sync()
    assert titles(eva) == ["Las mazorcas"]
    assert ana.seen(made.record)[1] == eva.seen(made.record)[1] == COMMON
    even(ana, eva)


def test_of_a_file_that_two_had_brought_before_each_code_is_for_all_once(
    world: World, ana: Device, beto: Device
) -> None:
    codes = ("MAT-3-001", "MAT-3-002")
    for device in (ana, beto):
        for code in codes:
            bring(device, code=code)
    for device in (ana, beto, ana):
        device.sync()
    eva = world.device("eva", "C")
    eva.sync()
    assert sorted(one.code for one in eva.store.find(Exercise)) == list(codes)
    asked = "SELECT bucket, count(*) FROM record WHERE kind = 'exercise' GROUP BY 1 ORDER BY 1"
    assert [tuple(row) for row in world.rows(asked)] == [(f"a:{beto.by}", 2), (COMMON, 2)]
    even(ana, beto, eva)


def test_who_wrote_it_corrects_it_also_before_hearing_that_it_is_common(ana: Device, beto: Device) -> None:
    made = bring(ana)
    ana.sync()
    before = ana.backup()
    ana.edit(made.record, title="Con los dedos")
    ana.sync()
    beto.sync()
    assert titles(beto) == ["Con los dedos"]
    ana.restore(before)
    told = {**made.doc, "state": "corrected", "reason": "x"}
    told |= {"answers": {**made.doc["answers"], "title": "Otro"}}
    ana.save(Edit("exercise", f"a:{ana.by}", told, made.record, made.id))
    ana.sync()
    beto.sync()
    assert ana.seen(made.record)[1] == beto.seen(made.record)[1] == COMMON
    even(ana, beto)


def test_somebody_else_writes_its_next_version_and_cannot_change_it(
    world: World, ana: Device, beto: Device
) -> None:
    made = bring(ana)
    ana.sync()
    beto.sync()
    with pytest.raises(Untimely) as refused:
        correction.correct(beto.store, made.record, {"title": "Mío"}, reason="x", by=beto.by)
    assert refused.value.facts["code"] == "MAT-3-001"
    with pytest.raises(Untimely):
        correction.withdraw(beto.store, made.record, reason="x", by=beto.by)
    forged = beto.edit(made.record, title="Mío")
    beto.sync()
    assert outcome(world, forged) == "held"
    with pytest.raises(Untimely):
        correction.correct(beto.store, made.record, {"title": "Mío"}, reason="x", by=beto.by)
    ana.sync()
    assert titles(ana) == [EXERCISE["title"]]
    bring(beto, version="2", title="La segunda")
    beto.sync()
    ana.sync()
    assert "La segunda" in titles(ana)


def test_nothing_but_exercises_that_the_centre_puts_there_gets_where_all_read(
    world: World, ana: Device, beto: Device
) -> None:
    exercise = make.doc("CAT", {**EXERCISE, "version": "1"})
    forged = [
        *ana.save(Edit("person", COMMON, person())),
        *ana.save(Edit("exercise", COMMON, person())),
        *ana.save(Edit("exercise", COMMON, exercise)),
    ]
    made = bring(ana, code="MAT-3-009")
    ana.sync()
    beto.sync()
    assert [outcome(world, one) for one in forged] == ["held", "rejected", "held"]
    asked = "SELECT id FROM record WHERE bucket = :common"
    assert [row[0] for row in world.rows(asked, common=COMMON)] == [made.record]
    assert [one.id for one in beto.store.find(Exercise)] == [made.record]


def test_a_code_whose_exercise_was_withdrawn_is_free_again(ana: Device, beto: Device) -> None:
    made = bring(ana, title="La primera")
    ana.sync()
    ana.edit(made.record, state="withdrawn")
    ana.sync()
    bring(beto, title="La de Beto")
    beto.sync()
    ana.sync()
    assert titles(ana) == titles(beto) == ["La de Beto"]
    even(ana, beto)


def test_what_was_common_comes_back_after_the_centre_was_put_back(
    world: World, ana: Device, beto: Device
) -> None:
    copy = world.backup()
    bring(ana, title="Las mazorcas")
    ana.sync()
    beto.sync()
    world.restore(copy)
    for device in (ana, beto):
        device.sync()
    assert titles(ana) == titles(beto) == ["Las mazorcas"]
    even(ana, beto)


def test_a_file_that_would_change_a_colleagues_exercise_is_refused_by_its_row(
    world: World, ana: Device, beto: Device, tmp_path: Path
) -> None:
    """The same as it is, and the next version, go in; the centre takes the other from nobody but ana."""
    bring(ana)
    for device in (ana, beto):
        device.sync()
    rows = [
        {**EXERCISE, "version": "1"},
        {**EXERCISE, "version": "1", "title": "Otro título"},
        {**EXERCISE, "version": "2", "title": "Otro título"},
    ]
    file = tmp_path / "exercises.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    said = facts("import", "exercises", file, home=beto.home, code=4)
    assert (said["new"], said["same"], said["changed"]) == (1, 1, 0)
    ((line, field, code),) = [(one["line"], one["field"], one["code"]) for one in said["refused"]]
    assert (line, field, code) == (2, "code", "common_exercise")
    file.write_text(json.dumps(rows[1]), encoding="utf-8")
    assert facts("import", "exercises", file, home=ana.home)["changed"] == 1
