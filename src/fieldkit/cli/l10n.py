"""Typer's own words in the language in use: help pages, names of commands, wrong usage."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from functools import partial
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command_from_info

from fieldkit import settings, text
from fieldkit.cli import names
from fieldkit.errors import FieldkitError
from fieldkit.text import t

if TYPE_CHECKING:
    from typer import TyperException
    from typer._click import Command as AnyCommand
    from typer._click import Context, HelpFormatter, Parameter


class WrongUsage(FieldkitError):
    """The command line cannot be understood. `code` is the key of its sentence in the area `usage`."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(**facts)
        self.code = code


def settle(arguments: list[str]) -> list[str]:
    """Choose the language before any command is loaded, for help is bound when its module is.

    `--lang` anywhere, then FIELDKIT_LANG, then what `init` kept, then Spanish.
    Returns the arguments without it.
    """
    rest, asked = _without_language(arguments)
    text.use(asked or os.environ.get("FIELDKIT_LANG") or _kept())
    if asked is not None and asked not in text.LANGUAGES:
        raise WrongUsage("no_such_language", text=asked)
    return [*rest[1:], "--help"] if rest[:1] and rest[0] in names.HELP else rest


def _without_language(arguments: list[str]) -> tuple[list[str], str | None]:
    rest: list[str] = []
    asked = None
    left = iter(arguments)
    for word in left:
        if word == "--":
            return [*rest, word, *left], asked
        option, equals, value = word.partition("=")
        if option in ("--lang", names.OPTIONS["--lang"]):
            asked = value if equals else next(left, "")
        else:
            rest.append(names.SPELLED.get(option, option) + equals + value)
    return rest, asked


def _kept() -> str:
    """The language of the settings. A settings file that cannot be read is not worth stopping work for."""
    try:
        return settings.read().get("lang", "es")
    except (OSError, ValueError):
        return "es"


class Localised:
    """What commands and groups share. Mixed in before Typer's own classes."""

    if TYPE_CHECKING:

        def get_params(self, ctx: Context) -> list[Parameter]: ...

        options_metavar: str | None
        subcommand_metavar: str

    def get_help_option_names(self, ctx: Context) -> list[str]:
        """`--help` and its Spanish name, always in the same order."""
        return list(ctx.help_option_names)

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """Typer's option, with our words."""
        option: TyperOption | None = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = t("usage.help_option")
        return option

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        """The first line of a help page."""
        pieces = [self.options_metavar or "", *map(_usage, _of_kind(self.get_params(ctx), "argument"))]
        pieces.append(getattr(self, "subcommand_metavar", ""))
        formatter.write_usage(ctx.command_path, " ".join(filter(None, pieces)), t("usage.usage"))

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Arguments, then options, each with its help."""
        for heading, kind in (("usage.arguments", "argument"), ("usage.options", "option")):
            _section(formatter, t(heading), map(_row, _of_kind(self.get_params(ctx), kind)))

    def shell_complete(self, ctx: Context, incomplete: str) -> list[Any]:
        """Typer's answer without descriptions: to print one it would load Rich, at twice our start-up."""
        found: list[Any] = super().shell_complete(ctx, incomplete)  # type: ignore[misc]
        for item in found:
            item.help = None
        return found


def _of_kind(params: Iterable[Parameter], kind: str) -> list[Parameter]:
    return [
        param for param in params if param.param_type_name == kind and not getattr(param, "hidden", False)
    ]


def _usage(param: Parameter) -> str:
    """An argument in the usage line; one that may be left out in brackets."""
    return _metavar(param) if param.required else f"[{_metavar(param)}]"


def _section(formatter: HelpFormatter, heading: str, rows: Iterable[tuple[str, str]]) -> None:
    rows = list(rows)
    if rows:
        with formatter.section(heading):
            formatter.write_dl(rows)


def _row(param: Parameter) -> tuple[str, str]:
    """How a parameter is written, and what it is for."""
    words = [getattr(param, "help", None) or ""]
    if param.required:
        words.append(t("usage.required"))
    if param.param_type_name == "argument":
        return _metavar(param), " ".join(words)
    hidden = () if text.language() == "es" else names.OPTIONS.values()
    written = ", ".join(name for name in param.opts if name not in hidden)
    takes = "" if getattr(param, "is_flag", False) else f" {_metavar(param)}"
    return written + takes, " ".join(words)


def _metavar(param: Parameter) -> str:
    """The word that stands for the value of a parameter."""
    if param.metavar:
        return param.metavar
    choices = getattr(param.type, "choices", None)
    if choices:
        return f"[{'|'.join(str(choice) for choice in choices)}]"
    if param.type.name.startswith(("int", "float")):
        return t("metavar.number")
    return t("metavar.text")


_NO_INPUT = "--no-input"


class Command(Localised, TyperCommand):
    """A command in the language in use. It takes `--no-input` also where it asks nothing: scripts say it."""

    def __init__(self, *given: Any, **facts: Any) -> None:
        facts |= {"options_metavar": t("usage.options_metavar"), "rich_markup_mode": None}
        super().__init__(*given, **facts)
        if not any(_NO_INPUT in param.opts for param in self.params):
            self.params.append(_no_input())


