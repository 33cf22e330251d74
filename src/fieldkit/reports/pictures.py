"""Which charts a report has, as rows of numbers: drawn as SVG here, by a spreadsheet from the same rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from fieldkit.domain.network import DIRECTIONS, months
from fieldkit.reports import charts, lines
from fieldkit.reports.figure import Change, Count, Ratio
from fieldkit.reports.numbers import percent, plain
from fieldkit.reports.report import Pupil, Report
from fieldkit.text import t

Kind = Literal["bars", "pairs", "stacked", "lines", "sparks"]
_MOST_PUPILS = 30
_MOST_MARKS = 15
"""More sessions than this are drawn month by month."""
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart. names: of its columns of numbers. rows: a name and its numbers, None for what has no value."""

    key: str
    kind: Kind
    names: tuple[str, ...]
    rows: tuple[tuple[str, tuple[float | None, ...]], ...]
    unit: Literal["percent", "count"] = "count"

    @property
    def title(self) -> str:
        """What it shows."""
        return t(f"chart.{self.key}")

    @property
    def show(self) -> Callable[[float | None], str]:
        """How its numbers are written."""
        return percent if self.unit == "percent" else plain

    @property
    def told(self) -> str:
        """The same in words, for those who do not see it."""
        return "; ".join(f"{label}: {', '.join(map(self.show, values))}" for label, values in self.rows)


def pictures(report: Report) -> list[Picture]:
    """The charts of a report: those that there are numbers for."""
    found = [
        *_levels(report),
        *_lowest(report),
        *_compliance(report),
        *_visits(report),
        *_year(report),
        *_pupils(report),
        *_network(report),
    ]
    return [one for one in found if any(value is not None for _, values in one.rows for value in values)]


def drawn(picture: Picture) -> str:
    """A chart as SVG."""
    title, told, show = picture.title, picture.told, picture.show
    most = 100.0 if picture.unit == "percent" else None
    numbers: list[tuple[str, tuple[Any, ...]]] = list(picture.rows)
    match picture.kind:
        case "bars":
            return charts.bars(title, told, [(label, values[0]) for label, values in numbers], show, most)
        case "pairs":
            names = (picture.names[0], picture.names[1])
            rows = [(label, values[0], values[1]) for label, values in numbers]
            return charts.pairs(title, told, rows, names, show, most or 0)
        case "stacked":
            return charts.stacked(title, told, numbers, picture.names, show)
        case "lines":
            labels = [label for label, _ in numbers]
            columns = [(name, [values[at] for _, values in numbers]) for at, name in enumerate(picture.names)]
            return charts.lines(title, told, labels, columns, show)
        case "sparks":
            return charts.sparks(title, told, numbers, (1, 4), show)


def _compliance(report: Report) -> Iterator[Picture]:
    """Attendance, and what was done of what was planned, promised or ruled."""
    rows = tuple(
        (t(f"chart.of_{code.lower()}"), (found.value,))
        for code in ("M04", "M02", "M16", "M15")
        if isinstance(found := _value(report, code), Ratio)
    )
    if rows:
        yield Picture("compliance", "bars", (t("chart.share"),), rows, "percent")


def _visits(report: Report) -> Iterator[Picture]:
    """Days of visit planned and made."""
    made = _value(report, "M02") or _parts(report, "A21").get("planned")
    if isinstance(made, Ratio) and made.whole:
        names = (t("chart.planned"), t("chart.made"))
        yield Picture("visits", "pairs", names, ((t("chart.days"), (made.whole, made.part)),))


def _year(report: Report) -> Iterator[Picture]:
    """Visits of the advisor month by month, and what was done of each bimester's plan."""
    made = {
        month: one for month, one in _parts(report, "A21").get("asesor", {}).items() if isinstance(one, Count)
    }
    if made:
        every = months(min(made), max(made))  # a month without visits is none and not unknown
        rows = tuple((lines.part(month)[:_SHORT], (made.get(month, Count()).value,)) for month in every)
        yield Picture("months", "lines", (t("chart.visit_column"),), rows)
    plans = {name: one for name, one in _parts(report, "A23").items() if isinstance(one, Ratio)}
    if plans:
        done = tuple((lines.part(name), (one.value,)) for name, one in plans.items())
        yield Picture("plans", "bars", (t("chart.share"),), done, "percent")


def _levels(report: Report) -> Iterator[Picture]:
    """How many children were at each level, before and after: the margins of the table of A06."""
    rows: list[tuple[str, tuple[float | None, ...]]] = []
    names: tuple[str, ...] = ()
    for subject, parts in _parts(report, "A06").items():
        table = parts.get("table") if isinstance(parts, Mapping) else None
        if not isinstance(table, Mapping) or not _all_counts(table):
            continue
        names = tuple(table)
        before = tuple(sum(count.total for count in table[name].values()) for name in names)
        after = tuple(sum(row[name].total for row in table.values()) for name in names)
        rows.append((t("chart.before_in", subject=lines.part(subject)), before))
        rows.append((t("chart.after_in", subject=lines.part(subject)), after))
    if rows and any(sum(value or 0 for value in values) for _, values in rows):
        yield Picture("levels", "stacked", tuple(map(lines.part, names)), tuple(rows))


