"""What the notebook holds, streamed: as rows of a table, or as whole records for another program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from fieldkit.domain import story
from fieldkit.domain.identifiers import discreet, masked
from fieldkit.domain.kinds import KINDS
from fieldkit.domain.person import Kinship, Membership, Person
from fieldkit.domain.record import Record
from fieldkit.domain.register import ROLE, join
from fieldkit.domain.school import School
from fieldkit.forms.form import Form, Item
from fieldkit.store.store import Store

_AT_ONCE = 500
_SHORTEST = 16
"""Letters of a text that may hold a CURP: one that lacks its last two is told apart as well."""
_AXES = ("lat", "lon")
_PERSONS = ("student", "teacher", "relative", "person", "anyone")
Found = TypeVar("Found", bound=Record)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to export. school: an id. since, until: days, both included. whole_curp: unmasked. language: whose
    labels stand in the table instead of codes; None for codes. words: for codes that are in no form's lists.
    stories: whether they were asked for by name: told with a consent of their own, they leave only so.
    """

    form: Form
    school: str | None = None
    since: str | None = None
    until: str | None = None
    whole_curp: bool = False
    language: str | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    stories: bool = False


def records(store: Store, wanted: Wanted) -> Iterator[dict[str, Any]]:
    """Whole records: id, form, version, state, answers, the key of the school, and what else they hold."""
    names = _Names(store)
    for identity, doc in _sheets(store, wanted):
        told = doc if wanted.whole_curp else {**_discreet(doc), "answers": _masked(doc["answers"])}
        school = names.school(doc["answers"].get("school"))
        yield {"id": identity, **told, **({"school_cct": school[0]} if school else {})}


class Columns:
    """The columns of a table of one form, and the cells of its records. Goes once over all the records, to
    know how many rows their repeats have.
    """

    def __init__(self, store: Store, wanted: Wanted) -> None:
        self.wanted = wanted
        self.names = _Names(store)
        depth = _depth(answers for _, doc in _sheets(store, wanted) for answers in [doc["answers"]])
        self.places = list(_places(wanted.form, depth))

    def heads(self) -> list[str]:
        """Column names; those of repeats as `VA[1].VA1`, in words `Alumnos[1]. Lectura`."""
        found = ["id", self._word("state")]
        for group, row, item in self.places:
            found.append(self._label(group, row, item))
            if item.to == "school" or item.to in _PERSONS:
                found.append(f"{found[-1]} ({self._word('name')})")
        return found

    def rows(self, store: Store) -> Iterator[list[Any]]:
        """The records, a row each."""
        for identity, doc in _sheets(store, self.wanted):
            answers = doc["answers"] if self.wanted.whole_curp else _masked(doc["answers"])
            row = [identity, self.wanted.words.get(doc["state"], doc["state"])]
            for group, number, item in self.places:
                row += self._cells(item, _value(answers, group, number, item))
            yield row

    def _cells(self, item: Item, value: Any) -> list[Any]:
        if item.to == "school":
            return list(self.names.school(value) or ("", ""))
        if item.to in _PERSONS:
            return [value or "", self.names.person(value)]
        return [self._written(item, value)]

    def _written(self, item: Item, value: Any) -> Any:
        """A value as a cell holds it, so that `import` reads it back."""
        if isinstance(value, list):
            return "; ".join(str(self._written(item, one)) for one in value)
        if isinstance(value, Mapping) and "name" in value:
            return f"{value['name']} ({value.get('mode')})"
        if isinstance(value, Mapping):
            return ", ".join(str(value[axis]) for axis in _AXES if axis in value)
        if item.type == "yesno":
            return self.wanted.words.get(str(value), "" if value is None else value)
        if self.wanted.language and isinstance(value, str):
            choice = item.choice(value)
            return choice.label(self.wanted.language) if choice else value
        return "" if value is None else value

    def _label(self, group: str, row: int, item: Item) -> str:
        language, found = self.wanted.language, self.wanted.form.group(group)
        if language is None or (group and found is None):
            return f"{group}[{row}].{item.code}" if group else item.code
        label = item.label(language)
        return f"{found.label(language)}[{row}]. {label}" if found else label

    def _word(self, word: str) -> str:
        spanish = {"state": "estado", "name": "nombre"}
        return spanish[word] if self.wanted.language == "es" else word


