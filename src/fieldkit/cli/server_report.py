"""`fieldkit server report`: what coordinators read: a school, a region, a state, the nation."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Annotated

from fieldkit.cli import kit
from fieldkit.cli.l10n import WrongUsage
from fieldkit.cli.report import Ciclo, Csv, Html, Month, Pdf, Xlsx
from fieldkit.text import t

if TYPE_CHECKING:
    from collections.abc import Callable

    from fieldkit.reports.period import Period
    from fieldkit.reports.report import Level, Report
    from fieldkit.reports.watched import Asked

app = kit.noun("centre_report")

SORTS = ("monthly", "annual", "network")

MANY = 500
"""So many schools to be counted take so long that it is said: some seconds."""

School = Annotated[str | None, kit.option("--school", "centre_report.option_school", takes="school")]
Region = Annotated[str | None, kit.option("--region", "centre_report.option_region", takes="name")]
State = Annotated[str | None, kit.option("--state", "centre_report.option_state", takes="state")]
Nation = Annotated[bool, kit.option("--nation", "centre_report.option_nation")]
Database = Annotated[str | None, kit.option("--database", "server.option_database", takes="database")]


@app.command("monthly")
def monthly(
    school: School = None,
    region: Region = None,
    state: State = None,
    nation: Nation = False,
    month: Month = None,
    database: Database = None,
    pdf: Pdf = None,
    xlsx: Xlsx = None,
    html: Html = None,
    csv: Csv = None,
    as_json: kit.Json = False,
) -> None:
    """The report of a month, of a school or of all that a place has."""
    from fieldkit.cli import counting

    where = _where(school=school, region=region, state=state, nation="MX" if nation else None)
    report = _count("monthly", counting.month(month), where, database)
    counting.deliver(report, {"pdf": pdf, "xlsx": xlsx, "html": html, "csv": csv}, as_json)


@app.command("annual")
def annual(
    school: School = None,
    region: Region = None,
    state: State = None,
    nation: Nation = False,
    ciclo: Ciclo = None,
    database: Database = None,
    pdf: Pdf = None,
    xlsx: Xlsx = None,
    html: Html = None,
    csv: Csv = None,
    as_json: kit.Json = False,
) -> None:
    """The report of a school year, of a school or of all that a place has."""
    from fieldkit.cli import counting

    where = _where(school=school, region=region, state=state, nation="MX" if nation else None)
    report = _count("annual", counting.year(ciclo), where, database)
    counting.deliver(report, {"pdf": pdf, "xlsx": xlsx, "html": html, "csv": csv}, as_json)


@app.command("network")
def network(
    school: School = None,
    region: Region = None,
    state: State = None,
    nation: Nation = False,
    ciclo: Ciclo = None,
    database: Database = None,
    pdf: Pdf = None,
    xlsx: Xlsx = None,
    html: Html = None,
    csv: Csv = None,
    as_json: kit.Json = False,
) -> None:
    """The tutoring network over a school year, of a school or of all that a place has."""
    from fieldkit.cli import counting

    where = _where(school=school, region=region, state=state, nation="MX" if nation else None)
    report = _count("network", counting.year(ciclo), where, database)
    counting.deliver(report, {"pdf": pdf, "xlsx": xlsx, "html": html, "csv": csv}, as_json)


def _where(**given: str | None) -> tuple[str, str]:
    """The one level that was given, and its place; the nation when none was. Raises WrongUsage."""
    places = [(level, place) for level, place in given.items() if place is not None]
    if len(places) > 1:
        raise WrongUsage("one_place")
    return places[0] if places else ("nation", "MX")


def asked(report: str | None, month: str | None, ciclo: str | None) -> list[Asked]:
    """The reports above the school that somebody means, or all. Raises WrongUsage."""
    from fieldkit.cli import counting, names
    from fieldkit.forms.school_years import calendar
    from fieldkit.reports.watched import Asked

    wanted = names.meant(report, list(SORTS)) if report else None
    if report and wanted is None:
        raise WrongUsage("not_above_school", text=report)
    times = {"monthly": counting.month(month), "annual": (year := counting.year(ciclo)), "network": year}
    return [Asked(sort, times[sort], kit.today(), calendar()) for sort in SORTS if wanted in (None, sort)]


def count_everything(database: str) -> None:
    """Count ahead what all these reports of today are added up from. database: its address."""
    from fieldkit.reports import at_centre
    from fieldkit.store import centre

    gc.enable()
    at_centre.count_ahead(centre.open_centre(database), asked(None, None, None))


def _count(sort: str, time: Period, where: tuple[str, str], database: str | None) -> Report:
    from functools import partial
    from typing import cast

    from fieldkit.cli.progress import bar
    from fieldkit.cli.server import opened
    from fieldkit.forms.school_years import calendar
    from fieldkit.reports import at_centre
    from fieldkit.store import centre, counted
    from fieldkit.store.centre_read import CentreReader

    gc.enable()  # it may have to count many schools (see `__main__`)
    level, place = where
    asked = at_centre.Asked(sort, time, kit.today(), calendar())
    engine = opened(database)
    with centre.reading(engine) as connection:
        reader = CentreReader(connection)
        if level == "school":
            return at_centre.of_school(reader, place, asked)
        keep = partial(counted.keep, engine)
        with bar(t("server.progress")) as shown:
            return at_centre.of_place(reader, cast("Level", level), place, asked, keep, partial(told, shown))


def told(shown: Callable[[float], None], done: int, schools: int) -> None:
    """How far it is counted; and at first, that it takes a while."""
    if done == 0 and schools >= MANY:
        kit.note("centre_report.counting", count=schools)
    shown(done / schools)
