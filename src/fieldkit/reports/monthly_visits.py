"""The numbers of a month about visits: made, not made and why, attendance, those of other levels."""

from __future__ import annotations

from fieldkit.domain.entry import Entry, rows
from fieldkit.reports.figure import Count, Indicator, Ratio
from fieldkit.reports.gather import Facts, number, text
from fieldkit.reports.period import Period

REASONS = ("clima", "camino", "inseguridad", "enfermedad", "reunion", "escuela_cerrada", "otro")
LEVELS = ("escolar", "regional", "estatal", "nacional")


def sheets(facts: Facts, period: Period) -> list[Entry]:
    """The monitoring sheets of the period, also of visits not made."""
    return facts.of("FS", since=period.since, until=period.until)


def made(facts: Facts, period: Period) -> list[Entry]:
    """The sheets of visits that were made, by the advisor or by others."""
    return [sheet for sheet in sheets(facts, period) if text(sheet.answers.get("V01")) != "no_realizada"]


def planned_days(facts: Facts, period: Period) -> set[str]:
    """The days in the community that the bimonthly plans (PB) foresee in the period."""
    days = {text(row.get("DAY_D")) for plan in facts.of("PB") for row in rows(plan.answers, "DAY")}
    return {day for day in days if period.since <= day <= period.until}


def days_in_community(facts: Facts, period: Period) -> Indicator:
    """M01: different days with a sheet of a day in the community. Without any sheet nobody knows."""
    found = sheets(facts, period)
    days = {sheet.date for sheet in found if sheet.answers.get("V01") == "jornada"}
    return Indicator("M01", {"value": Count(len(days), of=len(found))})


def visits_done(facts: Facts, period: Period) -> Indicator:
    """M02: days on which the advisor's visit was made, of the days planned; above 100 % with days more."""
    days = {sheet.date for sheet in made(facts, period) if own(sheet)}
    planned = planned_days(facts, period)
    more = ("more_than_planned",) if planned and len(days) > len(planned) else ()
    return Indicator("M02", {"value": Ratio(len(days) if planned else 0, len(planned))}, more)


def not_made(facts: Facts, period: Period) -> Indicator:
    """M03: visits not made, by reason."""
    found = sheets(facts, period)
    missed = [sheet.answers.get("V04") for sheet in found if sheet.answers.get("V01") == "no_realizada"]
    parts = {reason: Count(missed.count(reason)) for reason in REASONS if reason in missed}
    return Indicator("M03", {"value": Count(len(missed), of=len(found)), **parts})


def attendance(facts: Facts, period: Period) -> Indicator:
    """M04: children present, of the children enrolled on those days. Days without class are left out, and
    those on which nobody counted both boys and girls.
    """
    present = enrolled = most = 0.0
    children: set[str] = set()
    for sheet in made(facts, period):
        here = [number(sheet.answers.get(code)) for code in ("V07_H", "V07_M")]
        known = [count for count in here if count is not None]
        there = facts.roster(sheet.date)
        roster = len(there) or number(sheet.answers.get("enrolment"))
        if sheet.answers.get("V07_C") != "no" and len(known) == len(here) and roster:
            present, enrolled = present + sum(known), enrolled + roster
            children, most = children | there, max(most, roster)
    return Indicator("M04", {"value": Ratio(present, enrolled, children=max(len(children), most))})


def visits_received(facts: Facts, period: Period) -> Indicator:
    """M19: visits by people of other levels, by level."""
    levels = [text(sheet.answers.get("V02")) for sheet in made(facts, period) if not own(sheet)]
    total = Count(len(levels), of=len(sheets(facts, period)))
    parts = {level: Count(levels.count(level)) for level in LEVELS if level in levels}
    return Indicator("M19", {"value": total, **parts})


def own(sheet: Entry) -> bool:
    """Whether it is a visit of the advisor, not of somebody from another level."""
    return text(sheet.answers.get("V02")) in ("", "asesor")
