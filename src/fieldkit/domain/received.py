"""What families give, day by day: the ledger (CON) beside what the sheets of the days tell (FS). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from fieldkit.domain.entry import Entry, count

_SORTS = {"hospedaje": "nights", "desayuno": "meals", "comida": "meals", "cena": "meals"}
"""What each sort of the ledger counts as; the others are other help."""


class Received(NamedTuple):
    """Nights and meals in some days, and how much else the ledger has."""

    nights: int
    meals: int
    others: int


def received(visits: Iterable[Entry], ledger: Iterable[Entry]) -> Received:
    """What was given, by these sheets (FS) and these lines of the ledger (CON).

    A night that the day's sheet and the ledger both have is one night: of each day the larger of the two
    counts; of meals likewise.
    """
    told: Counter[tuple[str, str]] = Counter()
    for sheet in visits:
        if sheet.answers.get("V01") == "jornada":
            told[sheet.date, "nights"] += sheet.answers.get("VF4_H") == "si"
            told[sheet.date, "meals"] += count(sheet.answers.get("VF4_C"))
    written: Counter[tuple[str, str]] = Counter()
    for line in ledger:
        sort = _SORTS.get(str(line.answers.get("sort")), "others")
        written[line.date, sort] += count(line.answers.get("quantity"))
    found: Counter[str] = Counter()
    for (_, sort), many in (told | written).items():  # the larger of the two
        found[sort] += many
    return Received(found["nights"], found["meals"], found["others"])
