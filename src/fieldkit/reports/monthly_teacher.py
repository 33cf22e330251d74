"""The numbers of a month about the teacher: what was recommended and taken up, classes observed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fieldkit.domain.entry import Entry, rows
from fieldkit.reports.figure import Count, Indicator, Ratio
from fieldkit.reports.gather import Facts, number, text
from fieldkit.reports.monthly_visits import made, sheets
from fieldkit.reports.period import Period
from fieldkit.store.promises import FOLLOWED, Follow

OBSERVED = tuple(f"O{place:02}" for place in range(1, 13))
"""The twelve items of the class observation, each 1 (not seen) to 4 (always)."""

AGREEMENTS, RECOMMENDATIONS = FOLLOWED


@dataclass(frozen=True, slots=True)
class Left:
    """Something that a sheet left open: since when, due by when, the (day, state) of each answer to it."""

    made: str
    due: str
    answers: tuple[tuple[str, str], ...]

    def state(self) -> str:
        """What was answered last; "" when nobody asked so far."""
        return self.answers[-1][1] if self.answers else ""

    def became(self, state: str, since: str) -> bool:
        """Whether it came to this state, after which it is asked no more, on that day or later."""
        return self.state() == state and self.answers[-1][0] >= since


def left_open(left: list[Entry], answered: list[Entry], follow: Follow) -> Iterator[Left]:
    """All that these sheets left open, with what later ones answered: until one says that it is over."""
    answers: dict[str, list[tuple[str, str]]] = {}
    for sheet in answered:
        for row in rows(sheet.answers, follow.rows):
            said = answers.setdefault(text(row.get(follow.identity)), [])
            if row.get(follow.state) and not (said and said[-1][1] in follow.over):
                said.append((sheet.date, text(row[follow.state])))
    for sheet in left:
        group = follow.left[sheet.form]
        for place, row in enumerate(rows(sheet.answers, group), 1):
            said = answers.get(f"{sheet.id}.{place}", [])
            yield Left(sheet.date, text(row.get(f"{group}_F")), tuple(said))


def recommendations(facts: Facts, period: Period) -> Indicator:
    """M09: new, under way, taken up; and taken up now, of those closed now or still open and late. What is
    late is known of a month without sheets too, while anything was ever recommended."""
    found = remembered(facts, period, "FS", RECOMMENDATIONS)
    adopted = sum(one.became("adoptada", period.since) for one in found)
    dropped = sum(one.became("descartada", period.since) for one in found)
    left = [one for one in found if one.state() not in RECOMMENDATIONS.over]
    overdue = sum(period.is_late(one.due, facts.today) for one in left)
    among = len(sheets(facts, period))
    parts = {
        "value": Ratio(adopted, adopted + dropped + overdue),
        "new": Count(sum(one.made >= period.since for one in found), of=among),
        "under_way": Count(sum(one.state() == "en_proceso" for one in found), of=among),
        "adopted": Count(adopted, of=among),
        "overdue": Count(overdue, of=max(among, len(found))),
    }
    return Indicator("M09", parts)


def remembered(facts: Facts, period: Period, form: str, follow: Follow) -> list[Left]:
    """What sheets of a form left open until the end of the period and was still being asked about."""
    left = facts.of(form, until=period.until)
    return list(left_open(left, facts.of("FS", until=period.until), follow))


def observations(facts: Facts, period: Period) -> Indicator:
    """M10: classes observed; the mean of the twelve items (1–4) over all answers but "not observed"."""
    visits = made(facts, period)
    seen = [sheet.answers for sheet in visits if sheet.answers.get("VD1") == "si"]
    marks = [mark for answers in seen for mark in _marks(answers)]
    parts = {"value": Count(len(seen), of=len(visits)), "mean": Ratio(sum(marks), len(marks), "mean")}
    return Indicator("M10", parts)


def _marks(answers: Mapping[str, Any]) -> Iterator[float]:
    for code in OBSERVED:
        mark = number(answers.get(code))
        if mark is not None:
            yield mark
