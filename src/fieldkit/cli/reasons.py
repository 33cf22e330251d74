"""Why a row of an import was refused, in words: where in the file it says so, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fieldkit import text
from fieldkit.cli import failure
from fieldkit.domain import identifiers
from fieldkit.domain.names import fold
from fieldkit.errors import Problem
from fieldkit.forms.form import Form, Item
from fieldkit.intake.columns import Names, squeeze
from fieldkit.intake.plan import NOTICE, Decision
from fieldkit.intake.refused import column_of
from fieldkit.text import t, words

_PROBLEMS = 5
"""How many problems of a row are told."""


class Reasons:
    """Words for the rows of one file. heads: column names by item. keyed: it has keys, not columns (JSON)."""

    def __init__(self, form: Form, names: Names, heads: Mapping[str, str], keyed: bool) -> None:
        self.form, self.names, self.heads, self.keyed = form, names, heads, keyed

    def refusal(self, decision: Decision) -> tuple[dict[str, Any], str]:
        """A refused row for telling, with no whole CURP in it; and its whole value, for the file."""
        problems, line = self._stopping(decision), decision.row.line
        first = problems[0]
        column, value = column_of(first.field, decision, self.heads)
        value = value or str(first.facts.get("text", ""))  # a name of nobody is no answer
        told = {
            "line": line,
            "field": first.field,
            "column": column or self._key(first.field, decision.row.raw),
            "value": identifiers.masked(value) if first.field == "curp" else failure.discreet(value),
            "code": first.code,
            "message": self.sentence(first),
            "todo": self.todo(first),
            "problems": [self.pointed(line, problem) for problem in problems[:_PROBLEMS]],
        }
        return told, value

    def _stopping(self, decision: Decision) -> list[Problem]:
        """Why a row was refused; of one that is no row at all nothing else is worth saying."""
        raw = [] if isinstance(decision.row.raw, Mapping) else list(filter(None, decision.row.raw))
        if len(raw) > 1 and self.names.score(raw) == len(raw):
            return [Problem("", "heading_again")]
        if foot := _foot(raw):
            return [Problem("", "not_a_row", {"text": foot})]
        return stopping(decision)

    def pointed(self, line: int, problem: Problem) -> dict[str, Any]:
        """One problem of a row, for a program."""
        said = self.sentence(problem)
        return {"line": line, "field": problem.field, "code": problem.code, "message": said}

    def sentence(self, problem: Problem) -> str:
        """What is wrong, with the question's label in front."""
        said, label = self._words(problem), self.label(problem.field)
        return f"{label}: {said}" if label else said

    def _words(self, problem: Problem) -> str:
        """What is wrong. What is missing is missing in the file: of a refused row there is no draft."""
        if problem.code == "required":
            return t("intake.missing_key" if self.keyed else "intake.missing")
        return failure.problem_words(problem)

    def label(self, field: str) -> str:
        """The question of a field, in a repeat with its row; "" where the form has none."""
        item = self._item(field)
        if item is None:
            return ""
        label, row = item.label(text.language()), field.partition("[")[2].partition("]")[0]
        return t("error.in_row", label=label, row=row) if row else label

    def place(self, field: str, column: str) -> str:
        """Where to look: the name in the file, beside the question when that is a mere code, or is called
        nothing there."""
        label = self.label(field)
        if not column or not label or squeeze(column) == squeeze(label):
            return label or column
        return f"{label} ({column})" if self._mere_code(field, column) else column

    def todo(self, problem: Problem) -> str:
        """What to do about it."""
        known = words("intake")
        names = [f"do_{problem.code}", "do_mend"]
        every = [name + ending for name in names for ending in (("_key", "") if self.keyed else ("",))]
        return t(f"intake.{next(name for name in every if name in known)}")

    def _mere_code(self, field: str, column: str) -> bool:
        item = self._item(field)
        return item is not None and squeeze(column) in (squeeze(field), squeeze(item.code))

    def _item(self, field: str) -> Item | None:
        return self.form.items.get(field.rpartition(".")[2])

    def _key(self, field: str, raw: Any) -> str:
        """The key of a JSON object that answers a field."""
        if not isinstance(raw, Mapping):
            return ""
        said = raw.get("answers", raw)
        top = field.partition("[")[0]
        found = (name for name in said if (place := self.names.place(name)) and place.code == top)
        return field if top != field else next(found, "")


_FOOT = frozenset(
    (
        "total",
        "totales",
        "subtotal",
        "suma",
        "promedio",
        "fuente",
        "nota",
        "notas",
        "observaciones",
        "elaboro",
    )
)
"""How the lines begin that lists have under their last row."""


def _foot(raw: Any) -> str:
    """What a row says first where that is how a total or a note begins; else ""."""
    first = next((str(cell).strip() for cell in raw if str(cell).strip()), "")
    return first if fold(first).split()[:1] and fold(first).split()[0] in _FOOT else ""


def stopping(decision: Decision) -> list[Problem]:
    """Why a row was refused. The missing notice alone would only have made it a draft."""
    errors = [problem for problem in decision.problems if problem.level == "error"]
    return [problem for problem in errors if problem.field not in NOTICE] or errors
