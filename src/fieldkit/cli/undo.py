"""`fieldkit undo [BATCH]`: take back the last import, or a named one, by new changes."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

from fieldkit import text
from fieldkit.cli import keyed, kit, prompt
from fieldkit.text import t

if TYPE_CHECKING:
    from fieldkit.actions.undo import Undone

app = kit.leaf("undo")

Batch = Annotated[str | None, kit.argument("batch", "undo.batch")]
DryRun = Annotated[bool, kit.option("--dry-run", "undo.dry_run")]


@app.command("undo")
def undo(
    batch: Batch = None, dry_run: DryRun = False, no_input: kit.NoInput = False, as_json: kit.Json = False
) -> None:
    """Take back what was saved together. Records edited since are left, and said."""
    if batch is None and not dry_run and kit.interactive(no_input or as_json):
        batch = _agreed()
    _tell(_done(batch, dry_run), dry_run, as_json)


def _done(batch: str | None, dry_run: bool) -> Undone:
    from fieldkit.actions import undo

    return undo.batch(kit.store(), batch, by=kit.by(), reason=t("undo.reason"), dry_run=dry_run)


def _agreed() -> str:
    """The last batch, named first: somebody may think of another one."""
    last = _done(None, dry_run=True)
    kit.say("undo.last", **_facts(last))
    if not keyed.yes(prompt.line(t("ask.prompt"))):
        kit.say("undo.nothing")
        kit.leave(0)
    return last.batch


def _tell(done: Undone, dry_run: bool, as_json: bool) -> None:
    counts = {"batch": done.batch, "withdrawn": done.withdrawn, "restored": done.restored}
    facts = {"form": done.form, "at": done.at, "new": done.new, "changed": done.changed}
    facts["drafts"] = done.drafts
    left = [{"id": record, "code": why} for record, why in done.left]
    said = "undo.plan" if dry_run else "undo.done"
    kit.result(as_json, {**counts, **facts, "left": left}, said, **_facts(done))
    for one in [] if as_json else left:
        if one["code"] != "goes_with_it":  # it is told with what it goes with
            kit.say(f"undo.{one['code']}", id=one["id"], name=_name(one["id"]))
    if left:
        kit.leave(kit.PARTLY)


def _name(identity: str) -> str:
    """What a person calls what was left; a draft by its id, and so what is not here."""
    from fieldkit.actions.undo import whose
    from fieldkit.cli import show

    record = kit.store().any(identity)
    return show.name_of(whose(record) if record else identity)


def _facts(done: Undone) -> dict[str, Any]:
    from fieldkit.intake import kinds

    kind = kinds.word(done.form, text.language())
    when = f"{datetime.fromisoformat(done.at).astimezone():%Y-%m-%d %H:%M}"
    counts = {"new": done.new, "changed": done.changed, "drafts": done.drafts}
    return {"batch": done.batch, "kind": kind, "when": when, **counts}
