"""The reports of a month, asked for at the command line in the middle of the next one."""

from __future__ import annotations

import json
from typing import Any

from tests.cli.conftest import Notebook
from tests.house.commands import fieldkit

LATER = "2025-11-14T12:00:00"
SEPTEMBER = "monthly:12KPR0001Z:2025-09"
OCTOBER = "monthly:12KPR0001Z:2025-10"


def said(notebook: Notebook, *words: str, code: int = 0, now: str = LATER, **more: str) -> Any:
    """What a command answers with `--json`."""
    found = fieldkit(*words, "--json", home=notebook.home, code=code, FIELDKIT_NOW=now, **more)
    return json.loads(found)
