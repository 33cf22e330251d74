"""What the numbers of the exchanges tell: an answer lost, a notebook put back, or two of them."""

from __future__ import annotations

from fieldkit.domain.turns import MOST, last, take

Line = list[list[int]]


def told(path: Line, *said: int) -> tuple[Line, list[bool]]:
    """The path after somebody said these numbers, and each time whether two notebooks showed."""
    found = []
    for number in said:
        path, revived = take(path, number)
        found.append(revived)
    return path, found


def test_who_goes_on_says_the_last_number() -> None:
    assert told([], 0, 1, 2) == ([[0, 3]], [False] * 3)
    assert (last([]), last([[0, 3]])) == (0, 3)


def test_a_lost_answer_is_followed_by_the_number_before_it() -> None:
    """The answer 3 is lost; 2 is said again, and 4 is given."""
    assert told([[0, 3]], 2, 4) == ([[0, 2], [4, 5]], [False, False])


def test_a_notebook_put_back_again_and_again_is_never_two() -> None:
    """At 9 put back to 5, given 10; at 12 to 10, given 13; then to 2, given 14."""
    path, found = told([[0, 9]], 5, 10, 11, 10, 2, 14)
    assert not any(found)
    assert path == [[0, 2], [14, 15]]


def test_what_was_left_behind_and_goes_on_shows_two_each_time_they_change() -> None:
    """Copied at 1: the first got 2, the copy 3. The first says 2, the copy 3, the first 4."""
    assert told([[0, 1]], 1, 1, 2, 3, 4)[1] == [False, False, True, True, True]


def test_a_centre_put_back_from_a_copy_accuses_nobody() -> None:
    """It had given 20 and knows of 15; then 21 is given, and the notebook too is put back, to 16."""
    assert told([[0, 15]], 20, 21, 16) == ([[16, 16], [23, 23]], [False] * 3)


def test_what_is_remembered_has_an_end() -> None:
    """Each second answer is lost: one more stretch each time."""
    path: Line = []
    for _ in range(3 * MOST):
        number = last(path)
        path, _ = take(path, number)
        path, revived = take(path, number)
        assert not revived
    assert len(path) == MOST
