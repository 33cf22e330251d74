"""`fieldkit enroll`: make this notebook one of a centre's."""

from __future__ import annotations

from typing import Annotated

from fieldkit.cli import kit

app = kit.leaf("enroll")

Url = Annotated[str, kit.argument("url", "enroll.argument_url")]
Code = Annotated[str, kit.argument("code", "enroll.argument_code")]


@app.command("enroll")
def enroll(url: Url, code: Code, as_json: kit.Json = False) -> None:
    """Join the centre at this address."""
    from fieldkit.domain.names import fold
    from fieldkit.sync.member import enrol

    store = kit.store()
    name = enrol(store, url.rstrip("/"), code)
    here = store.meta("name") or name
    kit.result(as_json, {"centre": url, "advisor": name, "notebook": here}, "enroll.done", name=name)
    if fold(here) != fold(name):
        kit.note("enroll.other_name", there=name, here=here)
