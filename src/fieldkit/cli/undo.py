"""`fieldkit undo [BATCH]`: take back the last import, or a named one, by new changes."""

from __future__ import annotations

from typing import Annotated

from fieldkit.cli import kit
from fieldkit.text import t

app = kit.leaf("undo")

Batch = Annotated[str | None, kit.argument("batch", "undo.batch")]
DryRun = Annotated[bool, kit.option("--dry-run", "undo.dry_run")]


@app.command("undo")
def undo(batch: Batch = None, dry_run: DryRun = False, as_json: kit.Json = False) -> None:
    """Take back what was saved together. Records edited since are left, and said."""
    from fieldkit.actions import undo

    done = undo.batch(kit.store(), batch, by=kit.by(), reason=t("undo.reason"), dry_run=dry_run)
    counts = {"batch": done.batch, "withdrawn": done.withdrawn, "restored": done.restored}
    left = [{"id": record, "code": why} for record, why in done.left]
    kit.result(as_json, {**counts, "left": left}, "undo.plan" if dry_run else "undo.done", **counts)
    for one in [] if as_json else left:
        kit.say(f"undo.{one['code']}", id=one["id"])
    if left:
        kit.leave(kit.PARTLY)
