"""A report before it is drawn: whose it is, what time it covers, its numbers, and what was written. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from fieldkit.domain.reference import Reference, references
from fieldkit.domain.school import School
from fieldkit.reports.figure import Indicator, summed, total
from fieldkit.reports.period import Period
from fieldkit.reports.scale import programme_scale

Sort = Literal["monthly", "bimonthly", "annual", "network"]
Level = Literal["school", "advisor", "region", "state", "nation"]


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom a report is about. key: CCT, advisor's id, region's name, two digits of the state, or `MX`.
    community: where the school is, whose name many have."""

    level: Level
    key: str
    name: str
    schools: int = 1
    community: str = ""


@dataclass(frozen=True, slots=True)
class Pupil:
    """One child's line in the report of a school; never above it.

    minutes: of one-to-one tutoring in the time of the report. achieved: (date, VA5 1–4), oldest first.
    risk: by the last diagnosis, alto, medio or bajo; sin_dato without one. levels: subject →
    (before, after) programme levels, None where there is none. id: whose line it is.
    """

    name: str
    focal: bool
    sessions: int = 0
    minutes: int = 0
    achieved: tuple[tuple[str, int], ...] = ()
    risk: str = "sin_dato"
    levels: Mapping[str, tuple[str | None, str | None]] = field(default_factory=dict)
    id: str = ""


@dataclass(frozen=True, slots=True)
class Cut:
    """What the numbers were counted from. digest: SHA-256 of the revisions of all records, in hex."""

    records: int
    digest: str


@dataclass(frozen=True, slots=True)
class Report:
    """All that any rendering shows.

    period: `2025-10`, `B2` or `2025-2026`. indicators: in the order they are shown. written: the advisor's
    own words by code (achievements, difficulties, support, next). edition: 1, or more after a correction.
    frozen: the digest it was sent with; "" while it can change. header: what the programme is called (F-30).
    counted: the day it was frozen on, when that was before its time was over.
    """

    sort: Sort
    scope: Scope
    ciclo: str
    period: str
    since: date
    until: date
    indicators: tuple[Indicator, ...]
    cut: Cut
    advisor: str = ""
    pupils: tuple[Pupil, ...] = ()
    written: Mapping[str, str] = field(default_factory=dict)
    edition: int = 1
    frozen: str = ""
    header: Mapping[str, str] = field(default_factory=dict)
    counted: date | None = None

    @property
    def is_sent(self) -> bool:
        """Whether it is written for, frozen and sent: not that of a network, nor one above the advisor, which
        are always of today."""
        return self.sort != "network" and self.scope.level in ("school", "advisor")

    @property
    def references(self) -> list[Reference]:
        """What others published, shown beside the results of a year, and the scale of the programme beside a
        network; it is counted nowhere."""
        if self.sort == "network":
            return programme_scale()
        return references(self.header.get("references", "")) if self.sort == "annual" else []

    def indicator(self, code: str) -> Indicator:
        """The indicator of this code. Raises KeyError."""
        found = next((one for one in self.indicators if one.code == code), None)
        if found is None:
            raise KeyError(code)
        return found


def of_school(
    sort: Sort,
    place: School,
    period: Period,
    indicators: tuple[Indicator, ...],
    cut: Cut,
    pupils: tuple[Pupil, ...] = (),
) -> Report:
    """The report of one school."""
    community = str(place.answers.get("community") or "")
    scope = Scope("school", place.cct or place.id, place.name, community=community)
    return Report(
        sort, scope, period.ciclo, period.name, period.first, period.last, indicators, cut, pupils=pupils
    )


def together(reports: Sequence[Report], scope: Scope, cut: Cut) -> Report:
    """One report of several schools (at least one) for the same time, without what is a school's alone."""
    each = zip(*(one.indicators for one in reports), strict=True)
    indicators = tuple(summed(total(same), len(reports)) for same in each)
    alone: dict[str, Any] = {"pupils": (), "written": {}, "edition": 1, "frozen": "", "counted": None}
    return replace(reports[0], scope=scope, indicators=indicators, cut=cut, **alone)
