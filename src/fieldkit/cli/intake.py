"""`fieldkit import`: schools, people and sheets from a spreadsheet, all in one batch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from fieldkit import settings, text
from fieldkit.cli import kit, prepared, results
from fieldkit.cli.l10n import WrongUsage

if TYPE_CHECKING:
    from fieldkit.cli.imported import Done, Work
    from fieldkit.forms.form import Form
    from fieldkit.intake.ahead import Second
    from fieldkit.intake.columns import Columns, Names
    from fieldkit.intake.table import Table

app = kit.leaf("intake")

Kind = Annotated[str, kit.argument("kind", "intake.kind")]
File = Annotated[str | None, kit.argument("file_or_dash", "intake.file")]
Dry = Annotated[bool, kit.option("--dry-run", "intake.dry_run")]
Mapped = Annotated[list[str] | None, kit.option("--map", "intake.map", takes="column")]
UseMap = Annotated[str | None, kit.option("--use-map", "intake.use_map", takes="name")]
SaveMap = Annotated[str | None, kit.option("--save-map", "intake.save_map", takes="name")]
Template = Annotated[str | None, kit.option("--template", "intake.template", takes="file")]
Sheet = Annotated[str | None, kit.option("--sheet", "intake.sheet", takes="name")]
Pairs = Annotated[list[str] | None, kit.option("--set", "intake.set", takes="field")]
Refused = Annotated[str | None, kit.option("--refused", "intake.refused_to", takes="file")]
Notice = Annotated[str | None, kit.option("--notice", "intake.notice", takes="text")]
NoticeDate = Annotated[str | None, kit.option("--notice-date", "intake.notice_date", takes="date")]
NoticeTo = Annotated[str | None, kit.option("--notice-to", "intake.notice_to", takes="text")]
Test = Annotated[str | None, kit.option("--test", "intake.test", takes="name")]
Year = Annotated[int | None, kit.option("--year", "intake.year", takes="number")]
Subject = Annotated[str | None, kit.option("--subject", "intake.subject", takes="name")]
NoticeHow = Annotated[str | None, kit.option("--notice-how", "intake.notice_how", takes="text")]


@app.command("import")
def bring(
    kind: Kind,
    file: File = None,
    dry_run: Dry = False,
    school: kit.School = None,
    pairs: Pairs = None,
    notice: Notice = None,
    notice_date: NoticeDate = None,
    notice_to: NoticeTo = None,
    notice_how: NoticeHow = None,
    mapped: Mapped = None,
    use_map: UseMap = None,
    save_map: SaveMap = None,
    sheet: Sheet = None,
    test: Test = None,
    year: Year = None,
    subject: Subject = None,
    refused: Refused = None,
    reason: kit.Reason = None,
    template: Template = None,
    no_input: kit.NoInput = False,
    as_json: kit.Json = False,
) -> None:
    """Take the file and what is said of it, import it, tell what came of it."""
    from fieldkit.cli import imported, notices
    from fieldkit.intake import kinds

    form = kinds.form(kind, settings.home() / "forms")
    if template:
        _template(form, template, as_json)
        return
    names, pairs = _names(form, mapped or [], use_map, save_map), results.pairs(form, pairs, test, year)
    told = {"version": notice, "date": notice_date, "to": notice_to, "how": notice_how}
    with _read(form, file or _no_file(), names, sheet, pairs, subject) as (read, second):
        columns, found = _columns(form, names, read, file or "", pairs)
        ask = kit.interactive(no_input or file == "-" or as_json)
        fixed = notices.settled(form, columns, _fixed(form, school, pairs), told, ask=ask)
        again = dict(zip(_AGAIN, (school, pairs, mapped, use_map, reason), strict=True))
        work = imported.Work(form, found, columns, names, fixed, dry_run, refused, reason, again, second)
        _tell(work, imported.run(work), file or "", as_json)


@contextmanager
def _read(
    form: Form, file: str, names: Names, sheet: str | None, more: Sequence[str], subject: str | None
) -> Iterator[tuple[Table, Second | None]]:
    """The table in a file, open while it is read, with the columns of the form; and who helps to read it."""
    from fieldkit.intake import ahead, sessions, table

    with table.source(file) as stream, ahead.standing_by(stream) as second:
        found = sessions.gathered(form, table.read(stream, file, names.score, sheet), names)
        yield results.arranged(form, found, names, file, more, subject), second


_AGAIN = ("--school", "--set", "--map", "--use-map", "--reason")
"""The options, beside the notice, that importing the mended rows takes again."""


def _tell(work: Work, done: Done, file: str, as_json: bool) -> None:
    from fieldkit.cli import brought

    _stop_if_about_something_else(work, done, file)
    brought.tell(work, done, as_json)
    if done.outcome.counts["refused"]:
        kit.leave(kit.PARTLY)


def _no_file() -> str:
    raise WrongUsage("no_file")


def _template(form: Form, target: str, as_json: bool) -> None:
    from fieldkit.intake import template
    from fieldkit.reports import tables

    if Path(target).suffix.lower() != ".xlsx":
        raise WrongUsage("template_ending", file=Path(target).with_suffix(".xlsx"))
    with tables.opened(target) as out:
        template.write(form, out, text.language())
    kit.result(as_json, {"file": target}, "intake.template_written", file=target)


def _names(form: Form, mapped: Sequence[str], use: str | None, save: str | None) -> Names:
    """The names of the form's items, with those of a kept map and those given now; kept when asked."""
    from fieldkit.intake import maps
    from fieldkit.intake.columns import Names

    found = maps.load(settings.home(), use) if use else {}
    for pair in mapped:
        column, sign, code = pair.rpartition("=")
        if not sign:
            raise WrongUsage("not_a_column", text=pair)
        found[column.strip()] = _item(form, code.strip())
    if save:
        maps.save(settings.home(), save, found)
    return Names(form, found)