def _no_input() -> TyperOption:
    written = [_NO_INPUT, names.OPTIONS[_NO_INPUT]]
    return TyperOption(param_decls=written, is_flag=True, hidden=True, expose_value=False)


class Group(Localised, TyperGroup):
    """Commands that answer to their English and Spanish names."""

    def __init__(self, *given: Any, **facts: Any) -> None:
        facts |= {"options_metavar": "", "rich_markup_mode": None}
        facts["subcommand_metavar"] = t("usage.command_metavar")
        super().__init__(*given, **facts)

    def known(self) -> list[str]:
        """The English names of its commands."""
        return list(self.commands)

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002 (Typer's)
        """Its commands as they are called in the language in use."""
        return [names.shown(name, text.language(), self.name or "") for name in self.known()]

    def get_command(self, ctx: Context, cmd_name: str) -> AnyCommand | None:  # noqa: ARG002 (Typer's)
        """The command of that name, in either language."""
        name = names.meant(cmd_name, self.known())
        return self.commands[name] if name else None

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, AnyCommand | None, list[str]]:
        """The command to run and its arguments. Raises WrongUsage with the nearest names."""
        command = self.get_command(ctx, args[0])
        if command is None and not ctx.resilient_parsing:
            near = self._nearest(ctx, args[0])
            code = "no_such_command_near" if near else "no_such_command"
            raise WrongUsage(code, text=args[0], near=near, command=ctx.command_path)
        return args[0] if command else None, command, args[1:]

    def _nearest(self, ctx: Context, typed: str) -> str:
        """The command that means so, or is written almost so, as the language in use calls it; else ""."""
        like = names.LIKE.get(typed.lower())
        if like in self.known():
            return names.shown(str(like), text.language(), self.name or "")
        return next(iter(get_close_matches(typed, self.list_commands(ctx), n=1)), "")

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Its commands first: they are what somebody came for."""
        commands = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        rows = ((name, command.get_short_help_str(200)) for name, command in commands if command)
        _section(formatter, t("usage.commands"), rows)
        super().format_options(ctx, formatter)


class Noun(Group):
    """The commands of one noun, each made when it is called: making all costs as much as a save."""

    def __init__(self, app: Any) -> None:
        super().__init__(name=app.info.name, help=app.info.help, no_args_is_help=True)
        self.makers: dict[str, Callable[[], AnyCommand]] = {}
        for command in app.registered_commands:
            self.makers[str(command.name)] = partial(
                get_command_from_info, command, pretty_exceptions_short=False, rich_markup_mode=None
            )
        for group in app.registered_groups:
            self.makers[str(group.name)] = partial(Noun, group.typer_instance)

    def known(self) -> list[str]:
        """The English names of its commands."""
        return list(self.makers)

    def get_command(self, ctx: Context, cmd_name: str) -> AnyCommand | None:  # noqa: ARG002 (Typer's)
        """Make the command of that name, in either language."""
        name = names.meant(cmd_name, self.known())
        return self.makers[name]() if name else None


def sentence(error: TyperException) -> str:
    """What Typer says of a command line that does not hold, in our words."""
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        return error.message
    facts = {"name": _hint(error), "text": getattr(error, "option_name", "") or _quoted(error.message)}
    context = getattr(error, "ctx", None)
    facts["command"] = context.command_path if context else os.path.basename(sys.argv[0])  # noqa: PTH119
    possible = getattr(error, "possibilities", None)
    if kind == "NoSuchOption" and possible:
        return t("usage.NoSuchOption_near", near=", ".join(sorted(possible)), **facts)
    if kind == "BadParameter":
        return t("usage.BadParameter", expected=_expected(error), **facts)
    if kind == "BadOptionUsage" and "does not take" in error.message:
        return t("usage.takes_no_value", **facts)
    if kind == "MissingParameter" and (listed := _listed(context)):
        return t("usage.MissingParameter_listed", listed=listed, **facts)
    if kind == "UsageError" and "Missing command" in error.message:
        return t("usage.missing_command", **facts)
    return t(f"usage.{kind}", **facts)


def _listed(context: Any) -> str:
    """The list beside a command, where what it needs is found; "" where there is none."""
    noun = getattr(context, "parent", None)
    known = getattr(getattr(noun, "command", None), "known", list)
    return f"{noun.command_path} {names.shown('list', text.language())}" if noun and "list" in known() else ""


def _hint(error: TyperException) -> str:
    """The parameter an error is about, as it is written in this language."""
    param = getattr(error, "param", None)
    if param is None:
        return ""
    return str(param.opts[0] if param.param_type_name == "option" else _metavar(param))


def _expected(error: TyperException) -> str:
    """What a parameter takes."""
    kind = getattr(error, "param").type  # noqa: B009 (Typer gives it to this error only)
    choices = getattr(kind, "choices", None)
    if choices:
        return ", ".join(str(choice) for choice in choices)
    if getattr(kind, "max", None) is not None:
        return t("usage.a_number_between", min=kind.min, max=kind.max)
    return t("usage.a_number" if kind.name.startswith(("int", "float")) else "usage.another_value")


def _quoted(message: str) -> str:
    """The words somebody typed, out of Typer's sentence about them: between parentheses, or quotes."""
    start, end = (" (", ")") if message.startswith("Got unexpected") else ("'", "'")
    return message.partition(start)[2].rpartition(end)[0]
