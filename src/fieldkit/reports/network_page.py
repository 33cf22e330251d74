"""A tutoring network as one page of HTML, and one of its trees as a drawing: nothing fetched, no scripts.

Beside every drawing stands the same as a table, with every name. The same network gives the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from fieldkit import __version__, text
from fieldkit.domain import network
from fieldkit.domain.names import fold
from fieldkit.domain.tutoring import Qualification, Tutoring, held
from fieldkit.reports import network_drawing, network_growth
from fieldkit.reports.layout import programme
from fieldkit.reports.numbers import percent, plain
from fieldkit.reports.page import CLOSING, figure, opening, safe, table
from fieldkit.reports.tables import opened
from fieldkit.text import t

_FEW = 12
"""So many names stand in the text; more are folded up."""


@dataclass(frozen=True)
class NetworkPage:
    """What the page tells.

    place: the school, or what stands for several. group: the persons (ids) whose coverage it is, in order.
    exercises: codes, in order. found: the qualifications in them, those taken back too. rooted: those of one
    exercise, and of everybody between them and who planted it. children: all who study. header: what the
    programme is called (F-30).
    """

    place: str
    day: str
    group: Sequence[str]
    exercises: Sequence[str]
    found: Sequence[Qualification]
    rooted: Callable[[str], Sequence[Qualification]]
    tutorings: Sequence[Tutoring]
    children: Collection[str]
    name: Callable[[str], str]
    title: Callable[[str], str]
    header: Mapping[str, str]

    @cached_property
    def held(self) -> list[Qualification]:
        """The qualifications of the day."""
        return held(self.found, self.day)

    @cached_property
    def may(self) -> dict[str, set[str]]:
        """The exercises each may tutor."""
        return {person: set(codes) for person, codes in network.repertoires(self.held).items()}

    @cached_property
    def people(self) -> list[str]:
        """The group, then the others who may tutor something, by name."""
        others = self.may.keys() - set(self.group)
        return [*self.group, *sorted(others, key=lambda one: (fold(self.name(one)), one))]

    @cached_property
    def coverage(self) -> dict[str, network.Coverage]:
        """Of each exercise."""
        return {one: network.coverage(self.group, one, self.held) for one in self.exercises}

    def most_used(self) -> list[str]:
        """The exercises, those with most tutorings first."""
        many = Counter(one.exercise for one in self.tutorings)
        able = Counter(one.exercise for one in self.held)
        return sorted(self.exercises, key=lambda one: (-many[one], -able[one], one))

    def titled(self, exercise: str) -> str:
        """The code of an exercise and what it is called."""
        title = self.title(exercise)
        return exercise if title == exercise else f"{exercise} · {title}"


def write_page(page: NetworkPage, target: str) -> None:
    """The page into a file, whole or not at all; `-` is standard output. Raises Unusable, DiskFull."""
    body = render(page)
    with opened(target) as file:
        file.write(body)


def write_tree(page: NetworkPage, target: str, exercise: str | None = None) -> None:
    """The tree of an exercise, or of the one most may tutor, as SVG. Raises Unusable, DiskFull."""
    able = Counter(one.exercise for one in page.held)
    ranked = sorted(page.exercises, key=lambda one: (-page.coverage[one].qualified, -able[one], one))
    body = tree(page, exercise or next(iter(ranked), ""))
    with opened(target) as file:
        file.write(f"{body}\n".encode("utf-8", "replace"))


def tree(page: NetworkPage, exercise: str) -> str:
    """The drawing of one exercise."""
    title = t("network_page.tree", exercise=page.titled(exercise)) if exercise else t("network_page.nothing")
    rooted = page.rooted(exercise) if exercise else ()
    return network_drawing.tree(
        rooted, exercise, page.name, title, lambda level: t("network_page.level", number=level)
    )


def render(page: NetworkPage) -> bytes:
    """The file."""
    return "".join(f"{line}\n" for line in _lines(page)).encode("utf-8", "replace")


def _lines(page: NetworkPage) -> Iterator[str]:
    yield from opening(text.language(), f"{t('network_page.title')} · {page.place}")
    yield from _head(page)
    if page.exercises:
        yield from _section("coverage", [*_coverage(page), figure(matrix(page))])
        yield from _section("trees", [line for one in page.most_used() for line in _tree(page, one)])
        yield from _section(
            "growth", network_growth.lines(page.found, page.tutorings, page.children, page.day)
        )
    else:
        yield f"<p>{safe(t('network_page.nothing'))}</p>"
    yield from _section("repertoires", _repertoires(page))
    yield f"<footer>\n<p>{safe(t('rendering.made_by', version=__version__))}</p>\n</footer>\n{CLOSING}"


def head(page: NetworkPage) -> list[tuple[str, str]]:
    """Of whom and when it tells, and how large it is, in words."""
    deepest = network.depth(page.held)
    told = {
        "school": page.place,
        "day": page.day,
        "group": plain(len(page.group)),
        "exercises": plain(len(page.exercises)),
        "able": plain(len(page.may)),
        "generations": t("rendering.no_data") if deepest is None else f"0–{deepest}",
    }
    return [(t(f"network_page.{name}"), value) for name, value in told.items()]


def _head(page: NetworkPage) -> Iterator[str]:
    yield f"<header>\n<p>{safe(programme(page.header))}</p>\n<h1>{safe(t('network_page.title'))}</h1>\n<dl>"
    for name, value in head(page):
        yield f'<div><dt>{safe(name)}</dt><dd dir="auto">{safe(value)}</dd></div>'
    yield "</dl>\n</header>"


def _section(name: str, body: Iterable[str]) -> Iterator[str]:
    yield f'<section class="{name}" aria-labelledby="{name}">'
    yield f'<h2 id="{name}">{safe(t(f"network_page.{name}_head"))}</h2>'
    yield from body
    yield "</section>"


def covered(page: NetworkPage) -> list[list[str]]:
    """How far each exercise has come: a row each."""
    fragile, rows = set(network.fragile(page.held)), []
    for exercise, one in page.coverage.items():
        share = percent(100 * one.qualified / one.roster if one.roster else None)
        told = t("rendering.of", part=plain(one.qualified), whole=plain(one.roster))
        rows.append(
            [page.titled(exercise), told, share, t("network_page.fragile") if exercise in fragile else ""]
        )
    return rows


def _coverage(page: NetworkPage) -> Iterator[str]:
    """How far each exercise has come, and who is missing in it."""
    fragile = set(network.fragile(page.held))
    heads = [t(f"network_page.{name}") for name in ("exercise", "may_tutor", "share", "notice")]
    yield table(heads, covered(page), t("network_page.coverage_head"), "names")
    yield f"<h3>{safe(t('network_page.missing_head'))}</h3>"
    for exercise, one in page.coverage.items():
        if one.missing:
            yield _named(page, t("network_page.missing", exercise=page.titled(exercise)), one.missing)
    if fragile:
        yield f"<h3>{safe(t('network_page.fragile_head'))}</h3>"
        for alone in page.held:
            if alone.exercise in fragile:
                yield _named(page, page.titled(alone.exercise), [alone.person])


def _named(page: NetworkPage, words: str, people: Sequence[str]) -> str:
    """Persons behind some words; many are folded up, with how many they are."""
    names = ", ".join(f"<bdi>{safe(page.name(one))}</bdi>" for one in people)
    if len(people) <= _FEW:
        return f"<p><em>{safe(words)}:</em> {names}</p>"
    return f"<details><summary>{safe(words)}: {len(people)}</summary><p>{names}</p></details>"


def matrix(page: NetworkPage) -> dict[str, str]:
    """Group by exercise as a drawing with its title; the table of it is that of the repertoires."""
    title, exercises = t("network_page.matrix"), list(page.exercises)
    if len(page.people) <= network_drawing.NAMED:
        svg = network_drawing.matrix(page.people, exercises, page.may, page.name, title)
    else:
        title = t("network_page.strip", people=plain(len(page.group)))
        svg = network_drawing.strip(page.group, exercises, page.may, title)
    return {"svg": svg, "title": title}


def _tree(page: NetworkPage, exercise: str) -> Iterator[str]:
    """The generations of one exercise: drawn, and as a table."""
    rooted = page.rooted(exercise)
    chain = network.chains(rooted, exercise)
    yield f'<article class="network">\n<h3>{safe(page.titled(exercise))}</h3>'
    if chain:
        heads = [t(f"network_page.{name}") for name in ("person", "generation", "tutor", "since", "until")]
        rows = [
            [page.name(one.person), str(one.generation), page.name(one.tutor) if one.tutor else "",
             one.since, one.until or ""]
            for one, _ in chain
        ]  # fmt: skip
        caption = t("network_page.tree", exercise=page.titled(exercise))
        yield f'<figure class="tree">{tree(page, exercise)}</figure>'
        yield f"<details><summary>{safe(t('network_page.as_table', people=plain(len(chain))))}</summary>"
        yield f"{table(heads, rows, caption, 'names')}</details>"
    else:
        yield f"<p>{safe(t('network_page.nobody'))}</p>"
    yield "</article>"


def repertoires(page: NetworkPage) -> list[list[str]]:
    """Everybody, with what they may tutor."""
    return [
        [page.name(one), plain(len(page.may.get(one, ()))), ", ".join(sorted(page.may.get(one, ())))]
        for one in page.people
    ]


def _repertoires(page: NetworkPage) -> Iterator[str]:
    """Everybody, with what they may tutor; then who is outside."""
    heads = [t(f"network_page.{name}") for name in ("person", "many", "exercises")]
    yield table(heads, repertoires(page), t("network_page.repertoires_head"), "names")
    outside = network.outside(page.group, page.held)
    if outside:
        yield f"<h3>{safe(t('network_page.outside_head'))}</h3>"
        yield _named(page, t("network_page.outside"), outside)
