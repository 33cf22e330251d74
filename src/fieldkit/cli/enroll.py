"""`fieldkit enroll`: make this notebook one of a centre's."""

from __future__ import annotations

from typing import Annotated

from fieldkit.cli import keyed, kit, prompt
from fieldkit.cli.l10n import WrongUsage
from fieldkit.text import t

app = kit.leaf("enroll")

Url = Annotated[str, kit.argument("url", "enroll.argument_url")]
Code = Annotated[str, kit.argument("code", "enroll.argument_code")]
Rebind = Annotated[bool, kit.option("--rebind", "enroll.option_rebind")]
NewDevice = Annotated[bool, kit.option("--new-device", "enroll.option_new_device")]
Yes = Annotated[bool, kit.option("--yes", "enroll.option_yes")]


@app.command("enroll")
def enroll(
    url: Url,
    code: Code,
    rebind: Rebind = False,
    new_device: NewDevice = False,
    yes: Yes = False,
    no_input: kit.NoInput = False,
    as_json: kit.Json = False,
) -> None:
    """Join the centre at this address; with --rebind, going over to it from another one."""
    from fieldkit.domain.names import fold
    from fieldkit.sync.member import enrol

    store = kit.store()
    if rebind and not yes:
        _agreed(kit.interactive(no_input or as_json))
    name = enrol(store, url.rstrip("/"), code, rebind=rebind, anew=new_device)
    here = store.meta("name") or name
    kit.result(as_json, {"centre": url, "advisor": name, "notebook": here}, "enroll.done", name=name)
    if fold(here) != fold(name):
        kit.note("enroll.other_name", there=name, here=here)


def _agreed(somebody: bool) -> None:
    """What going over to another centre does, and whether it is wanted; ends here when it is not. Raises
    WrongUsage where there is nobody to ask."""
    if not somebody:
        raise WrongUsage("rebind_unasked")
    kit.say("enroll.rebind_sure")
    if not keyed.yes(prompt.line(t("ask.prompt"))):
        kit.say("enroll.stays")
        kit.leave(0)
