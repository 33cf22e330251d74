"""What the sheets of a school tell of its tutoring network (TUT, REL, DEM, ACR), with those of other schools
that may be read where its people learned or planted something. Pure.

A qualification counts wherever its person is or takes part; what leads to it counts where it was done.
"""

from __future__ import annotations

from collections.abc import Iterable

from fieldkit.domain import tutoring
from fieldkit.domain.entry import Entry, count, rows
from fieldkit.domain.person import STUDENT
from fieldkit.reports.elsewhere import named
from fieldkit.reports.gather import Facts


def told(facts: Facts) -> tutoring.Facts:
    """What the school's own sheets tell, oldest first."""
    return facts.tutored


def qualified(facts: Facts) -> list[tutoring.Qualification]:
    """Who may, or might, tutor what, wherever they learned it: by exercise, day and person.

    Whole for those who are or take part at the school; of others what their tutees' qualifications need.
    """
    return facts.qualifications


def earned_here(facts: Facts) -> list[tutoring.Qualification]:
    """Those that came of a tutoring at this school, each of which counts in no other one."""
    own = {sheet.id for sheet in facts.of("TUT")}
    return [one for one in qualified(facts) if one.evidence[0] in own]


def children_of(facts: Facts, sheets: Iterable[Entry]) -> int:
    """How many children these sheets of tutoring tell of, of any school: above it few are not told of."""
    away = {one for one, many in facts.away.items() if any(member.role == STUDENT for member in many)}
    return len(named(sheets) & ({one.person for one in facts.students} | away))


def unknown_tutors(facts: Facts, since: str, until: str) -> set[str]:
    """Who tutored at the school in a time and is nobody there, and of whom no sheet that may be read says
    that they might: they learned where this reader does not see."""
    found = qualified(facts)
    here = {one.person for one in facts.memberships}
    return {
        one.tutor
        for one in told(facts).tutorings
        if since <= one.start <= until
        and not one.seed
        and one.tutor not in here
        and not any(may.person == one.tutor and may.exercise == one.exercise for may in found)
    }


def minutes_of_visits(facts: Facts, since: str, until: str) -> int:
    """Minutes of the tutorings begun in a time that a monitoring sheet has too, as one-to-one tutoring of the
    advisor: of the linked sheet's day, as many as both say."""
    visits = {sheet.id: sheet for sheet in facts.of("FS")}
    both = 0
    for sheet in facts.of("TUT"):
        visit = visits.get(str(sheet.answers.get("linked_sheet")))
        start = min((day for day in _days(sheet)), default=sheet.date)
        if visit is None or not since <= start <= until:
            continue
        tutee = sheet.answers.get("U03")
        mine = sum(
            count(row.get("U07_M")) for row in rows(sheet.answers, "U07") if row.get("U07_F") == visit.date
        )
        told = sum(count(row.get("VA3")) for row in rows(visit.answers, "VA") if row.get("VA1") == tutee)
        both += min(mine, told)
    return both


def _days(sheet: Entry) -> list[str]:
    return [str(row["U07_F"]) for row in rows(sheet.answers, "U07") if row.get("U07_F")]
