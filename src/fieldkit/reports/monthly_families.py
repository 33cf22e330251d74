"""The numbers of a month about families: home visits, meetings, proposals, what they give, their rules."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fieldkit.domain.entry import Entry, rows
from fieldkit.domain.received import received
from fieldkit.reports.figure import Count, Indicator, Ratio
from fieldkit.reports.gather import Facts, number, text
from fieldkit.reports.monthly_teacher import AGREEMENTS, remembered
from fieldkit.reports.period import Period

SORTS = ("actividad", "medida", "solucion")
STATES = ("recibida", "aceptada", "en_marcha", "realizada", "no_viable")


def home_visits(facts: Facts, period: Period) -> Indicator:
    """M11: home visits, different families; and of the families with a focal child, how many were visited."""
    visits = facts.of("VH", since=period.since, until=period.until)
    visited = {facts.family(text(visit.answers.get("family"))) for visit in visits}
    reached = visited | {
        facts.family(text(row.get("student"))) for visit in visits for row in rows(visit.answers, "students")
    }
    focal = {facts.family(child) for child in facts.focal(period.since, period.until)}
    among = facts.dated(period.since, period.until)
    parts = {
        "value": Count(len(visits), of=among),
        "families": Count(len(visited), of=among),
        "of_focal": Ratio(len(reached & focal), len(focal) if among else 0),
    }
    return Indicator("M11", parts)


def meetings(facts: Facts, period: Period) -> Indicator:
    """M12: meetings of the parents; those present, of those called; agreements made, kept, late."""
    found = facts.of("APM", since=period.since, until=period.until)
    left = remembered(facts, period, "APM", AGREEMENTS)
    open_ones = [one for one in left if one.state() not in AGREEMENTS.over]
    among = facts.dated(period.since, period.until)
    parts = {
        "value": Count(len(found), of=among),
        "attendance": _present(found),
        "new": Count(sum(one.made >= period.since for one in left), of=among),
        "kept": Count(sum(one.became("cumplido", period.since) for one in left), of=among),
        "overdue": Count(
            sum(period.is_late(one.due, facts.today) for one in open_ones), of=max(among, len(left))
        ),
    }
    return Indicator("M12", parts)


def _present(found: Iterable[Entry]) -> Ratio:
    """Those present of those called, in the meetings that say both."""
    present = called = 0.0
    for meeting in found:
        wanted = number(meeting.answers.get("called"))
        here = [number(meeting.answers.get(code)) for code in ("present_m", "present_h")]
        known = [count for count in here if count is not None]
        if wanted and known:
            present, called = present + sum(known), called + wanted
    return Ratio(present, called)


def proposals(facts: Facts, period: Period) -> Indicator:
    """M13: proposals of families, by sort and by what became of them, those that occur."""
    found = [sheet.answers for sheet in facts.of("PRO", since=period.since, until=period.until)]
    among = facts.dated(period.since, period.until)
    parts: dict[str, Any] = {"value": Count(len(found), of=among)}
    for code, values in (("sort", SORTS), ("status", STATES)):
        counts = {value: sum(one.get(code) == value for one in found) for value in values}
        parts |= {value: Count(count) for value, count in counts.items() if count}
    return Indicator("M13", parts)


def counterpart(facts: Facts, period: Period) -> Indicator:
    """M14: nights and meals received, of those promised."""
    visits, ledger = (facts.of(form, since=period.since, until=period.until) for form in ("FS", "CON"))
    given = received(visits, ledger)
    agreed = facts.of("APC", until=period.until)[-1:]
    among = facts.dated(period.since, period.until)
    parts: dict[str, Any] = {}
    for code, count in (("nights", given.nights), ("meals", given.meals)):
        promised = sum(number(sheet.answers.get(f"{code}_promised")) or 0 for sheet in agreed) if among else 0
        parts[f"{code}_received"] = Count(count, of=among)
        parts[code] = Ratio(count if promised else 0, promised * period.months)
    known = [part for part in parts.values() if isinstance(part, Ratio) and part.whole]
    more = ("more_than_promised",) if any(part.part > part.whole for part in known) else ()
    return Indicator("M14", parts, more)


def rules(facts: Facts, period: Period) -> Indicator:
    """M15: articles of the internal rules that are kept, and half of those kept in part, of those that apply.
    Of several checks of one month the last one counts.
    """
    worth = {"se_cumple": 1.0, "a_medias": 0.5, "no": 0.0}
    checks = {_month(sheet): sheet for sheet in facts.of("RGC")}
    since, until = period.since[:7], period.until[:7]
    states = [
        text(row.get("CHK_S"))
        for month, sheet in checks.items()
        if since <= month <= until
        for row in rows(sheet.answers, "CHK")
    ]
    known = [worth[state] for state in states if state in worth]
    return Indicator("M15", {"value": Ratio(sum(known), len(known))})


def _month(sheet: Entry) -> str:
    return text(sheet.answers.get("month")) or sheet.date[:7]
