"""A report as other programs read it: JSON, and its name among reports, `monthly:12KPR0001Z:2025-10`."""

from __future__ import annotations

from typing import Any

from fieldkit.domain.identifiers import discreet
from fieldkit.reports.figure import Indicator, as_json
from fieldkit.reports.report import Pupil, Report


def identity(report: Report) -> str:
    """What a report is called by: sort, whom it is about, and its time (`bimonthly:<CCT>:2025-2026/B1`)."""
    when = f"{report.ciclo}/{report.period}" if report.sort == "bimonthly" else report.period
    return f"{report.sort}:{report.scope.key}:{when}"


def document(report: Report) -> dict[str, Any]:
    """The whole report. Numbers are not rounded; None is "s/d"."""
    scope = report.scope
    found: dict[str, Any] = {
        "id": identity(report),
        "sort": report.sort,
        "scope": {"level": scope.level, "key": scope.key, "name": scope.name, "schools": scope.schools},
        "ciclo": report.ciclo,
        "period": report.period,
        "since": report.since.isoformat(),
        "until": report.until.isoformat(),
        "edition": report.edition,
        "frozen": report.frozen,
        **({"counted": report.counted.isoformat()} if report.counted else {}),
        "cut": {"records": report.cut.records, "digest": report.cut.digest},
        "advisor": report.advisor,
        "header": dict(report.header),
        "indicators": {one.code: _indicator(one) for one in report.indicators},
        **({"references": [one._asdict() for one in report.references]} if report.references else {}),
        "written": {part: discreet(words) for part, words in report.written.items()},
    }
    pupils = {"pupils": [_pupil(one) for one in report.pupils]} if scope.level == "school" else {}
    return {**found, **pupils}


def _indicator(indicator: Indicator) -> dict[str, Any]:
    found = as_json(indicator.parts)
    return found | {"notes": list(indicator.notes)} if indicator.notes else found


def _pupil(pupil: Pupil) -> dict[str, Any]:
    return {
        "id": pupil.id,
        "name": pupil.name,
        "focal": pupil.focal,
        "sessions": pupil.sessions,
        "minutes": pupil.minutes,
        "achieved": [list(one) for one in pupil.achieved],
        "risk": pupil.risk,
        "levels": {subject: list(levels) for subject, levels in pupil.levels.items()},
    }
