"""Where people keep forms of their own. A door says it, once; a notebook has them in its folder."""

from __future__ import annotations

from pathlib import Path

folder: Path | None = None
