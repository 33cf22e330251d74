"""The tutoring network of a school, or of the whole notebook: for a program, and in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from fieldkit.actions import programme
from fieldkit.actions.network import CLASS, EVERYBODY, Network
from fieldkit.cli import kit
from fieldkit.cli.qualification import named, row
from fieldkit.domain import network
from fieldkit.domain.tutoring import Qualification
from fieldkit.text import t

if TYPE_CHECKING:
    from fieldkit.reports.network_page import NetworkPage


class Told:
    """What is told of a network: of one exercise, or of all that somebody here was tutored in or may tutor.

    which: the class, or everybody at the school.
    """

    def __init__(self, known: Network, exercise: str | None, *, everybody: bool) -> None:
        self.known, self.roster = known, known.group(EVERYBODY if everybody else CLASS)
        self.exercises = [exercise] if exercise else known.known
        self.held = [one for one in known.held if one.exercise in self.exercises]
        self.tutorings = [one for one in known.tutorings if one.exercise in self.exercises]
        self.tutors = network.tutors_by_month(self.tutorings)
        self.growth = self._growth(known.day[:7])

    def _growth(self, now: str) -> dict[str, tuple[int, int]]:
        """As `network.growth`; of a month that lasts only that it grew: whether it will have fewer tutors
        than the one before nobody knows yet."""
        found = {month: one for month, one in network.growth(self.tutors).items() if month <= now}
        if now in found and found[now][0] < 0:
            del found[now]
        return found | ({now: (self.tutors[now], 0)} if now in self.tutors and now not in found else {})

    def coverage(self) -> list[network.Coverage]:
        """Of each exercise, in the group that was asked for."""
        return [network.coverage(self.roster, one, self.held) for one in self.exercises]

    def tree(self, exercise: str) -> list[tuple[Qualification, int]]:
        """The generations of an exercise."""
        return network.chains(self.known.rooted(exercise), exercise)

    def facts(self) -> dict[str, Any]:
        """All of it for a program."""
        known = self.known
        return {
            "school": known.school,
            "day": known.day,
            "people": [{**self._who(one), "role": known.role(one)} for one in known.names],
            "exercises": [{"code": one, "title": known.title(one)} for one in self.exercises],
            "qualified": [row(known, one) for one in self.held],
            "coverage": {one.exercise: self._covered(one) for one in self.coverage()},
            "fragile": network.fragile(self.held),
            "outside": [self._who(one) for one in network.outside(self.roster, self.held)],
            "repertoires": network.repertoires(self.held),
            "depth": network.depth(self.held),
            "tutors_by_month": self.tutors,
            "growth": {
                month: round(more / before, 4) if before else None
                for month, (more, before) in self.growth.items()
            },
            "directions": network.directions(self.tutorings, known.children),
            "tutors_unknown": [self._who(one) for one in known.unknown_tutors],
        }

    def page(self, place: str) -> NetworkPage:
        """The same for the page and the drawing. place: the school, or what stands for all of them."""
        from fieldkit.reports.network_page import NetworkPage

        found = [one for one in self.known.found if one.exercise in self.exercises]
        return NetworkPage(
            place, self.known.day, self.roster, self.exercises, found, self.known.rooted, self.tutorings,
            self.known.children, partial(named, self.known), self.known.title,
            programme.settings(kit.store()),
        )  # fmt: skip

    def _who(self, person: str) -> dict[str, str]:
        return {"id": person, "name": self.known.name(person)}

    def _covered(self, found: network.Coverage) -> dict[str, Any]:
        percent = round(100 * found.qualified / found.roster, 1) if found.roster else None
        missing = [self._who(one) for one in found.missing]
        return {"qualified": found.qualified, "roster": found.roster, "percent": percent, "missing": missing}


def tell(told: Told, place: str) -> None:
    """All of it in words. place: the school, or what stands for all of them."""
    kit.say("tutoring.network_head", place=place, day=told.known.day)
    if not told.exercises:
        kit.say("tutoring.network_empty")
        return
    _listed("tutoring.tutors_unknown", map(told.known.name, told.known.unknown_tutors))
    _tell_coverage(told)
    _listed("tutoring.fragile", network.fragile(told.held))
    _tell_repertoires(told)
    _listed("tutoring.outside", map(told.known.name, network.outside(told.roster, told.held)))
    _tell_generations(told)
    _tell_growth(told)


def _tell_coverage(told: Told) -> None:
    kit.say("tutoring.coverage_head")
    for one in told.coverage():
        facts = {"exercise": one.exercise, "title": told.known.title(one.exercise)}
        facts |= {"qualified": str(one.qualified), "roster": str(one.roster)}
        missing = ", ".join(map(told.known.name, one.missing))
        kit.say("tutoring.coverage_missing" if missing else "tutoring.coverage", **facts, missing=missing)


def _tell_repertoires(told: Told) -> None:
    if told.held:
        kit.say("tutoring.repertoires_head")
    for person, exercises in _by_name(told, network.repertoires(told.held)):
        kit.say("tutoring.repertoire", name=told.known.name(person), exercises=", ".join(exercises))


def _by_name(told: Told, found: Any) -> list[tuple[str, Sequence[str]]]:
    return [(person, found[person]) for person in told.known.names if person in found]


def _tell_generations(told: Told) -> None:
    for exercise in told.exercises:
        tree = told.tree(exercise)
        if tree:
            kit.say("tutoring.generations_head", exercise=exercise, title=told.known.title(exercise))
        for one, depth in tree:
            key = "tutoring.generation_ended" if one.until else "tutoring.generation"
            facts = {"name": named(told.known, one.person), "generation": one.generation, "since": one.since}
            kit.line("  " * depth + kit.plain(t(key, **facts)))


def _tell_growth(told: Told) -> None:
    kit.say("tutoring.growth_head")
    for month, (more, before) in told.growth.items():
        percent = f"{100 * more / before:+.0f}" if before else ""
        key = "tutoring.tutors_growth" if before else "tutoring.tutors"
        kit.say(key, month=month, count=more + before, percent=percent)
    kit.say("tutoring.directions", **network.directions(told.tutorings, told.known.children))


def _listed(key: str, found: Iterable[str]) -> None:
    words = ", ".join(found)
    if words:
        kit.say(key, all=words)


def write(
    page: NetworkPage, svg: str | None, html: str | None, pdf: str | None, exercise: str | None
) -> None:
    """The drawing and the page, into the files that are wanted. Raises Unusable, DiskFull, NotInstalled."""
    from fieldkit.reports import network_page, network_pdf

    if svg:
        network_page.write_tree(page, svg, exercise)
    if html:
        network_page.write_page(page, html)
    if pdf:
        network_pdf.write(page, pdf)


def tell_written(*files: str | None) -> None:
    """Which files there are now."""
    for file in files:
        if file and file != "-":
            kit.say("network_page.written", file=file)
