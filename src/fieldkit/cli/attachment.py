"""`fieldkit attachment`: the photos and copies that belong to records, and where they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from fieldkit import text
from fieldkit.cli import kit
from fieldkit.cli.export import Stories
from fieldkit.cli.l10n import WrongUsage
from fieldkit.forms.form import load
from fieldkit.text import t

if TYPE_CHECKING:
    from fieldkit.domain.entry import Entry

app = kit.noun("attachment")

To = Annotated[str | None, kit.option("--to", "attachment.to", takes="record")]
Which = Annotated[str, kit.argument("record", "option.record")]
Target = Annotated[str, kit.argument("file", "attachment.target")]


@app.command("list")
def show_list(to: To = None, school: kit.School = None, as_json: kit.Json = False) -> None:
    """List what is attached, and whether its file is on this device."""
    from fieldkit.actions import attachment, lookup
    from fieldkit.cli import listing, meant

    record = lookup.anything(kit.store(), to).id if to else None
    place = meant.school_or_all(school)
    attachment.settle(kit.store())
    rows = map(_row, attachment.of(kit.store(), record, place.id if place else None))
    if as_json:
        kit.stream(rows)
        return
    found = list(_told(rows))
    listing.table(("date", "of", "size", "where", "id"), found)
    if found:
        kit.say("attachment.stay")
    if not (record or place):
        _point_out(*attachment.alone(kit.store()))


def _point_out(alone: list[Path], taken_back: list[Path]) -> None:
    """The files to which nothing refers any more."""
    for key, files in (("attachment.alone", alone), ("attachment.taken_back", taken_back)):
        if files:
            names = ", ".join(one.name for one in files)
            kit.say(key, count=len(files), folder=files[0].parent, files=names)


def _row(attached: Entry) -> dict[str, Any]:
    from fieldkit.store import attachments

    answers = {
        code: attached.answers.get(code) for code in ("date", "of", "item", "file", "size", "children")
    }
    here = attachments.path(kit.store().home, str(answers["file"])).is_file()
    return {"id": attached.id, **answers, "state": attached.state, "here": here, "travels": False}


def _told(rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rows in words for a person."""
    for row in rows:
        where = t("attachment.here" if row["here"] else "attachment.elsewhere")
        size = f"{-(-(row['size'] or 0) // 1000)} kB"
        yield {**row, "of": _named(str(row["of"])), "size": size, "where": where}


def _named(identity: str) -> str:
    """What something is attached to, as a person knows it: who it is, or which sheet of which day."""
    from fieldkit.cli import show
    from fieldkit.domain.entry import Entry

    record = kit.store().any(identity)
    if not isinstance(record, Entry):
        return show.name_of(identity)
    return f"{load(record.form).label(text.language())} · {record.date}"


@app.command("show")
def show_one(which: Which, as_json: kit.Json = False) -> None:
    """Show what is known of an attachment, and where its file is."""
    from fieldkit.actions import attachment
    from fieldkit.cli import show

    found = attachment.one(kit.store(), which)
    if as_json:
        kit.out(_row(found))
        return
    show.record(found, as_json)
    kit.say("attachment.file", file=attachment.file(kit.store(), found))


@app.command("export")
def export(which: Which, target: Target, stories: Stories = False, as_json: kit.Json = False) -> None:
    """Write a copy of the file where somebody wants it; of a story only when that is said."""
    from fieldkit.actions import attachment
    from fieldkit.reports import tables

    found = attachment.one(kit.store(), which)
    if attachment.is_story(kit.store(), found) and not stories:
        raise WrongUsage("stories_by_name")
    content = attachment.file(kit.store(), found).read_bytes()
    with tables.opened(target) as file:
        file.write(content)
    if target != "-":
        kit.result(as_json, {"id": found.id, "file": target}, "attachment.exported", file=target)


@app.command("remove")
def remove(
    which: Which, reason: kit.Reason = None, no_input: kit.NoInput = False, as_json: kit.Json = False
) -> None:
    """Take an attachment back; its file goes when nothing else refers to it."""
    from fieldkit.actions import attachment
    from fieldkit.cli import register

    why = register.needed(reason, as_json or no_input)
    done, gone = attachment.remove(kit.store(), which, reason=why, by=kit.by())
    kit.result(as_json, {"id": done.id, "gone": gone}, "attachment.removed" if gone else "attachment.shared")
