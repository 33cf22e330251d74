"""`fieldkit story`: stories of lives the programme touched (HIS), each with its own consent."""

from __future__ import annotations

from typing import Annotated

from fieldkit.cli import alike, kit

app = kit.noun("story")

Which = Annotated[str, kit.argument("record", "option.record")]

alike.entries(app, "HIS", "anonymous")
alike.sheets(app, withdraw=False)


@app.command("withdraw")
def withdraw(
    which: Which, reason: kit.Reason = None, no_input: kit.NoInput = False, as_json: kit.Json = False
) -> None:
    """Take a story back, and its photos with it."""
    from fieldkit.actions import story
    from fieldkit.cli import register

    why = register.needed(reason, as_json or no_input)
    done, photos = story.withdraw(kit.store(), which, reason=why, by=kit.by())
    result = {"id": done.id, "state": done.state, "photos": photos}
    kit.result(as_json, result, "story.withdrawn", photos=photos)
