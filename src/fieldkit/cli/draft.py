"""`fieldkit draft`: sheets begun and not finished."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fieldkit.cli import keyed, kit, prompt
from fieldkit.text import t

if TYPE_CHECKING:
    from fieldkit.store.drafts import Draft

app = kit.noun("draft")

Which = Annotated[str | None, kit.argument("draft", "draft.which")]
Yes = Annotated[bool, kit.option("--yes", "draft.yes")]
One = Annotated[str, kit.argument("draft", "draft.one")]


@app.command("list")
def show_list(as_json: kit.Json = False) -> None:
    """List the drafts, the last one touched first."""
    from fieldkit.actions import draft
    from fieldkit.cli import listing, show

    drafts = draft.listed(kit.store())
    if as_json:
        kit.stream({**show.draft_row(found), "at": found.at} for found in drafts)
    else:
        names = listing.Names()
        listing.table(("form", "about", "at", "id"), (show.draft_line(found, names) for found in drafts))


@app.command("show")
def show_one(draft_id: Which = None, as_json: kit.Json = False) -> None:
    """Show what is answered in a draft so far."""
    from fieldkit.actions import draft
    from fieldkit.cli import show

    show.draft(draft.resume(kit.store(), draft_id), as_json)


@app.command("resume")
def resume(
    draft_id: Which = None,
    answers: kit.Answers = None,
    no_input: kit.NoInput = False,
    as_json: kit.Json = False,
) -> None:
    """Take up a draft where it was left; without saying which, the last one."""
    from fieldkit.actions import draft
    from fieldkit.cli import filling

    found = draft.resume(kit.store(), draft_id)
    filling.resume(found, answers=answers, no_input=no_input, as_json=as_json)


@app.command("discard")
def discard(
    draft_id: One, yes: Yes = False, no_input: kit.NoInput = False, as_json: kit.Json = False
) -> None:
    """Throw a draft away."""
    from fieldkit.actions import draft

    found = draft.resume(kit.store(), draft_id)
    if not yes and kit.interactive(no_input or as_json):
        _agreed(found)
    gone = draft.discard(kit.store(), found.id)
    kit.result(as_json, {"id": gone.id, "form": gone.form}, "draft.discarded", form=gone.form, id=gone.id)


def _agreed(draft: Draft) -> None:
    """Which draft it is, and whether it is to go: nothing brings it back. Ends here when it is not."""
    from fieldkit.cli import listing, show

    told = show.draft_line(draft, listing.Names())
    kit.say("draft.sure", title=told["form"], about=told["about"] or told["id"])
    if not keyed.yes(prompt.line(t("ask.prompt"))):
        kit.say("draft.stays")
        kit.leave(0)
