"""What somebody means by what they typed: a school, a month, an option of a question."""

from __future__ import annotations

from datetime import date

from fieldkit import text
from fieldkit.cli import kit
from fieldkit.cli.l10n import WrongUsage
from fieldkit.domain.school import School


def school(typed: str | None) -> School:
    """The school; when nothing is said, the only one there is. Raises WrongUsage, NotFound, Ambiguous."""
    found = school_or_all(typed) or only_school()
    if found is None:
        raise WrongUsage("which_school")
    return found


def only_school() -> School | None:
    """The only school of the notebook; None when there are several, or none."""
    here = list(kit.store().find(School, limit=2))
    return here[0] if len(here) == 1 else None


def school_or_all(typed: str | None) -> School | None:
    """The school; None, for all of the notebook, when nothing is said. Raises NotFound, Ambiguous."""
    from fieldkit.actions import lookup

    return lookup.school(kit.store(), typed) if typed is not None else None


def month(typed: str | None) -> str:
    """The month somebody means, `2025-10`; this one when nothing is said. Raises WrongUsage."""
    if typed is None:
        return kit.today().isoformat()[:7]
    try:
        return date.fromisoformat(f"{typed}-01").isoformat()[:7]
    except ValueError:
        raise WrongUsage("not_a_month", text=typed) from None


def option(form: str, code: str, typed: str | None) -> str | None:
    """The code of an option of a question, as somebody typed it. Raises WrongUsage with those there are."""
    from fieldkit.forms.answer import parse
    from fieldkit.forms.form import load
    from fieldkit.forms.refusal import Refusal

    item = load(form).items[code]
    try:
        return str(parse(item, typed)) if typed else None
    except Refusal:
        known = ", ".join(choice.label(text.language()) for choice in item.choices)
        raise WrongUsage("not_an_option", text=typed, known=known) from None
