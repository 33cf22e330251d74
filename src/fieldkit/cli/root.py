"""`fieldkit` itself: its own options, and its commands, each loaded when it is called and not before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command, get_group

from fieldkit import __version__, text
from fieldkit.cli import app, kit, l10n, names
from fieldkit.text import t

if TYPE_CHECKING:
    from typer._click import Command as AnyCommand
    from typer._click import Context, HelpFormatter


class Root(l10n.Group):
    """Every command by name. A help page and completion see names and short helps; no module is loaded."""

    _listing = False

    def known(self) -> list[str]:
        """The English names of all commands."""
        return list(app.MODULES)

    def get_command(self, ctx: Context, cmd_name: str) -> AnyCommand | None:  # noqa: ARG002 (Typer's)
        """Load the command of that name; while listing, only what a help page says of it."""
        name = names.meant(cmd_name, self.known())
        if name is None:
            return None
        if self._listing:
            return l10n.Command(name, help=t(f"help.{name}"))
        found = app.module(name).app
        return l10n.Noun(found) if found.registered_callback else get_command(found)

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """The list of commands, from the table alone."""
        self._listing = True
        super().format_options(ctx, formatter)
        self._listing = False

    def shell_complete(self, ctx: Context, incomplete: str) -> list[Any]:
        """The names that begin so, from the table alone."""
        self._listing = True
        return super().shell_complete(ctx, incomplete)


def make() -> TyperGroup:
    """The group of all commands."""
    cli = typer.Typer(
        cls=Root,
        name="fieldkit",
        help=t("help.fieldkit"),
        invoke_without_command=True,
        add_completion=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["--help", "--ayuda"] if _spanish() else ["--help"]},
    )
    cli.callback()(_alone)
    return get_group(cli)


def _spanish() -> bool:
    return text.language() == "es"


def _version(wanted: bool) -> None:
    if wanted:
        kit.line(f"fieldkit {__version__}")
        raise typer.Exit


def _install(wanted: bool) -> None:
    if wanted:
        from fieldkit.cli import completion

        completion.install()
        raise typer.Exit


Version = Annotated[bool, kit.option("--version", "option.version", callback=_version, is_eager=True)]
Install = Annotated[
    bool, kit.option("--install-completion", "option.install_completion", callback=_install, is_eager=True)
]
Lang = Annotated[str | None, kit.option("--lang", "option.lang", takes="language")]


def _alone(context: typer.Context, _v: Version = False, _i: Install = False, _l: Lang = None) -> None:
    """Without a command: today. The language was settled before (`l10n.settle`)."""
    if context.invoked_subcommand is None:
        app.module("today").today(as_json=False)
