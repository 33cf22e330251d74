"""`fieldkit attach`: a photo or a copy with a record, made small, with the consent it needs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from fieldkit.cli import kit

app = kit.leaf("attach")

File = Annotated[str, kit.argument("file", "attach.file")]
To = Annotated[str, kit.option("--to", "attach.to", takes="record")]
Item = Annotated[str | None, kit.option("--item", "attach.item", takes="code")]
ConsentBy = Annotated[str | None, kit.option("--consent-by", "attach.consent_by", takes="name")]
ConsentHow = Annotated[str | None, kit.option("--consent-how", "attach.consent_how", takes="text")]
ConsentDate = Annotated[str | None, kit.option("--consent-date", "attach.consent_date", takes="date")]


@app.command("attach")
def attach(
    file: File,
    to: To,
    item: Item = None,
    consent_by: ConsentBy = None,
    consent_how: ConsentHow = None,
    consent_date: ConsentDate = None,
    _no_input: kit.NoInput = False,  # said out of habit: nothing is asked here anyway
    as_json: kit.Json = False,
) -> None:
    """Keep a photo or a copy with a record."""
    from fieldkit.actions import attachment

    consent = {"consent_by": consent_by, "consent_how": consent_how, "consent_date": kit.day(consent_date)}
    saved = attachment.attach(
        kit.store(), Path(file), to, item=item, consent=consent, by=kit.by(), today=kit.today()
    )
    found = {code: saved.answers.get(code) for code in ("of", "item", "file", "size")}
    result = {"id": saved.id, **found, "travels": False}
    kit.result(as_json, result, "attach.done", id=saved.id, size=-(-saved.answers["size"] // 1000))
