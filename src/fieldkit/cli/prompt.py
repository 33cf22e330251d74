"""One line typed at the terminal, and no Ctrl-C lost while waiting for it."""

from __future__ import annotations

import signal
import sys

LOOK = 0.2
"""Seconds after which a Ctrl-C that `input` passed over is seen."""


def line(words: str) -> str:
    """One line typed after these words. Raises EOFError when no more comes, KeyboardInterrupt on Ctrl-C."""
    if sys.platform == "win32":
        return input(words)
    # Python notes a Ctrl-C that comes while `input` draws the prompt, but looks at it only when its wait for
    # a key is broken off: until the next key, or a second Ctrl-C. A timer breaks the wait off now and then.
    signal.signal(signal.SIGALRM, lambda *_: None)  # stays: a last tick must not end the program
    signal.setitimer(signal.ITIMER_REAL, LOOK, LOOK)
    try:
        return input(words)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
