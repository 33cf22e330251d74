"""What came of an import: for a program as JSON, for a person in sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fieldkit import text
from fieldkit.cli import failure, kit, notices
from fieldkit.cli.imported import TOLD, Done, Work
from fieldkit.cli.reasons import Reasons
from fieldkit.forms.form import Form
from fieldkit.intake import apply, kinds
from fieldkit.intake.plan import Decision
from fieldkit.text import t

_SHOWN = 10
"""How many refused rows, changes or repairs are shown on a screen; all are in the file or in --json."""


def tell(work: Work, done: Done, as_json: bool) -> None:
    """What came of it: a value for a program, sentences for a person."""
    if as_json:
        kit.out(as_value(work, done))
    else:
        _say(work, done)


def as_value(work: Work, done: Done) -> dict[str, Any]:
    """The whole outcome as JSON."""
    outcome, counts, reasons = done.outcome, done.outcome.counts, work.reasons()
    return {
        "batch": None if work.dry_run else outcome.batch,
        "dry_run": work.dry_run,
        "new": counts["new"],
        "changed": counts["changed"],
        "same": counts["same"],
        "drafts": counts["draft"],
        "refused": done.refused,
        "refused_count": counts["refused"],
        "refused_file": str(done.refused_file) if done.refused_file else None,
        "changes": [_change(one) for one in outcome.changes],
        "repairs": [reasons.pointed(line, problem) for line, problem in outcome.repairs],
        "warnings": [reasons.pointed(line, problem) for line, problem in outcome.warnings],
        "duplicates": [
            {"line": one.line, "record": one.record, "code": one.code} for one in outcome.likenesses
        ],
        "unknown_columns": list(work.columns.unknown) if work.columns else list(outcome.unknown),
        "nameless_columns": _nameless(work, outcome),
        "repeated_columns": list(work.columns.twice) if work.columns else [],
        "foreign_columns": [one._asdict() for one in work.columns.foreign] if work.columns else [],
        "read_as": dict(work.table.facts),
        "other_sheets": list(work.table.others),
        "draft_reasons": [
            {"field": field, "label": reasons.label(field), "count": count}
            for field, count in outcome.lacking.items()
        ],
    }


def _change(decision: Decision) -> dict[str, Any]:
    records = decision.have.records.values() if decision.have else ()
    fields = {
        code: {"before": _discreet(one), "after": _discreet(other)}
        for code, (one, other) in decision.changes.items()
    }
    return {"line": decision.row.line, "record": next((one.id for one in records), None), "fields": fields}


def _discreet(value: Any) -> Any:
    return failure.discreet(value) if isinstance(value, str) else value


def _say(work: Work, done: Done) -> None:
    outcome = done.outcome
    counts = outcome.counts
    reasons = work.reasons()
    _say_columns(work, outcome)
    kit.say("intake.plan" if work.dry_run else "intake.done", **counts)
    if work.form.code == "TUT" and not work.dry_run:
        _say_of_no_effect()
    for decision in outcome.changes[:_SHOWN] if work.dry_run else ():
        _say_change(decision, reasons)
    for line, problem in outcome.repairs[:_SHOWN]:
        kit.say("intake.repair", line=line, sentence=reasons.sentence(problem))
    _say_warned(outcome, reasons)
    if outcome.likenesses:
        lines = ", ".join(str(one.line) for one in outcome.likenesses[:_SHOWN])
        kit.say("intake.alike", count=len(outcome.likenesses), lines=lines)
    if counts["draft"]:
        kit.say("intake.drafts", count=counts["draft"])
    _say_refused(work, done)
    if outcome.batch and not work.dry_run:
        kit.say("intake.undo", batch=outcome.batch)


def _say_of_no_effect() -> None:
    from fieldkit.actions import tutoring

    if count := tutoring.of_no_effect(kit.store()):
        kit.say("intake.of_no_effect", count=count)


def _say_warned(outcome: apply.Outcome, reasons: Reasons) -> None:
    """What is worth a second look, once of each item; that a day is long ago comes last: in a file it is."""
    first = {(problem.field, problem.code): (line, problem) for line, problem in reversed(outcome.warnings)}
    for line, problem in sorted(first.values(), key=lambda one: (one[1].code == "old_date", one[0])):
        count = outcome.warned[problem.field, problem.code]
        kit.say("intake.warned", count=count, line=line, sentence=reasons.sentence(problem))


def _say_columns(work: Work, outcome: apply.Outcome) -> None:
    unknown = work.columns.unknown if work.columns else tuple(outcome.unknown)
    if unknown:
        kit.say(
            "intake.unknown_key" if work.keyed else "intake.unknown",
            columns=", ".join(unknown)[:400],
            column=unknown[0].strip('"')[:60],
            form=work.form.code,
        )
    if work.columns and work.columns.twice:
        kit.say("intake.twice", columns=", ".join(work.columns.twice)[:400])
    for one in work.columns.foreign if work.columns else ():
        label = work.form.items[one.code].label(text.language())
        kit.say("intake.foreign", column=one.column, value=_short(one.value), label=label)
    if work.table.others:
        first, *more = work.table.others
        kit.say(
            "intake.other_sheets",
            sheet=work.table.facts["sheet"],
            sheets=", ".join((first, *more))[:400],
            other=first,
        )
    if nameless := _nameless(work, outcome):
        kit.say("intake.nameless", columns=", ".join(nameless)[:400])


def _nameless(work: Work, outcome: apply.Outcome) -> list[str]:
    """The letters of the columns that say something under no name."""
    return [] if work.columns is None else sorted(outcome.unknown, key=lambda one: (len(one), one))


def _say_change(decision: Decision, reasons: Reasons) -> None:
    fields = " · ".join(
        f"{reasons.label(code) or _group(reasons.form, code)}: {_short(before)} → {_short(after)}"
        for code, (before, after) in ((code, _differing(*pair)) for code, pair in decision.changes.items())
    )
    kit.say("intake.change", line=decision.row.line, fields=fields)


def _group(form: Form, code: str) -> str:
    group = form.group(code)
    return group.label(text.language()) if group else code


def _differing(before: Any, after: Any) -> tuple[Any, Any]:
    """Of the rows of a repeat those that only one side has, as they would be read."""
    if not (isinstance(before, list) and isinstance(after, list)):
        return before, after
    return _told(before, after), _told(after, before)


def _told(rows: list[Any], others: list[Any]) -> str | None:
    found = (row for row in rows if row not in others)
    told = [", ".join(map(str, row.values())) if isinstance(row, dict) else str(row) for row in found]
    return " / ".join(told) or None


def _short(value: Any) -> str:
    said = "—" if value is None else failure.discreet(str(value))
    return said if len(said) <= 40 else said[:39] + "…"


def _say_refused(work: Work, done: Done) -> None:
    reasons = work.reasons()
    for told in done.refused[:_SHOWN]:
        _say_row(told, reasons)
    count = done.outcome.counts["refused"]
    if count > _SHOWN:
        kit.say("intake.refused_more", count=count - _SHOWN)
    _hint(work, done)
    if done.refused_file:
        kit.say(
            "intake.refused_file_key" if work.keyed else "intake.refused_file",
            file=done.refused_file,
            words=_again(work, done.refused_file),
        )


def _say_row(told: Mapping[str, Any], reasons: Reasons) -> None:
    """One refused row. The question stands in front of the reason, unless the place has named it already."""
    label, place = reasons.label(told["field"]), reasons.place(told["field"], told["column"])
    value, reason = _short(told["value"]), told["message"]
    if value and place:
        place = t("intake.place", place=place, value=value)
    if label and place.startswith(label):
        reason = reason.removeprefix(f"{label}: ")
        label = ""
    key = "intake.refused" if place else "intake.refused_row"
    kit.say("intake.refused_named" if label else key, line=told["line"], place=place, reason=reason)


def _again(work: Work, file: Path) -> str:
    """What to type to import the mended rows: the same as before, with the other file."""
    said = [kinds.word(work.form.code, text.language()), str(file)]
    for option, value in {**work.options, **notices.options(work.fixed)}.items():
        for one in [value] if isinstance(value, str) else value or ():
            said += [kit.named(option), one]
    return " ".join(map(_quoted, said))


def _quoted(word: str) -> str:
    """A word as a shell takes it for one."""
    return word if re.fullmatch(r"[\w./:=@+-]+", word) else '"' + word.replace('"', '\\"') + '"'


def _hint(work: Work, done: Done) -> None:
    """When one column alone refuses most rows it may mean something else: say how to leave it out."""
    heads, rows = work.heads(), sum(done.outcome.counts.values())
    for field, count in Counter(told["field"] for told in done.refused).most_common(1):
        if count > 20 and field in heads and count > 0.9 * min(rows, TOLD):
            kit.say("intake.leave_out", column=heads[field])
