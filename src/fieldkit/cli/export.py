"""`fieldkit export`: what the notebook holds, for a spreadsheet or another program."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

from fieldkit import clock, settings, text
from fieldkit.cli import kit, meant
from fieldkit.cli.l10n import WrongUsage

if TYPE_CHECKING:
    from fieldkit.reports.export import Wanted

app = kit.leaf("export")

Kind = Annotated[str, kit.argument("kind", "export.kind")]
Csv = Annotated[str | None, kit.option("--csv", "export.csv", takes="file_or_dash")]
Xlsx = Annotated[str | None, kit.option("--xlsx", "export.xlsx", takes="file")]
Jsonl = Annotated[str | None, kit.option("--jsonl", "export.jsonl", takes="file_or_dash")]
Labels = Annotated[bool, kit.option("--labels", "export.labels")]
WholeCurp = Annotated[bool, kit.option("--with-curp", "export.with_curp")]
Stories = Annotated[bool, kit.option("--stories", "export.stories")]
Purpose = Annotated[str | None, kit.option("--purpose", "export.purpose", takes="text")]
Receiver = Annotated[str | None, kit.option("--receiver", "export.receiver", takes="text")]


@app.command("export")
def send_out(
    kind: Kind,
    csv: Csv = None,
    xlsx: Xlsx = None,
    jsonl: Jsonl = None,
    school: kit.School = None,
    since: kit.Since = None,
    until: kit.Until = None,
    labels: Labels = False,
    with_curp: WholeCurp = False,
    stories: Stories = False,
    purpose: Purpose = None,
    receiver: Receiver = None,
    as_json: kit.Json = False,
) -> None:
    """Take what is wanted, write it, remember what for, say how many."""
    from fieldkit.domain import story
    from fieldkit.intake import kinds
    from fieldkit.reports.export import Wanted

    targets = [target for target in (csv, xlsx, jsonl) if target]
    if len(targets) != 1:
        raise WrongUsage("one_target")
    if with_curp and not (purpose and receiver):
        raise WrongUsage("curp_for_what")
    form = kinds.form(kind, settings.home() / "forms")
    if form.code == story.FORM and not stories:
        raise WrongUsage("stories_by_name")
    place = meant.school_or_all(school)
    where = place.id if place else None
    language = text.language() if labels else None
    days = kit.day(since), kit.day(until)
    wanted = Wanted(form, where, *days, with_curp, language, _words() if labels else {}, stories)
    count = _write(wanted, csv, xlsx, jsonl)
    remember(form.code, count, purpose, receiver)
    if targets[0] != "-":
        kit.result(as_json, {"count": count, "file": targets[0]}, "export.done", count=count, file=targets[0])


def _words() -> dict[str, str]:
    """The words for states, yes and no, which no form has labels for."""
    known = text.words("show")
    states = {key.removeprefix("state_"): word for key, word in known.items() if key.startswith("state_")}
    return {**states, "si": known["yes"], "no": known["no"]}


def _write(wanted: Wanted, csv: str | None, xlsx: str | None, jsonl: str | None) -> int:
    from fieldkit.reports import tables
    from fieldkit.reports.export import Columns, records

    store = kit.store()
    if jsonl:
        return tables.write_jsonl(jsonl, records(store, wanted))
    columns = Columns(store, wanted)
    if csv:
        return tables.write_csv(csv, columns.heads(), columns.rows(store))
    return tables.write_xlsx(xlsx or "", columns.heads(), columns.rows(store))


def remember(form: str, count: int, purpose: str | None, receiver: str | None) -> None:
    """What left the notebook, what for and for whom: kept when it was said, as the law on privacy asks."""
    if purpose or receiver:
        said = {"form": form, "count": count, "purpose": purpose, "receiver": receiver, "by": kit.by()}
        kit.store().set_meta(f"export {clock.stamp()}", json.dumps(said, ensure_ascii=False))
