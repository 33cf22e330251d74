"""Answers in; the answers to keep, everything computed, and all that is wrong with them, out.

The same check serves the keyboard, an import and the centre. Nothing given is silently lost: what
is refused or does not apply now comes back as a problem with its value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from fieldkit.forms.answer import parse
from fieldkit.forms.form import Form
from fieldkit.forms.sheet import Checked, Sheet

__all__ = ["Checked", "check", "checker", "parse"]


def check(form: Form, answers: Mapping[str, Any], *, today: date, part: str | None = None) -> Checked:
    """Everything about these answers at once. part: only that part of a register form."""
    return Sheet(form, answers, today.isoformat(), part).run()


def checker(form: Form, part: str | None = None) -> Callable[[Mapping[str, Any], date], Checked]:
    """The same check, made ready once for many rows: `checker(form)(answers, today)`."""
    from fieldkit.forms.bulk import Bulk

    return Bulk(form, part)
