"""The rules of a form, compiled when first needed, and the order in which its answers settle."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property

from fieldkit.forms.expression import Closure, Known, Scope, compile_expression, references
from fieldkit.forms.form import Form, Group, Item
from fieldkit.forms.values import truth

_SPEAKS_OF_EMPTY = ("''", '""', "coalesce(", "string-length(", "count")


class Circular(ValueError):
    """Items that wait for each other: their codes."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        super().__init__(" → ".join(codes))
        self.codes = codes


class Rules:
    """The compiled expressions of one form."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.groups = {group.code: group for group in form.groups}
        self.known = {item.code: Known(item.repeat, item.missing) for item in form.items.values()}
        self.known |= {group.code: Known(group.code) for group in form.groups if group.repeat}
        self._made: dict[tuple[str, str, tuple[int, ...]], Closure] = {}

    def of(self, item: Item, text: str) -> Closure:
        """The closure of an expression of an item."""
        return self._compiled(text, item.repeat, item.missing)

    def of_group(self, group: Group) -> Closure:
        """The closure of a group's relevance."""
        return self._compiled(group.relevant, "", ())

    def of_rows(self, group: Group) -> Closure:
        """The closure of what the rows of a repeat must fulfil together."""
        return self._compiled(group.constraint, "", ())

    def _compiled(self, text: str, here: str, missing: tuple[int, ...]) -> Closure:
        key = (text, here, missing)
        if key not in self._made:
            self._made[key] = compile_expression(text, self.known, here, missing)
        return self._made[key]

    def decides(self, item: Item, text: str) -> Closure:
        """A condition on an answer that gives "" while something it compares with is not known.

        A condition that speaks of empty answers itself (`''`, `coalesce`, a count) is taken as it is written.
        """
        closure = self.of(item, text)
        if any(mark in text for mark in _SPEAKS_OF_EMPTY):
            return closure
        inputs = [self.of(item, f"${{{code}}}") for code in references(text)]
        return _when_known(closure, inputs) if inputs else closure

    @cached_property
    def order(self) -> tuple[Item, ...]:
        """The items whose presence or value hangs on others, each behind those it hangs on.

        Raises Circular.
        """
        waiting = {item.code: self.needs(item) for item in self.form.items.values() if self._hangs(item)}
        settled: dict[str, None] = {}
        for code in waiting:
            self._settle(code, waiting, settled, ())
        return tuple(self.form.items[code] for code in settled)

    def needs(self, item: Item) -> tuple[str, ...]:
        """The codes of the items that must be settled before this one."""
        group = self.groups[item.group]
        value = item.calculation or item.presumed
        found = references(group.relevant) + references(item.relevant) + references(value)
        return tuple(code for name in found for code in self._members(name))

    def _members(self, name: str) -> Iterator[str]:
        if name in self.groups:
            yield from (item.code for item in self.groups[name].items)
        else:
            yield name

    def _hangs(self, item: Item) -> bool:
        return bool(item.relevant or item.calculation or item.presumed or self.groups[item.group].relevant)

    def _settle(
        self, code: str, waiting: dict[str, tuple[str, ...]], settled: dict[str, None], path: tuple[str, ...]
    ) -> None:
        if code in path:
            raise Circular((*path[path.index(code) :], code))
        if code in settled or code not in waiting:
            return
        for needed in waiting[code]:
            self._settle(needed, waiting, settled, (*path, code))
        settled[code] = None


@cache
def rules(form: Form) -> Rules:
    """The rules of a form, the same ones each time."""
    return Rules(form)


def holds(closure: Closure, scope: Scope) -> bool:
    """Whether an expression is true there."""
    return truth(closure(scope))


def _when_known(closure: Closure, inputs: list[Closure]) -> Closure:
    def decided(scope: Scope) -> object:
        for one in inputs:
            found = one(scope)
            if found == "" or (type(found) is list and "" in found):
                return ""
        return closure(scope)

    return decided  # type: ignore[return-value]
