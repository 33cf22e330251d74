"""Whatever people do, over whatever road: the promises of `docs/explanation/sync-model.md`.

Three notebooks, one centre, the real code. Every step may meet a fault; after every step nothing may be lost,
and once the roads are good again everybody holds the same. `FIELDKIT_EXAMPLES` asks for a longer campaign.
"""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from fieldkit.domain.change import Edit, digest
from fieldkit.domain.digest import of_revision, summed
from fieldkit.server.exchange import exchange
from fieldkit.store.centre_sitting import STANDS
from tests.forms.test_library_families import SHEETS
from tests.sync.world import Device, Road, World, a_day_later, interrupted, quietly

NAMES = ("ana", "beto", "carmen")
FIELDS = ("first_names", "surname", "second_surname")
FAULTS = (
    "",
    "",
    "",
    "drop_request",
    "drop_answer",
    "truncated",
    "twice",
    "portal",
    "stale",
    "centre_dies",
    "interrupted",
)


class Story(RuleBasedStateMachine):
    """What can happen."""

    database: str | None = None

    def __init__(self) -> None:
        super().__init__()
        self.days = 0
        a_day_later(0)
        self.world = World(self.database)
        self.at = random.Random(1)
        ana, beto, carmen = (
            self.world.device(name, places) for name, places in zip(NAMES, ("AB", "AB", "BC"), strict=True)
        )
        self.office = self.world.device("office", "ABC").there
        places = {"A": ana, "B": beto, "C": carmen}
        self.schools = {place: device.found_school(place) for place, device in places.items()}
        for place, device in places.items():
            device.write(f"s:{self.schools[place]}")
        for one in (ana, beto, carmen, ana, beto):
            one.sync()
        self.saved: dict[str, tuple[str, bytes]] = {}
        self.lost: set[str] = set()
        self.backups: dict[str, Path] = {}
        self.disaster = False

    def _device(self, name: str) -> Device:
        return self.world.devices[name]

    def _told(self, name: str, change: Any) -> None:
        """Somebody was told that this is saved."""
        self.saved[change.id] = (name, change.line)

    # what people do

    @rule(name=st.sampled_from(NAMES), place=st.sampled_from("ABC"), bad=st.sampled_from([0, 0, 0, 1]))
    def create(self, name: str, place: str, bad: int) -> None:
        wrong = {"birth_date": "mal"} if bad else {}
        self._told(name, self._device(name).write(f"s:{self.schools[place]}", **wrong))

    @rule(
        name=st.sampled_from(NAMES),
        which=st.integers(0, 10**6),
        field=st.sampled_from(FIELDS),
        value=st.integers(0, 5),
        state=st.sampled_from(["corrected"] * 6 + ["withdrawn"]),
    )
    def edit(self, name: str, which: int, field: str, value: int, state: str) -> None:
        device = self._device(name)
        seen = [row[0] for row in device.rows("SELECT id FROM record WHERE kind = 'person' ORDER BY id")]
        if seen:
            record = seen[which % len(seen)]
            self._told(name, device.edit(record, state, **{field: f"N{'abcdef'[value]}"}))

    @rule(which=st.integers(0, 2), field=st.sampled_from(FIELDS), other=st.sampled_from(FIELDS))
    def two_correct_the_same_child(self, which: int, field: str, other: str) -> None:
        for name, changed, value in (("ana", field, "Xa"), ("beto", other, "Xb")):
            device = self._device(name)
            seen = [row[0] for row in device.rows("SELECT id FROM record WHERE kind = 'person' ORDER BY id")]
            if seen:
                self._told(name, device.edit(seen[which % len(seen)], **{changed: value}))

    @rule(
        which=st.integers(0, 10**6),
        place=st.sampled_from(["", "", "A", "B", "C"]),
        field=st.sampled_from(FIELDS),
        value=st.integers(0, 5),
    )
    def correct_at_the_centre(self, which: int, place: str, field: str, value: int) -> None:
        there = self.world.rows("SELECT id FROM record WHERE kind = 'person' ORDER BY id")
        if there:
            bucket = f"s:{self.schools[place]}" if place else None
            record = there[which % len(there)].id
            self.world.correct(self.office, record, bucket, **{field: f"O{'abcdef'[value]}"})

    @rule(name=st.sampled_from(NAMES), place=st.sampled_from(["", "A", "B", "C"]))
    def note_a_contact(self, name: str, place: str) -> None:
        """A sheet that is about a school, or about none: then nobody else may read it."""
        device = self._device(name)
        edit = Edit("entry", *self._contact(device, place))
        self._told(name, device.save(edit)[0])

    @rule(
        name=st.sampled_from(NAMES),
        which=st.integers(0, 10**6),
        place=st.sampled_from(["", "", "A", "B", "C"]),
    )
    def a_contact_was_about_another_school_or_none(self, name: str, which: int, place: str) -> None:
        device = self._device(name)
        seen = device.rows("SELECT id, rev, doc FROM present WHERE kind = 'entry' ORDER BY id")
        mine = [row for row in seen if json.loads(row[2])["author"] == device.by]
        if mine:
            record, rev, _ = mine[which % len(mine)]
            bucket, doc = self._contact(device, place)
            told = {**doc, "state": "corrected", "reason": "x"}
            self._told(name, device.save(Edit("entry", bucket, told, record, rev))[0])

    def _contact(self, device: Device, place: str) -> tuple[str, dict[str, Any]]:
        school = {"school": self.schools[place]} if place else {}
        answers = {**SHEETS["RED"], "school": "", **school}
        answers = {code: value for code, value in answers.items() if value}
        doc = {"form": "RED", "version": 1, "state": "finished", "author": device.by, "answers": answers}
        return f"s:{self.schools[place]}" if place else f"a:{device.by}", doc

    @rule(name=st.sampled_from(NAMES), places=st.sampled_from(["A", "AB", "ABC", "BC", "C"]))
    def reassign(self, name: str, places: str) -> None:
        self.world.assign(self._device(name), places)

    # what roads do

    @rule(
        name=st.sampled_from(NAMES),
        fault=st.sampled_from(FAULTS),
        size=st.sampled_from([700, 1500, 4000]),
        room=st.sampled_from([1, 900, 100_000]),
    )
    def sync(self, name: str, fault: str, size: int, room: int) -> None:
        device = self._device(name)
        road = Road(device, "" if fault == "interrupted" else fault, room, self.at)
        if fault == "interrupted":
            run = device.run(road, size)
            interrupted(device, self.at.choice([30, 100, 300, 1000, 3000]), run.once)
        else:
            quietly(device.run(road, size).once)

    @rule()
    def everybody_syncs(self) -> None:
        for name in NAMES:
            self._device(name).sync()

    @rule(name=st.sampled_from(NAMES), which=st.integers(0, 10**6))
    def an_old_request_arrives_again(self, name: str, which: int) -> None:
        device = self._device(name)
        if device.requests:
            quietly(
                lambda: exchange(
                    self.world.office, device.there, device.requests[which % len(device.requests)]
                )
            )

    @rule(name=st.sampled_from(NAMES), size=st.integers(1, 3))
    def later_changes_arrive_first(self, name: str, size: int) -> None:
        from fieldkit.server.exchange import take_in

        device = self._device(name)
        lines = [row[0] for row in device.rows("SELECT line FROM change WHERE outcome IS NULL ORDER BY n")]
        if len(lines) > size:
            self.disaster = True  # it breaks the rule that a batch begins with the oldest: nothing may be
            take_in(self.world.office, device.there, lines[-size:])  # lost, but a needless merge is allowed

    # what machines do

    @rule(name=st.sampled_from(NAMES))
    def back_up_a_laptop(self, name: str) -> None:
        self.backups[name] = self._device(name).backup()

    @precondition(lambda self: set(self.backups) & set(NAMES))
    @rule(name=st.sampled_from(NAMES))
    def put_a_laptop_back(self, name: str) -> None:
        if name not in self.backups:
            return
        device = self._device(name)
        before = {row[0] for row in device.rows("SELECT id FROM change")}
        device.restore(self.backups[name])
        self.lost |= before - {row[0] for row in device.rows("SELECT id FROM change")}
        self.disaster = True

    @precondition(lambda self: self.database is None)
    @rule()
    def back_up_the_centre(self) -> None:
        self.backups["centre"] = self.world.backup()

    @precondition(lambda self: "centre" in self.backups)
    @rule()
    def put_the_centre_back(self) -> None:
        self.world.restore(self.backups["centre"])
        self.disaster = True

    @precondition(lambda self: "centre" in self.backups)
    @rule(name=st.sampled_from(NAMES))
    def give_back_what_the_centre_lost(self, name: str) -> None:
        run = self._device(name).run()
        run.giving_back = True
        run.all()

    # what must hold at every moment

    @invariant()
    def nothing_saved_is_lost_or_altered(self) -> None:
        for name in NAMES:
            kept = {row[0]: row[1] for row in self._device(name).rows("SELECT id, line FROM change")}
            for id, (owner, line) in self.saved.items():
                if owner == name and id not in self.lost:
                    assert kept.get(id) == line

    @invariant()
    def what_was_taken_is_in_what_stands(self) -> None:
        journal = self._journal()
        for record, rev in self.world.rows("SELECT id, rev FROM record"):
            behind = _ancestors(rev, journal)
            for id, line in journal.items():
                if line.record == record and line.outcome in ("ok", "merged", "conflict"):
                    assert id in behind, "an accepted change is no ancestor of what stands"

    @invariant()
    def the_centres_own_counts_are_true(self) -> None:
        there = self.world.rows("SELECT id, bucket, rev FROM record")
        for bucket, held, xor in self.world.rows("SELECT id, held, xor FROM bucket"):
            assert (held, xor) == summed(of_revision(r.id, r.rev) for r in there if r.bucket == bucket)

    @invariant()
    def nobody_reads_what_is_another_advisors_own(self) -> None:
        for name in NAMES:
            device = self._device(name)
            buckets = device.rows("SELECT DISTINCT bucket FROM record WHERE bucket LIKE 'a:%'")
            assert {bucket for (bucket,) in buckets} <= {f"a:{device.by}"}

    @rule(name=st.sampled_from(NAMES))
    def nothing_goes_that_the_centre_does_not_have(self, name: str) -> None:
        """What leaves a notebook is at the centre, or in a school that the centre says is another's."""
        device = self._device(name)
        before = device.rows("SELECT id, bucket FROM record")
        device.sync()
        now = {id for (id,) in device.rows("SELECT id FROM record")}
        there = {row.id for row in self.world.rows("SELECT id FROM record")}
        known = {row.id for row in self.world.rows("SELECT id FROM bucket")}
        read = {id for (id,) in device.rows("SELECT id FROM bucket")}
        for id, bucket in before:
            assert id in now | there or (bucket in known and bucket not in read)

    # what must hold in the end

    def teardown(self) -> None:
        try:
            self._quiesce()
            self._everything_is_at_the_centre()
            self._no_value_vanished()
            self._one_writer_never_clashes()
            self.nobody_reads_what_is_another_advisors_own()
            for name in NAMES:
                self._holds_what_the_centre_holds(self._device(name))
        finally:
            self.world.close()
            os.environ.pop("FIELDKIT_NOW", None)

    def _quiesce(self) -> None:
        for _ in range(4):
            self.days += 2
            a_day_later(self.days)
            for name in NAMES:
                self._device(name).sync()

    def _everything_is_at_the_centre(self) -> None:
        there = {id: line.sha for id, line in self._journal().items()}
        for id, (_, line) in self.saved.items():
            assert id in self.lost or there.get(id) == digest(line)

    def _no_value_vanished(self) -> None:
        """Each value somebody set stands, or was changed by one who had seen it, or is pointed out."""
        journal = self._journal()
        took = {id: line for id, line in journal.items() if line.outcome in STANDS and line.doc is not None}
        stands = {r.id: json.loads(r.doc) for r in self.world.rows("SELECT id, doc FROM record")}
        for id, line in took.items():
            if line.outcome in ("merge", "superseded") or line.kind != "person":
                continue
            now = stands[line.record]["answers"]
            for field in FIELDS:
                value = line.doc["answers"].get(field)
                if value == _basis(line, journal).get(field) or now.get(field) == value:
                    continue
                if f"answers.{field}" in line.fields:
                    continue
                others = [one for one in took.values() if one.record == line.record]
                assert any(_changed_knowingly(one, id, field, value, journal) for one in others), field

    def _one_writer_never_clashes(self) -> None:
        if self.disaster:
            return
        writers: dict[str, set[str | None]] = {}
        for line in self._journal().values():
            writers.setdefault(line.record, set()).add(line.device)
        for line in self._journal().values():
            if len(writers[line.record]) == 1:
                assert line.outcome not in ("merged", "conflict")

    def _holds_what_the_centre_holds(self, device: Device) -> None:
        assert not device.rows("SELECT 1 FROM change WHERE outcome IS NULL")
        assert device.store.meta("want_ids") == "0"
        done = device.sync()
        assert (done.sent, done.received, done.uneven) == (0, 0, [])
        own = {row[0] for row in device.rows("SELECT record FROM change WHERE outcome = 'held'")}
        refused = {row[0] for row in device.rows("SELECT record FROM change WHERE outcome = 'rejected'")}
        seen = {
            row[0]: row[1:] for row in device.rows("SELECT id, bucket, rev, doc, flagged, seq FROM present")
        }
        buckets = [row[0] for row in device.rows("SELECT id FROM bucket")]
        there = {
            r.id: (r.bucket, r.rev, json.loads(r.doc), bool(r.flagged))
            for r in self.world.rows("SELECT id, bucket, rev, doc, flagged FROM record")
            if r.bucket in buckets
        }
        told = {id: (b, rev, json.loads(doc), bool(f)) for id, (b, rev, doc, f, seq) in seen.items()
                if seq is not None and seq >= 0}  # fmt: skip
        assert {id: row for id, row in there.items() if id not in own} == told
        assert {id for id, row in seen.items() if row[4] is None} <= own | refused
        assert own <= set(seen), "what is held stays in view"

    def _journal(self) -> dict[str, Any]:
        return {row.id: _Line(row) for row in self.world.rows("SELECT * FROM change")}


