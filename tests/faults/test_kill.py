"""A short run of the kill campaign; `make kill-campaign` runs the long one."""

from __future__ import annotations

from pathlib import Path

from tests.faults import deeds
from tests.faults.kill import campaign, centre, prepare


def test_nothing_is_lost_or_doubled_by_killing_commands_at_random() -> None:
    story = campaign(rounds=25, seed=3)
    assert story.kills > 5
    assert story.finished > 1


def test_each_sheet_of_the_campaign_is_whole_where_nobody_kills_it(tmp_path: Path) -> None:
    """A long campaign is of no use when a form has come to ask for more than its sheets say."""
    with centre(tmp_path) as address:
        story = prepare(tmp_path, address)
        said = {sort: deeds.whole(story, sort, f"marca-0-{sort}")["state"] for sort in deeds.SHEETS_OF}
    assert said == dict.fromkeys(deeds.SHEETS_OF, "finished")
