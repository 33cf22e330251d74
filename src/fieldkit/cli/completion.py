"""Completing commands in the shell with the tab key."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from typer._completion_classes import completion_init
from typer.completion import shell_complete

from fieldkit.cli import kit
from fieldkit.cli.l10n import WrongUsage

if TYPE_CHECKING:
    from typer.core import TyperGroup

VARIABLE = "_FIELDKIT_COMPLETE"


def answer(group: TyperGroup) -> int:
    """Answer the shell that set `_FIELDKIT_COMPLETE`. Returns the exit code it expects."""
    completion_init()
    return shell_complete(group, {}, "fieldkit", VARIABLE, os.environ[VARIABLE])


def install() -> None:
    """Teach the shell in use to complete `fieldkit`. Raises WrongUsage in a shell it cannot teach."""
    from typer._completion_shared import Shells, _get_shell_name
    from typer._completion_shared import install as write

    found = _get_shell_name()
    if found not in {shell.value for shell in Shells}:
        raise WrongUsage("no_such_shell", text=found or "?")
    shell, file = write(shell=found, prog_name="fieldkit", complete_var=VARIABLE)
    kit.say("usage.completion_installed", shell=shell, file=file)
