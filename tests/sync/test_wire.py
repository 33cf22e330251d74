"""What device and centre say to each other, read back."""

from __future__ import annotations

import json

import pytest

from fieldkit.sync import wire

LEAST = {"batch": "b", "device": "d", "server": "s", "pos": {}, "room": 0}


def test_a_header_that_says_only_what_it_must_is_read() -> None:
    header, lines = wire.read_request(json.dumps(LEAST).encode() + b"\n{}")
    assert (header.ids, list(header.ask), header.proto) == (False, [], wire.PROTOCOL)
    assert lines == [b"{}"]


@pytest.mark.parametrize(
    "wrong", [{"pos": []}, {"ask": "all"}, {"room": -1}, {"batch": 7}, {"pos": {"s:1": "x"}}]
)
def test_a_header_of_another_shape_tells_nothing(wrong: dict[str, object]) -> None:
    with pytest.raises(wire.Unsound):
        wire.read_request(json.dumps({**LEAST, **wrong}).encode())
