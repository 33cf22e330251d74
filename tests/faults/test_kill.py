"""A short run of the kill campaign; `make kill-campaign` runs the long one."""

from __future__ import annotations

from tests.faults.kill import campaign


def test_nothing_is_lost_or_doubled_by_killing_commands_at_random() -> None:
    story = campaign(rounds=25, seed=3)
    assert story.kills > 5
    assert story.finished > 1
