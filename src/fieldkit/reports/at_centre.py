"""Reports at the centre: of a school as its notebook counts it, or of a region, a state or the nation.

A report above the school reads the numbers of every school there is: what may be shown of one region depends
on the regions beside it. So they are kept (`kept`), and only counted where they do not hold any more. No
report of the centre has the lines of children or what was written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from fieldkit.domain.entry import Entry
from fieldkit.domain.names import fold
from fieldkit.domain.reporting import Which
from fieldkit.domain.school import School, first_registered
from fieldkit.errors import Ambiguous, NotFound, Unreadable
from fieldkit.forms import catalogue
from fieldkit.reports.disclosure import Node
from fieldkit.reports.frozen import as_sent
from fieldkit.reports.kept import TOGETHER, Counter, Keep, Ledger, in_secondary
from fieldkit.reports.report import Cut, Level, Report, Scope, Sort
from fieldkit.reports.territory import NATION, Tree
from fieldkit.reports.watched import Asked as Asked
from fieldkit.reports.watched import Watched, count
from fieldkit.store import centre, counted
from fieldkit.store.centre_read import CentreReader

ROUNDS = 3
"""Once for what changed, once for what other schools changed by it; and for who wrote meanwhile."""


@dataclass(slots=True)
class Ahead:
    """What came of counting ahead: how many schools there are, and of how many a report had to be counted."""

    schools: int = 0
    counted: int = 0


def of_school(reader: CentreReader, text: str, asked: Asked) -> Report:
    """The report of the school of this CCT, id or name; as it was sent, when it was frozen.

    Raises NotFound, Ambiguous.
    """
    place = _school(reader, text)
    report = _numbers_only(count(Watched(reader, place.id), place, asked, in_secondary(reader, asked)))
    if asked.sort == "network":  # of today: it is not frozen
        return report
    which = Which(asked.sort, place.id, asked.time.ciclo, asked.time.name)
    sent = which.among(reader.find(Entry, form=which.form, school=place.id))
    return _numbers_only(as_sent(report, sent.answers, lambda _: "")) if sent else report


def of_place(
    reader: CentreReader,
    level: Level,
    text: str,
    asked: Asked,
    keep: Keep | None = None,
    progress: Callable[[int, int], None] = lambda *_: None,
) -> Report:
    """The report of a region, a state (two digits or name) or the nation.

    keep: keeps what had to be counted; without it, and where that cannot be done, the next report counts it
    again. progress: told how many schools were counted, of how many, before each few. Raises NotFound,
    Ambiguous.
    """
    tree, ledger = Tree(), Ledger(reader, asked)
    while stale := ledger.stale():
        for start in range(0, len(stale), TOGETHER):
            progress(start, len(stale))
            rows = [ledger.count(one) for one in stale[start : start + TOGETHER]]
            keep = keep if keep and keep(rows) else None
    regions = reader.regions(asked.time.since, asked.time.until)
    for school, numbers in ledger.each():
        tree.add(numbers, region=regions.get(school, ""))
    if not ledger.schools:
        raise NotFound(kind="school", text=text, why="empty_centre")
    node = _place(tree, level, text)
    state = catalogue.state(node[0]) if len(node) == 1 else None
    return tree.report(node, _blank(asked), state.name if state else "")


def count_ahead(
    engine: centre.Engine, asked: Sequence[Asked], progress: Callable[[float], None] = lambda _: None
) -> Ahead:
    """Count now what the next reports would have to, a few schools in each transaction: nobody has to wait.

    progress: told which share is done. Raises Unreadable where the database cannot be written.
    """
    found = Ahead()
    for number, one in enumerate(asked):
        for _ in range(ROUNDS):
            with centre.reading(engine) as connection:
                ledger = Ledger(CentreReader(connection), one)
                stale = ledger.stale()
            found.schools = len(ledger.schools)
            for start in range(0, len(stale), TOGETHER):
                some = stale[start : start + TOGETHER]
                with centre.reading(engine) as connection:
                    counter = Counter(CentreReader(connection), one, ledger.onward)
                    rows = [counter.count(school) for school in some]
                if not counted.keep(engine, rows):
                    raise Unreadable(file=centre.shown(engine.url), why="centre_closed")
                found.counted += len(some)
                progress((number + (start + len(some)) / len(stale)) / len(asked))
    return found


def _blank(asked: Asked) -> Report:
    """A report of nothing, for the time that is asked for."""
    time = asked.time
    return Report(
        sort=cast("Sort", asked.sort),
        scope=Scope("nation", NATION, "", 0),
        ciclo=time.ciclo,
        period=time.name,
        since=time.first,
        until=time.last,
        indicators=(),
        cut=Cut(0, ""),
    )


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
