"""What every command has at hand: the store, the words, the options all share, and how to end."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TextIO

import typer
from typer.core import TyperGroup

from fieldkit import clock, settings, text
from fieldkit.cli import l10n, names
from fieldkit.text import t

if TYPE_CHECKING:
    from fieldkit.store.store import Store

PARTLY = 4
"""The exit code of what was done in part: refused rows, changes pending or clashing."""

_MEASURED = 200
"""How many rows a table reads before it chooses its widths; the rest streams."""

_WIDEST = 80
"""How many letters of a cell a table shows: more would push apart the columns of all the other rows."""

_HALF = re.compile("[\ud800-\udfff]")

_store: Store | None = None


# options


def option(name: str, key: str, *more: str, takes: str | None = None, **facts: Any) -> Any:
    """An option, its Spanish name, and its help. takes: the word for its value (`metavar.<takes>`)."""
    spanish = names.OPTIONS.get(name)
    both = [name] if spanish is None else [name, spanish]
    if text.language() == "es":
        both.reverse()
    metavar = t(f"metavar.{takes}") if takes else None
    return typer.Option(*both, *more, help=t(key), metavar=metavar, show_default=False, **facts)


def named(option: str) -> str:
    """An option as the language in use calls it."""
    return names.OPTIONS.get(option, option) if text.language() == "es" else option


def argument(takes: str, key: str, **facts: Any) -> Any:
    """What is given by its place. takes: the word that stands for it (`metavar.<takes>`)."""
    return typer.Argument(metavar=t(f"metavar.{takes}"), help=t(key), show_default=False, **facts)


Json = Annotated[bool, option("--json", "option.json")]
NoInput = Annotated[bool, option("--no-input", "option.no_input")]
Answers = Annotated[str | None, option("--answers", "option.answers", takes="file_or_dash")]
School = Annotated[str | None, option("--school", "option.school", takes="school")]
Student = Annotated[str | None, option("--student", "option.student", takes="person")]
Reason = Annotated[str | None, option("--reason", "option.reason")]
Limit = Annotated[int | None, option("--limit", "option.limit", min=1)]
Withdrawn = Annotated[bool, option("--withdrawn", "option.withdrawn")]
Person = Annotated[str | None, option("--person", "option.existing", takes="person")]
Who = Annotated[str | None, option("--person", "option.person", takes="person")]
Exercise = Annotated[str | None, option("--exercise", "option.exercise", takes="exercise")]
Over = Annotated[bool, option("--over", "option.over")]
Month = Annotated[str | None, option("--month", "option.month", takes="month")]
Date = Annotated[str | None, option("--date", "option.date", takes="date")]
Since = Annotated[str | None, option("--since", "option.since", takes="date")]
Until = Annotated[str | None, option("--until", "option.until", takes="date")]
Set = Annotated[list[str] | None, option("--set", "option.set", takes="field")]


# nouns


class _Commands(typer.Typer):
    """A Typer whose commands speak: the help of `list` in the noun `school` is `school.help_list`."""

    def __init__(self, name: str, cls: type[TyperGroup] | None = None, **facts: Any) -> None:
        super().__init__(name=name, cls=cls, add_completion=False, rich_markup_mode=None, **facts)
        self._noun = name

    def command(self, name: str | None = None, **facts: Any) -> Callable[[Any], Any]:
        """A command under its English name; `cli/names.py` has the Spanish ones."""
        words = text.words(self._noun)
        facts.setdefault("help", words["help" if name == self._noun else f"help_{name}".replace("-", "_")])
        return super().command(name, cls=l10n.Command, **facts)


def noun(name: str) -> typer.Typer:
    """A noun with commands. Its sentences are in `text/*/<name>.py`."""
    app = _Commands(name, l10n.Group, no_args_is_help=True, help=t(f"help.{name}"))
    app.callback()(_nothing)
    return app


def leaf(name: str) -> typer.Typer:
    """A command that stands alone: `@app.command("sync")`, with its help in `sync.help`."""
    return _Commands(name)


def _nothing() -> None:
    """What a noun does before its command."""


# what a command takes


def store() -> Store:
    """The store of this device, opened once, when first asked for. Raises NoStore before `fieldkit init`."""
    global _store
    if _store is None:
        from fieldkit.store.store import Store

        _store = Store.open(settings.home())
    return _store


def by() -> str:
    """The id of the advisor who works here."""
    return store().meta("advisor") or ""


def today() -> date:
    """Today where the advisor is. Raises Untimely when this computer's clock says a year that cannot be."""
    found = clock.today()
    if 1950 <= found.year < 2100:
        return found
    from fieldkit.errors import Untimely

    raise Untimely(why="clock", day=found.isoformat())


