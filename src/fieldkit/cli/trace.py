"""A trace of our own bug for whoever mends it: places in the code and nothing that a person typed."""

from __future__ import annotations

import platform
import sys
import traceback
from pathlib import Path

from fieldkit import __version__, clock, settings


def write(trouble: BaseException) -> str | None:
    """Keep the trace in the notebook's folder. Returns its file, or None where nothing can be written."""
    folder = settings.home() / "log"
    file = folder / f"{clock.stamp().replace(':', '')}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(lines(trouble)) + "\n", encoding="utf-8")
    except OSError:
        return None
    return str(file)


def lines(trouble: BaseException) -> list[str]:
    """Versions, then each exception of the chain: its type and where it passed. No message, no value."""
    found = [f"fieldkit {__version__}, Python {platform.python_version()}, {sys.platform}"]
    link: BaseException | None = trouble
    while link is not None:
        found.append(type(link).__name__)
        for frame, line in traceback.walk_tb(link.__traceback__):
            place = frame.f_code
            found.append(f"  {'/'.join(Path(place.co_filename).parts[-3:])}:{line} {place.co_name}")
        link = link.__cause__ or link.__context__
    return found
