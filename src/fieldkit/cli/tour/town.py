"""The second half: a centre, a road that breaks, a sync killed in the middle, and everything counted."""

from __future__ import annotations

from pathlib import Path

from fieldkit.cli.tour import count
from fieldkit.cli.tour.district import District, Laptop
from fieldkit.cli.tour.link import Link
from fieldkit.cli.tour.stage import Stage, same
from fieldkit.forms.form import load
from fieldkit.store import tally
from fieldkit.text import language, t

CENTRE = "centro"
"""The name of the centre's own folder."""

UNREACHABLE = 5
"""The exit code of a sync whose road breaks."""

COUNTED = {
    "school REG-E": "schools",
    "person REG-A": "students",
    "person REG-D": "teachers",
    "person REG-F": "relatives",
    "kinship REG-F": "kinships",
    "entry FS": "sheets",
    "entry DXA": "diagnoses",
}
"""Records of the centre that `expected.json` counts."""

_PATIENCE = 20.0


def town(stage: Stage, district: District, laptops: list[Laptop]) -> None:
    """Everything that happens where there is a network."""
    first, second = laptops
    database = stage.home(CENTRE) / "centre.db"
    stage.act("act_centre")
    with stage.centre(CENTRE) as port, Link(port) as road:
        stage.tell("road", port=road.port)
        for laptop in laptops:
            enrol(stage, laptop, road.port)
        cut(stage, first, road, database)
        killed(stage, second, road)
        road.mend()
        stage.act("act_again")
        for laptop in laptops:
            arrive(stage, laptop)
    settle(stage, district, laptops, database)


def enrol(stage: Stage, laptop: Laptop, port: int) -> None:
    """The centre takes an advisor in; the laptop shows the code, by the road that will break."""
    words = ("server", "advisor", "new", "--name", laptop.advisor, "--schools", ",".join(laptop.schools))
    stage.show(CENTRE, *words)
    code = stage.facts(CENTRE, *words)["code"]
    stage.tell("code", code=code)
    stage.run(laptop.name, "enroll", f"http://127.0.0.1:{port}", code)


def cut(stage: Stage, laptop: Laptop, road: Link, database: Path) -> None:
    """The road breaks while the centre answers: all has arrived, and the laptop rightly does not say so."""
    stage.act("act_cut", name=laptop.advisor)
    road.worsen(100)
    stage.run(laptop.name, "sync", "--max-time", "1", leaves=UNREACHABLE)
    home = stage.home(laptop.name)
    same("nothing_signed", count.vouched(home)["unsigned"], len(tally.journal(home)))
    stage.tell("arrived_unsaid", number=len(tally.arrived(database)))


def killed(stage: Stage, laptop: Laptop, road: Link) -> None:
    """Kill a sync while it waits for the centre's answer."""
    stage.act("act_sync_killed", name=laptop.advisor)
    road.worsen(100, holds=True)
    process = stage.start(laptop.name, "sync")
    same("held_still", road.reached.wait(_PATIENCE), True)
    process.kill()
    process.wait()
    stage.tell("sync_killed")
    stage.run(laptop.name, "status")


def arrive(stage: Stage, laptop: Laptop) -> None:
    """The second sync completes it: a signed receipt for every line of the journal."""
    stage.run(laptop.name, "sync")
    same("pending", stage.facts(laptop.name, "status")["pending"], 0)
    home = stage.home(laptop.name)
    signed = count.vouched(home)
    same("signed", signed["ok"], len(tally.journal(home)))
    stage.tell("receipts", name=laptop.advisor, number=signed["ok"])


def settle(stage: Stage, district: District, laptops: list[Laptop], database: Path) -> None:
    """What the centre holds, counted in its own database: everything, once."""
    stage.act("act_count")
    homes = [stage.home(laptop.name) for laptop in laptops]
    same("missing", count.missing(homes, database), 0)
    same("doubled", count.doubled(database), 0)
    held = tally.records(database)
    for name, number in sorted(held.items()):
        kind, form = name.split()
        stage.tell("held", number=number, form=load(form).label(language()), kind=t(f"kind.{kind}"))
    for name, counted in COUNTED.items():
        same(counted, held[name], district.expected[counted])
