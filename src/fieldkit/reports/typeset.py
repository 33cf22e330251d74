"""Typst made to set a page: a template of ours, and data that it only ever sees as JSON.

The same data gives the same bytes on every machine: no clock, no fonts but those typst carries.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from fieldkit.errors import NotInstalled

_TEMPLATES = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Typeset:
    """A PDF, how many pages it has, and how much of the last one is free below (points)."""

    body: bytes
    pages: int
    free: float


def pdf(template: str, data: Any, day: date | None = None) -> Typeset:
    """The PDF of a template (`paper.typ`) with its data.

    day: what the file says it was made on; without one it says nothing true (1970). Raises NotInstalled.
    """
    try:
        import typst
    except ImportError as missing:  # there is none for Windows of 32 bits
        raise NotInstalled(extra="typst", why="pdf") from missing
    made = int(datetime.combine(day, time(), UTC).timestamp()) if day else 0
    told = json.dumps(data, ensure_ascii=False).encode("utf-8", "replace").decode()
    words = {"data": told}
    compiler = typst.Compiler(
        str(_TEMPLATES / template), root=str(_TEMPLATES), sys_inputs=words, ignore_system_fonts=True
    )
    body: Any = compiler.compile(format="pdf", timestamp=made)
    found: Any = json.loads(str(compiler.query("<end>", field="value", one=True)))
    return Typeset(bytes(body), found["pages"], found["free"])
