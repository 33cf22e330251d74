"""`fieldkit demo`: the whole story, for real, in a temporary folder, in under a minute."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Annotated

from fieldkit.cli import kit

app = kit.leaf("demo")

Keep = Annotated[bool, kit.option("--keep", "demo.option_keep")]


@app.command("demo")
def demo(keep: Keep = False) -> None:
    """Play the tour; leave with 1 and the reason when any count is off."""
    from fieldkit.cli import server
    from fieldkit.cli.tour.play import play

    server.needed()
    began = time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix="fieldkit-"))
    problem = play(folder, keep=keep)
    if problem:
        kit.note("demo.off", problem=problem, folder=folder)
        kit.leave(1)
    kit.say("demo.end", seconds=round(time.monotonic() - began))
    kit.say("demo.try_it", fieldkit=typed())


def typed() -> str:
    """How this fieldkit is typed here: its name when the terminal finds it, else where it is."""
    if shutil.which("fieldkit"):
        return "fieldkit"
    script, here = Path(sys.executable).with_name("fieldkit"), Path.cwd()
    below = here in script.parents[1:]
    shown = str(script.relative_to(here) if below else script)
    return f'"{shown}"' if " " in shown else shown
