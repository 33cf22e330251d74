"""A tutoring network as a page: everybody and every exercise on it, nothing runs, the same bytes again."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from fieldkit import text
from fieldkit.domain.tutoring import Qualification, Tutoring
from fieldkit.errors import Unusable
from fieldkit.reports import network_growth, network_page
from fieldkit.reports.network_page import NetworkPage

HOSTILE = ("<script>alert(1)</script>", "مريم العربية", "Niña 🌽\u202e\x07", "Ñ" * 200, "\"'&<b>", "{{7*7}}")
DAY = "2026-06-30"


def page(people: int, exercises: int, names: tuple[str, ...] = ()) -> NetworkPage:
    """A class and its adviser: of exercise k, every person whose number divides by k + 1 may tutor it, each
    through whoever stands before them.
    """
    group = [f"p{number:03}" for number in range(people)]
    codes = [f"MAT-1-{number:03}" for number in range(exercises)]
    found, tutorings = [], []
    for step, code in enumerate(codes, 1):
        chain = ["adviser", *group[::step]]
        found.append(Qualification("adviser", code, "1", "2025-09-01", 0))
        for depth, (tutor, tutee) in enumerate(pairwise(chain), 1):
            day = f"2025-{10 + depth % 3}-15"
            found.append(Qualification(tutee, code, "1", day, depth, tutor))
            tutorings.append(Tutoring(f"{code}{tutee}", code, "1", tutor, tutee, day, day, "resuelto_solo"))
    told = dict(zip(group, names, strict=False))
    return NetworkPage(
        names[0] if names else "El Mezquite", DAY, group, codes, found,
        lambda code: [one for one in found if one.exercise == code], tutorings, set(group),
        lambda one: told.get(one, one), lambda code: names[-1] if names else code, {},
    )  # fmt: skip


class _Read(HTMLParser):
    """The tags of a page, their attributes, and the first cells of the table of everybody."""

    def __init__(self, body: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.feed(body.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One more."""
        self.tags.append(tag)
        self.links += [str(value) for name, value in attrs if name in ("src", "href", "onload", "onclick")]


def section(body: bytes, name: str) -> str:
    return body.decode().partition(f'<section class="{name}"')[2].partition("</section>")[0]


@pytest.mark.parametrize("language", text.LANGUAGES)
@pytest.mark.parametrize(("people", "exercises"), [(0, 0), (4, 0), (15, 8), (60, 3), (61, 3), (500, 5)])
def test_the_same_network_gives_the_same_bytes(people: int, exercises: int, language: str) -> None:
    text.use(language)
    first, again = (network_page.render(page(people, exercises)) for _ in range(2))
    assert first == again
    assert f'<html lang="{language}">'.encode() in first


@pytest.mark.parametrize(("people", "exercises"), [(15, 8), (500, 5)])
def test_everybody_is_in_the_table_once_and_every_exercise_has_one_tree(people: int, exercises: int) -> None:
    """Every person of the group and the adviser: a row each. The exercise most were tutored in is first."""
    body, told = network_page.render(page(people, exercises)), page(people, exercises)
    rows = re.findall(r'<th scope="row" dir="auto">([^<]*)</th>', section(body, "repertoires"))
    assert rows == [*told.group, "adviser"]
    trees = re.findall(r"<article[^>]*>\n<h3>([^<]*)</h3>\n<figure", section(body, "trees"))
    assert trees == list(told.exercises)
    assert trees == re.findall(r'dir="auto">([^<]*)</th>', section(body, "coverage"))
    dots = section(body, "trees").count("<circle")
    assert dots - 1 * exercises == len(told.found)  # one circle a drawing is that of the pattern


def test_who_is_missing_and_what_hangs_by_one_person_has_its_names() -> None:
    """Four people, three exercises: all four; p000, p002; p000, p003. Missing p001, p003 and p001, p002."""
    told = page(4, 3)
    assert [one.missing for one in told.coverage.values()] == [(), ("p001", "p003"), ("p001", "p002")]
    body = network_page.render(told)
    missing = re.findall(r"<bdi>([^<]*)</bdi>", section(body, "coverage"))
    assert missing == ["p001", "p003", "p001", "p002"]
    alone = page(0, 1)
    assert re.findall(r"<bdi>([^<]*)</bdi>", section(network_page.render(alone), "coverage")) == ["adviser"]
    assert re.findall(r"<bdi>([^<]*)</bdi>", section(network_page.render(page(2, 0)), "repertoires")) == [
        "p000",
        "p001",
    ]


@pytest.mark.parametrize("people", [6, 90])
def test_nothing_that_is_written_in_it_runs_or_is_fetched(people: int) -> None:
    body = network_page.render(page(people, 4, HOSTILE))
    found = _Read(body)
    assert "script" not in found.tags
    assert "b" not in found.tags
    assert found.links == []
    assert b"default-src 'none'" in body
    assert "\u202e" not in body.decode()
    assert "\x07" not in body.decode()
    for svg in re.findall(r"<svg.*?</svg>", body.decode()):
        ElementTree.fromstring(svg)


def test_every_table_has_its_heads_and_every_drawing_its_words() -> None:
    body = network_page.render(page(15, 8)).decode()
    assert body.count("<caption>") == body.count("<table") == 3 + 8
    assert body.count("<title>") == body.count("<svg") + 1
    assert body.count('role="img"') == body.count("<svg") == body.count("</desc>")


def test_the_drawing_is_of_the_exercise_asked_or_the_one_most_may_tutor(tmp_path: Path) -> None:
    told = page(15, 3)
    for asked, meant in ((None, "MAT-1-000"), ("MAT-1-002", "MAT-1-002")):
        network_page.write_tree(told, str(tmp_path / "red.svg"), asked)
        drawn = (tmp_path / "red.svg").read_text(encoding="utf-8")
        assert meant in drawn.partition("</title>")[0]
        ElementTree.fromstring(drawn)
    network_page.write_tree(page(0, 0), str(tmp_path / "empty.svg"))
    ElementTree.parse(tmp_path / "empty.svg")


def test_a_file_that_cannot_be_written_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    for write in (network_page.write_page, network_page.write_tree):
        with pytest.raises(Unusable):
            write(page(3, 1), str(tmp_path / "nowhere" / "red"))
    assert list(tmp_path.iterdir()) == []


def test_qualifications_are_counted_at_the_end_of_each_month() -> None:
    """One since 31 October, one from 5 October to 2 December, one of the day: 0, 2, 2, 2 (two are left)."""
    found = [
        Qualification("a", "E", "1", "2025-10-31", 0),
        Qualification("b", "E", "1", "2025-10-05", 0, until="2025-12-02"),
        Qualification("c", "E", "1", "2025-12-10", 0),
        Qualification("d", "E", "1", "2025-12-11", 0),
    ]
    months = ["2025-09", "2025-10", "2025-11", "2025-12"]
    assert network_growth.in_force(found, months, "2025-12-10") == dict(
        zip(months, (0, 2, 2, 2), strict=True)
    )
