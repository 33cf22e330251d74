"""A report before it is drawn: whose it is, what time it covers, its numbers, and what was written. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from fieldkit.reports.figure import Indicator

Sort = Literal["monthly", "bimonthly", "annual", "network"]
Level = Literal["school", "advisor", "region", "state", "nation"]


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom a report is about. key: CCT, advisor's id, region's name, two digits of the state, or `MX`."""

    level: Level
    key: str
    name: str
    schools: int = 1


@dataclass(frozen=True, slots=True)
class Pupil:
    """One child's line in the report of a school; never above it.

    minutes: of one-to-one tutoring in the time of the report. achieved: (date, VA5 1–4), oldest first.
    risk: alto, medio, bajo or sin_dato. levels: subject → (before, after) programme levels, None where there
    is none. id: whose line it is.
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

    @property
    def is_sent(self) -> bool:
        """Whether it is written for, frozen and sent; the report of a network is always of today."""
        return self.sort != "network"

    def indicator(self, code: str) -> Indicator:
        """The indicator of this code. Raises KeyError."""
        found = next((one for one in self.indicators if one.code == code), None)
        if found is None:
            raise KeyError(code)
        return found
