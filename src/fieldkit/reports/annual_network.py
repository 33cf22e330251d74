"""A19, A20: the tutoring network and the academic encounters of a school year. Pure."""

from __future__ import annotations

from typing import Any

from fieldkit.domain.entry import rows
from fieldkit.domain.network import tutors_by_month
from fieldkit.domain.person import RELATIVE, STUDENT, TEACHER
from fieldkit.domain.tutoring import held
from fieldkit.reports.annual_cohort import classes
from fieldkit.reports.figure import Count, Indicator, Ratio
from fieldkit.reports.gather import Facts, number, text
from fieldkit.reports.period import Period
from fieldkit.reports.tutored import qualified, tutorings


def a19(facts: Facts, period: Period) -> Indicator:
    """Who may tutor, in how many exercises; how much of the children they cover; generations; tutors.

    As it stands at the end of the year, but for the tutors, who are those of the year. coverage: of all the
    children and all the exercises of the network, how many pairs hold.
    """
    mine = [one for one in tutorings(facts) if one.start <= period.until]
    able = held(qualified(facts), classes(facts, period).until)
    people, exercises = {one.person for one in able}, {one.exercise for one in able}
    children = facts.roster(classes(facts, period).until)
    pairs = {(one.person, one.exercise) for one in able if one.person in children}
    of = len(mine)
    parts: dict[str, Any] = {
        "accredited": Count(len(people), of=of),
        "exercises": Count(len(exercises), of=of),
        "coverage": Ratio(len(pairs), len(children) * len(exercises)),
    }
    if mine:
        depths = [one.generation for one in able]
        parts["generations"] = {str(depth): Count(depths.count(depth)) for depth in sorted(set(depths))}
        parts["tutors"] = _tutors(facts, period)
    return Indicator("A19", parts, () if mine else ("not_recorded",))


def _tutors(facts: Facts, period: Period) -> dict[str, Any]:
    """Those who tutored this year by what they are at the school, and by month."""
    now = [one for one in tutorings(facts) if one.last >= period.since and one.start <= period.until]
    roles: dict[str, str] = {}
    for membership in facts.memberships:
        roles.setdefault(membership.person, membership.role)
    of_role = [roles.get(tutor, "") for tutor in {one.tutor for one in now}]
    known = {"students": STUDENT, "teachers": TEACHER, "relatives": RELATIVE, "others": ""}
    by_month = {
        month: Count(many)
        for month, many in tutors_by_month(now).items()
        if period.since[:7] <= month <= period.until[:7]
    }
    return {name: Count(of_role.count(role)) for name, role in known.items()} | {"by_month": by_month}


def a20(facts: Facts, period: Period) -> Indicator:
    """Academic encounters: how many, with how many schools, between how many states; tutorings held."""
    found = facts.of("ENC", since=period.since, until=period.until)
    states = [{text(row.get("SCH_E")) for row in rows(one.answers, "SCH")} - {""} for one in found]
    of = len(found)
    return Indicator(
        "A20",
        {
            "value": Count(of, of=of),
            "schools": Count(sum(len(rows(one.answers, "SCH")) for one in found), of=of),
            "between_states": Count(sum(len(one) > 1 for one in states), of=of),
            "tutorings": Count(sum(number(one.answers.get("tutorings")) or 0 for one in found), of=of),
        },
        () if found else ("not_recorded",),
    )
