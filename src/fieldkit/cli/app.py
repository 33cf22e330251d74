"""The whole command line: which module has which command, and the one place where a run begins and ends."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from fieldkit import clock, settings

if TYPE_CHECKING:
    from typer.core import TyperGroup

MODULES: dict[str, str] = {
    "init": "init",
    "today": "today",
    "guide": "guide",
    "agenda": "agenda",
    "school": "school",
    "student": "student",
    "teacher": "teacher",
    "family": "family",
    "advisor": "advisor",
    "calendar": "calendar",
    "diagnostic": "diagnostic",
    "plan": "plan",
    "monitoring": "monitoring",
    "apec": "apec",
    "rules": "rules",
    "minutes": "minutes",
    "proposal": "proposal",
    "counterpart": "counterpart",
    "contact": "contact",
    "story": "story",
    "strategy": "strategy",
    "exercise": "exercise",
    "tutoring": "tutoring",
    "account": "account",
    "demonstration": "demonstration",
    "qualification": "qualification",
    "encounter": "encounter",
    "report": "report",
    "programme": "programme",
    "attach": "attach",
    "attachment": "attachment",
    "fill": "fill",
    "draft": "draft",
    "form": "form",
    "import": "intake",
    "export": "export",
    "sql": "sql",
    "search": "search",
    "history": "history",
    "undo": "undo",
    "enroll": "enroll",
    "sync": "sync",
    "status": "status",
    "backup": "backup",
    "server": "server",
    "demo": "demo",
}
"""Every command, in the order of the help page: its name and the module of `fieldkit.cli` that has it.

A module is loaded when its command runs. `cli/names.py` has the Spanish names, `help.<name>` the short help.
"""


def run(arguments: list[str] | None = None) -> int:
    """Run one command line. Returns its exit code; here, and only here, errors become words and codes."""
    given = sys.argv[1:] if arguments is None else arguments
    _stand_in_for_closed_streams()
    _bear_any_console()
    try:
        return _run(given)
    except BrokenPipeError:  # whoever was reading a list has gone
        _flush()
        return 0
    except (Exception, KeyboardInterrupt) as trouble:  # noqa: BLE001 (the last stop: everything gets words)
        from fieldkit.cli import failure

        return failure.told(trouble, as_json="--json" in given)


def _run(given: list[str]) -> int:
    from fieldkit.cli import l10n
    from fieldkit.forms import own

    own.folder = settings.home() / "forms"
    rest = l10n.settle(given)
    if not clock.is_sound():
        raise l10n.WrongUsage("not_now", text=os.environ["FIELDKIT_NOW"])
    group = root()
    if os.environ.get("_FIELDKIT_COMPLETE"):
        from fieldkit.cli import completion

        return completion.answer(group)
    from typer import Exit

    try:
        with group.make_context("fieldkit", rest) as context:
            group.invoke(context)
    except Exit as end:
        return end.exit_code
    finally:
        _flush()
    return 0


def _flush() -> None:
    """What was said goes out. That nobody reads it any more changes nothing of what was done."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        from fieldkit.cli import kit

        kit.silence(sys.stdout)


def root() -> TyperGroup:
    """`fieldkit` itself."""
    from fieldkit.cli.root import make

    return make()


def module(name: str) -> Any:
    """The module that has a command."""
    return import_module(f"fieldkit.cli.{MODULES[name]}")


def _stand_in_for_closed_streams() -> None:
    """Whoever starts us without input or output (`>&-`, a scheduler) gets an empty one.

    In this order, so that no file of ours ever takes the number of a standard stream.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 (for good)


def _bear_any_console() -> None:
    """A console that cannot write an accent shows `?` in its place; it does not stop work."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
