"""Which columns mean what in somebody's own sheets, kept by name so that it is said only once."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from fieldkit.errors import NotFound, Unreadable

_NAME = re.compile(r"\w[\w-]{0,39}")


def save(home: Path, name: str, mapped: Mapping[str, str]) -> None:
    """Keep a map: item code by column name. Raises NotFound when that cannot be the name of one."""
    file = _file(home, name)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.write_text(json.dumps(dict(mapped), ensure_ascii=False, indent=1), encoding="utf-8")


def load(home: Path, name: str) -> dict[str, str]:
    """A map kept before. Raises NotFound, Unreadable."""
    file = _file(home, name)
    if not file.is_file():
        raise NotFound(kind="map", text=name)
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        return {str(column): str(code) for column, code in found.items()}
    except (ValueError, AttributeError):
        raise Unreadable(file=str(file), why="not_json") from None


def _file(home: Path, name: str) -> Path:
    if not _NAME.fullmatch(name):
        raise NotFound(kind="map", text=name)
    return home / "maps" / f"{name}.json"
