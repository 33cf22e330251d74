"""`fieldkit status`: what is a draft, unsent, received, refused or to be decided."""

from __future__ import annotations

from typing import Any

from fieldkit.cli import kit
from fieldkit.cli.sync import tell_left
from fieldkit.store import attachments, engine, kept, outbox, sites

app = kit.leaf("status")


@app.command("status")
def status(as_json: kit.Json = False) -> None:
    """Tell how things stand; leaves with 4 while something is refused or to be decided."""
    found = facts()
    if as_json:
        kit.out(found)
    else:
        _print(found)
    if found["refused"] or found["clashes"] or found["twin"]:
        kit.leave(kit.PARTLY)


def facts() -> dict[str, Any]:
    """Drafts, changes by what the centre said of them, and when it was last asked."""
    store = kit.store()
    with engine.guarded(store.home):
        counts = outbox.counts(store.connection)
        return {
            "drafts": len(store.drafts()),
            "pending": counts["pending"],
            "acknowledged": sum(counts.values()) - counts["pending"],
            "refused": outbox.refused(store.connection),
            "clashes": outbox.clashes(store.connection),
            "held": len(outbox.held(store.connection)),
            "attachments": sum(1 for _ in attachments.here(store.home)),
            "left": list(sites.left(store.connection).values()),
            "kept": kept.kept(store.connection),
            "from_before": kept.from_before(store.connection),
            "twin": bool(store.meta("twin")),
            "enrolled": store.meta("centre") is not None,
            "last_sync": store.meta("last_sync"),
        }


def _print(found: dict[str, Any]) -> None:
    kit.say("status.drafts", count=found["drafts"])
    kit.say("status.pending", count=found["pending"])
    kit.say("status.acknowledged", count=found["acknowledged"])
    if found["refused"]:
        kit.say("status.refused", count=len(found["refused"]))
    if found["clashes"]:
        from fieldkit.cli import undecided

        undecided.tell(found["clashes"])
    if found["held"]:
        kit.say("status.held", count=found["held"])
    if found["attachments"]:
        kit.say("status.attachments", count=found["attachments"])
    tell_left(found)
    if found["last_sync"]:
        kit.say("status.last_sync", at=found["last_sync"])
    else:
        kit.say("status.never" if found["enrolled"] else "status.not_enrolled")
