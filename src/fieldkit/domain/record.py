"""What every record has: an identity, a kind, a revision and a document."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, TypeGuard

FINISHED, CORRECTED, WITHDRAWN = "finished", "corrected", "withdrawn"
"""The states of a saved record; a draft is not a record yet."""

_last = 0


def new_id() -> str:
    """A new identity: UUID version 7 (RFC 9562 §5.7) as text, rising within one process.

    Made here, in a few lines, because importing a UUID library costs a save more than the save itself. The
    time bits only keep the index tidy: nobody reads them, so a wrong clock does no harm.
    """
    return _id(os.urandom(9).hex())


def new_ids(count: int) -> Iterator[str]:
    """So many new identities: asking the system for chance costs as much as making one."""
    chance = os.urandom(9 * count).hex()
    return (_id(chance[at : at + 18]) for at in range(0, len(chance), 18))


def are_ids(answer: object) -> TypeGuard[str]:
    """Whether an answer is nothing but identities, with blanks between them."""
    words = answer.split() if isinstance(answer, str) else []
    return bool(words) and all(len(word) == 36 and word.count("-") == 4 for word in words)


def _id(chance: str) -> str:
    """An identity from eighteen hexadecimal digits of chance: three beside the time, fifteen after it."""
    global _last
    stamp = time.time_ns() // 1_000_000 << 12 | int(chance[:3], 16)
    _last = stamp if stamp > _last else _last + 1
    text = hex(1 << 60 | _last)  # always 0x1 and fifteen digits
    return f"{text[3:11]}-{text[11:15]}-7{text[15:]}-8{chance[3:6]}-{chance[6:]}"


@dataclass(frozen=True, slots=True)
class Record:
    """The present state of one thing known.

    id: the id of the change that created it. bucket: who may see it (`s:<school>`, `a:<advisor>`, `g`).
    rev: the id of the change, or of the centre's merge, that made this state. doc: form, version, state,
    answers, and whatever a newer program put there.
    """

    id: str
    bucket: str
    rev: str
    doc: Mapping[str, Any]
    flagged: bool = False

    kind: ClassVar[str]

    @property
    def form(self) -> str:
        """The code of the form that describes it."""
        return str(self.doc["form"])

    @property
    def state(self) -> str:
        """`finished`, `corrected` or `withdrawn`."""
        return str(self.doc["state"])

    @property
    def answers(self) -> Mapping[str, Any]:
        """What was answered, by item code."""
        found: Mapping[str, Any] = self.doc["answers"]
        return found


def said(doc: Mapping[str, Any], field: str) -> Any:
    """What a document says in a field: `state`, `answers.V05`."""
    place, _, key = field.partition(".")
    found = doc.get(place)
    return found.get(key) if key and isinstance(found, Mapping) else found
