"""Exercises and their versions."""

from __future__ import annotations

from fieldkit.domain.exercise import Exercise, newest


def _exercise(id: str, code: str, version: str, title: str = "") -> Exercise:
    return Exercise(id, "a:x", id, {"answers": {"code": code, "version": version, "title": title}})


def test_the_newest_version_stands_and_ten_is_newer_than_nine() -> None:
    found = newest(
        [_exercise("3", "MAT-1", "10"), _exercise("1", "MAT-1", "9"), _exercise("2", "LEN-1", "1")]
    )
    assert {code: one.version for code, one in found.items()} == {"LEN-1": "1", "MAT-1": "10"}


def test_of_two_notebooks_catalogues_the_one_brought_first_stands() -> None:
    both = [_exercise("2", "MAT-1", "1", "later"), _exercise("1", "MAT-1", "1", "first")]
    assert newest(both)["MAT-1"].title == newest(reversed(both))["MAT-1"].title == "first"
