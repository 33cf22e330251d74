"""An import carried out with its progress on the screen, and what came of it, in words or JSON."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fieldkit import clock, settings, text
from fieldkit.cli import failure, kit, notices
from fieldkit.domain import identifiers
from fieldkit.errors import Problem
from fieldkit.forms.form import Form
from fieldkit.intake import apply, kinds
from fieldkit.intake.columns import Columns, Names
from fieldkit.intake.plan import NOTICE, Decision
from fieldkit.intake.refused import RefusedFile, column_of
from fieldkit.intake.table import Table
from fieldkit.text import t, words

_TOLD, _PROBLEMS = 10_000, 5
"""How many refused rows are told in --json, and how many problems of each; the file has every row."""

_SHOWN = 10
"""How many refused rows, changes or repairs are shown on a screen; all are in the file or in --json."""


@dataclass(frozen=True, slots=True)
class Work:
    """An import to carry out. target: where refused rows go, unless into the folder of the notebook.
    options: those that importing the mended rows takes again.
    """

    form: Form
    table: Table
    columns: Columns | None
    names: Names
    fixed: Mapping[str, Any]
    dry_run: bool
    target: str | None
    reason: str | None
    options: Mapping[str, str | Sequence[str] | None]

    def heads(self) -> dict[str, str]:
        """Column names of the file by item."""
        if self.columns is None:
            return {}
        return {str(place): self.columns.header[at].strip() for at, place in self.columns.places.items()}


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it. refused: the refused rows in words, the first of them; refused_file: all, to mend."""

    outcome: apply.Outcome
    refused: list[dict[str, Any]]
    refused_file: Path | None


class Refusals:
    """Puts refused rows into words, once, for the file and for telling."""

    def __init__(self, work: Work) -> None:
        self.work, self.heads = work, work.heads()
        self.first: list[dict[str, Any]] = []
        self.file = _refused_file(work)

    def add(self, decision: Decision) -> None:
        """One more. A dry run writes no file."""
        told, value = _refusal(decision, self.heads)
        if len(self.first) < _TOLD:
            self.first.append(told)
        if not self.work.dry_run:
            reasons = " · ".join(problem["message"] for problem in told["problems"])
            column = told["column"] or told["field"]
            self.file.add(decision, [str(told["line"]), column, value, reasons, told["todo"]])


def run(work: Work) -> Done:
    """Carry it out. Nothing that stops it half-way leaves anything behind."""
    reason = work.reason or t("intake.reason")
    order = apply.Order(work.form, kit.by(), kit.today(), work.fixed, reason, work.dry_run)
    refusals = Refusals(work)
    try:
        with _progress() as progress:
            outcome = apply.run(
                kit.store(), work.table, work.columns, work.names, order, refusals.add, progress
            )
    except BaseException:
        refusals.file.discard()
        raise
    return Done(outcome, refusals.first, refusals.file.close())


def _refused_file(work: Work) -> RefusedFile:
    """In the notebook's folder the name tells the kind and the moment, and nothing about anybody."""
    stamp = clock.now().strftime("%Y%m%d-%H%M%S")
    kept = settings.home() / "refused" / f"{work.form.code}-{stamp}"
    target = Path(work.target).with_suffix("") if work.target else kept
    heads = [t(f"intake.head_{head}") for head in ("line", "column", "value", "reason", "todo")]
    return RefusedFile(target, heads, work.columns.header if work.columns else None)


@contextmanager
def _progress() -> Iterator[Callable[[float], None]]:
    """A bar on a terminal, nothing in a pipe."""
    if not kit.interactive():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(t("intake.progress"), total=1.0)
        yield lambda share: bar.update(task, completed=share)


# in words


def stopping(decision: Decision) -> list[Problem]:
    """Why a row was refused. The missing notice alone would only have made it a draft."""
    errors = [problem for problem in decision.problems if problem.level == "error"]
    return [problem for problem in errors if problem.field not in NOTICE] or errors


def todo(problem: Problem) -> str:
    """What to do about it."""
    key = f"do_{problem.code}"
    return t(f"intake.{key}") if key in words("intake") else t("intake.do_mend")


def sentence(problem: Problem) -> str:
    """What is wrong, with the question's label in front."""
    label = problem.facts.get("label")
    said = failure.problem_words(problem)
    return f"{label[text.language()]}: {said}" if isinstance(label, Mapping) else said


# told


