"""The numbers of a month about visits: made, not made and why, attendance, those of other levels."""

from __future__ import annotations

from typing import Any

from fieldkit.domain.entry import Entry, rows
from fieldkit.domain.visit import OTHERS, level_of, own
from fieldkit.reports.figure import Count, Indicator, Ratio
from fieldkit.reports.gather import Facts, number, text
from fieldkit.reports.period import Period
from fieldkit.store.promises import FOLLOWED, left_by

AGREEMENTS = FOLLOWED[0]

REASONS = ("clima", "camino", "inseguridad", "enfermedad", "reunion", "escuela_cerrada", "otro")


def sheets(facts: Facts, period: Period) -> list[Entry]:
    """The monitoring sheets of the period, also of visits not made."""
    return facts.of("FS", since=period.since, until=period.until)


def made(facts: Facts, period: Period) -> list[Entry]:
    """The sheets of visits that were made, by the advisor or by others."""
    return [sheet for sheet in sheets(facts, period) if _is_made(sheet)]


def _is_made(sheet: Entry) -> bool:
    return text(sheet.answers.get("V01")) != "no_realizada"


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
    those on which nobody counted both boys and girls. Where two levels counted one day, the advisor did. A
    day with more present than enrolled counts as it was written down, and is named.
    """
    present = enrolled = most = 0.0
    children: set[str] = set()
    days: set[str] = set()
    over: list[str] = []
    for sheet in sorted(made(facts, period), key=lambda one: not own(one)):
        here = [number(sheet.answers.get(code)) for code in ("V07_H", "V07_M")]
        known = [count for count in here if count is not None]
        there = facts.roster(sheet.date)
        roster = len(there) or number(sheet.answers.get("enrolment"))
        counted = sheet.answers.get("V07_C") != "no" and len(known) == len(here)
        if counted and roster and sheet.date not in days:
            days.add(sheet.date)
            present, enrolled = present + sum(known), enrolled + roster
            over += [sheet.date] * (sum(known) > roster)
            children, most = children | there, max(most, roster)
    notes = (f"more_than_enrolled:{','.join(sorted(over))}",) if over else ()
    return Indicator("M04", {"value": Ratio(present, enrolled, children=max(len(children), most))}, notes)


def visits_received(facts: Facts, period: Period) -> Indicator:
    """M19: visits by people of other levels, by level; and the days that were foreseen for them."""
    levels = [level_of(sheet) for sheet in made(facts, period) if not own(sheet)]
    total = Count(len(levels), of=len(sheets(facts, period)))
    parts: dict[str, Any] = {level: Count(levels.count(level)) for level in OTHERS if level in levels}
    planned = {level: Count(len(days)) for level, days in foreseen(facts, period).items()}
    return Indicator("M19", {"value": total, **parts, **({"foreseen": planned} if planned else {})})


def foreseen(facts: Facts, period: Period) -> dict[str, set[str]]:
    """The days of the period foreseen for a visit of each other level; a level without any is not there.

    Foreseen is what a bimonthly plan names, or a sheet of that level as its next visit; and the day of a
    visit that was not made, though nobody had written it down before. Ours.
    """
    days = [
        *(
            (row.get("VIS_N"), row.get("VIS_D"))
            for plan in facts.of("PB")
            for row in rows(plan.answers, "VIS")
        ),
        *((level_of(sheet), _next(sheet)) for sheet in facts.of("FS")),
        *((level_of(sheet), sheet.date) for sheet in sheets(facts, period) if not _is_made(sheet)),
    ]
    found: dict[str, set[str]] = {level: set() for level in OTHERS}
    for level, day in days:
        if level in OTHERS and period.since <= text(day) <= period.until:
            found[str(level)].add(text(day))
    return {level: those for level, those in found.items() if those}


def followed(facts: Facts, period: Period) -> dict[str, Count]:
    """Agreements made in a period, in visits, meetings or wherever; of all there were, those looked at
    again in its visits, and those kept: each once, however often it was asked about. An answer that names no
    agreement known on that day is none.
    """
    made_on = {
        identity: sheet.date
        for sheet in facts.of(*AGREEMENTS.left, until=period.until)
        for identity in left_by(sheet, AGREEMENTS)
    }
    answers = [
        (text(row.get(AGREEMENTS.identity)), text(row.get(AGREEMENTS.state)))
        for sheet in made(facts, period)
        for row in rows(sheet.answers, AGREEMENTS.rows)
        if made_on.get(text(row.get(AGREEMENTS.identity)), "9999") <= sheet.date
    ]
    return {
        "agreed": Count(sum(day >= period.since for day in made_on.values())),
        "looked_at": Count(len({identity for identity, state in answers if state})),
        "fulfilled": Count(len({identity for identity, state in answers if state == "cumplido"})),
    }


def _next(sheet: Entry) -> str:
    """The day on which whoever visited said to come again."""
    day = text(sheet.answers.get("VZ4"))
    return day if day > sheet.date else ""