class _Line:
    """A line of the centre's journal."""

    def __init__(self, row: Any) -> None:
        self.id, self.record, self.kind, self.outcome = row.id, row.record, row.kind, row.outcome
        self.base, self.other, self.device, self.sha = row.base, row.other, row.device, row.sha
        self.n = row.n
        self.doc = json.loads(row.line).get("doc")
        self.fields = (json.loads(row.detail) if row.detail else {}).get("fields", [])


def _ancestors(rev: str, journal: dict[str, _Line]) -> set[str]:
    seen: set[str] = set()
    waiting = [rev]
    while waiting:
        one = waiting.pop()
        if one in journal and one not in seen:
            seen.add(one)
            waiting += [parent for parent in (journal[one].base, journal[one].other) if parent]
            if journal[one].base and journal[one].base not in journal:
                waiting += _own_before(journal[one], journal)
    return seen


def _own_before(line: _Line, journal: dict[str, _Line]) -> list[str]:
    """What the author of a change whose base has not come had written of the record before: they went on
    from there, whatever lay between."""
    same = (one for one in journal.values() if (one.record, one.device) == (line.record, line.device))
    return [one.id for one in same if line.n is not None and one.n is not None and one.n < line.n]


def _basis(line: _Line, journal: dict[str, _Line]) -> dict[str, Any]:
    """The answers a change was made on."""
    base = line.base
    while base in journal and journal[base].outcome not in STANDS:
        base = journal[base].base
    return journal[base].doc["answers"] if base in journal else {}


