"""Completing commands in the shell with the tab key."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from typer._completion_classes import completion_init
from typer.completion import shell_complete

from fieldkit.cli import kit

if TYPE_CHECKING:
    from typer.core import TyperGroup

VARIABLE = "_FIELDKIT_COMPLETE"


def answer(group: TyperGroup) -> int:
    """Answer the shell that set `_FIELDKIT_COMPLETE`. Returns the exit code it expects."""
    completion_init()
    return shell_complete(group, {}, "fieldkit", VARIABLE, os.environ[VARIABLE])


def install() -> None:
    """Teach the shell in use to complete `fieldkit`."""
    from typer._completion_shared import install as write

    shell, file = write(prog_name="fieldkit", complete_var=VARIABLE)
    kit.say("usage.completion_installed", shell=shell, file=file)
