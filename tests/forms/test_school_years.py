"""The school calendar: the published days, and what a notebook's own file says in their place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fieldkit.domain.calendar import CLASS, bimester
from fieldkit.forms import school_years
from fieldkit.forms.school_years import BUILT, built, calendar, of_text

OURS = calendar()


def day(text: str) -> date:
    return date.fromisoformat(text)


def test_the_built_calendar_is_its_source() -> None:
    assert BUILT.read_text(encoding="utf-8") == built(), "run: python -m fieldkit.forms.build"


@pytest.mark.parametrize(("ciclo", "announced"), [("2024-2025", 190), ("2025-2026", 185)])
def test_the_days_of_class_counted_are_those_that_were_announced(ciclo: str, announced: int) -> None:
    """The SEP announced 190 and 185: only with every day without class do Monday to Friday make as many."""
    year = OURS.year(ciclo)
    assert year.known
    assert year.announced == announced == len(OURS.class_days(year.classes.first, year.classes.last))


@pytest.mark.parametrize(
    ("when", "kind"),
    [
        ("2025-09-01", CLASS),
        ("2025-08-29", "outside"),
        ("2025-09-06", "weekend"),
        ("2025-09-16", "holidays"),
        ("2025-10-31", "cte"),
        ("2025-11-14", "marks"),
        ("2025-11-24", CLASS),
        ("2025-12-25", "holidays"),
        ("2026-01-09", "vacations"),
        ("2026-04-10", "vacations"),
        ("2026-07-15", CLASS),
        ("2026-07-16", "outside"),
    ],
)
def test_a_day_has_class_or_a_reason_for_none(when: str, kind: str) -> None:
    assert OURS.of(day(when)).kind(day(when)) == kind


def test_families_are_told_the_results_on_days_of_class() -> None:
    assert OURS.of(day("2025-11-24")).beside(day("2025-11-24")) == ("results",)
    assert OURS.of(day("2025-08-25")).beside(day("2025-08-25")) == ("intensive",)


def test_the_periods_of_the_published_years_follow_the_rule() -> None:
    """From 1 September to 15 July both give the same; classes of 2024 began in August, so B1 did too."""
    for ciclo in ("2024-2025", "2025-2026"):
        first = int(ciclo[:4])
        for when in (f"{first}-09-01", f"{first}-10-31", f"{first}-11-01", f"{first + 1}-07-15"):
            assert OURS.period(day(when)) == bimester(day(when))
    assert OURS.period(day("2024-08-26")) == "B1"
    assert OURS.period(day("2025-08-26")) is None


def test_what_a_notebook_says_of_a_year_stands_in_the_place_of_ours() -> None:
    read = of_text(b'[ciclo."2025-2026"]\nlocal = [2025-10-04, 2025-10-06]\n')
    assert not read.problems and read.own == ("2025-2026",)
    year = read.calendar.year("2025-2026")
    assert year.kind(day("2025-10-06")) == "local"
    assert year.kind(day("2025-10-31")) == "cte"
    assert len(read.calendar.class_days(year.classes.first, year.classes.last)) == 184
    assert read.calendar.year("2024-2025") == OURS.year("2024-2025")


def test_a_year_of_ones_own_in_other_periods() -> None:
    written = b"""[ciclo."2026-2027"]
    start = 2026-08-31
    end = 2027-07-14
    period = "trimestre"
    periods = { B1 = [2026-08-31, 2026-11-27], B2 = [2026-11-30, 2027-03-19], B3 = [2027-03-22, 2027-07-14] }
    """
    year = of_text(written).calendar.year("2026-2027")
    assert (year.known, year.period, list(year.periods)) == (True, "trimestre", ["B1", "B2", "B3"])
    assert of_text(written).calendar.period(day("2026-12-01")) == "B2"


WRONG = """[ciclo."2025-2026"]
local = [2025-10-04, "x"]
cte = [2027-01-01]
foo = 3
end = 2025-08-30
[ciclo."2026-2028"]
start = 2026-09-01
[ciclo."2026-2027"]
end = 2026-09-01
start = 2026-09-05
school_days = "185"
[ciclo."2026-2027".periods]
B1 = [2026-09-01, 2026-10-30]
B2 = [2026-10-01, 2026-12-30]
[ciclo."2027-2028"]
vacations = [[2028-01-09, 2027-12-22]]
periods = { B2 = [2027-09-01, 2027-10-30] }
"""


def test_every_mistake_of_a_file_is_told_with_its_line() -> None:
    found = [(problem.code, problem.facts["line"]) for problem in of_text(WRONG.encode()).problems]
    assert found == [
        ("calendar_days", 2),
        ("calendar_elsewhere", 3),
        ("calendar_key", 4),
        ("calendar_ciclo", 6),
        ("calendar_school_days", 11),
        ("calendar_order", 14),
        ("calendar_order", 9),
        ("calendar_order", 16),
        ("calendar_codes", 17),
    ]


@pytest.mark.parametrize(
    ("written", "code", "line"),
    [
        (b'[ciclo."2025-2026"]\nlocal = [2025-10-16', "calendar_toml", 2),
        (b'[ciclo."2025-2026"]\nlocal = 2025-13-16', "calendar_toml", 2),
        ("año = 3".encode("latin-1"), "calendar_text", 1),
        (b"ciclo = 3", "calendar_key", 1),
        (b"a = " + b"[" * 5000, "calendar_toml", 1),
        (b"a = " + b"9" * 5000, "calendar_toml", 1),
        (b"#" * 1_000_001, "calendar_large", 1),
    ],
)
def test_what_is_no_calendar_at_all_is_told(written: bytes, code: str, line: int) -> None:
    (problem,) = of_text(written).problems
    assert (problem.code, problem.facts["line"]) == (code, line)


def test_with_a_mistake_in_a_notebooks_file_our_calendar_stands(tmp_path: Path) -> None:
    (tmp_path / school_years.OWN).write_text('[ciclo."2025-2026"]\nlocal = [3]\n', encoding="utf-8")
    read = school_years.read(tmp_path)
    assert read.problems and read.calendar == OURS


def test_a_notebooks_file_that_may_not_be_read_leaves_ours(tmp_path: Path) -> None:
    """The memory of a process is a file that nobody may read from its beginning."""
    (tmp_path / school_years.OWN).symlink_to("/proc/self/mem")
    read = school_years.read(tmp_path)
    assert [problem.code for problem in read.problems] == ["calendar_closed"]
    assert read.calendar == OURS


def test_a_folder_in_the_place_of_a_notebooks_file_is_told(tmp_path: Path) -> None:
    (tmp_path / school_years.OWN).mkdir()
    assert [problem.code for problem in school_years.read(tmp_path).problems] == ["calendar_closed"]
