"""The commands that several nouns have alike. What they need is loaded when they run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

from fieldkit.cli import kit

if TYPE_CHECKING:
    import typer

    from fieldkit.domain.record import Record


FirstNames = Annotated[str | None, kit.option("--first-names", "option.first_names")]
Surname = Annotated[str | None, kit.option("--surname", "option.surname")]


Rows = Iterable[dict[str, Any]]


def people(
    app: typer.Typer, role: str, *columns: str, more: Callable[[Rows, bool], Rows] | None = None
) -> None:
    """Give a noun of people `list`, `show`, `correct` and `withdraw`. columns: what the list shows.

    more: puts more into the rows of the list; its second argument tells whether they are for a program.
    """

    @app.command("list")
    def show_list(
        school: kit.School = None,
        over: kit.Over = False,
        withdrawn: kit.Withdrawn = False,
        limit: kit.Limit = None,
        as_json: kit.Json = False,
    ) -> None:
        from fieldkit.cli import listing, register

        rows: Rows = islice(register.people(role, school, over=over, withdrawn=withdrawn), limit)
        rows = more(rows, as_json) if more else rows
        where = () if school else ("school",)
        listing.listed(as_json, rows, "name", *columns, *where, "state", "id")

    def found(text: str) -> Record:
        from fieldkit.actions import lookup

        return lookup.somebody(kit.store(), text, role)

    one(app, kit.argument("person", "option.person"), found)


def entries(app: typer.Typer, form: str, *told: str) -> None:
    """Give a noun of one form `new` and `list`. told: the answers that its list shows beside the usual."""

    @app.command("new")
    def new(
        school: kit.School = None,
        date: kit.Date = None,
        answers: kit.Answers = None,
        no_input: kit.NoInput = False,
        as_json: kit.Json = False,
    ) -> None:
        from fieldkit.cli import filling

        known = {"school": school, "date": date}
        filling.new(form, known, answers=answers, no_input=no_input, as_json=as_json)

    listing(app, form, *told)


def exercised(app: typer.Typer, form: str, *told: str) -> None:
    """Give a noun of one form about a person and an exercise `new` and `list`."""

    @app.command("new")
    def new(
        school: kit.School = None,
        date: kit.Date = None,
        person: kit.Who = None,
        exercise: kit.Exercise = None,
        answers: kit.Answers = None,
        no_input: kit.NoInput = False,
        as_json: kit.Json = False,
    ) -> None:
        from fieldkit.cli import filling

        known = {"school": school, "date": date, "person": person, "exercise": exercise}
        filling.new(form, known, answers=answers, no_input=no_input, as_json=as_json)

    learned(app, form, "exercise", "person", *told)


def learned(app: typer.Typer, form: str, exercise: str, *told: str) -> None:
    """Give a noun of one form about an exercise `list`. exercise: the item that names it."""

    @app.command("list")
    def show_list(
        school: kit.School = None,
        which: kit.Exercise = None,
        since: kit.Since = None,
        until: kit.Until = None,
        withdrawn: kit.Withdrawn = False,
        limit: kit.Limit = None,
        as_json: kit.Json = False,
    ) -> None:
        from fieldkit.cli import entries

        facts = {"school": school, "since": since, "until": until, "withdrawn": withdrawn}
        entries.told(as_json, form, facts, limit, (exercise, *told), {exercise: code_of(which)})


def code_of(exercise: str | None) -> str | None:
    """The code of the exercise somebody means; None when nothing was said. Raises NotFound, Ambiguous."""
    if exercise is None:
        return None
    from fieldkit.actions import tutoring

    return tutoring.code(kit.store(), exercise)


def anyone(person: str | None) -> str | None:
    """The id of whom somebody means, advisors too; None when nothing was said. Raises NotFound, Ambiguous."""
    if person is None:
        return None
    from fieldkit.actions import lookup

    return lookup.anyone(kit.store(), person)


def listing(app: typer.Typer, form: str, *told: str) -> None:
    """Give a noun of one form `list`, with these answers beside the usual."""

    @app.command("list")
    def show_list(
        school: kit.School = None,
        since: kit.Since = None,
        until: kit.Until = None,
        withdrawn: kit.Withdrawn = False,
        limit: kit.Limit = None,
        as_json: kit.Json = False,
    ) -> None:
        from fieldkit.cli import entries

        facts = {"school": school, "since": since, "until": until, "withdrawn": withdrawn}
        entries.told(as_json, form, facts, limit, told)


def sheets(app: typer.Typer, *, show: bool = True, withdraw: bool = True) -> None:
    """Give a noun of sheets `correct` and, unless it has its own, `show` and `withdraw`."""

    def found(text: str) -> Record:
        from fieldkit.actions import lookup

        return lookup.record(kit.store(), text)

    one(app, kit.argument("record", "option.record"), found, show=show, withdraw=withdraw)


def one(
    app: typer.Typer,
    argument: Any,
    found: Callable[[str], Record],
    *,
    show: bool = True,
    withdraw: bool = True,
) -> None:
    """Give a noun `correct` and, unless it has its own, `show` and `withdraw`, each of one record.

    argument: what says which (`kit.argument`). found: the record that somebody means by it.
    """

    if show:
        _show(app, argument, found)

    @app.command("correct")
    def correct(
        which: str = argument,
        pairs: kit.Set = None,
        answers: kit.Answers = None,
        reason: kit.Reason = None,
        no_input: kit.NoInput = False,
        as_json: kit.Json = False,
    ) -> None:
        from fieldkit.cli import register

        register.correct(found(which), pairs or [], answers, reason, as_json, no_input)

    if withdraw:
        _withdraw(app, argument, found)


def _show(app: typer.Typer, argument: Any, found: Callable[[str], Record]) -> None:
    @app.command("show")
    def show_one(which: str = argument, as_json: kit.Json = False) -> None:
        from fieldkit.cli import show

        show.record(found(which), as_json)


def _withdraw(app: typer.Typer, argument: Any, found: Callable[[str], Record]) -> None:
    @app.command("withdraw")
    def withdraw(
        which: str = argument,
        reason: kit.Reason = None,
        no_input: kit.NoInput = False,
        as_json: kit.Json = False,
    ) -> None:
        from fieldkit.cli import register

        register.withdraw(found(which), reason, as_json, no_input)
