"""The report of a bimester: the numbers of a month over the days of the bimester, as its plan has them."""

from __future__ import annotations

from fieldkit.reports import monthly
from fieldkit.reports.gather import Facts
from fieldkit.reports.period import Period
from fieldkit.reports.report import Report


def report(facts: Facts, period: Period) -> Report:
    """The report of one school."""
    return monthly.report(facts, period, "bimonthly")
