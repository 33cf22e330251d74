"""Lists of many records: a few columns and names for a person, all that is known for a program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from fieldkit.cli import kit, show
from fieldkit.text import t


class Names:
    """The names behind the ids in a row, each looked up once."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}

    def of(self, row: Mapping[str, Any]) -> dict[str, str]:
        """The pointers of a row as names; a school with its place, for many have the same name."""
        return {code: self._name(str(row[code])) for code in ("school", "student") if row.get(code)}

    def _name(self, identity: str) -> str:
        if identity not in self.known:
            self.known[identity] = show.name_of(identity)
        return self.known[identity]


def listed(as_json: bool, rows: Iterable[Mapping[str, Any]], *columns: str) -> None:
    """A list: all that is known of each row for a program, a few columns and names for a person."""
    if as_json:
        kit.stream(rows)
        return
    names = Names()
    table(columns, ({**row, **names.of(row)} for row in rows))


def table(columns: tuple[str, ...], rows: Iterable[Mapping[str, Any]]) -> None:
    """Rows under headings in words, streaming."""
    cells = ([_cell(row, code) for code in columns] for row in rows)
    if not kit.table([t(f"show.{code}") for code in columns], cells):
        kit.say("show.nothing")


_END = 8
"""How much of an id a list shows: its end, which tells apart what was made in one hour, and is enough."""


def _cell(row: Mapping[str, Any], code: str) -> Any:
    if code == "state":
        return show.state(row[code])
    if code == "id":
        return str(row[code] or "")[-_END:]
    found = row.get(code)
    if found in ("si", "no"):
        return t("show.yes" if found == "si" else "show.no")
    return _chosen(row.get("form"), code, found)


def _chosen(form: Any, code: str, answer: Any) -> Any:
    """An answer chosen from a list, in words; whatever is none stays as it is."""
    if not isinstance(answer, str) or not form or code in ("school", "student", "name", "date", "form"):
        return answer
    from fieldkit.forms.form import known  # a list does without, and is quicker for it

    item = known(str(form)).items.get(code)
    return show.value(item, answer) if item and item.choices else answer
