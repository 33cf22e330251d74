"""The school year 2025–2026 of an advisor in two schools, in the order in which it happened.

`ciclo_ana.jsonl` and `ciclo_benito.jsonl` have a line for every sheet: its form, its answers and, where
another line points to it, a name. `"=name"` in an answer is the id of the sheet of that name. A line with
`correct` corrects one, with `teacher` what is known of somebody; one with `photo` is a photo of a child's
text, kept with the sheet that `to` names. `load.py` makes a notebook of it.
Larger ones, for measuring: `python sample_data/ciclo.py FOLDER --times 4 --seed 7`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import association
import encounter
import learning
import network
import teaching
from district import SCHOOLS, Child, School, children, families

Line = dict[str, Any]

SEED = 2026
BEGIN, END = date(2025, 9, 8), date(2026, 7, 9)
"""The first and last day in a community."""

OFF = (
    ("2025-09-16", "2025-09-16"), ("2025-11-17", "2025-11-17"), ("2025-12-19", "2026-01-09"),
    ("2026-02-02", "2026-02-02"), ("2026-03-16", "2026-03-16"), ("2026-03-30", "2026-04-10"),
    ("2026-05-05", "2026-05-05"), ("2026-05-15", "2026-05-15"),
)  # fmt: skip
"""Holidays of the calendar SEP published for 2025–2026, from and to."""


PHOTO, PHOTOGRAPHED = "foto_texto.png", "2026-06-29"
"""The photo of a text, and from which day one is taken: after the last application."""


def days_in(school: School) -> list[str]:
    """The days in a community: Monday to Thursday, one week in each of the advisor's two."""
    turn = [one for one in SCHOOLS if one.advisor == school.advisor].index(school)
    days = (BEGIN + timedelta(days=step) for step in range((END - BEGIN).days + 1))
    return [
        day.isoformat()
        for day in days
        if day.weekday() < 4 and day.isocalendar().week % 2 == turn and not _is_off(day.isoformat())
    ]


def year(school: School, chance: Random) -> Iterator[Line]:
    """All that happens in one school."""
    days, pupils = days_in(school), children(school)
    here = [child for child in pupils if child.since <= "2025-09-30"]
    able = learning.beginnings(pupils, chance)
    focal = learning.identified({child: able[child] for child in here if not child.until})
    grown = learning.growth(able, focal, chance)
    yield from association.begins(school, days[1])
    for place, application in enumerate(learning.APPLICATIONS):
        yield from _applied(school, application, place, grown, focal, chance)
    agreed = _from(days, "2025-09-30")
    for place, child in enumerate(focal):
        yield teaching.identifies(school, agreed, child, place)
    for child in here:
        if child not in focal:
            yield teaching.remains(school, agreed, child)
    yield teaching.leaves(school, _from(days, "2026-02-05"), focal[-1])
    names = [f"DXE-{school.slug}-inicial", *(_name(child, "inicial") for child in focal)]
    yield teaching.strategy(school, agreed, focal, names)
    yield from teaching.goals(school, agreed)
    if SCHOOLS.index(school) % 2 == 0:
        yield _photo(school, next(child for child in focal if child.grade != "1"))
    yield teaching.reviewed(school, _from(days, "2026-01-30"))
    yield from _planned(school, days, agreed, chance)
    yield from teaching.sheets(school, days, focal, "2026-07-15", chance)
    yield from _with_families(school, days, focal, chance)


