"""Reports at the centre: of a school as its notebook counts it, or of a region, a state or the nation.

A report above the school reads every school there is, one after another: what may be shown of one region
depends on the regions beside it. No report of the centre has the lines of children or what was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from fieldkit.domain.calendar import Calendar
from fieldkit.domain.entry import Entry
from fieldkit.domain.names import fold
from fieldkit.domain.person import Membership
from fieldkit.domain.reporting import Which
from fieldkit.domain.school import School, first_registered
from fieldkit.errors import Ambiguous, NotFound
from fieldkit.forms import catalogue
from fieldkit.reports import annual, monthly, network
from fieldkit.reports.annual_pupils import enrolled_in_secondary
from fieldkit.reports.disclosure import Node
from fieldkit.reports.frozen import as_sent
from fieldkit.reports.gather import Facts, gather
from fieldkit.reports.period import Period
from fieldkit.reports.report import Level, Report
from fieldkit.reports.territory import Tree
from fieldkit.store.centre_read import CentreReader


@dataclass(frozen=True, slots=True)
class Asked:
    """Which report. sort: `monthly`, `annual` or `network`. today: until when is counted."""

    sort: str
    time: Period
    today: date
    calendar: Calendar


def of_school(reader: CentreReader, text: str, asked: Asked) -> Report:
    """The report of the school of this CCT, id or name; as it was sent, when it was frozen.

    Raises NotFound, Ambiguous.
    """
    place = _school(reader, text)
    report = _counter(reader, asked)(gather(reader, place, today=asked.today, calendar=asked.calendar))
    if asked.sort == "network":  # of today: it is not frozen
        return report
    which = Which(asked.sort, place.id, asked.time.ciclo, asked.time.name)
    sent = which.among(reader.find(Entry, form=which.form, school=place.id))
    return _numbers_only(as_sent(report, sent.answers, lambda _: "")) if sent else report


def of_place(reader: CentreReader, level: Level, text: str, asked: Asked) -> Report:
    """The report of a region, a state (two digits or name) or the nation. Raises NotFound, Ambiguous."""
    tree, like = Tree(), None
    regions = reader.regions(asked.time.since, asked.time.until)
    for school, like in _each(reader, asked):
        tree.add(like, region=regions.get(school, ""))
    if like is None:
        raise NotFound(kind="school", text=text, why="empty_centre")
    node = _place(tree, level, text)
    state = catalogue.state(node[0]) if len(node) == 1 else None
    return tree.report(node, like, state.name if state else "")


def _each(reader: CentreReader, asked: Asked) -> Iterator[tuple[str, Report]]:
    """Each school (id) and its report; one school's records in hand at a time."""
    count = _counter(reader, asked)
    for school in sorted(first_registered(reader.find(School)), key=lambda one: (one.cct, one.id)):
        yield school.id, count(gather(reader, school, today=asked.today, calendar=asked.calendar))


def _counter(reader: CentreReader, asked: Asked) -> Callable[[Facts], Report]:
    if asked.sort == "monthly":
        return lambda facts: _numbers_only(monthly.report(facts, asked.time))
    if asked.sort == "network":
        return lambda facts: _numbers_only(network.report(facts, asked.time.ciclo))
    onward = enrolled_in_secondary(reader.find(Membership))
    return lambda facts: _numbers_only(annual.report(facts, asked.time.ciclo, onward))


def _numbers_only(report: Report) -> Report:
    return replace(report, pupils=(), written={})


def _school(reader: CentreReader, text: str) -> School:
    wanted = text.strip()
    every = list(reader.find(School))
    by_id = [one for one in every if one.id == wanted]
    found = by_id or [
        one
        for one in first_registered(every)
        if wanted.upper() in (one.cct, f"{one.cct}|{one.answers.get('shift', '')}".upper())
        or fold(wanted) == fold(one.name)
    ]
    if not found:
        raise NotFound(kind="school", text=text, why="place")
    if len(found) > 1:
        labels = [(one.id, f"{one.cct} {one.name} {one.answers.get('shift', '')}".strip()) for one in found]
        raise Ambiguous(kind="school", text=text, matches=labels)
    return found[0]


def _place(tree: Tree, level: Level, text: str) -> Node:
    """The place somebody means: a region by its name, `Montaña`, or with its state, `12/Montaña`."""
    wanted = fold(text)
    if level == "nation":
        return ()
    if level == "state":
        found = [node for node in tree.places("state") if wanted in _state_names(node[0])]
    else:
        found = [node for node in tree.places("region") if wanted in (node[1], f"{node[0]} {node[1]}")]
    if not found:
        raise NotFound(kind=level, text=text, why="place")
    if len(found) > 1:
        labels = [(f"{node[0]}/{tree.names.get(node, '')}", node[0]) for node in found]
        raise Ambiguous(kind=level, text=text, matches=labels)
    return found[0]


def _state_names(code: str) -> set[str]:
    known = catalogue.state(code)
    return {fold(code), *(fold(name) for name in ((known.name, *known.others) if known else ()))}
