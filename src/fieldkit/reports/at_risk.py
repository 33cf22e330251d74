"""At which risk a child is on a day, by its last diagnosis until then: as `student risk` tells it. Pure."""

from __future__ import annotations

from fieldkit.domain import risk
from fieldkit.domain.entry import Entry
from fieldkit.reports.gather import Facts, grouped


def risks(facts: Facts, until: str, since: str = "") -> dict[str, tuple[str, str]]:
    """Of each child (id) with a diagnosis from one day until another: the day of the last one, and the risk.

    Whoever is not in it has no diagnosis of that time. What is known of the school and of wellbeing is that
    of the last day.
    """
    given = grouped(facts.of("DXA", since=since, until=until), "student")
    felt = grouped(facts.of("SOC", until=until), "student")
    school = risk.last(facts.of("DXE", until=until))
    days = risk.class_days(school.answers if school else None)
    found = {}
    for child, sheets in given.items():
        diagnosis = risk.last(sheets)
        if diagnosis is not None:
            wellbeing = risk.last(felt.get(child, ()))
            found[child] = diagnosis.date, _level(facts, child, diagnosis, wellbeing, days)
    return found


def _level(facts: Facts, child: str, diagnosis: Entry, felt: Entry | None, days: int) -> str:
    here = [one for one in facts.students if one.person == child and one.holds_on(diagnosis.date)]
    enrolled = here[-1] if here else None
    return risk.assess(facts.persons.get(child), enrolled, diagnosis, felt, days)[1]
