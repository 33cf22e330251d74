"""How many wrong enrolment codes one address, or one code, may try. Kept by each process for itself: enough
against guessing 60 bits, and nothing that workers would have to share."""

from __future__ import annotations

import math
import time
from collections import deque

from fieldkit.errors import BadCode

TRIES = 100
SPAN = 600
"""Wrong tries allowed in so many seconds. Behind one address there may be a whole town: nobody types that
many, so who is wrong keeps no colleague waiting. Guessing with them is as hopeless as with ten."""

_MOST = 10_000


class Patience:
    """Remembers wrong tries."""

    def __init__(self) -> None:
        self._wrong: dict[str, deque[float]] = {}

    def check(self, *names: str) -> None:
        """Raises BadCode, with the seconds and minutes left, when one of these has been wrong too often."""
        now = time.monotonic()
        for name in names:
            tries = self._wrong.get(name, deque())
            while tries and tries[0] <= now - SPAN:
                tries.popleft()
            if len(tries) >= TRIES:
                wait = math.ceil(tries[0] + SPAN - now)
                raise BadCode(why="too_many", wait=wait, minutes=math.ceil(wait / 60))

    def wrong(self, *names: str) -> None:
        """One more wrong try of each of these."""
        if len(self._wrong) > _MOST:
            self._wrong.clear()
        for name in names:
            self._wrong.setdefault(name, deque(maxlen=TRIES)).append(time.monotonic())
