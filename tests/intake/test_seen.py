"""What has been met in a file is remembered in eight bytes."""

from __future__ import annotations

from fieldkit.intake.seen import Seen


def test_a_text_is_met_once_for_the_first_time() -> None:
    """Ten thousand texts: enough for every drawer to hold some, in any order."""
    seen = Seen()
    texts = [f"SOC|{n * 7919 % 10_007}" for n in range(10_000)]
    assert not any(seen.meet(text) for text in texts)
    assert all(seen.meet(text) for text in reversed(texts))
    assert not seen.meet("SOC|another")


def test_half_a_sign_is_met_too() -> None:
    seen = Seen()
    assert [seen.meet("\ud83d") for _ in range(2)] == [False, True]