def tell(work: Work, done: Done, as_json: bool) -> None:
    """What came of it: a value for a program, sentences for a person."""
    if as_json:
        kit.out(as_value(work, done))
    else:
        _say(work, done)


def as_value(work: Work, done: Done) -> dict[str, Any]:
    """The whole outcome as JSON."""
    outcome, counts = done.outcome, done.outcome.counts
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
        "repairs": [_pointed(line, problem) for line, problem in outcome.repairs],
        "warnings": [_pointed(line, problem) for line, problem in outcome.warnings],
        "duplicates": [
            {"line": one.line, "record": one.record, "code": one.code} for one in outcome.likenesses
        ],
        "unknown_columns": list(work.columns.unknown) if work.columns else list(outcome.unknown),
        "repeated_columns": list(work.columns.twice) if work.columns else [],
        "read_as": dict(work.table.facts),
    }


def _refusal(decision: Decision, heads: Mapping[str, str]) -> tuple[dict[str, Any], str]:
    """A refused row for telling, with no whole CURP in it; and the whole value, for the person's own file."""
    problems, line = stopping(decision), decision.row.line
    first = problems[0]
    column, value = column_of(first.field, decision, heads)
    value = value or str(first.facts.get("text", ""))  # a name that stands for nobody is no answer any more
    told = {
        "line": line,
        "field": first.field,
        "column": column,
        "value": identifiers.masked(value) if first.field == "curp" else failure.discreet(value),
        "code": first.code,
        "message": sentence(first),
        "todo": todo(first),
        "problems": [_pointed(line, problem) for problem in problems[:_PROBLEMS]],
    }
    return told, value


def _pointed(line: int, problem: Problem) -> dict[str, Any]:
    return {"line": line, "field": problem.field, "code": problem.code, "message": sentence(problem)}


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
    _say_columns(work, outcome)
    kit.say("intake.plan" if work.dry_run else "intake.done", **counts)
    for decision in outcome.changes[:_SHOWN] if work.dry_run else ():
        _say_change(decision)
    for line, problem in outcome.repairs[:_SHOWN]:
        kit.say("intake.repair", line=line, sentence=sentence(problem))
    for line, problem in {
        problem.code: (line, problem) for line, problem in reversed(outcome.warnings)
    }.values():
        kit.say("intake.warned", count=outcome.warned[problem.code], line=line, sentence=sentence(problem))
    if outcome.likenesses:
        lines = ", ".join(str(one.line) for one in outcome.likenesses[:_SHOWN])
        kit.say("intake.alike", count=len(outcome.likenesses), lines=lines)
    if counts["draft"]:
        kit.say("intake.drafts", count=counts["draft"])
    _say_refused(work, done)
    if outcome.batch and not work.dry_run:
        kit.say("intake.undo", batch=outcome.batch)


def _say_columns(work: Work, outcome: apply.Outcome) -> None:
    unknown = work.columns.unknown if work.columns else tuple(outcome.unknown)
    if "mixed_encoding" in work.table.warnings:
        kit.say("intake.mixed_encoding")
    if unknown:
        kit.say("intake.unknown", columns=", ".join(unknown)[:400], column=unknown[0][:60])
    if work.columns and work.columns.twice:
        kit.say("intake.twice", columns=", ".join(work.columns.twice)[:400])


def _say_change(decision: Decision) -> None:
    fields = " · ".join(
        f"{code}: {_short(before)} → {_short(after)}" for code, (before, after) in decision.changes.items()
    )
    kit.say("intake.change", line=decision.row.line, fields=fields)


def _short(value: Any) -> str:
    said = "—" if value is None else failure.discreet(str(value))
    return said if len(said) <= 40 else said[:39] + "…"


def _say_refused(work: Work, done: Done) -> None:
    for told in done.refused[:_SHOWN]:
        place = {"line": told["line"], "column": told["column"] or told["field"]}
        kit.say("intake.refused", **place, value=_short(told["value"]), reason=told["message"])
    count = done.outcome.counts["refused"]
    if count > _SHOWN:
        kit.say("intake.refused_more", count=count - _SHOWN)
    _hint(work, done)
    if done.refused_file:
        kit.say("intake.refused_file", file=done.refused_file, words=_again(work, done.refused_file))


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
        if count > 20 and field in heads and count > 0.9 * min(rows, _TOLD):
            kit.say("intake.leave_out", column=heads[field])
