"""Charts: sound SVG, every number told, nothing drawn of what is not known, the same bytes each time."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fieldkit.reports import charts, lines
from fieldkit.reports.canvas import clipped, number, wide
from fieldkit.reports.figure import Count, Indicator, Ratio
from fieldkit.reports.numbers import percent, plain
from fieldkit.reports.pictures import drawn, pictures
from tests.reports import samples

SVG = "{http://www.w3.org/2000/svg}"

names = st.text(max_size=40)
numbers = st.none() | st.floats(-1e6, 1e6, allow_nan=False)
some = st.lists(st.tuples(names, numbers), max_size=6)
Draw = Callable[[list[tuple[str, float | None]]], str]

KINDS: dict[str, Draw] = {
    "bars": lambda rows: charts.bars("t", "d", rows, plain),
    "pairs": lambda rows: charts.pairs("t", "d", [(a, b, b) for a, b in rows], ("x", "y"), percent, 100),
    "stacked": lambda rows: charts.stacked("t", "d", [(a, [b or 0, 2]) for a, b in rows], ["x", "y"], plain),
    "lines": lambda rows: charts.lines("t", "d", [a for a, _ in rows], [("x", [b for _, b in rows])], plain),
    "sparks": lambda rows: charts.sparks("t", "d", [(a, [b or 1, 3]) for a, b in rows], (1, 4), plain),
}


def read(svg: str) -> ElementTree.Element:
    """A drawing, read as XML."""
    return ElementTree.fromstring(svg)


@pytest.mark.parametrize("kind", KINDS)
@given(rows=some)
@example(rows=[("", 5e-324)])
def test_any_names_and_numbers_give_a_sound_drawing_within_its_bounds(
    kind: str, rows: list[tuple[str, float | None]]
) -> None:
    drawing = read(KINDS[kind](rows))
    _, _, width, height = map(float, drawing.attrib["viewBox"].split())
    for box in drawing.findall(f"{SVG}rect"):
        x, y, wide_, tall = (float(box.attrib[name]) for name in ("x", "y", "width", "height"))
        assert wide_ > 0
        assert tall > 0
        assert x >= 0
        assert x + wide_ <= width + 0.02
        assert y + tall <= height + 0.02
    assert drawing.find(f"{SVG}title") is not None
    assert drawing.find(f"{SVG}desc") is not None


def test_what_has_no_value_is_said_and_not_drawn() -> None:
    drawing = read(charts.bars("t", "d", [("A", None), ("B", 50.0)], percent, 100))
    assert len(drawing.findall(f"{SVG}rect")) == 1
    assert {"s/d", "50.0 %"} <= {found.text for found in drawing.iter(f"{SVG}text")}


def test_a_line_is_interrupted_where_nobody_knows() -> None:
    """Of 1, 2, nothing, 4, 5: two pieces of line and four points."""
    values = [1.0, 2.0, None, 4.0, 5.0]
    drawing = read(charts.lines("t", "d", list("abcde"), [("x", values)], plain))
    pieces = [one for one in drawing.findall(f"{SVG}polyline") if one.attrib["stroke-width"] == "0.9"]
    assert len(pieces) == 2
    assert len(drawing.findall(f"{SVG}circle")) == 4


def test_a_bar_of_percentages_is_drawn_against_a_hundred() -> None:
    """Two bars of 50 % and 100 %: one is half of the other, and 25 % alone does not fill the room."""
    half, whole = read(charts.bars("t", "d", [("A", 50.0), ("A", 100.0)], percent, 100)).findall(f"{SVG}rect")
    assert float(half.attrib["width"]) == pytest.approx(float(whole.attrib["width"]) / 2, abs=0.02)


def test_markup_in_a_name_is_a_name() -> None:
    svg = charts.bars('<b>&"', "<script>", [('<b>&"', 1.0)], plain)
    assert "<b>" not in svg
    assert "<script>" not in svg
    assert '<b>&"' in {found.text for found in read(svg).iter(f"{SVG}text")}


def test_before_and_after_are_told_apart_without_colour() -> None:
    """Hatched before, dark after: the fills are greys and patterns, and the legend shows the same."""
    svg = charts.pairs("t", "d", [("A", 59.0, 45.0)], ("Antes", "Después"), percent, 100)
    fills = [box.attrib["fill"] for box in read(svg).findall(f"{SVG}rect")]
    assert fills == ["url(#hatched)", "#333333", "url(#hatched)", "#333333"]
    greys = set(re.findall(r"#([0-9a-f]{6})", svg))
    assert all(grey[:2] == grey[2:4] == grey[4:] for grey in greys)


def test_coordinates_are_short_and_never_minus_nothing() -> None:
    assert [number(one) for one in (-0.0001, 1 / 3, 12.5, 100.0, 0)] == ["0", "0.33", "12.5", "100", "0"]


@given(words=names, room=st.floats(10, 200))
def test_clipped_words_fit(words: str, room: float) -> None:
    assert wide(clipped(words, room)) <= max(room, wide("…"))


# which charts a report has


def test_a_month_shows_what_people_would_rather_look_at() -> None:
    assert [one.key for one in pictures(samples.monthly())] == ["compliance", "visits", "minutes", "progress"]


def test_a_year_begins_with_the_levels_before_and_after() -> None:
    """A06 in language: the rows add up to 59, 23, 13, 5 before; the columns to 45, 28, 19, 8 after."""
    found = {one.key: one for one in pictures(samples.annual())}
    assert list(found)[:2] == ["levels", "lowest"]
    assert found["levels"].rows[0] == ("Lenguaje, antes", (59, 23, 13, 5))
    assert found["levels"].rows[1] == ("Lenguaje, después", (45, 28, 19, 8))
    assert found["lowest"].rows[1] == ("Matemáticas", (71.0, 51.0))


def test_a_year_shows_its_months_and_bimesters_and_what_is_not_known_as_such() -> None:
    found = {one.key: one for one in pictures(samples.annual())}
    assert found["months"].rows == (("sep", (5,)), ("oct", (9,)), ("nov", (4,)))
    assert found["plans"].rows == (("B1", (95.0,)), ("B2", (70.0,)), ("B3", (None,)))


def test_months_stand_in_the_order_of_the_year_whichever_school_had_them_first() -> None:
    months = {"2026-01": Count(2), "2025-10": Count(3)}
    one = Indicator("A21", {"asesor": months})
    (chart,) = pictures(samples.annual(indicators=(one,), pupils=()))
    assert chart.rows == (("oct", (3,)), ("nov", (0,)), ("dic", (0,)), ("ene", (2,)))
    assert [line.label for line in lines.lines(one)] == [
        "asesor o asesora · oct 2025",
        "asesor o asesora · ene 2026",
    ]


def test_many_sessions_of_a_child_are_drawn_month_by_month() -> None:
    """Sixteen sessions: ten of 2 in September, and 1, 1, 2, 3, 3, 4 in October, mean 14/6 = 2.33."""
    september = tuple((f"2025-09-{day:02}", 2) for day in range(1, 11))
    child = replace(samples.PUPILS[0], achieved=(*september, *samples.marks(1, 1, 2, 3, 3, 4)))
    found = {one.key: one for one in pictures(samples.monthly(pupils=(child,)))}
    assert found["progress_months"].rows == ((child.name, (2.0, 2.3)),)


def test_above_the_school_no_child_is_drawn() -> None:
    assert not {"minutes", "progress"} & {one.key for one in pictures(samples.regional())}


def test_what_nobody_knows_gets_no_chart() -> None:
    empty = replace(samples.monthly(), pupils=(), indicators=(Indicator("M04", {"value": Ratio()}),))
    assert pictures(empty) == []


def test_a_drawing_says_its_numbers_to_those_who_do_not_see_it() -> None:
    picture = pictures(samples.monthly())[0]
    assert "Asistencia: 85.7 %" in (read(drawn(picture)).findtext(f"{SVG}desc") or "")
