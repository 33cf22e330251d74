"""What could not be done, in words, and its exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import Any

import typer

from fieldkit import errors, settings, text
from fieldkit.cli import kit, l10n
from fieldkit.errors import FieldkitError, Problem
from fieldkit.text import t, words

BUG, USAGE, CANNOT, INTERRUPTED = 1, 2, 3, 130


class Paused(FieldkitError):
    """Somebody stopped before the end: draft (its id), left (on purpose)."""

    code = "paused"


CODES: dict[type[FieldkitError], int] = {
    l10n.WrongUsage: USAGE,
    errors.BadQuery: USAGE,
    errors.BadAddress: USAGE,
    Paused: INTERRUPTED,
    errors.Offline: 5,
    errors.CentreBusy: 5,
    errors.LoginPage: 6,
    errors.NotAllowed: 7,
    errors.OtherVersion: 8,
    errors.OtherCentre: 8,
    errors.WrongClock: 9,
    errors.Untrusted: 9,
}
"""Exit codes; every other error of ours is 3: cannot be done as asked."""


def told(trouble: BaseException, *, as_json: bool) -> int:
    """Say what happened and what to do next. Returns the exit code."""
    code: int | None = None
    try:
        code = _told(trouble, as_json)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # whoever was reading has gone: nothing more is said, and nothing twice
        kit.silence(sys.stdout)
        return _told(trouble, as_json) if code is None else code
    except OSError:  # it is the standard output that fails: there is still the other one
        kit.silence(sys.stdout)
        return _told(trouble, as_json=False)
    except Exception as worse:  # noqa: BLE001 (even what has no words must not spill a person's data)
        return _tell_bug(worse, as_json)


def _told(trouble: BaseException, as_json: bool) -> int:
    if isinstance(trouble, FieldkitError):
        return _tell(trouble, as_json)
    if isinstance(trouble, typer.TyperException):
        return _tell_usage(trouble, as_json)
    if isinstance(trouble, (KeyboardInterrupt, typer.Abort)):
        _say(t("error.interrupted"), as_json, code="interrupted")
        return INTERRUPTED
    if isinstance(trouble, EOFError):
        _say(t("error.no_answer"), as_json, code="no_answer")
        return CANNOT
    if isinstance(trouble, OSError):
        return _tell(_of_the_system(trouble), as_json)
    return _tell_bug(trouble, as_json)


def _of_the_system(trouble: OSError) -> FieldkitError:
    """What the operating system refused, in our words; what came before it may well have been saved."""
    why = "full" if trouble.errno in errors.DiskFull.numbers else ""
    return errors.Unusable(file=str(trouble.filename or settings.home()), why=why)


def _tell(error: FieldkitError, as_json: bool) -> int:
    problems = error.facts.get("problems") or []
    facts: dict[str, Any] = {"problems": [described(problem) for problem in problems]} if problems else {}
    if error.facts.get("draft"):
        facts |= {"id": error.facts["draft"], "state": "draft"}
    _say(sentence(error), as_json, code=error.code, **facts)
    if not as_json:
        refused = [one for one in problems if one.level == "error" and "id" not in facts]
        tell_problems(refused or problems)  # of what could not be saved, only why not
    return next((code for kind, code in CODES.items() if isinstance(error, kind)), CANNOT)


def _tell_usage(error: Any, as_json: bool) -> int:
    if type(error).__name__ == "NoArgsIsHelpError":
        kit.line(error.message)
        return USAGE
    _say(l10n.sentence(error), as_json, code="usage")
    return USAGE


def _tell_bug(trouble: BaseException, as_json: bool) -> int:
    from fieldkit.cli import trace

    file = trace.write(trouble)
    kind = type(trouble).__name__
    said = t("error.bug", kind=kind, file=file) if file else t("error.bug_without_trace", kind=kind)
    _say(said, as_json, code="bug")
    return BUG


def _say(sentence: str, as_json: bool, *, code: str, **facts: Any) -> None:
    said = discreet(sentence)
    if as_json:
        kit.out({"error": code, "message": said, **facts})
    else:
        kit.line(kit.plain(said), sys.stderr)


def sentence(error: FieldkitError) -> str:
    """The sentence of an error: that of its reason when there is one (`unreadable_missing`), else its own."""
    area = "usage" if isinstance(error, l10n.WrongUsage) else "error"
    facts = _worded(error.facts)
    if isinstance(error, errors.BadIdentifier):
        return t(f"problem.{error.facts['why']}", **facts)
    which = facts.get("why") or error.facts.get("kind") or ("draft" if facts.get("draft") else "")
    reason = f"{error.code}_{which}"
    return t(f"{area}.{reason if reason in words(area) else error.code}", **facts)


def _worded(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts as a sentence shows them: words in the language in use, kinds by their name, matches as lines."""
    language = text.language()
    shown = {
        name: fact.get(language, "") if isinstance(fact, Mapping) else fact for name, fact in facts.items()
    }
    shown.setdefault("text", facts.get("value", ""))
    kind = facts.get("kind")
    if isinstance(kind, str) and kind in words("kind"):
        shown["kind"] = t(f"kind.{kind}")
    if "matches" in facts:
        shown["matches"] = "".join(map(_match, facts["matches"]))
    return shown


def _match(found: Any) -> str:
    """One of those that answer to a name, on a line of its own; with its id when there is one."""
    return f"\n  {found}" if isinstance(found, str) else f"\n  {found[1]}  ({found[0]})"


def described(problem: Problem) -> dict[str, Any]:
    """A problem for a program."""
    return {
        "field": problem.field,
        "code": problem.code,
        "level": problem.level,
        "message": problem_words(problem),
    }


def tell_problems(problems: Iterable[Problem]) -> None:
    """Each problem on a line of its own: where, what, what to do."""
    for problem in problems:
        kit.line(kit.plain(f"  {problem_line(problem)}"), sys.stderr)


def problem_words(problem: Problem) -> str:
    """What is wrong with one answer, and what to do. A form may bring its own words: the fact `message`."""
    facts = _worded(problem.facts)
    if problem.code.startswith("curp_"):
        from fieldkit.domain.identifiers import masked

        facts |= {"text": masked(str(facts["text"])), "value": masked(str(facts["text"]))}
    return discreet(str(facts.get("message") or t(f"problem.{problem.code}", **facts)))


def discreet(words: str) -> str:
    """Words without a whole CURP in them."""
    from fieldkit.domain import identifiers

    return identifiers.discreet(words)


def problem_line(problem: Problem) -> str:
    """A problem with its place: its question (its code where it has none), the row, what is wrong."""
    place = _worded(problem.facts).get("label") or problem.field
    row = problem.field.partition("[")[2].partition("]")[0]
    if row:
        place = t("error.in_row", label=place, row=row)
    return f"{place}: {problem_words(problem)}"
