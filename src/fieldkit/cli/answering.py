"""One question at a time: how it is put, and what the typed text means for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from itertools import takewhile
from typing import Any

from fieldkit import text
from fieldkit.cli import failure, keyed, names, show
from fieldkit.cli.keyed import FEW, Option
from fieldkit.cli.offers import Offers
from fieldkit.cli.screen import Screen
from fieldkit.cli.steps import Step
from fieldkit.domain.record import are_ids
from fieldkit.errors import Problem
from fieldkit.forms.answer import parse, read
from fieldkit.forms.chosen import spelled
from fieldkit.forms.form import Item
from fieldkit.forms.refusal import Refusal
from fieldkit.text import t

Lists = Callable[[str, Mapping[str, Any]], list[Option]]
"""Who or what an item of type `ref` may name, by its `to` and the answers so far."""

MODES = ("firmo", "huella", "verbal")
_SCALE = 6
"""A scale has fewer numbers than this and one more."""

_MANY = 60
"""More options than this are not all shown by `?`."""

NOTED = ("date", "time", "yesno", "select_multiple", "signature", "gps", "photo")
"""The types whose way of answering is said beside the question (`ask.note_<type>`)."""


class Answering:
    """The question on the screen.

    options: all that may be chosen; of a free text, what may be chosen in its place. offered: those shown
    with a key; of a long list, the last ones found. default: the answer of an Enter, or None. kept: of
    several answers, those understood while another one is still to be chosen.
    """

    def __init__(self, screen: Screen, lists: Lists, today: date, offers: Offers | None = None) -> None:
        self.screen, self.lists, self.today, self.offers = screen, lists, today, offers
        self.default: Any = None
        self.options: list[Option] = []
        self.offered: list[Option] = []
        self.kept: list[str] = []

    def start(self, step: Step, answers: Mapping[str, Any]) -> None:
        """Turn to a question."""
        self.kept = []
        self.options = [(choice.code, choice.label(text.language())) for choice in step.choices]
        if step.item is not None and step.item.type == "ref":
            self.options = self.lists(step.item.to, answers)
        self.default = step.default
        if self.offers:
            self.options, default = self.offers.of(step, answers, self.options)
            self.default = (default or None) if default is not None else step.default
        free = step.item is not None and step.item.type == "text"
        self.offered = self.options[:FEW] if free or len(self.options) <= FEW else []

    def put(self, step: Step, how_far: str) -> None:
        """The question, with what may be chosen or typed."""
        if step.item is None:
            key = "ask.another_needed" if step.required else "ask.another"
            self.screen.question(t(key, group=step.group.label(text.language())), how_far)
            return
        self.screen.question(step.item.label(text.language()), how_far, self._notes(step, step.item))
        self.screen.options(self.offered)

    def _notes(self, step: Step, item: Item) -> str:
        notes = [t(_way(item))] if item.type in NOTED else []
        if item.type == "text" and self.offered:
            notes.append(t("ask.note_offered"))
        elif len(self.options) > len(self.offered):
            notes.append(t("ask.note_searched"))
        elif item.type == "ref" and not self.options:
            notes.append(_none(step, item))
        if item.range:
            least, most = item.range
            notes.append(_range(item, least, most if step.most is None else min(most, step.most)))
        if item.type in ("text", "longtext") and not self.options:
            notes += filter(None, [item.hint(text.language())])
        notes += [f"{code} {t(show.CODED[code])}" for code in item.missing]
        if self.offers and not step.required and step.default is None:  # correcting, Enter keeps it
            notes.append(t("ask.note_optional"))
        return " · ".join(notes)

    def given(self, step: Step, answers: Mapping[str, Any]) -> None:
        """What is known of a row already: the agreement that is asked about, a teacher who was proposed."""
        row = answers[step.group.code][step.row - 1] if step.row else {}
        for item in takewhile(lambda item: item is not step.item, step.group.items):
            if item.type == "ref" and isinstance(row.get(item.code), str):
                self.screen.write(f"  {item.label(text.language())}: {show.value(item, row[item.code])}")
        for item in step.group.items:
            if item.type == "given" and item.code in row and not are_ids(row[item.code]):
                self.screen.write(f"  {item.label(text.language())}: {row[item.code]}")
        for line in self.offers.heading(step, answers) if self.offers else ():
            self.screen.write(f"  {line}")

    def help(self, step: Step) -> None:
        """What stands behind `?`: the form's hint, and the keys."""
        hint = step.item.hint(text.language()) if step.item else ""
        if hint:
            self.screen.write(f"  {hint}")
        self.screen.write(t("ask.help_row" if step.row else "ask.help"), "dim")
        if len(self.options) > FEW:
            self.screen.write(f"  {' · '.join(label for _, label in self.options[:_MANY])}", "dim")
        if len(self.options) > _MANY:
            self.screen.write(f"  {t('ask.note_more', count=len(self.options) - _MANY)}", "dim")

    def left(self, step: Step) -> None:
        """Tell what the form itself puts where nobody answers."""
        if step.default is not None:
            self.screen.write(f"  {t('ask.stays', value=self.shown(step, step.default))}")

    def shown(self, step: Step, default: Any) -> str:
        """How the answer of an Enter reads."""
        return "" if default is None or step.item is None else show.value(step.item, default)

    def another(self, typed: str, *, needed: bool) -> bool | None:
        """Whether somebody wants one more row; None when that was not what they typed."""
        wanted = needed if typed in ("", "-") else keyed.yes(typed)
        if wanted is None:
            self.screen.wrong(t("ask.yes_or_no"))
        return wanted

    def value(self, item: Item, typed: str) -> Any:
        """The answer that was typed; None when it was not understood, and why was said. Raises Refusal."""
        if typed in ("-7", "-8", "-9") and int(typed) in item.missing:
            return int(typed)
        if item.type in ("select_one", "ref"):
            return self._one(self._found(item, typed), typed, self.offered)
        if item.type == "select_multiple":
            return self._several(item, typed)
        if item.type == "text" and self.offered:
            return parse(item, keyed.texts(self.offered, typed))
        if item.type == "yesno":
            answer = keyed.yes(typed)
            return parse(item, typed if answer is None else "si" if answer else "no")
        if item.type == "date":
            return parse(item, keyed.day(typed, self.today))
        if item.type == "time":
            return parse(item, keyed.hour(typed))
        if item.type == "signature":
            mode = self._mode()
            return mode and parse(item, {"name": typed, "mode": mode})
        return self._read(item, typed)

    def _read(self, item: Item, typed: str) -> Any:
        """What was typed, with what was mended in it told; what still looks odd in it the check tells."""
        value, notes = read(item, typed)
        for note in set(notes) - set(read(item, value)[1]):
            self.screen.wrong(failure.problem_words(Problem(item.code, note, {"text": typed})))
        return value

    def _one(self, found: list[Option], typed: str, seen: list[Option]) -> str | None:
        """The only one found, told unless it was typed by its key in the list that is seen: nobody is to
        record under another child's name. Several are offered with their keys, to be chosen from.
        """
        if len(found) == 1:
            if typed.upper() not in [key.upper() for key in keyed.keys(seen)]:
                self.screen.write(f"  → {found[0][1]}")
            return found[0][0]
        if found:
            self.offered = found[:FEW]
            self.screen.wrong(t("ask.which", count=len(found)))
        else:
            self.screen.wrong(t("ask.none_so"))
        return None

    def _meant(self, item: Item, typed: str) -> list[Option]:
        """The option that the form's own words mean, as in a file: `niña`, `primero`, `me'phaa`."""
        keys = [*keyed.keys(self.offered), *keyed.keys(self.options)]
        if item.type == "ref" or typed.upper() in (key.upper() for key in keys):
            return []
        code = spelled(item, typed)
        return [option for option in self.options if option[0] == code]

    def _found(self, item: Item, typed: str) -> list[Option]:
        """What is meant: a number is of the list that is seen, words are of all there are."""
        seen = keyed.chosen(self.offered, typed)
        return self._meant(item, typed) or seen or keyed.worded(self.options, typed)

    def _several(self, item: Item, typed: str) -> list[str] | None:
        """The codes of all that was typed. Of one that may be several the rest is kept until it is chosen."""
        seen, whole = self.offered, self._meant(item, typed)
        pieces = [(typed, whole)] if whole else keyed.several(lambda one: self._found(item, one), typed)
        codes = [self._one(found, piece, seen) for piece, found in pieces]
        known = list(dict.fromkeys([*self.kept, *(code for code in codes if code is not None)]))
        if not codes or None in codes:
            self.kept = known if all(found for _, found in pieces) else []
            return None
        if self.kept:
            self.screen.write(f"  → {', '.join(show.value(item, code) for code in known)}")
        return known

    def _mode(self) -> str | None:
        """How it was signed: Enter says by hand. None for `<`: the name is asked again."""
        modes = [(mode, t(f"show.signed_{mode}")) for mode in MODES]
        self.screen.options(modes)
        while (typed := self.screen.read(modes[0][1])) != "<":
            found = keyed.chosen(modes, typed or "1")
            if len(found) == 1:
                return found[0][0]
            self.screen.wrong(t("ask.none_so"))
        return None


