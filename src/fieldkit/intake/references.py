"""Schools and persons that a file names become the records meant: by key, id, or a name only one has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fieldkit.domain import identifiers
from fieldkit.domain.advisor import Advisor
from fieldkit.domain.cells import as_meant
from fieldkit.domain.exercise import Exercise, newest
from fieldkit.domain.names import fold
from fieldkit.domain.person import NAMED, Membership, Person
from fieldkit.domain.school import School, first_registered
from fieldkit.errors import Ambiguous, BadIdentifier, NotFound, Problem
from fieldkit.forms.form import Form, Item
from fieldkit.forms.reading import DOUBT, Column
from fieldkit.intake.plan import Row
from fieldkit.store import advisers
from fieldkit.store.index import school_key
from fieldkit.store.store import Store

_REMEMBERED = 50_000
_ID = 36
_CODED = ("-7", "-8", "-9")


@dataclass(frozen=True, slots=True)
class Meant:
    """What a name stands for: an id, or None with the problem; and what was mended on the way."""

    id: str | None
    code: str = ""
    notes: tuple[tuple[str, str], ...] = ()


class References:
    """The answers of `ref` items of one form, resolved against one notebook, remembering what was found.

    beside: where the rows tell what is called whom an id stands for, by place (`columns.beside`).
    """

    def __init__(self, store: Store, form: Form, beside: Mapping[str, tuple[int, int]]) -> None:
        self.store, self.beside = store, beside
        self.items = sorted(
            (item for item in form.items.values() if item.type == "ref"), key=lambda item: item.to != "school"
        )
        self._columns: dict[str, dict[tuple[str | None, str | None], Any]] = {}
        self._schools: dict[str, Meant] = {}
        self._persons: dict[tuple[str, str, str], Meant] = {}
        self._names: dict[str, list[School]] | None = None
        self._exercises: dict[str, Exercise] | None = None
        self._advisers: dict[str, Meant] = {}
        self._named = advisers.Named(store)

    def resolve(self, rows: Sequence[Row]) -> None:
        """Put ids in the place of names, in the rows; what cannot be found becomes a problem of the row."""
        for item in self.items:
            if item.to in NAMED and not item.repeat:
                said = ((row.given.get(item.code, ""), row.given.get("school") or "") for row in rows)
                self._meet(item, {(str(one), str(school)) for one, school in said})
            for row in rows:
                if not item.repeat:
                    self._settle(row, item, row.given, item.code)
                else:
                    for holder, place in _holders(row.given, item):
                        self._settle(row, item, holder, place)

    def column(self, item: Item, said: Column, schools: Column) -> list[Any]:
        """The ids that the cells of a column mean, each at its school; DOUBT where there is more to say."""
        known = self._columns.setdefault(item.code, {})
        if len(known) > _REMEMBERED:
            known.clear()
        pairs = list(zip(said, schools, strict=True))
        if new := set(pairs).difference(known):
            if item.to in NAMED:
                there = self.store.here(Person, (one for one, _ in new if one and len(one) == _ID))
                known.update((pair, pair[0]) for pair in new if pair[0] in there)
                new.difference_update(known)
            known.update((pair, self._surely(item, *pair)) for pair in new)
        return list(map(known.__getitem__, pairs))

    def _surely(self, item: Item, said: str | None, school: str | None) -> Any:
        if said is None or not (said := said.strip()):
            return None
        if said in _CODED:
            return said
        meant = self._meant(item, said, school or "")
        return DOUBT if meant.id is None or meant.notes else meant.id

    def _meet(self, item: Item, said: Iterable[tuple[str, str]]) -> None:
        """Learn, in one question, which of the ids given for persons (each with a school) are there."""
        new = [one for one in said if len(one[0]) == _ID and (item.to, *one) not in self._persons]
        there = self.store.here(Person, (id for id, _ in new)) if new else set()
        self._persons.update({(item.to, *one): Meant(one[0]) for one in new if one[0] in there})

    def _settle(self, row: Row, item: Item, holder: dict[str, Any], place: str) -> None:
        said = holder.get(item.code)
        if not isinstance(said, str) or not (said := said.strip()) or said in _CODED:
            return
        school = str(row.given.get("school") or "")
        meant = self._meant(item, said, school)
        if meant.id is None and (name := self._called(row, place, said)):
            meant, said = self._meant(item, name, school), name  # of a table of another notebook
        if meant.id is None and item.to == "school" and isinstance(row.raw, dict) and "school_cct" in row.raw:
            meant = self._remembered_school(str(row.raw["school_cct"]))  # a record from another notebook
        for code, kept in meant.notes:
            facts = {"label": dict(item.labels), "value": said, "text": said, "kept": kept}
            row.problems.append(Problem(place, code, facts, "warning"))
        if meant.id is None:
            del holder[item.code]
            row.problems.append(Problem(place, meant.code, {"label": dict(item.labels), "text": said}))
        else:
            holder[item.code] = meant.id
            row.written[place] = said

    def _called(self, row: Row, place: str, said: str) -> str:
        """The name that stands beside the id of somebody who is not here; "" where there is none."""
        at, named = self.beside.get(place, (0, 0))
        cells = row.raw if len(said) == _ID and named else ()
        told = len(cells) > max(at, named) and as_meant(cells[at]).strip() == said
        return as_meant(cells[named]).strip() if told else ""

    def _meant(self, item: Item, said: str, school: str) -> Meant:
        if item.to == "school":
            return self._remembered_school(said)
        if item.to in NAMED:
            return self._remembered_person(item.to, said, school)
        if item.to == "exercise":
            return self._exercise(said)
        if item.to == "anyone":
            return self._anyone(said, school)
        return Meant(said) if self.store.any(said) else Meant(None, "no_such")

    def _anyone(self, said: str, school: str) -> Meant:
        """A person, or an advisor: who works here goes by the id that everything is signed with."""
        me = self.store.meta("advisor") or ""
        if said == me or fold(said) == fold(self.store.meta("name") or ""):
            return Meant(me)
        found = self._remembered_person("person", said, school)
        if found.code != "no_such":
            return found
        if said not in self._advisers:
            if len(self._advisers) > _REMEMBERED:
                self._advisers.clear()
            named = [one.id for one in self.store.search(said, Advisor)] or self._named.called(said)
            self._advisers[said] = _one(named) if named else found
        return self._advisers[said]

    def _exercise(self, said: str) -> Meant:
        """An exercise is named by its code, in sheets and in files; a title that only one has will do."""
        if self._exercises is None:
            self._exercises = newest(self.store.find(Exercise))
        code = said.strip().upper()
        if code in self._exercises:
            return Meant(code)
        return _one([one.code for one in self._exercises.values() if fold(one.title) == fold(said)])

    # schools

    def school(self, said: str) -> str:
        """The id of the school somebody names. Raises NotFound, Ambiguous."""
        meant = self._remembered_school(said.strip())
        if meant.id is None:
            error = Ambiguous if meant.code == "ambiguous" else NotFound
            raise error(kind="school", text=said, matches=[])
        return meant.id

    def _remembered_school(self, said: str) -> Meant:
        found = self._schools.get(said)
        if found is None:
            if len(self._schools) > _REMEMBERED:
                self._schools.clear()
            found = self._schools[said] = self._school(said)
        return found

    def _school(self, said: str) -> Meant:
        if len(said) == _ID and self.store.get(School, said):
            return Meant(said)
        try:
            key = identifiers.cct(said)
        except BadIdentifier:
            return _one(_ids(self._by_name().get(fold(said), [])))
        notes = tuple((code, key.value) for code in key.repairs)
        return _one(_ids(self.store.match(School, school_key(key.value, ""), prefix=True)), notes)

    def _by_name(self) -> dict[str, list[School]]:
        if self._names is None:
            self._names = {}
            for school in self.store.find(School):
                self._names.setdefault(fold(school.name), []).append(school)
        return self._names

    # persons

    def _remembered_person(self, to: str, said: str, school: str) -> Meant:
        found = self._persons.get((to, said, school))
        if found is None:
            if len(self._persons) > _REMEMBERED:
                self._persons.clear()
            found = self._persons[to, said, school] = self._person(NAMED[to], said, school)
        return found

    def _person(self, role: str | None, said: str, school: str) -> Meant:
        if len(said) == _ID and self.store.get(Person, said):
            return Meant(said)
        try:
            key = identifiers.curp(said)
        except BadIdentifier:
            return self._namesake(role, said, school)
        ids = [person.id for person in self.store.match(Person, key.value)]
        return _one(ids, tuple((code, key.value) for code in key.repairs))

    def _namesake(self, role: str | None, said: str, school: str) -> Meant:
        """Somebody at the school with this name; the order of names and surnames does not matter."""
        wanted = sorted(fold(said).split())
        if not wanted or not school:
            return Meant(None, "no_such")
        members = {
            member.person
            for member in self.store.find(Membership, school=school)
            if role is None or member.role == role
        }
        persons = self.store.get_many(Person, list(members)).values()
        return _one([person.id for person in persons if sorted(fold(person.name).split()) == wanted])


def _ids(schools: Iterable[School]) -> list[str]:
    return [school.id for school in first_registered(schools)]


def _one(ids: list[str], notes: tuple[tuple[str, str], ...] = ()) -> Meant:
    if len(ids) == 1:
        return Meant(ids[0], notes=notes)
    return Meant(None, "ambiguous" if ids else "no_such", notes)


def _holders(given: dict[str, Any], item: Item) -> Iterator[tuple[dict[str, Any], str]]:
    """The answers among which the item of a repeat is: each of its rows."""
    rows = given.get(item.repeat)
    for number, row in enumerate(rows if isinstance(rows, list) else (), 1):
        if isinstance(row, dict):
            yield row, f"{item.repeat}[{number}].{item.code}"
