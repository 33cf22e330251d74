"""`fieldkit calendar`: the school year, its periods and its days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date as day_of
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from fieldkit import settings
from fieldkit.cli import kit
from fieldkit.text import t

if TYPE_CHECKING:
    from fieldkit.domain.calendar import Calendar, Span, Year

app = kit.noun("calendar")

Ciclo = Annotated[str | None, kit.option("--ciclo", "calendar.ciclo", takes="ciclo")]
File = Annotated[str | None, kit.argument("file", "calendar.file")]


@app.command("show")
def show(ciclo: Ciclo = None, date: kit.Date = None, as_json: kit.Json = False) -> None:
    """Show a school year, or one of its days."""
    found = known()
    if date:
        _show_day(_day(found, str(kit.day(date))), as_json)
    else:
        _show_year(found, found.year(kit.ciclo(ciclo)), as_json)


@app.command("check")
def check(file: File = None, as_json: kit.Json = False) -> None:
    """Check a notebook's own calendar."""
    from fieldkit.errors import BadCalendar
    from fieldkit.forms import school_years

    where = Path(file) if file else settings.home() / school_years.OWN
    if not file and not where.is_file():
        kit.result(as_json, {"file": None, "ciclos": []}, "calendar.none", file=where)
        return
    read = school_years.of_file(where)
    if read.problems:
        raise BadCalendar(file=str(where), problems=list(read.problems))
    told = {"file": str(where), "ciclos": list(read.own)}
    kit.result(as_json, told, "calendar.sound", file=where, ciclos=", ".join(read.own))


def known() -> Calendar:
    """The calendar of this notebook; that its own file could not be used is said beside the result."""
    from fieldkit.forms import school_years

    read = school_years.read(settings.home())
    if read.problems:
        kit.note("calendar.bad", file=settings.home() / school_years.OWN)
    return read.calendar


def _day(calendar: Calendar, text: str) -> dict[str, Any]:
    day = day_of.fromisoformat(text)
    year = calendar.of(day)
    facts = {"date": text, "ciclo": year.ciclo, "period": calendar.period(day), "kind": year.kind(day)}
    return {**facts, "known": year.known, "beside": list(year.beside(day))}


def _show_day(found: dict[str, Any], as_json: bool) -> None:
    said = " · ".join(t(f"calendar.{kind}") for kind in (found["kind"], *found["beside"]))
    period = found["period"] or t("calendar.no_period")
    kit.result(as_json, found, "calendar.day", **{**found, "kind": said, "period": period})


def _show_year(calendar: Calendar, year: Year, as_json: bool) -> None:
    found = _year(calendar, year)
    if as_json:
        kit.out(found)
        return
    kit.say("calendar.head", count=found["class_days"], **_ends(year.classes), ciclo=year.ciclo)
    if year.announced:
        kit.say("calendar.announced", count=year.announced)
    if not year.known:
        from fieldkit.forms import school_years

        kit.say("calendar.unknown", file=settings.home() / school_years.OWN)
    columns = ("period", "since", "until", "class_days")
    rows = ([one[key] for key in columns] for one in found["periods"])
    kit.table([t(f"calendar.{column}") for column in columns], rows)
    for kind, spans in year.days.items():
        words = t(f"calendar.{kind}")
        kit.say("calendar.days", kind=words[0].upper() + words[1:], days=_spans(spans))


def _year(calendar: Calendar, year: Year) -> dict[str, Any]:
    """A school year for a program."""
    periods = (
        {"period": code, **_ends(span), "class_days": len(calendar.class_days(span.first, span.last))}
        for code, span in year.periods.items()
    )
    return {
        "ciclo": year.ciclo,
        "known": year.known,
        **_ends(year.classes),
        "class_days": len(calendar.class_days(year.classes.first, year.classes.last)),
        "announced": year.announced,
        "kind": year.period,
        "periods": list(periods),
        "days": {kind: [_ends(span) for span in spans] for kind, spans in year.days.items()},
    }


def _ends(span: Span) -> dict[str, str]:
    return {"since": span.first.isoformat(), "until": span.last.isoformat()}


def _spans(spans: Iterable[Span]) -> str:
    return ", ".join(
        span.first.isoformat() if span.first == span.last else t("calendar.span", **_ends(span))
        for span in spans
    )
