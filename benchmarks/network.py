"""A tutoring network of the size of the country, and of a class: numbers of a state, growth, suggestions."""

from __future__ import annotations

import multiprocessing
import random
import resource
import shutil
import statistics
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import networks, notebooks
from benchmarks.measure import BIN, WORK, Command, Line, Run, milliseconds, once, peak, side_by_side

if TYPE_CHECKING:
    from fieldkit.domain.tutoring import Facts

ROUNDS = 5
SIZES = tuple(10**power for power in range(3, 7))
"""Tutoring relations."""

CLASS, EXERCISES = 30, 50
COUNT_SECONDS, STATE_SECONDS, STATE_MB, SUGGEST_MS, GROWTH, NETWORK_GROWTH = 200, 10, 200, 1000, 1.5, 3.0
_NOW = "2026-07-20T12:00:00"


def lines() -> list[Line]:
    """The table."""
    processes = [*_country(), *_suggestions()]  # first: what is started from a large process counts as large
    return [*processes, *_by_school(), *_one_network()]


# pure


def _by_school() -> list[Line]:
    """From 10³ to 10⁶ relations, school by school: what the report of a place does."""
    costs, done, spent, sizes = {}, 0, 0.0, list(SIZES)
    for number in range(networks.SCHOOLS):
        people = [f"{number}-{place}" for place in range(networks.CHILDREN)]
        facts = networks.facts(networks.relations(number, people, f"a{number}"), f"s{number}")
        start = time.process_time()
        _numbers(facts, people)
        spent += time.process_time() - start
        done += len(facts.tutorings)
        if done >= sizes[0] or number == networks.SCHOOLS - 1:
            costs[sizes.pop(0)] = 1e6 * spent / done
    return [_growth("school by school", costs, GROWTH)]


def _one_network() -> list[Line]:
    """The same relations in one network, in which everybody shares the exercises."""
    costs = {}
    for size in SIZES:
        whole, people = networks.facts([]), []
        for number in range(networks.SCHOOLS):
            mine = [f"{number}-{place}" for place in range(networks.CHILDREN)]
            facts = networks.facts(networks.relations(number, mine, f"a{number}"), f"s{number}")
            whole.tutorings += facts.tutorings
            whole.accounts += facts.accounts
            whole.demonstrations += facts.demonstrations
            people += mine
            if len(whole.tutorings) >= size:
                break
        start = time.process_time()
        _numbers(whole, people)
        costs[size] = 1e6 * (time.process_time() - start) / len(whole.tutorings)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [_growth(f"in one network ({megabytes:,.0f} MB)", costs, NETWORK_GROWTH)]


def _numbers(facts: Facts, people: list[str]) -> None:
    """Qualifications, and all that `fieldkit tutoring network` tells of them."""
    from fieldkit.domain import network
    from fieldkit.domain.tutoring import held, qualifications

    found = held(qualifications(facts), "2026-07-20")
    for exercise in {one.exercise for one in found}:
        network.coverage(people, exercise, found)
    network.repertoires(found)
    network.fragile(found)
    network.outside(people, found)
    network.depth(found)
    network.tutors_by_month(facts.tutorings)
    network.directions(facts.tutorings, set(people))


def _growth(what: str, costs: dict[int, float], most: float) -> Line:
    told = " · ".join(f"10^{len(str(size)) - 1}: {cost:.1f}" for size, cost in costs.items())
    times = costs[SIZES[-1]] / costs[SIZES[0]]
    return Line(f"numbers of a network {what}, µs a relation", f"{told} = {times:.2f}×", f"≤ {most}×",
                times <= most)  # fmt: skip


# whole processes