def _all_counts(table: Mapping[str, Any]) -> bool:
    cells = [cell for row in table.values() if isinstance(row, Mapping) for cell in row.values()]
    return bool(cells) and all(isinstance(cell, Count) for cell in cells)


def _lowest(report: Report) -> Iterator[Picture]:
    """Children at the lowest level before and after, by subject."""
    found = {
        subject: parts.get("value")
        for subject, parts in _parts(report, "A01").items()
        if isinstance(parts, Mapping)
    }
    rows = tuple(
        (lines.part(subject), (change.before.value, change.after.value))
        for subject, change in found.items()
        if isinstance(change, Change)
    )
    if rows:
        yield Picture("lowest", "pairs", (t("chart.before"), t("chart.after")), rows, "percent")


def _network(report: Report) -> Iterator[Picture]:
    """A tutoring network: tutors month by month, how far it reaches, its generations, who tutors whom."""
    tutors = _counts(_parts(report, "N08").get("by_month"))
    if tutors:
        fallen = _parts(report, "N08").get("growth")  # to the first month of nobody, where one is over
        every = months(min(tutors), max([*tutors, *(fallen if isinstance(fallen, Mapping) else ())]))
        rows = tuple((lines.part(one)[:_SHORT], (tutors.get(one, 0),)) for one in every)
        yield Picture("tutors", "lines", (t("chart.tutor_column"),), rows)
    reached = {
        "pairs": _value(report, "N03"),
        "whole": _parts(report, "N03").get("whole_group"),
        "fragile": _value(report, "N06"),
        "outside": _value(report, "N07"),
    }
    yield _shares("reached", {t(f"chart.{name}"): one for name, one in reached.items()})
    grown = _counts(_parts(report, "N05").get("generations"))
    depths = sorted(grown, key=int)
    found = tuple((t("chart.generation", number=depth), (grown[depth],)) for depth in depths)
    yield Picture("generations", "bars", (t("chart.qualified_column"),), found)
    ways = _parts(report, "N09")
    yield _shares("directions", {lines.part(name): ways.get(name) for name in DIRECTIONS})


def _counts(parts: object) -> dict[str, float | None]:
    """The counts among some parts, by name."""
    known = parts if isinstance(parts, Mapping) else {}
    return {name: one.value for name, one in known.items() if isinstance(one, Count)}


def _shares(key: str, parts: Mapping[str, object]) -> Picture:
    """Percentages; what is hidden, or nothing is known of, is left out."""
    rows = tuple((name, (one.value,)) for name, one in parts.items() if isinstance(one, Ratio) and one.whole)
    return Picture(key, "bars", (t("chart.share"),), rows, "percent")


def _pupils(report: Report) -> Iterator[Picture]:
    """Minutes of tutoring of each child who had any or is focal, and how far each focal child came."""
    tutored = [one for one in report.pupils if one.focal or one.minutes]
    if tutored:
        rows = tuple((_named(one), (float(one.minutes),)) for one in tutored[:_MOST_PUPILS])
        yield Picture("minutes", "bars", (t("chart.minute_column"),), rows)
    grown = [one for one in report.pupils if one.focal and one.achieved][:_MOST_PUPILS]
    if grown and max(len(one.achieved) for one in grown) > _MOST_MARKS:
        yield _grown("progress_months", [(one.name, _by_month(one)) for one in grown])
    elif grown:
        yield _grown(
            "progress", [(one.name, tuple(float(mark) for _, mark in one.achieved)) for one in grown]
        )


def _grown(key: str, rows: list[tuple[str, tuple[float | None, ...]]]) -> Picture:
    names = tuple(str(place + 1) for place in range(max(len(marks) for _, marks in rows)))
    return Picture(key, "sparks", names, tuple(rows))


def _by_month(pupil: Pupil) -> tuple[float, ...]:
    """The mean of a child's marks in each month that has any."""
    months: dict[str, list[int]] = {}
    for day, mark in pupil.achieved:
        months.setdefault(day[:7], []).append(mark)
    return tuple(round(sum(marks) / len(marks), 1) for _, marks in sorted(months.items()))


def _named(pupil: Pupil) -> str:
    """A child's name, marked when it is focal."""
    return t("chart.focal", name=pupil.name) if pupil.focal else pupil.name


def _parts(report: Report, code: str) -> Mapping[str, Any]:
    return next((one.parts for one in report.indicators if one.code == code), {})


def _value(report: Report, code: str) -> object:
    return _parts(report, code).get("value")