def day(typed: str | None) -> str | None:
    """The day of an option: `hoy`, `ayer`, `2025-10-16`, `16/10/2025`. Raises WrongUsage."""
    if typed is None:
        return None
    from fieldkit.cli import keyed
    from fieldkit.forms.days import day as read
    from fieldkit.forms.refusal import Refusal

    try:
        return read(keyed.day(typed, today()))
    except Refusal:
        raise l10n.WrongUsage("not_a_day", text=typed) from None


def ciclo(typed: str | None) -> str:
    """The school year of an option, `2025-2026`; today's when nothing was said. Raises WrongUsage."""
    from fieldkit.domain import calendar

    if typed is None:
        return calendar.ciclo(today())
    if calendar.is_ciclo(typed):
        return typed
    raise l10n.WrongUsage("not_a_ciclo", text=typed)


def interactive(no_input: bool = False) -> bool:
    """Whether there is a person to ask."""
    return not no_input and sys.stdin.isatty() and sys.stdout.isatty()


# what a command says


def line(words: str, to: TextIO | None = None) -> None:
    """One line as it is: the only place that writes for people. Nobody need be reading any more."""
    stream = to or sys.stdout
    try:
        stream.write(f"{words}\n")
    except BrokenPipeError:
        silence(stream)


def silence(stream: TextIO) -> None:
    """Write nothing more to it, not even what waits for the end of the process."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def say(key: str, **facts: Any) -> None:
    """One sentence to the person."""
    line(plain(t(key, **facts)))


def out(value: Any) -> None:
    """One value as JSON on the standard output."""
    line(_json(value))


def result(as_json: bool, value: Any, key: str, **facts: Any) -> None:
    """What was done: the value for a program, the sentence for a person."""
    if as_json:
        out(value)
    else:
        say(key, **facts)


def stream(rows: Iterable[Any]) -> None:
    """A JSON array, one element a line, written as it comes."""
    before = "[\n"
    for row in rows:
        sys.stdout.write(before + _json(row))
        before = ",\n"
    line("[]" if before == "[\n" else "\n]")


def _json(value: Any) -> str:
    """JSON in letters where the console knows them all, else in escapes; so is always half a letter, that
    a draft keeps as it was given.
    """
    return _HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", _encoder()(value))


@cache
def _encoder() -> Callable[[Any], str]:
    knows_all = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    return json.JSONEncoder(ensure_ascii=not knows_all).encode


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Rows under headings, aligned, streaming; long cells cut, but the last. Returns how many there were."""
    left = ([*map(_short, row[:-1]), *map(_line_of, row[-1:])] for row in rows)
    first = list(islice(left, _MEASURED))
    heads = [column.upper() for column in columns]
    widths = [max(map(len, column)) for column in zip(heads, *first, strict=True)]
    aligned = "  ".join(f"{{:<{width}}}" for width in widths)
    shown = -1
    for row in chain([heads], first, left) if first else ():
        line(plain(aligned.format(*row)).rstrip())
        shown += 1
    return max(shown, 0)


def _short(cell: Any) -> str:
    words = _line_of(cell)
    return words if len(words) <= _WIDEST else f"{words[: _WIDEST - 1]}…"


def _line_of(cell: Any) -> str:
    return "" if cell is None else str(cell).replace("\n", " ")


def plain(words: str) -> str:
    """Text that does nothing to a terminal: what cannot be printed becomes a dot."""
    if words.isprintable():
        return words
    return "".join(sign if sign.isprintable() or sign == "\n" else "·" for sign in words)


def note(key: str, **facts: Any) -> None:
    """One sentence beside the result, on the error output, so that a pipe stays clean."""
    line(plain(t(key, **facts)), sys.stderr)


def leave(code: int) -> NoReturn:
    """End here with this exit code."""
    raise typer.Exit(code)