def _country() -> list[Line]:
    """At a centre of the whole country: counting every school, then the report of a state."""
    database = WORK / "country.db"
    if not (WORK / "country.made").exists():
        filling = multiprocessing.get_context("spawn").Process(target=networks.fill, args=(database,))
        filling.start()
        filling.join()
        (WORK / "country.made").touch()
    where = ["--ciclo", "2025-2026", "--json", "--database", f"sqlite:///{database}"]
    report = ["server", "report", "network", "--state", networks.STATE, *where]
    networks.forget(database)
    counting = [once(_fieldkit(WORK, "server", "count", "--report", "network", *where))]
    kept = side_by_side([_fieldkit(WORK, *report)], ROUNDS)
    changing = replace(_fieldkit(WORK, *report), before=lambda: networks.visit(database))
    changed = side_by_side([changing], ROUNDS)
    each = 1e6 * _busy(counting) / networks.RELATIONS
    return [
        _whole(
            f"counting {networks.SCHOOLS:,} schools, {networks.RELATIONS:,} relations: {each:.0f} µs each",
            counting,
            COUNT_SECONDS,
        ),
        _whole("then the network report of a state", kept["it"], STATE_SECONDS),
        _whole("the same after a sync of one school", changed["it"], STATE_SECONDS),
    ]


def _whole(what: str, runs: list[Run], seconds: int) -> Line:
    """A line of seconds of processor and memory."""
    took, memory = milliseconds(runs) / 1000, peak(runs)
    return Line(
        what,
        f"{took:.1f} s ({_busy(runs):.1f} s of processor), {memory:.0f} MB",
        f"≤ {seconds} s, ≤ {STATE_MB} MB",
        _busy(runs) <= seconds and memory <= STATE_MB,
    )


def _suggestions() -> list[Line]:
    """Who tutors whom in a class of 30 with 50 exercises: this week in all, and one until everybody may."""
    home = _class()
    school = notebooks.cct(0)
    found = []
    for what, more in (("this week", ()), ("one exercise", ("--exercise", "MAT-3-001"))):
        runs = _measured(home, "tutoring", "suggest", "--school", school, "--json", *more)
        took = milliseconds(runs)
        found.append(
            Line(
                f"suggestions for {CLASS} children × {EXERCISES} exercises, {what}",
                f"{took:.0f} ms ({1000 * _busy(runs):.0f} ms of processor)",
                f"≤ {SUGGEST_MS} ms",
                took <= SUGGEST_MS,
            )
        )
    return found


def _measured(home: Path, *words: str) -> list[Run]:
    return side_by_side([_fieldkit(home, *words)], ROUNDS)["it"]


def _fieldkit(home: Path, *words: str) -> Command:
    env = {**notebooks.environment(home), "FIELDKIT_NOW": _NOW}
    return Command("it", [str(BIN / "fieldkit"), *words], env)


def _busy(runs: list[Run]) -> float:
    """Median seconds of processor: what others on the machine change least."""
    return statistics.median(run.busy for run in runs)


def _class() -> Path:
    """A notebook with a class, its catalogue, and each exercise somewhere on its way through the class."""
    from fieldkit.domain.change import Edit
    from fieldkit.store.store import Store

    home = WORK / "network-class"
    if (home / "made").exists():
        return home
    shutil.rmtree(home, ignore_errors=True)
    home = notebooks.fresh("network-class")
    table = notebooks.schools_file(WORK / "one.csv", 1)
    notebooks.fieldkit(home, "import", "schools", str(table), "--no-input")
    roster = notebooks.students_file(WORK / "class.csv", CLASS, 1)
    notebooks.fieldkit(home, "import", "students", str(roster), "--no-input", *notebooks.NOTICE)
    students = [one for _, one in notebooks.students_with_school(home)]
    store, dice = Store.open(home), random.Random(7)
    from fieldkit.domain.school import School

    (school,) = store.find(School)
    adviser = store.meta("advisor") or ""
    edits = []
    for number in range(1, EXERCISES + 1):
        code = f"MAT-3-{number:03}"
        told = networks.document("CAT", code=code, version="1", type="problema", title=f"Ejercicio {number}")
        edits.append(Edit("exercise", f"a:{adviser}", told))
        for sheet in networks.sheets(networks.way(code, students, adviser, dice), school.id):
            edits.append(Edit("entry", school.bucket, sheet))
    store.save(edits, by=adviser)
    store.close()
    (home / "made").touch()
    return home
