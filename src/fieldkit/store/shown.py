"""The views for people with SQL tools: the notebook as tables with a typed column for each question.

Made from the forms, so a new question is a new column. One view per form, by its code (`FS`, `REG_A`), one
for each group that repeats (`FS_VA`: `id` of its sheet, `row` from 1), and one for each kind of record that
no form tells whole. What was withdrawn is in none of them. Pure: SQL as text.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fieldkit.domain import story
from fieldkit.domain.register import KINSHIP, MEMBERSHIP, PERSON, ROLE
from fieldkit.forms.form import Form, Group, Item, Words
from fieldkit.store.quoting import answer, at, path, quoted, text

TYPES = {"integer": "INTEGER", "decimal": "REAL", "calculate": "", "given": ""}
"""The SQL type of an item; of any other TEXT. What the program puts is a text or a number, as it comes."""

NAMES = {
    PERSON: ("persons", "personas"),
    MEMBERSHIP: ("memberships", "pertenencias"),
    KINSHIP: ("kinships", "parentescos"),
    "entry": ("entries", "registros"),
}
"""The kinds that no form tells whole, and what their views are called, in both languages."""

_PERSONS = ("student", "teacher", "relative", "person", "anyone")
_ACCOMPANYING = {"signature": ("name", "mode"), "gps": ("lat", "lon")}
"""Answers of two parts: the first is the item's column, the other stands beside it."""

_PART = {"ref": "id", "signature": "name", "gps": "lat"}
"""What the column of an item itself holds, where that is not the whole answer."""

