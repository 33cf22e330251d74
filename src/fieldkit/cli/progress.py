"""A bar for work that takes a while."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from fieldkit.cli import kit


@contextmanager
def bar(words: str) -> Iterator[Callable[[float], None]]:
    """A bar on a terminal, nothing in a pipe; it is told which share is done."""
    if not kit.interactive():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(words, total=1.0)
        yield lambda share: shown.update(task, completed=share)
