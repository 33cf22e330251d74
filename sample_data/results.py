"""Invented results of the four schools in a national test, laid out as SEP published them, year by year.

The years are invented too, so that before and after fall into the sample year. What each school is there for:
Xochitepec stops being a focus school, El Zapotal goes on being one and had few of its pupils tested,
Yucunduta has a year without results, Cerro Tigre has just half of its pupils at the lowest level, not more.
"""

from __future__ import annotations

from collections.abc import Iterator

from district import SCHOOLS, School

TEST = "PLANEA"
YEARS = (2023, 2024, 2025, 2026)
BEFORE = YEARS[:3]
"""The years whose results were out when the school year 2025–2026 began."""

Levels = tuple[int, int, int, int]
"""How many pupils are at each level, the lowest first."""

TAKEN: dict[str, tuple[tuple[int, Levels, Levels], ...]] = {
    "xochitepec": (
        (10, (5, 3, 1, 0), (6, 2, 1, 0)),
        (10, (4, 4, 2, 0), (6, 3, 1, 0)),
        (11, (4, 5, 2, 0), (7, 3, 1, 0)),
        (11, (3, 4, 3, 1), (5, 4, 1, 1)),
    ),
    "el_zapotal": (
        (9, (5, 3, 1, 0), (5, 3, 1, 0)),
        (10, (6, 3, 1, 0), (7, 2, 1, 0)),
        (10, (6, 2, 2, 0), (6, 3, 1, 0)),
        (10, (4, 2, 1, 0), (4, 2, 1, 0)),
    ),
    "yucunduta": (
        (12, (8, 3, 1, 0), (9, 2, 1, 0)),
        (12, (0, 0, 0, 0), (0, 0, 0, 0)),
        (12, (7, 4, 1, 0), (8, 3, 1, 0)),
        (13, (6, 5, 2, 0), (7, 4, 2, 0)),
    ),
    "cerro_tigre": (
        (11, (4, 5, 2, 0), (5, 4, 2, 0)),
        (11, (4, 4, 2, 1), (5, 5, 1, 0)),
        (12, (4, 5, 2, 1), (6, 4, 2, 0)),
        (12, (3, 5, 3, 1), (4, 5, 2, 1)),
    ),
}
"""Each year of a school: pupils registered, then the levels of those tested, language and mathematics."""

FOCUS = {
    "xochitepec": ("yes", "no"),  # mathematics 66.7, 60.0, 63.6 %; then 45.5 %
    "el_zapotal": ("yes", "yes"),  # language 55.6, 60.0, 60.0, 57.1 %
    "yucunduta": ("not_computable", "not_computable"),  # nobody was tested in 2024
    "cerro_tigre": ("no", "no"),  # mathematics 50.0 % in 2025: not over half
}
"""What the rule says of each school in the years 2025 and 2026, worked out by hand."""

_SUBJECTS = ("LENGUAJE Y COMUNICACIÓN", "MATEMÁTICAS")
_HEADS = (
    "CLAVE DE LA ESCUELA", "TURNO", "EXTENSIÓN", "NOMBRE DE LA ESCUELA", "ALUMNOS PROGRAMADOS",
    "ALUMNOS EVALUADOS",
)  # fmt: skip


def file_of(year: int) -> str:
    """The name of the file of a year."""
    return f"resultados_{year}.csv"


def published(year: int) -> Iterator[tuple[str, ...]]:
    """The file of a year, its percentages as text with blanks before them; `-` where nobody was tested."""
    levels = (
        f"NIVEL {level} {subject} {TEST}" for subject in _SUBJECTS for level in ("I", "II", "III", "IV")
    )
    yield (*_HEADS, *levels)
    for school in SCHOOLS:
        yield _row(school, *TAKEN[school.slug][YEARS.index(year)])


def _row(school: School, registered: int, language: Levels, mathematics: Levels) -> tuple[str, ...]:
    tested = sum(language)
    percents = [f"{100 * many / tested:5.1f}" if tested else "-" for many in (*language, *mathematics)]
    place = (school.cct, "MATUTINO", "0", "PRIMARIA COMUNITARIA", str(registered), str(tested))
    return (*place, *percents)


def verdicts(school: School) -> dict[str, str]:
    """What is expected of a school: year → `yes`, `no` or `not_computable`."""
    return dict(zip(map(str, YEARS[-2:]), FOCUS[school.slug], strict=True))
