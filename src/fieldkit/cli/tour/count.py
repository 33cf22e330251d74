"""What the tour counts: receipts against journals, and what the centre holds, straight from its database."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from pathlib import Path

from fieldkit.store import tally
from fieldkit.store.store import Store
from fieldkit.sync import seal, wire
from fieldkit.sync.member import member


def vouched(home: Path) -> Counter[str]:
    """How many changes of a journal the centre has signed for, by outcome; `unsigned` for the rest.

    A receipt that the key pinned at enrolment does not prove counts for nothing.
    """
    with closing(Store.open(home)) as store:
        key = member(store).key
    said: dict[str, str] = {}
    for body, signature in tally.receipts(home):
        if seal.genuine(body, signature, key):
            said |= {id: outcome for id, outcome, *_ in wire.read_receipt(body).results}
    return Counter(said.get(id, "unsigned") for id in tally.journal(home))


def doubled(centre: Path) -> int:
    """How many changes rest at the centre more than once."""
    return sum(times > 1 for times in tally.arrived(centre).values())


def missing(homes: list[Path], centre: Path) -> int:
    """How many changes of these notebooks the centre does not hold."""
    here = set[str]().union(*map(tally.journal, homes))
    return len(here - set(tally.arrived(centre)))