def _item(form: Form, code: str) -> str:
    """The item a column is mapped to, by code or label; "" leaves the column out."""
    from fieldkit.intake.columns import Names

    place = Names(form).place(code) if code else None
    if code and (place is None or place.group):
        raise WrongUsage("no_such_item", text=code, form=form.code)
    return place.code if place else ""


def _columns(
    form: Form, names: Names, found: Table, file: str, pairs: Sequence[str]
) -> tuple[Columns | None, Table]:
    """The heading, understood, and its table. Raises Unreadable when it lacks what tells the rows apart."""
    from fieldkit.errors import Unreadable
    from fieldkit.intake import foreign
    from fieldkit.intake.columns import WHOLE_NAMES, squeeze

    if found.header is None:
        return None, found
    if not any(found.header):
        raise Unreadable(file=file, why="empty")
    columns = names.columns(found.header, found.came.header if found.came else None)
    columns = replace(columns, added=found.added)
    said = columns.codes() | {pair.partition("=")[0] for pair in pairs}
    lacking = [code for code in _NEEDED.get(form.code, ()) if code not in said]
    if not columns.places or lacking:
        if form.code == results.FORM and columns.places:
            results.insist(form, file, lacking)
        whole = next((head for head in found.header if squeeze(head) in WHOLE_NAMES), "")
        if whole and "first_names" in lacking:
            raise Unreadable(file=file, why="whole_name", column=whole)
        raise _unknown(form, file, found.header, lacking, columns, found.called)
    return foreign.without(form, names, columns, found)


def _unknown(
    form: Form,
    file: str,
    heads: Sequence[str],
    lacking: Sequence[str] = (),
    columns: Columns | None = None,
    called: Mapping[str, str] | None = None,
) -> Exception:
    """That nothing here, or not enough, names an item of the form: with what was looked for and found.

    called: what the file calls its columns, where they have another name here.
    """
    from fieldkit.errors import Unreadable

    wanted = [form.items[code] for code in lacking] or list(form.items.values())[:4]
    labels = ", ".join(item.label(text.language()) for item in wanted)
    known = [heads[at] for at in columns.places] if columns else []
    own = {*heads[: len(heads) - columns.added], *(called or ())} if columns else set()
    shown = dict.fromkeys(((called or {}).get(head) or head).strip() for head in known if head in own)
    headless = columns and any(sign.isdigit() for sign in "".join(heads))
    facts = {
        "file": file,
        "why": "lacks_columns" if known else "no_heading" if headless else "no_columns",
        "wanted": labels,
        "found": ", ".join(head for head in heads if head and head not in known)[:300] or "–",
        "known": ", ".join(shown)[:300],
        "form": form.code,
    }
    return Unreadable(**facts)


def _stop_if_about_something_else(work: Work, done: Done, file: str) -> None:
    """Raises Unreadable for a JSON file that names nothing we know: it is about something else."""
    if work.keyed and done.outcome.unknown and not any(done.outcome.counts.values()):
        raise _unknown(work.form, file, done.outcome.unknown, _NEEDED.get(work.form.code, ()))


_NEEDED = {
    "REG-E": ("cct",),
    "REG-A": ("first_names",),
    "REG-D": ("first_names",),
    "REG-F": ("first_names",),
    "RES": ("cct", "test", "year"),
}
"""The columns without which no row of a register could be told apart."""


def _fixed(form: Form, school: str | None, pairs: Sequence[str]) -> dict[str, Any]:
    from fieldkit.intake.references import References

    fixed = {code: value for code, value in prepared.pairs(form, pairs).items() if value is not None}
    named = school or fixed.get("school")
    if named and "school" in form.items:
        fixed["school"] = References(kit.store(), form, {}).school(str(named))
    return fixed
