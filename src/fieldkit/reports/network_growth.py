"""How a tutoring network grew: tutors and qualifications by month, who tutored whom; drawn and as tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from fieldkit.domain import network
from fieldkit.domain.tutoring import Qualification, Tutoring
from fieldkit.reports import charts
from fieldkit.reports.lines import part
from fieldkit.reports.numbers import month_short, percent, plain
from fieldkit.reports.page import figure, table
from fieldkit.text import t

_LABELLED = 12
"""More months than this have only some of their names below the line."""


def lines(
    found: Sequence[Qualification], tutorings: Sequence[Tutoring], children: Collection[str], day: str
) -> Iterator[str]:
    """The part of the page. found: the qualifications, those taken back too."""
    months = _months(found, tutorings, day)
    tutors = network.tutors_by_month(tutorings)
    growth = network.growth(tutors)
    new = Counter(one.since[:7] for one in found if one.since <= day)
    standing = in_force(found, months, day)
    if months:
        yield '<div class="charts">'
        yield from map(figure, drawings(found, tutorings, children, day))
        yield "</div>"
    rows = [
        [
            month_short(one),
            plain(tutors.get(one, 0)),
            _rate(*growth.get(one, (0, 0))),
            plain(new[one]),
            plain(standing[one]),
        ]
        for one in months
    ]
    heads = [t(f"network_page.{name}") for name in ("month", "tutors", "rate", "new", "standing")]
    yield table(heads, rows, t("network_page.growth_head"), "months")


def drawings(
    found: Sequence[Qualification], tutorings: Sequence[Tutoring], children: Collection[str], day: str
) -> Iterator[dict[str, str]]:
    """Tutors and qualifications by month, and who tutored whom, each with its title; none of nothing."""
    months = _months(found, tutorings, day)
    if months:
        yield _line(t("network_page.tutors_by_month"), months, network.tutors_by_month(tutorings))
        yield _line(t("network_page.qualified_by_month"), months, in_force(found, months, day))
        yield _directions(tutorings, children)


def _months(found: Sequence[Qualification], tutorings: Sequence[Tutoring], day: str) -> list[str]:
    """From the first thing that happened to the day."""
    begun = [one.start[:7] for one in tutorings] + [one.since[:7] for one in found if one.since <= day]
    return network.months(min(begun), day[:7]) if begun else []


def in_force(found: Sequence[Qualification], months: Sequence[str], day: str) -> dict[str, int]:
    """How many qualifications held at the end of each month; in that of the day, on it."""
    counts = {}
    for month in months:
        last = min(f"{month}-31", day)
        counts[month] = sum(one.holds(last) for one in found)
    return counts


def _line(title: str, months: Sequence[str], values: Mapping[str, int]) -> dict[str, str]:
    told = "; ".join(f"{month_short(one)}: {values.get(one, 0)}" for one in months)
    row = (title, [values.get(one, 0) for one in months])
    return {"svg": charts.lines(title, told, _labels(months), [row], plain), "title": title}


def _labels(months: Sequence[str]) -> list[str]:
    """The months below a line: all of a year, each January of more."""
    if len(months) <= _LABELLED:
        return [month_short(one)[:3] for one in months]
    return [one[:4] if one.endswith("-01") else "" for one in months]


def _rate(more: int, before: int) -> str:
    return f"{'+' if more > 0 else ''}{percent(100 * more / before)}" if before else ""


def _directions(tutorings: Sequence[Tutoring], children: Collection[str]) -> dict[str, str]:
    found = network.directions(tutorings, children)
    rows = [(part(name), many) for name, many in found.items()]
    told = "; ".join(f"{label}: {many}" for label, many in rows)
    title = t("network_page.directions")
    return {"svg": charts.bars(title, told, rows, plain), "title": title}
