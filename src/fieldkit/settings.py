"""Where the notebook is and in which language it speaks. Read only at the doors."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path


def home() -> Path:
    """The folder of the store: `FIELDKIT_HOME`, else the user's own folder for programs."""
    given = os.environ.get("FIELDKIT_HOME")
    if given:
        return Path(given)
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home()) / "fieldkit"
    return Path.home() / ".fieldkit"


def read() -> dict[str, str]:
    """What was chosen at `fieldkit init`: {"lang": "es"}. Empty when nothing was."""
    file = home() / "settings.json"
    if not file.is_file():
        return {}
    found = json.loads(file.read_text(encoding="utf-8"))
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}


def write(chosen: dict[str, str]) -> None:
    """Keep what was chosen."""
    home().mkdir(parents=True, exist_ok=True)
    (home() / "settings.json").write_text(json.dumps(chosen, ensure_ascii=False), encoding="utf-8")
