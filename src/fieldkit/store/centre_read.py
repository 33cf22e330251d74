"""The centre's records read as a notebook's are, one school after another, and the region of each school."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select, and_, or_, select

from fieldkit.domain.advisor import Advisor
from fieldkit.domain.entry import Entry, rows
from fieldkit.domain.record import WITHDRAWN, Record
from fieldkit.domain.school import School
from fieldkit.store.tables import ADVISORS, ASSIGNMENTS, DEVICES, RECORDS, TUTORED

Kind = TypeVar("Kind", bound=Record)

_MANY = 500
"""How many ids go into one question."""


class CentreReader:
    """What `Store.find` and `get_many` tell on a device, told by the centre. Read inside `centre.reading`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def find(
        self,
        kind: type[Kind],
        *,
        limit: int | None = None,
        form: str | None = None,
        school: str | None = None,
        withdrawn: bool = False,
    ) -> Iterator[Kind]:
        """Stream the records of a kind, by form, day and place in the centre.

        school: those kept with it, but for one that names another school. withdrawn: also those that were.
        """
        c = RECORDS.c
        asked = _records().where(c.kind == kind.kind)
        if not withdrawn:
            asked = asked.where(c.state != WITHDRAWN)
        if form is not None:
            asked = asked.where(c.form == form)
        if school is not None:
            asked = asked.where(c.bucket == f"s:{school}", or_(c.school.is_(None), c.school == school))
        rows = self.connection.execute(
            asked.order_by(c.form, c.date, c.seq, c.id).limit(limit),
            execution_options={"stream_results": True, "max_row_buffer": _MANY},
        )
        return (_typed(kind, row) for row in rows)

    def get_many(self, kind: type[Kind], ids: Sequence[str]) -> dict[str, Kind]:
        """Those of these ids that are here, withdrawn or not, by id."""
        found: dict[str, Kind] = {}
        for start in range(0, len(ids), _MANY):
            some = RECORDS.c.id.in_(ids[start : start + _MANY])
            rows = self.connection.execute(_records().where(some, RECORDS.c.kind == kind.kind))
            found |= {row.id: _typed(kind, row) for row in rows}
        return found

    def tutored(self, people: Iterable[str]) -> Iterator[Entry]:
        """The sheets of tutoring about these persons, and of tutorings by which they plant an exercise."""
        c, wanted = RECORDS.c, sorted(people)
        for start in range(0, len(wanted), _MANY):
            some = wanted[start : start + _MANY]
            for asked in (and_(c.subject.in_(some), TUTORED), c.planter.in_(some)):
                rows = self.connection.execute(_records().where(asked, c.state != WITHDRAWN))
                yield from (_typed(Entry, row) for row in rows)

    def regions(self, since: str, until: str) -> dict[str, str]:
        """The region of each school (id) whose advisor says one: the advisor's who came to it last.

        An advisor's record (REG-P) names their schools and from when until when; one that names none speaks
        of the schools the centre has put in the care of who wrote it. since, until: the days that count.
        """
        named: dict[str, tuple[str, str]] = {}
        cared = self._cared()
        for advisor in self.find(Advisor):
            region = str(advisor.answers.get("region") or "").strip()
            told = rows(advisor.answers, "schools")
            care = [
                (str(row.get("school")), str(row.get("since") or ""))
                for row in told
                if _in(row, since, until)
            ]
            for school, begun in care if told else [(one, "") for one in cared.get(advisor.bucket, ())]:
                if region:
                    named[school] = max(named.get(school, ("", "")), (begun, region))
        return {school: region for school, (_, region) in named.items()}

    def _cared(self) -> dict[str, list[str]]:
        """The schools (ids) in each advisor's care, by the bucket of each identity they sign with."""
        ccts: dict[str, list[str]] = {}
        for school in self.find(School):
            ccts.setdefault(school.cct, []).append(school.id)
        asked = (
            select(DEVICES.c.author, ASSIGNMENTS.c.cct)
            .join(ADVISORS, ADVISORS.c.id == DEVICES.c.advisor)
            .join(ASSIGNMENTS, ASSIGNMENTS.c.advisor == ADVISORS.c.id)
            .where(ASSIGNMENTS.c.over.is_(False))
        )
        found: dict[str, list[str]] = {}
        for author, cct in self.connection.execute(asked):
            found.setdefault(f"a:{author}", []).extend(ccts.get(cct, ()))
        return found


def _records() -> Select[Any]:
    c = RECORDS.c
    return select(c.id, c.bucket, c.rev, c.doc, c.flagged)


def _typed(kind: type[Kind], row: Row[Any]) -> Kind:
    return kind(row.id, row.bucket, row.rev, json.loads(row.doc), bool(row.flagged))


def _in(row: Mapping[str, Any], since: str, until: str) -> bool:
    """Whether a school was in somebody's care on some day of a time."""
    begun, ended = str(row.get("since") or ""), str(row.get("until") or "9999")
    return begun <= until and ended >= since
