"""What a form is: groups of items with their types, conditions and words. Data, read from a file.

A form is read once and shared: nobody changes it. Python could forbid that, but it would cost every save a
millisecond.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from fieldkit.errors import BadForm, NotFound, Unreadable
from fieldkit.forms import own

LIBRARY = Path(__file__).with_name("library")
BUILT = LIBRARY / "built"

WRITTEN = ("text", "longtext", "integer", "decimal", "date", "time", "ref", "signature", "photo", "gps")
CHOSEN = ("select_one", "select_multiple", "yesno")
NEVER_ASKED = ("calculate", "given")
TYPES = WRITTEN + CHOSEN + NEVER_ASKED
CATALOGUES = frozenset({"municipio", "state", "language"})
"""Lists of choices that come from the packaged catalogues, not from the form's own file."""

Words = Mapping[str, str]
"""One sentence in each language: {"es": …, "en": …}."""


@dataclass(eq=False)
class Choice:
    """One option of a list. also: other words that mean it."""

    code: str
    labels: Words
    also: tuple[str, ...] = ()

    def label(self, language: str = "es") -> str:
        """How it reads in one language."""
        return self.labels.get(language) or self.labels["es"]


@dataclass(eq=False)
class Item:
    """One thing asked, given by the program, or computed.

    group: the code of its group. repeat: the same when that group repeats, else "". own: the choices written
    in the form; those of a catalogue are looked up when first needed. range, length: bounds, both included.
    missing: the coded missing answers it allows (−7 no aplica, −8 no sabe, −9 no observado). wanted: its lack
    is only pointed out, where a required one's keeps the sheet from being finished.
    """

    code: str
    type: str
    group: str
    labels: Words
    repeat: str = ""
    hints: Words | None = None
    list_name: str = ""
    own: tuple[Choice, ...] = ()
    required: bool | str = False
    wanted: bool = False
    relevant: str = ""
    constraint: str = ""
    constraint_message: Words | None = None
    warning: str = ""
    warning_message: Words | None = None
    calculation: str = ""
    default: str = ""
    choice_filter: str = ""
    range: tuple[float, float] | None = None
    length: tuple[int, int] | None = None
    missing: tuple[int, ...] = ()
    to: str = ""
    part: str = ""
    identifier: str = ""
    aliases: tuple[str, ...] = ()

    def label(self, language: str = "es") -> str:
        """The question in one language."""
        return self.labels.get(language) or self.labels["es"]

    def hint(self, language: str = "es") -> str:
        """What is shown on `?`, or "" when there is nothing more to say."""
        hints = self.hints or {}
        return hints.get(language) or hints.get("es", "")

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Its options in order; empty for what is not chosen from a list."""
        return self.own or (_catalogue(self.list_name) if self.list_name else ())

    @property
    def presumed(self) -> str:
        """What a wanted answer is taken to be when absent: its default. Other defaults only propose."""
        return self.default if self.wanted else ""

    @cached_property
    def numbered(self) -> bool:
        """Whether an option may be said by its place in the list: not when codes are numbers themselves."""
        return not any(choice.code.isdecimal() for choice in self.choices)

    @property
    def asked(self) -> bool:
        """Whether a person answers it."""
        return self.type not in NEVER_ASKED

    def choice(self, code: str) -> Choice | None:
        """The option with that code."""
        return self.by_code.get(code)

    @cached_property
    def by_code(self) -> Mapping[str, Choice]:
        """Its options by code."""
        return {choice.code: choice for choice in self.choices}

    @cached_property
    def spellings(self) -> Mapping[str, str]:
        """Folded codes, labels and other words to the code they mean. What two options share means none."""
        from fieldkit.domain.names import fold

        found: dict[str, str | None] = {}
        for choice in self.choices:
            said = (word for word in choice.labels.values() if isinstance(word, str))
            for word in {fold(word) for word in (*said, *choice.also)} - {""}:
                found[word] = choice.code if found.get(word, choice.code) == choice.code else None
        folded = {word: code for word, code in found.items() if code is not None}
        return folded | {fold(choice.code): choice.code for choice in self.choices}


@dataclass(eq=False)
class Group:
    """Items asked together. A repeat group holds a list of rows, between min and max of them.

    min_message: what is said of too few. constraint: what its rows must fulfil together; it sees each item as
    the list of all their answers.
    """

    code: str
    labels: Words
    items: tuple[Item, ...]
    relevant: str = ""
    repeat: bool = False
    min: int = 0
    max: int | None = None
    min_message: Words | None = None
    constraint: str = ""
    constraint_message: Words | None = None

    def label(self, language: str = "es") -> str:
        """Its heading in one language."""
        return self.labels.get(language) or self.labels["es"]


@dataclass(eq=False)
class Form:
    """A form in one version.

    subject: the item that says whom it is about, or "". key: the items that tell the same sheet again.
    items: every item by code, in the order of the form, those of repeats too.
    """

    code: str
    version: int
    kind: str
    title: Words
    groups: tuple[Group, ...]
    items: Mapping[str, Item]
    subject: str = ""
    key: tuple[str, ...] = ()

    def label(self, language: str = "es") -> str:
        """Its title in one language."""
        return self.title.get(language) or self.title["es"]

    @cached_property
    def parts(self) -> Mapping[str, str]:
        """Which record keeps each answer of a person's sheet ("": their own); rows of a repeat together."""
        return {item.repeat or code: item.part for code, item in self.items.items()}

    def group(self, code: str) -> Group | None:
        """The group with that code."""
        return next((group for group in self.groups if group.code == code), None)