_CODES = "(-7, -8, -9)"
_STANDING = "state <> 'withdrawn'"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. type: INTEGER, REAL, TEXT or, of what may be either, "". sql: where it comes from.

    label: of its item; None for what every record has. part: what of the answer it holds ("" for all of it):
    id, cct, name, mode, lat, lon, or missing, the code of why there is none.
    """

    name: str
    type: str
    sql: str
    label: Words | None = None
    part: str = ""


ID = Column("id", "TEXT", "id")


@dataclass(frozen=True, slots=True)
class View:
    """One view. also: its other names. source: the SQL that its columns are taken from."""

    name: str
    also: tuple[str, ...]
    title: Words | None
    columns: tuple[Column, ...]
    source: str

    def statements(self) -> Iterator[str]:
        """What makes it, under each of its names."""
        told = ", ".join(f"{one.sql} AS {quoted(one.name)}" for one in self.columns)
        yield f"CREATE TEMP VIEW {quoted(self.name)} AS SELECT {told} FROM ({self.source}) AS it"
        for name in self.also:
            yield f"CREATE TEMP VIEW {quoted(name)} AS SELECT * FROM {quoted(self.name)}"


def views(
    forms: Iterable[Form],
    records: str,
    names: Mapping[str, Sequence[str]],
    taken: Iterable[str] = (),
    left_out: Iterable[str] = (),
) -> list[View]:
    """The views of these forms. records: the table of all records with their documents. names: what forms
    are called besides their code. taken: names that no view may have. left_out: forms that nothing tells of.
    """
    used = {name.lower() for name in taken}
    hidden = set(left_out)
    shown = [form for form in forms if form.code not in hidden]
    found = [
        view for form in shown for view in _of_form(form, records, names.get(form.code, ()), used, hidden)
    ]
    return [*found, *_of_kinds(records, hidden, used)]


def distinct(names: Iterable[str], taken: set[str] | None = None) -> list[str]:
    """The names, each told apart from those before by a number: SQL knows no capitals."""
    used, found = set() if taken is None else taken, []
    for name in names:
        new, number = name, 1
        while new.lower() in used:
            number += 1
            new = f"{name}_{number}"
        used.add(new.lower())
        found.append(new)
    return found


def _of_form(
    form: Form, records: str, also: Sequence[str], used: set[str], hidden: Container[str]
) -> Iterator[View]:
    """The view of a form, then those of its repeats. hidden: forms that nothing tells of."""
    (name,) = distinct([form.code.replace("-", "_")], used)
    others = tuple(distinct(also, used))
    head = (ID, Column("state", "TEXT", "state"), Column("version", "INTEGER", at("it.doc", "$.version")))
    items = [item for group in form.groups if not group.repeat for item in group.items]
    columns = _columns(head, items, records, parts=form.code in ROLE)
    yield View(name, others, form.title, columns, _sheets(form, records, hidden))
    for group in form.groups:
        if group.repeat:
            (inner,) = distinct([f"{name}_{group.code}"], used)
            columns = _columns((ID, Column("row", "INTEGER", "row")), group.items, records, "$")
            yield View(inner, (), group.labels, columns, _rows(form, group, records))


def _sheets(form: Form, records: str, hidden: Container[str]) -> str:
    """The documents of a form. Of persons: their own, what they are at the school, of a family the tie too.

    The limit keeps SQLite from putting each document together anew for every column.
    """
    if form.code not in ROLE:
        doc, which = _discreet(form, records, hidden)
        return f"SELECT id, state, {doc} AS doc FROM {records} AS sheet WHERE {which} LIMIT -1"
    family = form.code == "REG-F"
    whose, kin = (answer("tie.doc", "person"), "tie.doc") if family else ("tie.subject", "NULL")
    member = f"""(SELECT doc FROM {records} AS member WHERE member.subject = who.id
        AND member.kind = '{MEMBERSHIP}' AND member.{_STANDING}
        ORDER BY member.form <> 'REG-F', place LIMIT 1)"""
    return f"""SELECT who.id, who.state, who.doc, {member if family else "tie.doc"} AS membership,
        {kin} AS kinship FROM {records} AS tie JOIN {records} AS who ON who.id = {whose}
        WHERE tie.kind = '{KINSHIP if family else MEMBERSHIP}' AND tie.form = {text(form.code)}
        AND tie.{_STANDING} LIMIT -1"""


def _discreet(form: Form, records: str, hidden: Container[str]) -> tuple[str, str]:
    """The document of a sheet and which there are: of an anonymous story, and of its photo, without who gave
    the consent (`story.without_giver`); where stories are hidden, their photos are too."""
    if form.code not in (story.FORM, story.PHOTO):
        return "doc", _which(form)
    told = f"FROM {records} AS told WHERE told.form = '{story.FORM}'" + (
        " AND told.id = sheet.id"
        if form.code == story.FORM
        else f" AND told.id = {answer('sheet.doc', 'of')}"
    )
    which = f"{_which(form)} AND NOT EXISTS (SELECT 1 {told})" if story.FORM in hidden else _which(form)
    nameless = f"EXISTS (SELECT 1 {told} AND {answer('told.doc', story.ANONYMOUS)} = 'si')"
    return f"iif({nameless}, json_remove(doc, {text(path('$.answers', story.GIVER))}), doc)", which


def _rows(form: Form, group: Group, records: str) -> str:
    """The rows of a repeat, each as a document; of a person they may stand in what they are at the school."""
    sheets = f"SELECT id, doc FROM {records} WHERE {_which(form)} LIMIT -1"
    if form.code in ROLE and form.parts[group.code] == MEMBERSHIP:
        which = f"kind = '{MEMBERSHIP}' AND form = {text(form.code)} AND {_STANDING}"
        sheets = f"SELECT subject AS id, doc FROM {records} WHERE {which} LIMIT -1"
    return f"""SELECT sheet.id, each.key + 1 AS row, each.value AS doc
        FROM ({sheets}) AS sheet, json_each(sheet.doc, {text(path("$.answers", group.code))}) AS each
        WHERE each.type = 'object' LIMIT -1"""


def _which(form: Form) -> str:
    return f"kind = {text(form.kind)} AND form = {text(form.code)} AND {_STANDING}"


def _columns(
    head: Sequence[Column],
    items: Sequence[Item],
    records: str,
    place: str = "$.answers",
    *,
    parts: bool = False,
) -> tuple[Column, ...]:
    """The columns that every record has and those of these items; what stands beside an item gives way."""
    used: set[str] = set()
    names = distinct([*(one.name for one in head), *(item.code for item in items)], used)
    found = list(head)
    for item, name in zip(items, names[len(head) :], strict=True):
        doc = f"it.{item.part}" if parts and item.part in (MEMBERSHIP, KINSHIP) else "it.doc"
        for beside, kind, sql in _of_item(item, doc, path(place, item.code), records):
            (told,) = distinct([name + beside], used) if beside else [name]
            part = beside.removeprefix("_") or _PART.get(item.type, "")
            found.append(Column(told, kind, sql, item.labels, part))
    return tuple(found)


def _of_item(item: Item, doc: str, place: str, records: str) -> Iterator[tuple[str, str, str]]:
    """What an item gives: what is added to its name, the type, the SQL. A coded missing answer is none, so
    that no mean counts it; it stands beside.
    """
    kind, value = TYPES.get(item.type, "TEXT"), at(doc, place)
    told = _typed(item, kind, value)
    if item.type in _ACCOMPANYING:
        first, other = (at(doc, f"{place}.{part}") for part in _ACCOMPANYING[item.type])
        yield "", "REAL" if item.type == "gps" else "TEXT", f"discreet({first})"
        yield f"_{_ACCOMPANYING[item.type][1]}", "REAL" if item.type == "gps" else "TEXT", other
    else:
        yield "", kind, f"iif({value} IN {_CODES}, NULL, {told})" if item.missing else told
    if item.missing:
        yield "_missing", "INTEGER", f"iif({value} IN {_CODES}, {value}, NULL)"
    if item.to == "school":
        yield "_cct", "TEXT", _told(value, "cct", records)
        yield "_name", "TEXT", _told(value, "name", records)
    if item.to in _PERSONS:
        yield "_name", "TEXT", _name_of(value, records)


def _typed(item: Item, kind: str, value: str) -> str:
    """A value in the type of its column; what is no number is none in a column of numbers."""
    if kind in ("INTEGER", "REAL"):
        return f"iif(typeof({value}) IN ('integer', 'real'), CAST({value} AS {kind}), NULL)"
    function = "masked" if item.code == "curp" else "discreet"
    return f"CAST({function}({value}) AS TEXT)" if kind else f"{function}({value})"


def _of_kinds(records: str, hidden: set[str], used: set[str]) -> Iterator[View]:
    """Persons, what they are and where, whose relatives; and every sheet with what all sheets have."""
    person, school, student = (answer("it.doc", code) for code in ("person", "school", "student"))
    author = at("it.doc", "$.author")
    told: dict[str, list[tuple[str, str]]] = {
        PERSON: [("name", _name_in("it.doc"))],
        MEMBERSHIP: [
            ("person", person),
            ("person_name", _name_of(person, records)),
            ("role", answer("it.doc", "role")),
            *_school_columns(school, records),
            ("since", answer("it.doc", "since")),
            ("until", answer("it.doc", "until")),
        ],
        KINSHIP: [
            ("person", person),
            ("person_name", _name_of(person, records)),
            ("student", student),
            ("student_name", _name_of(student, records)),
            ("relation", answer("it.doc", "relation")),
        ],
        "entry": [
            ("version", at("it.doc", "$.version")),
            ("date", "date"),
            *_school_columns(school, records),
            ("subject", "it.subject"),
            ("subject_name", _name_of("it.subject", records)),
            ("author", author),
            ("author_name", _told(author, "name", records)),
        ],
    }
    without = ", ".join(map(text, sorted(hidden)))
    for kind, columns in told.items():
        name, *also = distinct(NAMES[kind], used)
        source = f"""SELECT id, form, state, subject, date, doc FROM {records}
            WHERE kind = '{kind}' AND form NOT IN ({without}) AND {_STANDING} LIMIT -1"""
        head = (ID, Column("form", "TEXT", "form"), Column("state", "TEXT", "state"))
        more = (Column(name, "INTEGER" if name == "version" else "TEXT", sql) for name, sql in columns)
        yield View(name, tuple(also), None, (*head, *more), source)


def _school_columns(school: str, records: str) -> list[tuple[str, str]]:
    facts = [(f"school_{code}", _told(school, code, records)) for code in ("cct", "name")]
    return [("school", school), *facts]


def _told(id: str, code: str, records: str) -> str:
    """What the record of an id answers to one item."""
    return f"(SELECT {answer('doc', code)} FROM {_one(id, records)})"


def _name_of(id: str, records: str) -> str:
    return f"(SELECT {_name_in('doc')} FROM {_one(id, records)})"


def _one(id: str, records: str) -> str:
    return f"(SELECT doc FROM {records} AS one WHERE one.id = {id} LIMIT 1)"


def _name_in(doc: str) -> str:
    """Given names and surnames, as `Person.name` puts them together."""
    parts = (
        f"ifnull({answer(doc, code)} || ' ', '')" for code in ("first_names", "surname", "second_surname")
    )
    return f"discreet(trim({' || '.join(parts)}))"
