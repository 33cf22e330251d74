"""How children stand, in words; and deciding with the teacher who is focal, for the whole list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from fieldkit.actions import risk
from fieldkit.cli import failure, kit, meant, show
from fieldkit.domain.names import alphabetical
from fieldkit.domain.school import School
from fieldkit.errors import Invalid, Problem
from fieldkit.store.identified import Standing, decisions
from fieldkit.text import t

SUBJECTS = ("r1", "r2", "r3", "r4")


def rows(school: str | None, student: str | None) -> list[dict[str, Any]]:
    """The students of a school or of all, the most pressing first; or one, with the decisions so far."""
    found = [row(one) for place in schools(school) for one in risk.listed(kit.store(), place.id, kit.today())]
    if student is None:
        return found
    from fieldkit.actions import lookup

    wanted = lookup.person(kit.store(), student, role="student").id
    return [{**one, "history": _history(wanted)} for one in found if one["id"] == wanted]


def schools(typed: str | None) -> list[School]:
    """The school somebody means; all of them when nothing is said."""
    place = meant.school_or_all(typed)
    return [place] if place else sorted(kit.store().find(School), key=lambda one: alphabetical(one.name))


def row(one: Standing) -> dict[str, Any]:
    """A child for a program: what is known, the risk explained, whether focal and why."""
    decided = one.decided.answers if one.decided else {}
    member = one.membership.answers if one.membership else {}
    return {
        "id": one.student.id,
        "name": one.student.name,
        "school": member.get("school"),
        "grade": member.get("grade"),
        "risk": one.risk,
        "flags": list(one.flags),
        "explained": words(one.risk, one.flags),
        "focal": one.focal,
        "reasons": decided.get("reasons", []) if one.focal else [],
        "priority": decided.get("priority") if one.focal else None,
        "diagnosis": one.diagnosis.id if one.diagnosis else None,
        "diagnosed": one.diagnosis.date if one.diagnosis else None,
        "decided": one.decided.date if one.decided else None,
        "undecided": risk.undecided(one),
    }


def words(level: str, flags: Iterable[str]) -> str:
    """A risk explained: `riesgo alto: lectura y cálculo requieren apoyo; extraedad`."""
    held = list(flags)
    subjects = [t(f"risk.{flag}") for flag in held if flag in SUBJECTS]
    signs = [t(f"risk.{flag}") for flag in held if flag not in SUBJECTS]
    if subjects:
        key = "risk.needs_one" if len(subjects) == 1 else "risk.needs_many"
        signs.insert(0, t(key, subjects=_joined(subjects)))
    if level == "sin_dato":
        signs.insert(0, t("risk.undiagnosed"))
    return ": ".join(filter(None, (t(f"risk.level_{level}"), "; ".join(signs))))


def _joined(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else t("risk.and", first=", ".join(parts[:-1]), last=parts[-1])


def _history(student: str) -> list[dict[str, Any]]:
    codes = ("date", "focal", "reasons", "priority", "risk", "flags", "leaving_reason", "agreed_with")
    return [
        {"id": one.id, **{code: one.answers[code] for code in codes if code in one.answers}}
        for one in decisions(kit.store(), student)
    ]


def told(found: list[dict[str, Any]]) -> None:
    """The list for a person, and what is left to decide."""
    columns = [t(f"show.{code}") for code in ("name", "grade")] + [t("risk.focal"), t("risk.risk")]
    lines = [(one["name"], one["grade"], _focal(one), one["explained"]) for one in found]
    if not kit.table(columns, lines):
        kit.say("show.nothing")
    for line in (line for one in found for line in _past(one.get("history", ()))):
        kit.line(kit.plain(line))
    waiting = sum(one["undecided"] for one in found)
    if waiting:
        kit.say("risk.undecided", count=waiting)


def _focal(one: Mapping[str, Any]) -> str:
    return t("risk.is_focal", priority=one["priority"]) if one["focal"] else ""


def _past(history: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Each decision on a line: when, what, why."""
    from fieldkit.forms.form import load

    items = load(risk.FORM).items
    for one in history:
        why = [show.value(items[code], one[code]) for code in ("reasons", "leaving_reason") if code in one]
        what = t("risk.was_focal" if one.get("focal") == "si" else "risk.was_not_focal")
        yield "  " + " · ".join(filter(None, (one["date"], what, *why)))


def decide(
    school: str | None, student: str | None, date: str | None, answers: str | None, **how: bool
) -> None:
    """Decide with the teacher: from a file of answers, else child by child.

    how: no_input, as_json; everybody: also those on whom there is nothing new to decide.
    """
    from fieldkit.cli import deciding
    from fieldkit.cli.l10n import WrongUsage

    known = {"school": school, "date": kit.day(date)}
    if answers:
        saved, odd = _from_file(answers, known)
    elif kit.interactive(how["no_input"] or how["as_json"]):
        saved, odd = deciding.all_of(known, student, everybody=how["everybody"])
    else:
        raise WrongUsage("focal_needs_answers")
    if how["as_json"]:
        problems = [failure.described(problem) for problem in odd]
        kit.out({"saved": [{"id": one.id, **_said(one.answers)} for one in saved], "problems": problems})
        return
    kit.say("risk.saved", count=len(saved))
    failure.tell_problems(odd)


def _said(answers: Mapping[str, Any]) -> dict[str, Any]:
    return {code: answers.get(code) for code in ("student", "focal", "risk", "priority")}


def _from_file(source: str, known: Mapping[str, Any]) -> tuple[list[Any], list[Problem]]:
    """The decisions of a file: those of one child, or of several under `children` with what they share."""
    from fieldkit.actions import entry
    from fieldkit.cli import prepared
    from fieldkit.forms.form import load

    found = {
        **{name: value for name, value in known.items() if value},
        **prepared.answers(load(risk.FORM), source),
    }
    children = found.pop("children", [{}])
    if not isinstance(children, list):
        raise Invalid([Problem("children", "not_rows")])
    shared = {"date": kit.today().isoformat(), **found}
    each = [{**shared, **(one if isinstance(one, dict) else {"student": one})} for one in children]
    odd = [
        problem
        for one in each
        for problem in entry.review(kit.store(), risk.FORM, one, today=kit.today()).warnings
    ]
    return risk.decide(kit.store(), each, by=kit.by(), today=kit.today()), odd
