"""The acts of the tour in their order, and the cleaning up after them."""

from __future__ import annotations

import shutil
from pathlib import Path

from fieldkit.cli.tour import cycle, district, network, story
from fieldkit.cli.tour.stage import Off, Stage
from fieldkit.cli.tour.town import CENTRE, town


def play(folder: Path, *, files: Path | None = None, keep: bool = False) -> str:
    """Play it all in this folder. Returns "" or what was not as it must be; then the folder stays.

    files: another district than the packaged one.
    """
    stage = Stage(folder)
    here = district.District(files or district.source())
    first, second = laptops = here.laptops()
    stage.tell("begin", folder=folder)
    try:
        story.set_out(stage, here, laptops)
        story.rosters(stage, here, first)
        story.struck_down(stage, here, second)
        for laptop in laptops:
            story.visits(stage, here, laptop)
            story.tested(stage, here, laptop)
        cycle.cycle(stage, here, first)
        network.network(stage, here, first)
        town(stage, here, laptops)
        cycle.reported(stage, CENTRE, first)
        network.seen(stage, CENTRE, first)
    except Off as off:
        return str(off)
    if not keep:
        shutil.rmtree(folder)
    return ""
