"""`fieldkit init`: the notebook of this computer."""

from __future__ import annotations

from typing import Annotated

from fieldkit import settings, text
from fieldkit.cli import kit, prompt
from fieldkit.cli.l10n import WrongUsage
from fieldkit.text import t

app = kit.leaf("init")

Advisor = Annotated[str | None, kit.option("--advisor", "init.advisor", takes="name")]


@app.command("init")
def init(advisor: Advisor = None, no_input: kit.NoInput = False, as_json: kit.Json = False) -> None:
    """Set up the notebook. The language in use (`--lang`) becomes its own."""
    from fieldkit.actions import advisor as advisors

    name = advisor or _asked(no_input)
    store = advisors.init(settings.home(), name)
    settings.write({**settings.read(), "lang": text.language()})
    result = {"advisor": store.meta("advisor"), "name": name, "folder": str(settings.home())}
    store.close()
    kit.result(as_json, {**result, "lang": text.language()}, "init.done", **result)


def _asked(no_input: bool) -> str:
    """The name of the advisor; needed, for it is signed under every change."""
    asking = kit.interactive(no_input)
    while (name := prompt.line(t("init.ask_name")).strip() if asking else "") in _KEYS:
        kit.say("init.name_so")
    if not name:
        raise WrongUsage("name_needed")
    return name


_KEYS = ("?", "<", ".", "-")
"""What means something at every other question is nobody's name."""
