"""A report as it was sent: its numbers written down so that they come back exactly, and their digest.

The children are in it by id, never by name: a name taken out of the notebook is out of its reports too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from fieldkit.errors import Unreadable
from fieldkit.reports.document import identity
from fieldkit.reports.figure import Change, Count, Hidden, Indicator, Parts, Ratio, Value
from fieldkit.reports.report import Cut, Pupil, Report

WRITTEN = ("achievements", "difficulties", "support", "next")
"""What the advisor writes, by the codes of the forms INM, INB and INA."""

PASSING = ("M21",)
"""What tells of today and not of the period: no sign that the data have changed."""

SHAPE = 1
"""How the numbers are written down. What another shape has, this program does not know how to show."""

_SIGNED = (
    *("school", "ciclo", "month", "period", "edition"),
    *WRITTEN,
    *("figures", "cut_records", "cut_digest", "versions"),
)
"""The answers that the digest stands for, those that there are."""


def frozen(report: Report, known: Mapping[str, Any], versions: str) -> dict[str, Any]:
    """The answers that keep a report as it is now, with its digest.

    known: which report it is, by the codes of its form: school (id), ciclo, month or period. versions: of the
    program and its forms.
    """
    answers: dict[str, Any] = {
        **known,
        **{code: said for code, said in report.written.items() if code in WRITTEN and said},
        "figures": figures(report),
        "cut_records": report.cut.records,
        "cut_digest": report.cut.digest,
        "versions": versions,
        "edition": report.edition,
    }
    return {**answers, "digest": digest(answers)}


def digest(answers: Mapping[str, Any]) -> str:
    """SHA-256, in hex, over the canonical JSON of what was frozen: which report, its numbers, its words."""
    return hashlib.sha256(_canonical({code: answers.get(code) for code in _SIGNED}).encode()).hexdigest()


def intact(answers: Mapping[str, Any]) -> bool:
    """Whether what was frozen is still what its digest says. Two editions merged into one are not."""
    return answers.get("digest") == digest(answers)


def figures(report: Report) -> str:
    """The numbers of a report as canonical JSON: equal numbers, equal bytes."""
    return _canonical(
        {
            "shape": SHAPE,
            "advisor": report.advisor,
            "header": dict(report.header),
            "indicators": [[one.code, _parts(one.parts), list(one.notes)] for one in report.indicators],
            "pupils": [_line(pupil) for pupil in report.pupils],
        }
    )


def as_sent(report: Report, answers: Mapping[str, Any], name: Callable[[str], str]) -> Report:
    """The report as it was frozen, in place of today's. name: gives the name of a child by its id.

    Raises Unreadable when what was frozen is not what its digest says, or is of a newer program.
    """
    if not intact(answers):
        raise Unreadable(file=identity(report), why="digest")
    found = json.loads(answers["figures"])
    if found.get("shape") != SHAPE:
        raise Unreadable(file=identity(report), why="newer_report")
    return replace(
        report,
        advisor=found["advisor"],
        header=found["header"],
        indicators=tuple(
            Indicator(code, _unparts(parts), tuple(said)) for code, parts, said in found["indicators"]
        ),
        pupils=tuple(_unline(line, name) for line in found["pupils"]),
        cut=Cut(answers["cut_records"], answers["cut_digest"]),
        written=words(answers),
        edition=answers["edition"],
        frozen=answers["digest"],
        counted=_before(report.until, answers.get("date")),
    )


def _before(until: date, day: object) -> date | None:
    """The day it was frozen on, when its time was not over yet."""
    told = date.fromisoformat(day) if isinstance(day, str) else until
    return told if told < until else None


def words(answers: Mapping[str, Any]) -> dict[str, str]:
    """What the advisor wrote, by code; a code for a missing answer is no words."""
    return {code: answers[code] for code in WRITTEN if isinstance(answers.get(code), str)}


def differing(sent: Report, now: Report) -> list[str]:
    """The codes of the numbers that today's data would show otherwise; `pupils` for the children's lines."""
    then = {one.code: _canonical(_parts(_read(one.parts))) for one in sent.indicators}
    fresh = {one.code: _canonical(_parts(_read(one.parts))) for one in now.indicators}
    codes = [code for code in {**then, **fresh} if code not in PASSING and then.get(code) != fresh.get(code)]
    lines = [sorted(_canonical(_line(pupil)) for pupil in one.pupils) for one in (sent, now)]
    return codes + (["pupils"] if lines[0] != lines[1] else [])


def _read(parts: Parts) -> dict[str, Any]:
    """Parts as people read them."""
    return {name: _read(one) if isinstance(one, Mapping) else _alone(one) for name, one in parts.items()}


def _alone(value: Value) -> Value:
    """A count without how many sheets it was counted among: that is not shown beside it."""
    return replace(value, of=0 if value.of == 0 else None) if isinstance(value, Count) else value


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _parts(parts: Parts) -> list[Any]:
    """Parts as pairs, which keep their order: [name, [kind, numbers …]], or [name, {"parts": pairs}]."""
    return [
        [name, {"parts": _parts(part)} if isinstance(part, Mapping) else _value(part)]
        for name, part in parts.items()
    ]


def _value(value: Value) -> list[Any]:
    match value:
        case Count():
            return ["count", _plain(value.total), None if value.of is None else _plain(value.of)]
        case Ratio():
            return [value.unit, _plain(value.part), _plain(value.whole)]
        case Change():
            return ["change", _value(value.before), _value(value.after)]
        case Hidden():
            return ["hidden"]


def _plain(number: float) -> float:
    """Whole numbers as integers: 3 and 3.0 are written alike."""
    return int(number) if float(number).is_integer() else number


def _unparts(pairs: list[Any]) -> dict[str, Any]:
    return {
        name: _unparts(part["parts"]) if isinstance(part, dict) else _unvalue(part) for name, part in pairs
    }


def _unvalue(written: list[Any]) -> Value:
    kind, *numbers = written
    if kind == "count":
        return Count(*numbers)
    if kind == "change":
        return Change(_ratio(numbers[0]), _ratio(numbers[1]))
    return Hidden() if kind == "hidden" else _ratio(written)


def _ratio(written: list[Any]) -> Ratio:
    unit, part, whole = written
    return Ratio(part, whole, unit)


def _line(pupil: Pupil) -> list[Any]:
    levels = {subject: list(levels) for subject, levels in pupil.levels.items()}
    achieved = [list(one) for one in pupil.achieved]
    return [pupil.id, pupil.focal, pupil.sessions, pupil.minutes, achieved, pupil.risk, levels]


def _unline(line: list[Any], name: Callable[[str], str]) -> Pupil:
    child, focal, sessions, minutes, achieved, risk, levels = line
    marks = tuple((day, mark) for day, mark in achieved)
    known = {subject: (before, after) for subject, (before, after) in levels.items()}
    return Pupil(name(child), focal, sessions, minutes, marks, risk, known, child)
