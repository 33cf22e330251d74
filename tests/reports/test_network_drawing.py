"""A tutoring network as a drawing: everybody in it once, inside the page, whatever their names."""

from __future__ import annotations

import re
from math import hypot
from random import Random

import pytest

from fieldkit.domain import network
from fieldkit.domain.tutoring import Qualification
from fieldkit.reports import network_drawing
from fieldkit.reports.canvas import height


def _network(people: int, planters: int = 1) -> list[Qualification]:
    """Everybody qualified through somebody before them; every seventh was withdrawn."""
    chance, names = Random(people), [f"P{number}" for number in range(planters)]
    found = [Qualification(name, "E", "1", "2025-09-01", 0) for name in names]
    for number in range(planters, people):
        tutor = chance.choice(found)
        until = "2026-01-01" if number % 7 == 0 else None
        one = Qualification(
            f"P{number}", "E", "1", "2025-10-01", tutor.generation + 1, tutor.person, until=until
        )
        found.append(one)
    return found


def _drawn(people: int, planters: int = 1) -> str:
    return network_drawing.tree(
        _network(people, planters), "E", lambda one: f"<{one}> & Ñuu", "Red", lambda level: f"G{level}"
    )


@pytest.mark.parametrize(("people", "planters"), [(1, 1), (15, 1), (15, 3), (60, 1), (61, 2), (500, 1)])
def test_everybody_has_one_dot_inside_the_drawing(people: int, planters: int) -> None:
    svg = _drawn(people, planters)
    dots = re.findall(r'<circle cx="([^"]+)" cy="([^"]+)" r="[^"]+" fill="(#[0-9a-f]+)" stroke', svg)
    assert len(dots) == people
    assert all(0 < float(x) < network_drawing.WIDTH and 0 < float(y) < height(svg) for x, y, _ in dots)
    assert sum(fill == "#ffffff" for _, _, fill in dots) == sum(
        one.until is not None for one in _network(people, planters)
    )


def test_up_to_sixty_people_have_their_names_and_a_large_network_those_with_most_tutees() -> None:
    def names(svg: str) -> int:
        return len(re.findall(r"<text[^>]*>&lt;P", svg))

    assert (names(_drawn(15)), names(_drawn(60))) == (15, 60)
    assert 1 < names(_drawn(500)) <= 12


@pytest.mark.parametrize(("people", "planters"), [(61, 1), (90, 3), (500, 1), (500, 9)])
def test_no_name_of_a_large_network_covers_a_dot_or_another_name(people: int, planters: int) -> None:
    """But for the first, who has a name in any case: here there is room for it too. A name is 8 high."""
    svg = _drawn(people, planters).partition("</defs>")[2]
    shape = r'<rect x="([^"]+)" y="([^"]+)" width="([^"]+)" height="8'
    names = [tuple(map(float, one)) for one in re.findall(shape, svg)]
    dots = [tuple(map(float, one)) for one in re.findall(r'<circle cx="([^"]+)" cy="([^"]+)"', svg)]
    assert 4 <= len(names) <= 12
    for x, y, width in names:
        assert [(a, b) for a, b in dots if x < a < x + width and y < b < y + 8] == []
    for one, (x, y, width) in enumerate(names):
        for left, top, other in names[:one]:
            assert x + width <= left or left + other <= x or abs(y - top) >= 8


def test_each_generation_of_a_large_network_stands_on_a_dashed_ring_of_its_own() -> None:
    """As far from the middle as the corners of their ring, to the hundredths that are written down."""
    svg, middle = _drawn(500).partition("</defs>")[2], network_drawing.WIDTH / 2
    rings = re.findall(r'<polyline points="([^ "]+)[^"]*"[^>]*stroke-dasharray', svg)
    radii = [middle - float(one.partition(",")[2]) for one in rings]
    chained = network.chains(_network(500), "E")
    assert len(radii) == max(level for _, level in chained) + 1
    dots = re.findall(r'<circle cx="([^"]+)" cy="([^"]+)"', svg)
    for (x, y), (_, level) in zip(dots, chained, strict=True):
        assert hypot(float(x) - middle, float(y) - middle) == pytest.approx(radii[level], abs=0.02)


def test_the_same_network_is_drawn_the_same() -> None:
    assert _drawn(500) == _drawn(500)


def test_an_exercise_nobody_may_tutor_is_an_empty_drawing() -> None:
    assert "<circle" not in network_drawing.tree([], "E", str, "Red", str).partition("</defs>")[2]


def test_a_matrix_has_a_cell_for_each_person_and_exercise_on_the_page() -> None:
    people, exercises = [f"P{number}" for number in range(30)], [f"MAT-3-{number:03}" for number in range(50)]
    may = {person: set(exercises[:number]) for number, person in enumerate(people)}
    svg = network_drawing.matrix(people, exercises, may, str, "Cobertura").partition("</defs>")[2]
    cells = re.findall(r'<rect x="([^"]+)" [^>]*fill="(#[0-9a-f]+)"', svg)
    assert len(cells) == 30 * 50
    assert sum(fill == "#333333" for _, fill in cells) == sum(range(30))
    assert max(float(x) for x, _ in cells) < network_drawing.WIDTH - 12
