"""How a question looks in the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from fieldkit.cli import keyed, kit, prompt
from fieldkit.domain.names import unseen
from fieldkit.text import t

if TYPE_CHECKING:
    from rich.console import Console

    from fieldkit.cli.keyed import Option


class Screen:
    """The terminal of one person answering."""

    def __init__(self) -> None:
        from rich.console import Console

        with suppress(ImportError):  # Windows has line editing of its own
            import readline  # noqa: F401 (makes `input` one that can be edited)

        self.console: Console = Console(highlight=False, soft_wrap=True)

    def title(self, words: str, hint: str) -> None:
        """The name of the form, and the few keys that always work."""
        self.console.print()
        self.write(words, "bold reverse")
        self.write(hint, "dim")

    def heading(self, words: str) -> None:
        """Where a group of questions begins."""
        self.console.print()
        self.write(words, "bold cyan")

    def question(self, words: str, place: str, notes: str = "") -> None:
        """One question, how far along it is, and what may be typed."""
        from rich.text import Text

        line = Text()
        line.append(f"{place} ", style="dim")
        line.append(kit.plain(words), style="bold")
        line.append(f"  {notes}" if notes else "", style="dim")
        self.console.print(line)

    def options(self, options: Sequence[Option], typed: Sequence[str] | None = None) -> None:
        """What can be chosen, each with its key."""
        for key, (_, label) in zip(typed or keyed.keys(options), options, strict=True):
            self.write(f"  {key:>3}  {label}")

    def write(self, words: str, style: str = "") -> None:
        """A line, with nothing in it taken for markup."""
        self.console.print(kit.plain(words), style=style, markup=False)

    def wrong(self, words: str) -> None:
        """Why an answer was not taken, as a sentence of its own: behind a question's name it begins small."""
        self.write(f"  {words[:1].upper()}{words[1:]}", "red")

    def read(self, default: str = "") -> str:
        """One line typed. Raises EOFError when there will be no more, KeyboardInterrupt on Ctrl-C."""
        before = t("ask.default", default=kit.plain(default)) if default else ""
        typed = prompt.line(before + t("ask.prompt"))
        return "" if unseen(typed) else typed.strip()