def _applied(
    school: School,
    application: str,
    place: int,
    grown: dict[Child, tuple[float, ...]],
    focal: Sequence[Child],
    chance: Random,
) -> Iterator[Line]:
    """One application, over the days of a fortnight: the class first, then each child who is there."""
    days = [day for day in days_in(school) if day >= learning.WHEN[application]][:4]
    there = [child for child in grown if _is_there(child, days[0])]
    first = learning.community(school, there, application, days[0], place, chance)
    yield {"form": "DXE", "name": f"DXE-{school.slug}-{application}", "answers": first}
    for turn, child in enumerate(there):
        day = days[turn * len(days) // len(there)]
        answers = learning.diagnosis(child, application, day, grown[child][place], chance)
        yield {"form": "DXA", "name": _name(child, application), "answers": answers}
        if application != "media" or child in focal:
            felt = learning.wellbeing(child, application, day, grown[child][place], chance)
            yield {"form": "SOC", "answers": felt}


def _photo(school: School, child: Child) -> Line:
    """What a child wrote in the last application, kept with the leave of whoever answers for it."""
    family = next(family for family in families(school) if child in family.children)
    day = _from(days_in(school), PHOTOGRAPHED)
    agreed = {"consent_by": family.full, "consent_how": "verbal_testigo", "consent_date": day}
    answers = {"date": day, "item": "T07", **agreed}
    return {"form": "ADJ", "photo": PHOTO, "to": f"={_name(child, 'final')}", "answers": answers}


def _planned(school: School, days: Sequence[str], agreed: str, chance: Random) -> Iterator[Line]:
    for period, (first, last) in teaching.BIMESTERS.items():
        inside = [day for day in days if max(first, agreed) <= day <= last]
        planned = teaching.plan(school, period, max(first, agreed), inside, chance)
        yield planned
        yield teaching.closed(planned, school, period, chance)


def _with_families(
    school: School, days: Sequence[str], focal: Sequence[Child], chance: Random
) -> Iterator[Line]:
    """Month by month: lodging, visits at home, the meeting; once in the year a story."""
    months = sorted({day[:7] for day in days})
    for turn, month in enumerate(months):
        inside = [day for day in days if day.startswith(month)]
        for day in inside[::2]:
            yield association.lodging(school, day, chance)
        for day in inside[1::2]:
            yield association.home(school, day, focal, chance)
        yield from association.monthly(school, inside[-1], turn, chance)
        if SCHOOLS.index(school) % 2 == 0:
            yield association.network(school, inside[-1])
    yield association.story(school, days[-4])


def lines(advisor: str, seed: int = SEED, schools: Sequence[School] = SCHOOLS) -> list[Line]:
    """The year of an advisor, in order of date; what a line points to is always before it."""
    mine = [school for school in schools if school.advisor == advisor]
    chance = Random(f"{seed} {advisor}")
    found = []
    for school in mine:
        happened = in_order(year(school, chance))
        teaching.followed(happened, chance)
        found += happened
    days = {school.slug: days_in(school) for school in mine}
    chance = Random(f"{seed} {advisor} network")
    tutored = list(network.networks(mine, days, chance))
    found += [*tutored, *encounter.meets(*mine, tutored, chance)]
    return in_order(found)


def in_order(found: Iterable[Line]) -> list[Line]:
    """By date; on one day as a day goes, and what a line points to before it."""
    return sorted(
        found,
        key=lambda line: (line.get("date") or line["answers"]["date"], _ORDER.index(line.get("form", "PB"))),
    )


_ORDER = (
    "APC",
    "RGI",
    "DXE",
    "DXA",
    "SOC",
    "RIE",
    "EI",
    "PB",
    "VH",
    "PRO",
    "CON",
    "RED",
    "FS",
    "APM",
    "RGC",
    "HIS",
    "INT",
    "TUT",
    "REL",
    "DEM",
    "ENC",
    "ACR",
    "ADJ",
)
"""What comes first on one day."""


def file_of(advisor: str) -> str:
    """The name of an advisor's year: `ciclo_ana.jsonl`."""
    return f"ciclo_{advisor.split()[0].lower()}.jsonl"


def write(file: Path, found: Sequence[Line]) -> None:
    """One line a sheet."""
    file.write_bytes("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in found).encode())


def grown_lines(advisor: str, times: int, seed: int) -> list[Line]:
    """The year as often as wanted, each time another one, in the same schools: for measuring."""
    return [line for turn in range(times) for line in _renamed(lines(advisor, seed + turn), turn)]


def _renamed(found: list[Line], turn: int) -> Iterator[Line]:
    """The lines with names of their own."""
    for line in found:
        if turn and line.get("form") == "RIE" and line["answers"]["focal"] == "no":
            line["answers"].setdefault("leaving_reason", "otro")  # the year before they may have been focal
        text = json.dumps(line, ensure_ascii=False)
        for mark in ('"=', '"name": "', '"correct": "'):
            text = text.replace(mark, f"{mark}{turn}.")
        yield json.loads(text)


def _name(child: Child, application: str) -> str:
    return f"DXA-{child.school.slug}-{child.full}-{application}"


def _is_there(child: Child, day: str) -> bool:
    return child.since <= day and (not child.until or day < child.until)


def _is_off(day: str) -> bool:
    return any(first <= day <= last for first, last in OFF)


def _from(days: Sequence[str], day: str) -> str:
    return next(one for one in days if one >= day)


def main() -> None:
    """Write the year of both advisors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path(__file__).parent)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--seed", type=int, default=SEED)
    said = parser.parse_args()
    said.folder.mkdir(parents=True, exist_ok=True)
    for advisor in dict.fromkeys(school.advisor for school in SCHOOLS):
        file = said.folder / file_of(advisor)
        write(
            file, grown_lines(advisor, said.times, said.seed) if said.times > 1 else lines(advisor, said.seed)
        )


if __name__ == "__main__":
    main()
