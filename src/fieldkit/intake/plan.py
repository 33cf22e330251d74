"""What an import makes of each row: new, changed, same, a draft, or refused and why. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from fieldkit.domain.names import fold
from fieldkit.domain.record import Record
from fieldkit.errors import Problem
from fieldkit.forms.check import Checked
from fieldkit.intake.alike import NAME
from fieldkit.store.fresh import Written

NEW, CHANGED, SAME, DRAFT, REFUSED = "new", "changed", "same", "draft", "refused"

NOTICE = ("notice_version", "notice_date", "notice_to", "notice_how")
"""The items of the privacy notice: all that may be missing from a person who is kept as a draft."""

REPAIRS = frozenset({"key_lost_zero", "key_letter_o"})
"""Warnings that tell of something mended, and what it was before."""


class Fair(NamedTuple):
    """Rows against which nothing is to be said, in their order.

    written: the record each makes, if there is none of its key yet. notes: what is pointed out, by line.
    """

    lines: list[int]
    written: list[Written]
    notes: dict[int, Sequence[Problem]]


_UNCHECKED = Checked({})


@dataclass(slots=True)
class Row:
    """One row of a file, understood.

    raw: as it came. given: what it says, by item; the school and persons it names as ids. filled: what
    stands where nothing else does: said once for all rows, or known to the program. checked: both, checked.
    keys: what tells the same thing again within one file. twice: whether an earlier row had one of them.
    again: whether an earlier file refused it as one that was there twice, and nobody has said that it counts.
    made: its record, when nothing is said against it. written: the names that ids stand for now, by place.
    """

    line: int
    raw: Any
    given: dict[str, Any]
    filled: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    checked: Checked = _UNCHECKED
    keys: tuple[str, ...] = ()
    twice: bool = False
    again: bool = False
    made: Written | None = None
    written: dict[str, str] = field(default_factory=dict)

    @property
    def notes(self) -> tuple[Problem, ...]:
        """All that is to be said of it."""
        return _together(self.problems, self.checked.problems)


@dataclass(frozen=True, slots=True)
class Have:
    """What the notebook has for a row. answers: all of it as one sheet. records: by part; a part without one
    is still to be made. draft: the unfinished sheet it is, when it is not a record yet. renewed: whether the
    row is of a later school year than all that the person was at the school, and is told as new.
    """

    answers: Mapping[str, Any]
    records: Mapping[str, Record] = field(default_factory=dict)
    draft: str | None = None
    renewed: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with a row. answers: the whole sheet as it will be. changes: before and after, by item."""

    verdict: str
    row: Row
    answers: Mapping[str, Any]
    problems: tuple[Problem, ...] = ()
    changes: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    have: Have | None = None


def decide(row: Row, have: Have | None, check: Callable[[Mapping[str, Any]], Checked]) -> Decision:
    """What to do with a row. Only what the row says changes anything: a cell left blank erases nothing."""
    if have is None:
        return _judged(row, None, row.checked)
    if have.draft is None and not row.problems and row.checked.complete and _agrees(row, have):
        repairs = tuple(problem for problem in row.checked.problems if problem.code in REPAIRS)
        return Decision(SAME, row, have.answers, repairs, have=have)
    return _judged(row, have, check({**row.filled, **have.answers, **row.given}))


def _judged(row: Row, have: Have | None, checked: Checked) -> Decision:
    problems = _together(row.problems, checked.problems)
    errors = [problem for problem in problems if problem.level == "error"]
    changes = _changes(have.answers, checked.answers) if have else {}
    verdict = _verdict(have, errors, changes)
    repeats = row.twice or (row.again and have is not None)
    if repeats and verdict == CHANGED and all(_alike(code, *pair) for code, pair in changes.items()):
        return Decision(SAME, row, checked.answers, have=have)  # the spelling that came first stands
    if repeats and verdict not in (SAME, REFUSED) and not (have and have.renewed):
        verdict, problems = REFUSED, (_repeated(row, changes), *problems)
    return Decision(verdict, row, checked.answers, problems, changes, have)


def _together(read: Sequence[Problem], checked: Sequence[Problem]) -> tuple[Problem, ...]:
    """All that is wrong with a row. What was said and could not be understood is not missing as well."""
    unread = {problem.field for problem in read if problem.level == "error"} if read else ()
    return (*read, *(one for one in checked if one.code != "required" or one.field not in unread))


def _repeated(row: Row, changes: Mapping[str, Any]) -> Problem:
    """That an earlier row is about the same: what this one would change, first of all the school."""
    if "school" in changes:
        return Problem("school", "at_two_schools" if row.twice else "repeated_before")
    said = (code for code in changes if code in row.given)
    return Problem(
        next(said, next(iter(changes), "")), "repeated_in_file" if row.twice else "repeated_before"
    )


def _verdict(have: Have | None, errors: list[Problem], changes: Mapping[str, Any]) -> str:
    """Nobody is finished without the privacy notice; whoever lacks nothing else is kept as a draft."""
    if any(problem.field not in NOTICE or problem.code != "required" for problem in errors):
        return REFUSED
    if errors and have is not None and have.records:
        return REFUSED
    if errors:
        return DRAFT if have is None or changes else SAME
    if have is None or not have.records or have.renewed:
        return NEW
    return CHANGED if changes else SAME


def _agrees(row: Row, have: Have) -> bool:
    """Whether all that the row says is so already."""
    return all(row.checked.answers.get(code) == have.answers.get(code) for code in row.given)


def _alike(code: str, before: Any, after: Any) -> bool:
    """The same words but for their accents, as lists that repeat a school have them. In somebody's name an
    accent more says something: Peña, after Pena."""
    if not (isinstance(before, str) and isinstance(after, str) and fold(before) == fold(after)):
        return False
    return code not in NAME or all(
        two in (one, fold(one)) for one, two in zip(_letters(before), _letters(after), strict=False)
    )


def _letters(text: str) -> list[str]:
    return [sign for sign in text.casefold() if sign.isalnum()]


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """What differs, item by item, in the order of the sheet."""
    codes = dict.fromkeys((*after, *before))
    return {
        code: (before.get(code), after.get(code)) for code in codes if before.get(code) != after.get(code)
    }
