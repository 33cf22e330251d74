"""The centre's records read as a notebook's are, one school after another, and the region of each school."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, literal_column, or_, select, true

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
        asked = _records(kind)
        if not withdrawn:
            asked = asked.where(c.state != WITHDRAWN)
        if form is not None:
            asked = asked.where(c.form == form)
        if school is not None:
            asked = asked.where(c.bucket == f"s:{school}", or_(c.school.is_(None), c.school == school))
        return self._stream(kind, asked.order_by(c.form, c.date, c.seq, c.id).limit(limit))

    def mentioning(self, kind: type[Kind], words: Iterable[str]) -> Iterator[Kind]:
        """Those of a kind, not withdrawn, in which one of these words stands by itself, wherever: a sieve."""
        c = RECORDS.c
        said = or_(*(c.doc.contains(f'"{word}"', autoescape=True) for word in words))
        return self._stream(kind, _records(kind).where(c.state != WITHDRAWN, said))

    def get_many(self, kind: type[Kind], ids: Sequence[str]) -> dict[str, Kind]:
        """Those of these ids that are here, withdrawn or not, by id."""
        found: dict[str, Kind] = {}
        for start in range(0, len(ids), _MANY):
            some = RECORDS.c.id.in_(ids[start : start + _MANY])
            rows = self.connection.execute(_records(kind).where(some))
            found |= {one.id: one for one in _typed(kind, rows.all())}
        return found

    def having(self, kind: type[Kind], column: str, values: Iterable[str]) -> dict[str, list[Kind]]:
        """As `Store.having`, of what is no sheet: by `subject`, for which there is an index."""
        wanted = sorted(values)
        found: dict[str, list[Kind]] = {}
        for start in range(0, len(wanted), _MANY):
            some = RECORDS.c[column].in_(wanted[start : start + _MANY])
            asked = _records(kind).add_columns(RECORDS.c[column]).where(RECORDS.c.state != WITHDRAWN, some)
            rows = self.connection.execute(asked).all()
            for one, row in zip(_typed(kind, [row[:-1] for row in rows]), rows, strict=True):
                found.setdefault(row[-1], []).append(one)
        return found

    def tutored(self, people: Iterable[str], besides: str | None = None) -> Iterator[Entry]:
        """The sheets of tutoring about these persons, and of tutorings by which they plant an exercise.

        besides: the school (its id) whose own are left out.
        """
        c, wanted = RECORDS.c, sorted(people)
        elsewhere = true() if besides is None else c.bucket != f"s:{besides}"
        for start in range(0, len(wanted), _MANY):
            some = wanted[start : start + _MANY]
            asked = _records(Entry).where(elsewhere, c.state != WITHDRAWN)
            yield from self._stream(Entry, asked.where(c.subject.in_(some), TUTORED))
            yield from self._stream(Entry, asked.where(c.planter.in_(some)))

    def tutored_in(self, bucket: str) -> set[str]:
        """The persons (ids) by whom `tutored` finds some sheet of a bucket."""
        c = RECORDS.c
        here = (c.bucket == bucket, c.kind == Entry.kind, c.state != WITHDRAWN)
        asked = select(c.subject).where(*here, TUTORED).union(select(c.planter).where(*here))
        return {row[0] for row in self.connection.execute(asked) if row[0]}

    def _stream(self, kind: type[Kind], asked: Select[Any]) -> Iterator[Kind]:
        options = {"stream_results": True, "max_row_buffer": _MANY}
        for some in self.connection.execute(asked, execution_options=options).partitions(_MANY):
            yield from _typed(kind, some)

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


def _records(kind: type[Record]) -> Select[Any]:
    """Those of a kind. Of the few that are no sheets there is an index, used where that is said outright."""
    c = RECORDS.c
    asked = select(c.id, c.bucket, c.rev, c.flagged, c.doc).where(c.kind == kind.kind)
    return asked if kind is Entry else asked.where(c.kind != literal_column("'entry'"))


def _typed(kind: type[Kind], some: Sequence[Any]) -> Iterator[Kind]:
    """Rows as records. Their documents are read as one: it takes two thirds of the time."""
    docs = json.loads(f"[{','.join(doc for *_, doc in some)}]")
    for (id, bucket, rev, flagged, _), doc in zip(some, docs, strict=True):
        yield kind(id, bucket, rev, doc, bool(flagged))


def _in(row: Mapping[str, Any], since: str, until: str) -> bool:
    """Whether a school was in somebody's care on some day of a time."""
    begun, ended = str(row.get("since") or ""), str(row.get("until") or "9999")
    return begun <= until and ended >= since
