"""The day until when is counted, which notes on what other days the same would be counted. Pure."""

from __future__ import annotations

from datetime import date


class Today:
    """A day that can only be compared, with days as records have them (`YYYY-MM-DD`).

    Whatever is worked out from it comes to the same on every day on which each of these comparisons comes out
    as it did: from `since` on, before `before`. It has no text, no month and no difference that somebody
    could use unnoticed: who needs the day itself asks for it with `read`, and that holds on this day alone.
    """

    __slots__ = ("_day", "before", "since")

    def __init__(self, day: date) -> None:
        self._day = day.isoformat()
        self.since, self.before = "", "~"  # before and after every day

    def __ge__(self, day: str) -> bool:
        """Whether that day has come. It may be the beginning of one: a month has come with its first day."""
        if self._day >= day:
            self.since = max(self.since, day)
            return True
        self.before = min(self.before, day)
        return False

    def __gt__(self, day: str) -> bool:
        """Whether that day is over."""
        return self >= f"{day} "  # after that day, and before the next one

    def __lt__(self, day: str) -> bool:
        return not self >= day

    def __le__(self, day: str) -> bool:
        return not self > day

    def within(self, first: str, last: str) -> Day:
        """This day; the first one before it has come, the last one once it has."""
        return first if self <= first else last if self >= last else self

    def read(self) -> date:
        """The day itself: what is worked out with it holds on no other."""
        self.since, self.before = self._day, f"{self._day} "
        return date.fromisoformat(self._day)


Day = str | Today
"""A day as records have it, or today."""
