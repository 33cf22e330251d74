"""The numbers of a month about the children: tutoring, progress, who came, who left, who became focal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from fieldkit.domain.entry import rows
from fieldkit.domain.names import fold
from fieldkit.domain.person import RENEWED, Membership
from fieldkit.domain.risk import UNKNOWN
from fieldkit.reports.at_risk import risks
from fieldkit.reports.figure import Change, Count, Indicator, Ratio
from fieldkit.reports.gather import Facts, number, text
from fieldkit.reports.period import Period
from fieldkit.reports.report import Pupil

SUBJECTS = ("lectura", "escritura", "matematicas", "otra")
"""Of tutoring: what is told of one can be worked out from the others and of all together (`disclosure`)."""


Levels = tuple[str | None, str | None]
"""A programme level before and after; None where there is none."""


class Session(NamedTuple):
    """One-to-one tutoring of one child in one visit. minutes, achieved (1–4): None when not known."""

    date: str
    child: str
    subject: str
    minutes: float | None
    achieved: float | None


def sessions(facts: Facts, since: str, until: str) -> Iterator[Session]:
    """The tutoring of visits made, oldest first."""
    for sheet in facts.of("FS", since=since, until=until):
        for row in rows(sheet.answers, "VA") if sheet.answers.get("V01") != "no_realizada" else ():
            child, subject = text(row.get("VA1")), text(row.get("VA2"))
            if child:
                yield Session(sheet.date, child, subject, number(row.get("VA3")), number(row.get("VA5")))


def focal_attended(facts: Facts, period: Period) -> Indicator:
    """M05: different children tutored; and of those focal on some day of the period, how many were."""
    found = list(sessions(facts, period.since, period.until))
    attended = {one.child for one in found}
    focal = facts.focal(period.since, period.until)
    sheets = len(facts.of("FS", since=period.since, until=period.until))
    parts = {"value": Count(len(attended), of=sheets), "of_focal": Ratio(len(attended & focal), len(focal))}
    return Indicator("M05", parts, _not_enrolled(facts, found))


def _not_enrolled(facts: Facts, found: Sequence[Session]) -> tuple[str, ...]:
    """A note with the days of tutoring of a child who was not enrolled at the school then; it counts as it
    was written down. Where nobody is enrolled nothing is said."""
    rosters = {day: facts.roster(day) for day in {one.date for one in found}}
    days = sorted({one.date for one in found if rosters[one.date] and one.child not in rosters[one.date]})
    return (f"not_enrolled:{','.join(days)}",) if days else ()


def tutoring(facts: Facts, period: Period) -> Indicator:
    """M06: sessions and minutes, by subject too; and the mean minutes of a focal child, those without any
    counted in.
    """
    found = list(sessions(facts, period.since, period.until))
    focal = facts.focal(period.since, period.until)
    sheets = len(facts.of("FS", since=period.since, until=period.until))
    theirs = _minutes([one for one in found if one.child in focal])
    parts: dict[str, Any] = {
        **_work(found, of=sheets),
        "per_focal": Ratio(theirs, len(focal) if sheets else 0, "mean"),
    }
    for subject in SUBJECTS:
        some = [one for one in found if one.subject == subject]
        if some:
            parts[subject] = _work(some)
    return Indicator("M06", parts)


def progress(facts: Facts, period: Period) -> Indicator:
    """M07: mean of what was achieved (1–4), now and in the period before, by subject too."""
    now = list(sessions(facts, period.since, period.until))
    earlier = list(sessions(facts, *period.before)) if period.before else []
    parts = {"value": Change(_achieved(earlier), _achieved(now))}
    for subject in SUBJECTS:
        change = Change(_achieved(earlier, subject), _achieved(now, subject))
        if change.before.whole or change.after.whole:
            parts[subject] = change
    return Indicator("M07", parts)


def comings_and_goings(facts: Facts, period: Period) -> Indicator:
    """M18: children who came and who left, with the reasons; who became focal, and who is focal no more.

    Who stays for the next school year did neither, though there is an enrolment for each.
    """
    renewed = [one for one in facts.students if one.answers.get("leaving_reason") == RENEWED]
    stayed = {(one.person, one.answers.get("until")) for one in renewed}
    came = [one for one in facts.students if _within(one, "since", period)]
    came = [one for one in came if (one.person, one.answers.get("since")) not in stayed]
    gone = [one for one in facts.students if _within(one, "until", period) and one not in renewed]
    reasons = [text(one.answers.get("leaving_reason")) or "sin_dato" for one in gone]
    new, over = _focal_turns(facts, period)
    parts = {"joined": Count(len(came)), "left": Count(len(gone))}
    by_reason = {reason: Count(reasons.count(reason)) for reason in sorted(set(reasons))}
    more = {"left_by": by_reason} if by_reason else {}
    return Indicator("M18", {**parts, **more, "new_focal": Count(new), "left_focal": Count(over)})


def pupils(
    facts: Facts, period: Period, levels: Mapping[str, Mapping[str, Levels]] | None = None
) -> tuple[Pupil, ...]:
    """A line for each child who was at the school, by name; its risk is that of its last diagnosis until
    the end of the period. levels: of each child (id), as `Pupil.levels`.
    """
    found = list(sessions(facts, period.since, period.until))
    focal, shown = facts.focal(period.since, period.until), risks(facts, period.until)
    lines = []
    for child in facts.roster(period.since, period.until):
        own = [one for one in found if one.child == child]
        achieved = tuple((one.date, int(one.achieved)) for one in own if one.achieved is not None)
        risk = shown.get(child, ("", UNKNOWN))[1]
        minutes = int(_minutes(own))
        name = facts.name(child)
        known = (levels or {}).get(child, {})
        line = Pupil(name, child in focal, len(own), minutes, achieved, risk, known, child)
        lines.append((fold(name), child, line))
    return tuple(line for _, _, line in sorted(lines, key=lambda one: one[:2]))


def _work(found: list[Session], of: int | None = None) -> dict[str, Count]:
    """Sessions and their minutes; and how many children they were with."""
    children = _children(found)
    return {
        "sessions": Count(len(found), of, children),
        "minutes": Count(_minutes(found), of, children),
    }


def _children(found: list[Session]) -> int:
    return len({one.child for one in found})


def _minutes(found: list[Session]) -> float:
    return sum(one.minutes or 0 for one in found)


def _achieved(found: list[Session], subject: str | None = None) -> Ratio:
    known = [one for one in found if subject in (None, one.subject) and one.achieved is not None]
    return Ratio(sum(one.achieved or 0 for one in known), len(known), "mean", _children(known))


def _within(membership: Membership, code: str, period: Period) -> bool:
    return period.since <= text(membership.answers.get(code)) <= period.until


def _focal_turns(facts: Facts, period: Period) -> tuple[int, int]:
    """How often a child became focal in the period, and how often one stopped being it."""
    new = over = 0
    for child in {one.person for one in facts.students}:
        was = False
        for sheet in facts.identified(child, period.until):
            now = sheet.answers.get("focal") == "si"
            if sheet.date >= period.since:
                new, over = new + (now and not was), over + (was and not now)
            was = now
    return new, over
