"""What ends when a person who is here already is registered at a school: told before, and when it is done.
And a withdrawal that is undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from fieldkit import text
from fieldkit.actions import person
from fieldkit.actions.person import Ending
from fieldkit.cli import kit, show
from fieldkit.cli.l10n import WrongUsage
from fieldkit.domain.person import Person
from fieldkit.domain.record import CORRECTED
from fieldkit.domain.register import ROLE
from fieldkit.errors import Problem
from fieldkit.forms.form import Form


def foreseen(form: Form, existing: str, answers: Mapping[str, Any]) -> list[Problem]:
    """What saving these answers will end, for the review."""
    if not answers.get("school"):
        return []
    since = answers.get("since") or kit.today().isoformat()
    wanted = {"person": existing, "school": answers["school"], "role": ROLE[form.code], "since": since}
    return [_problem(form, one, "will_end") for one in person.endings(kit.store(), form, wanted)]


def told(form: Form, endings: Iterable[Ending]) -> list[Problem]:
    """What saving has ended, and how to say another reason."""
    return [_problem(form, one, "has_ended") for one in endings]


def undone(existing: str, said: Mapping[str, Any], as_json: bool) -> bool:
    """Make a person count again who was withdrawn, just as they were; False for anybody else, who is to be
    registered. Raises WrongUsage when something else was said of them: that is corrected afterwards.
    """
    found = kit.store().get(Person, existing)
    if found is None or not person.may_return(kit.store(), found):
        return False
    if said:
        raise WrongUsage("comes_back_first", name=found.name, id=existing)
    ties = person.bring_back(kit.store(), found, by=kit.by())
    value = {"id": existing, "state": CORRECTED, "form": found.form, "back": len(ties) + 1, "problems": []}
    kit.result(as_json, value, "register.back", name=found.name)
    return True


def _problem(form: Form, one: Ending, code: str) -> Problem:
    """The reason is told only where the form has one: of a child; it is assumed, for nobody was asked."""
    reason = form.items.get("leaving_reason")
    choice = reason.choice(one.why) if reason else None
    facts = {
        "label": dict(form.items["school"].labels),
        "school": show.name_of(one.membership.school),
        "date": one.day,
        "id": one.membership.id,
        "reason": choice.label(text.language()) if choice else "",
    }
    return Problem("school", code if choice else f"{code}_only", facts, "warning")
