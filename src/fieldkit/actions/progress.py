"""What is on record of one school in one school year, read when first asked for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from fieldkit.domain.calendar import Calendar
from fieldkit.domain.entry import Entry, in_order, rows
from fieldkit.domain.person import RELATIVE, STUDENT, TEACHER, Membership
from fieldkit.domain.school import School
from fieldkit.domain.visit import own
from fieldkit.store import asking
from fieldkit.store.identified import Standing, standings
from fieldkit.store.promises import readable
from fieldkit.store.store import Store

NOT_DIAGNOSED = ("P1", "P2")
"""The grades for which there is no diagnosis."""

OF_CARE = ("FS", "PB", "DXE", "DXA", "RGI")
"""The forms whose sheets show since when an advisor looks after a school."""


class Progress:
    """One school, as it stands on a day."""

    def __init__(self, store: Store, school: School, calendar: Calendar, today: date) -> None:
        self.store, self.school, self.calendar, self.today = store, school, calendar, today
        self.year = calendar.of(today)
        self.ciclo = self.year.ciclo
        self._sheets: dict[str, list[Entry]] = {}
        self._days: dict[str, list[str]] = {}

    def sheets(self, form: str) -> list[Entry]:
        """The sheets of a form in this school year, by day; none of a form that nobody has filled in."""
        if form not in self._sheets:
            found = self.store.find(Entry, form=form, school=self.school.id, since=self.begins)
            self._sheets[form] = in_order(found)
        return self._sheets[form]

    @property
    def begins(self) -> str:
        """The day on which the school year begins; what is of an earlier day is of an earlier year."""
        return f"{self.ciclo[:4]}-08-01"

    def days(self, form: str) -> list[str]:
        """The days of the sheets of a form, of whatever year, each once, in order."""
        if form not in self._days:
            found = asking.days(self.store.connection, Entry, form=form, school=self.school.id)
            self._days[form] = [day for day in found if readable(day)]
        return self._days[form]

    @cached_property
    def care(self) -> str:
        """The day since which the school is the advisor's own care: that of the first sheet they signed;
        today when there is none. What was due before was a colleague's, whose sheets may be here too."""
        me, school = str(self.store.meta("advisor") or ""), self.school.id
        asked = (asking.first_own(self.store.connection, me, form=one, school=school) for one in OF_CARE)
        return min((day for day in asked if day), default=self.today.isoformat())

    def ever(self, form: str) -> bool:
        """Whether there is any sheet of a form, of whatever year."""
        return self.store.count(Entry, form=form, school=self.school.id) > 0

    @cached_property
    def _ever(self) -> list[Membership]:
        return list(self.store.find(Membership, school=self.school.id))

    @cached_property
    def memberships(self) -> list[Membership]:
        """What people are at the school today."""
        return [one for one in self._ever if one.holds_on(self.today.isoformat())]

    @property
    def gone(self) -> set[str]:
        """Who was at the school (ids) and is not any more."""
        return {one.person for one in self._ever} - {one.person for one in self.memberships}

    @cached_property
    def students(self) -> set[str]:
        """The students (ids) who are to be diagnosed."""
        found = (one for one in self.memberships if one.role == STUDENT)
        return {one.person for one in found if one.answers.get("grade") not in NOT_DIAGNOSED}

    @property
    def of_before(self) -> set[str]:
        """The students (ids) whose enrolment is of an earlier school year."""
        return {one.person for one in self.memberships if one.role == STUDENT and one.before_year(self.ciclo)}

    @property
    def roles(self) -> set[str]:
        """Which of student, teacher and relative somebody is."""
        return {one.role for one in self.memberships} & {STUDENT, TEACHER, RELATIVE}

    @cached_property
    def standings(self) -> list[Standing]:
        """How each student stands."""
        return list(standings(self.store, self.school.id, self.today))

    @property
    def focal(self) -> set[str]:
        """The focal students (ids)."""
        return {one.student.id for one in self.standings if one.focal}

    def lacking(self, form: str, whom: Iterable[str], application: str | None = None) -> int:
        """How many of these students have no sheet of a form this year, or none of an application.

        One that could not be given tells why, and counts.
        """
        have = {
            one.answers.get("student")
            for one in self.sheets(form)
            if application is None or one.answers.get("application") == application
        }
        return len(set(whom) - have)

    def planned_days(self) -> set[str]:
        """The days in the community that the plans of the year name."""
        days = (row.get("DAY_D") for plan in self.sheets("PB") for row in rows(plan.answers, "DAY"))
        return {str(day) for day in days if day}

    def visited(self) -> set[str]:
        """The days of which there is a monitoring sheet of the advisor's own."""
        return {one.date for one in self.sheets("FS") if own(one)}
