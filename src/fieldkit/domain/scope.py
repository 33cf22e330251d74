"""Whose work a record is part of: what an advisor may read, and what is taken from them. Pure."""

from __future__ import annotations

from dataclasses import dataclass

PROVISIONAL = "PROV-"
"""How the key of a school begins that has none yet."""

COMMON = "g"
"""The bucket that everybody reads: the catalogue of exercises. The centre alone puts a record into it."""


@dataclass(frozen=True, slots=True)
class Site:
    """What decides about a school: its key, and the advisor who made it under a provisional one."""

    cct: str
    maker: str | None


@dataclass(frozen=True, slots=True)
class Scope:
    """What an advisor has to do with. authors: the identities they sign with, one on each device.
    cares: keys of the schools in their care. cared: those too that were once."""

    advisor: str
    authors: frozenset[str]
    cares: frozenset[str]
    cared: frozenset[str]

    def sees(self, site: Site) -> bool:
        """Whether this school, and all about it, is theirs to read: its maker's until its key is in, or has
        passed from, their care."""
        return site.cct in self.cares or (site.maker == self.advisor and site.cct not in self.cared)

    def fills(self, site: Site) -> bool:
        """Whether their changes at this school are taken: also after it passed into other hands."""
        return site.cct in self.cared or site.maker == self.advisor

    def founds(self, cct: str) -> bool:
        """Whether they may make a school with this key."""
        return cct in self.cared or cct.startswith(PROVISIONAL)

    def owns(self, bucket: str) -> bool:
        """Whether this is their own bucket."""
        return bucket.startswith("a:") and bucket[2:] in self.authors
