"""An import carried out with its progress on the screen; its refused rows into words, and into a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fieldkit import clock, settings
from fieldkit.cli import kit
from fieldkit.cli.progress import bar
from fieldkit.cli.reasons import Reasons
from fieldkit.forms.form import Form
from fieldkit.intake import apply
from fieldkit.intake.ahead import Second
from fieldkit.intake.columns import Columns, Names
from fieldkit.intake.plan import Decision
from fieldkit.intake.refused import RefusedFile
from fieldkit.intake.table import Table
from fieldkit.text import t

TOLD = 10_000
"""How many refused rows are told in --json; the file has every row."""


@dataclass(frozen=True, slots=True)
class Work:
    """An import to carry out. target: where refused rows go, unless into the folder of the notebook.
    options: those that importing the mended rows takes again. second: the process that stands by.
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
    second: Second | None

    def heads(self) -> dict[str, str]:
        """Column names of the file by item."""
        return {place: self.table.called.get(head) or head for place, head in self.refused_heads().items()}

    def refused_heads(self) -> dict[str, str]:
        """Column names of the file of refused rows by item."""
        if self.columns is None:
            return {}
        return {str(place): self.columns.header[at].strip() for at, place in self.columns.places.items()}

    @property
    def keyed(self) -> bool:
        """Whether the file has keys in place of columns: JSON."""
        return self.columns is None

    def reasons(self) -> Reasons:
        """Puts what is wrong with its rows into words."""
        return Reasons(self.form, self.names, self.heads(), self.keyed)


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it. refused: the refused rows in words, the first of them; refused_file: all, to mend."""

    outcome: apply.Outcome
    refused: list[dict[str, Any]]
    refused_file: Path | None


class Refusals:
    """Puts refused rows into words, once, for the file and for telling."""

    def __init__(self, work: Work) -> None:
        self.work, self.reasons = work, work.reasons()
        self.heads = work.refused_heads()
        self.first: list[dict[str, Any]] = []
        self.file = _refused_file(work)

    def add(self, decision: Decision) -> None:
        """One more. A dry run writes no file."""
        told, value = self.reasons.refusal(decision)
        if len(self.first) < TOLD:
            self.first.append(told)
        if not self.work.dry_run:
            reasons = " · ".join(problem["message"] for problem in told["problems"])
            place = self.reasons.place(told["field"], self.heads.get(told["field"], told["column"]))
            twice = t("intake.again") if decision.row.twice or decision.row.again else ""
            self.file.add(decision, [str(told["line"]), place, value, reasons, told["todo"], twice])


def run(work: Work) -> Done:
    """Carry it out. Nothing that stops it half-way leaves anything behind."""
    reason = work.reason or t("intake.reason")
    order = apply.Order(work.form, kit.by(), kit.today(), work.fixed, reason, work.dry_run)
    refusals = Refusals(work)
    try:
        with bar(t("intake.progress")) as progress:
            outcome = apply.run(
                kit.store(),
                work.table,
                work.columns,
                work.names,
                order,
                refusals.add,
                progress,
                work.second,
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
    column = "key" if work.keyed else "column"
    heads = [t(f"intake.head_{head}") for head in ("line", column, "value", "reason", "todo", "again")]
    header = work.columns.header if work.columns else None
    return RefusedFile(target, heads, header, work.table.came)