class _Names:
    """Keys and names of the schools and persons that records point to, remembered."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._schools: dict[str, tuple[str, str] | None] = {}

    def school(self, id: object) -> tuple[str, str] | None:
        """CCT and name of a school; None when there is none of that id."""
        if not isinstance(id, str):
            return None
        if id not in self._schools:
            found = self.store.get(School, id)
            self._schools[id] = (found.cct, found.name) if found else None
        return self._schools[id]

    def person(self, id: object) -> str:
        """The name of a person, or nothing."""
        found = self.store.get(Person, id) if isinstance(id, str) else None
        return found.name if found else ""


def _sheets(store: Store, wanted: Wanted) -> Iterator[tuple[str, dict[str, Any]]]:
    """Id and document of each record; of persons, one sheet of all that the register form asks."""
    if wanted.form.code in ROLE:
        yield from _people(store, wanted)
        return
    facts: dict[str, Any] = {"school": wanted.school, "since": wanted.since, "until": wanted.until}
    for record in store.find(KINDS[wanted.form.kind], form=wanted.form.code, **facts):
        of = _story_of(store, record)
        if of and not wanted.stories:
            continue
        nameless = of is not None and story.is_anonymous(of.answers)
        yield record.id, story.without_giver(record.doc) if nameless else dict(record.doc)


def _story_of(store: Store, record: Record) -> Record | None:
    """The story that a record is, or is the photo of."""
    found = store.any(str(record.answers.get("of"))) if record.form == story.PHOTO else record
    return found if found and found.form == story.FORM else None


def _people(store: Store, wanted: Wanted) -> Iterator[tuple[str, dict[str, Any]]]:
    """Of relatives, one sheet for each student they belong to."""
    family = wanted.form.code == "REG-F"
    ties: Iterator[Any] = store.find(
        Kinship if family else Membership, form=wanted.form.code, school=wanted.school
    )
    for some in _by_some(ties):
        ids = [tie.person for tie in some]
        persons = store.get_many(Person, ids)
        members = store.having(Membership, "subject", ids) if family else {}
        for tie in some:
            person = persons.get(tie.person)
            if person is not None:
                member = next(iter(members.get(person.id, ())), None) if family else tie
                kin = tie.answers if family else None
                flat = join(person.answers, member.answers if member else {}, kin)
                yield person.id, {**person.doc, "answers": flat}


def _by_some(found: Iterator[Found]) -> Iterator[list[Found]]:
    while some := list(islice(found, _AT_ONCE)):
        yield some


def _masked(answers: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = _discreet(answers)
    curp = answers.get("curp")
    return {**found, "curp": masked(curp)} if isinstance(curp, str) else found


def _discreet(value: Any) -> Any:
    """The same without a whole CURP: people write them into any text."""
    if isinstance(value, str):
        return discreet(value) if len(value) >= _SHORTEST else value
    if isinstance(value, Mapping):
        return {code: _discreet(one) for code, one in value.items()}
    return [_discreet(one) for one in value] if isinstance(value, list) else value


def _depth(sheets: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """The most rows each repeat has in any sheet."""
    depth: dict[str, int] = {}
    for answers in sheets:
        for code, value in answers.items():
            if isinstance(value, list) and value and isinstance(value[0], Mapping):
                depth[code] = max(depth.get(code, 0), len(value))
    return depth


def _places(form: Form, depth: Mapping[str, int]) -> Iterator[tuple[str, int, Item]]:
    for group in form.groups:
        if not group.repeat:
            yield from (("", 0, item) for item in group.items)
            continue
        for row in range(1, depth.get(group.code, 0) + 1):
            yield from ((group.code, row, item) for item in group.items)


def _value(answers: Mapping[str, Any], group: str, row: int, item: Item) -> Any:
    if not group:
        return answers.get(item.code)
    rows = answers.get(group)
    holder = rows[row - 1] if isinstance(rows, list) and len(rows) >= row else {}
    return holder.get(item.code) if isinstance(holder, Mapping) else None