def _changed_knowingly(one: _Line, id: str, field: str, value: Any, journal: dict[str, _Line]) -> bool:
    """Whether a change replaced this value by another, having seen it."""
    if one.outcome == "merge" or one.doc["answers"].get(field) == _basis(one, journal).get(field):
        return False
    return (bool(one.base) and id in _ancestors(one.base or "", journal)) or _basis(one, journal).get(
        field
    ) == value


def _campaign(examples: int, steps: int) -> settings:
    return settings(
        max_examples=int(os.environ.get("FIELDKIT_EXAMPLES", examples)),
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
        derandomize="FIELDKIT_EXAMPLES" not in os.environ,
        database=None,
    )


def test_the_promises_hold_over_any_road() -> None:
    run_state_machine_as_test(Story, settings=_campaign(60, 30))


@pytest.mark.usefixtures("postgres_url")
def test_the_promises_hold_with_a_centre_on_postgresql(postgres_url: str) -> None:
    class OnPostgres(Story):
        database = postgres_url

        def teardown(self) -> None:
            """The next story begins with an empty centre."""
            from fieldkit.store.tables import CentreRow

            try:
                super().teardown()
            finally:
                from sqlalchemy import text

                from fieldkit.store import centre

                engine = centre.open_centre(postgres_url)
                with engine.begin() as connection:
                    names = ", ".join(table.name for table in CentreRow.metadata.sorted_tables)
                    connection.execute(text(f"TRUNCATE {names}"))
                engine.dispose()

    run_state_machine_as_test(OnPostgres, settings=_campaign(8, 25))