def _none(step: Step, item: Item) -> str:
    """What to do where there is nothing to choose from."""
    if item.to.startswith("entry:"):
        said = text.language()
        command = f"fieldkit {names.shown('fill', said)} {item.to[6:].split()[0]}"
        return t("ask.note_none_row" if step.row else "ask.note_none", command=command)
    return t(
        {"school": "ask.note_no_school", "exercise": "ask.note_no_exercise"}.get(item.to, "ask.note_nobody")
    )


def _range(item: Item, least: float, most: float) -> str:
    """The bounds of a number; of a scale, what its numbers mean where the form says so, from either end."""
    hint = item.hint(text.language())
    ends = f"{least:g} ", f"{most:g} "
    scale = most - least < _SCALE and hint.startswith(ends) and all(end in hint for end in ends)
    return hint if scale else t("ask.note_range", least=f"{least:g}", most=f"{most:g}")


def _way(item: Item) -> str:
    """The note on how to answer; of the short words for a day, only those that can hold."""
    if item.code == "birth_date":
        return "ask.note_birth_date"
    past = item.type == "date" and "<= today()" in item.constraint
    return "ask.note_past_date" if past else f"ask.note_{item.type}"


def refused(step: Step, typed: str, refusal: Refusal) -> Problem:
    """Why what was typed for a question was not taken."""
    labels = dict(step.item.labels) if step.item else {}
    return Problem(step.field, refusal.code, {"label": labels, "text": typed, **refusal.facts})