def load(code: str, folder: Path | None = None) -> Form:
    """The form of that code: one of ours, else one in `folder` (`CODE.toml`). Raises NotFound, BadForm.

    folder: by default that of the notebook (`own.folder`).
    """
    if code in ours():
        return _built(code)
    file = next((file for file in _files(folder) if file.stem.lower() == code.lower()), None)
    if file is None:
        raise NotFound(kind="form", text=code)
    return _own(file, file.stat().st_mtime_ns)


def codes(folder: Path | None = None) -> tuple[str, ...]:
    """The codes of our own forms, sorted, and behind them those of the user's forms in `folder`."""
    return (*ours(), *(file.stem for file in _files(folder) if file.stem not in ours()))


def known(code: str) -> Form:
    """The form of that code; one that asks nothing where there is none, or a file that is not sound.

    For lists, pages and finding, which have to work with what a newer program or another notebook made.
    """
    try:
        return load(code)
    except (NotFound, BadForm, Unreadable):
        return Form(code, 0, "entry", {"es": code, "en": code}, (), {})


def _files(folder: Path | None) -> list[Path]:
    where = folder or own.folder
    return sorted(where.glob("*.toml")) if where else []


@cache
def _own(file: Path, _changed: int) -> Form:
    from fieldkit.forms.source import read_own

    return read_own(file)


@cache
def ours() -> tuple[str, ...]:
    """The codes of our own forms, sorted: no other form can have one of them."""
    return tuple(sorted(file.stem for file in BUILT.glob("*.json")))


@cache
def _built(code: str) -> Form:
    return form_of(json.loads((BUILT / f"{code}.json").read_bytes()))


def form_of(raw: Mapping[str, Any]) -> Form:
    """The form in a file that has been found sound (`source.problems` says whether it is)."""
    lists = {
        name: tuple(Choice(option["code"], option, tuple(option.get("also", ()))) for option in options)
        for name, options in raw.get("choices", {}).items()
    }
    groups = tuple(_group(group, lists) for group in raw["group"])
    return Form(
        code=raw["code"],
        version=raw["version"],
        kind=raw["kind"],
        title=raw["title"],
        groups=groups,
        items={item.code: item for group in groups for item in group.items},
        subject=raw.get("subject", ""),
        key=tuple(raw.get("key", ())),
    )


def _group(raw: Mapping[str, Any], lists: Mapping[str, tuple[Choice, ...]]) -> Group:
    repeat = raw.get("repeat", False)
    return Group(
        code=raw["code"],
        labels=raw["label"],
        items=tuple(_item(item, raw["code"], repeat, lists) for item in raw.get("item", ())),
        relevant=raw.get("relevant", ""),
        repeat=repeat,
        min=raw.get("min", 0),
        min_message=raw.get("min_message"),
        max=raw.get("max"),
        constraint=raw.get("constraint", ""),
        constraint_message=raw.get("constraint_message"),
    )


_RULES = ("required", "wanted", "relevant", "constraint", "constraint_message", "warning", "warning_message")
_AS_WRITTEN = ("code", "type", *_RULES, "calculation", "default", "choice_filter", "to", "part", "identifier")
_TUPLES = ("range", "length", "missing", "aliases")


def _item(raw: Mapping[str, Any], group: str, repeat: bool, lists: Mapping[str, tuple[Choice, ...]]) -> Item:
    given = {key: raw[key] for key in _AS_WRITTEN if key in raw}
    given.update({key: tuple(raw[key]) for key in _TUPLES if key in raw})
    name = raw.get("choices", "")
    return Item(
        group=group,
        repeat=group if repeat else "",
        labels=raw["label"],
        hints=raw.get("hint"),
        list_name=name,
        own=lists.get(name, ()),
        **given,
    )


@cache
def _catalogue(name: str) -> tuple[Choice, ...]:
    from fieldkit.forms import catalogue

    return catalogue.choices(name)
