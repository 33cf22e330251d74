"""Comparing two sets cheaply: how many, and the XOR of their members' fingerprints.

Two sides that hold the same get the same two numbers whatever the order; two that differ do so except once in
2**64. The numbers are signed 64-bit, which every database can keep.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def fingerprint(member: str) -> int:
    """The first 8 bytes of a member's SHA-256, as a signed number."""
    return int.from_bytes(hashlib.sha256(member.encode()).digest()[:8], signed=True)


def of_revision(record: str, rev: str) -> int:
    """The fingerprint of one record in one state."""
    return fingerprint(f"{record}|{rev}")


def summed(fingerprints: Iterable[int]) -> tuple[int, int]:
    """(count, XOR) of fingerprints."""
    count = total = 0
    for one in fingerprints:
        count += 1
        total ^= one
    return count, total
