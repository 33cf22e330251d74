"""A condition of a form in words that can be printed on paper: `solo si V01 = 4 (No realizada)`."""

from __future__ import annotations

import re

from fieldkit.forms.expression import REFERENCE
from fieldkit.forms.form import Form, Item
from fieldkit.forms.signs import signs
from fieldkit.text import t

_ITEM = r"\$\{\s*([A-Za-z_][\w-]*)\s*\}"
_TEXT = r"'([^']*)'"
_NOT = re.compile(rf"not\(\s*{_ITEM}\s*=\s*(\S+?)\s*\)")
_COMPARED = re.compile(rf"{_ITEM}\s*(=|!=)\s*{_TEXT}")
_CHOSEN = re.compile(rf"selected\(\s*{_ITEM}\s*,\s*{_TEXT}\s*\)")
_KNOWN = re.compile(rf" and {_ITEM} != ''")
_ONE_OF = re.compile(rf"selected\(\s*{_TEXT}\s*,\s*{_ITEM}\s*\)")
_OF = re.compile(r"\b(min|max|sum|count)\(([^()]*)\)")
_SIGNS = {"!=": "≠", "<=": "≤", ">=": "≥"}


def in_words(form: Form, condition: str, language: str) -> str:
    """A condition as a person reads it. What has no words of its own is left as the form has it."""
    told = _NOT.sub(r"${\1} != \2", " ".join(condition.split()))
    told = _KNOWN.sub(lambda found: "" if _computed(form, found[1]) else found[0], told)
    told = _ONE_OF.sub(lambda found: _one_of(form, found[2], found[1].split(), language), told)
    told = _CHOSEN.sub(lambda found: _compared(form, found[1], "=", found[2], language), told)
    told = _COMPARED.sub(lambda found: _compared(form, found[1], found[2], found[3], language), told)
    told = REFERENCE.sub(lambda found: _called(form, found[1], language), told)
    told = _OF.sub(lambda found: t(f"paper.{found[1]}", item=found[2]), told)
    told = told.replace("not(", f"{t('paper.not')} (").replace("today()", t("paper.today"))
    for sign, better in _SIGNS.items():
        told = told.replace(sign, better)
    return told.replace(" and ", f" {t('paper.and')} ").replace(" or ", f" {t('paper.or')} ")


def _computed(form: Form, code: str) -> bool:
    """Whether the program works it out: no paper can have it, and with all answers it is always there."""
    return code in form.items and form.items[code].type == "calculate"


def _compared(form: Form, code: str, sign: str, value: str, language: str) -> str:
    name = _called(form, code, language)
    if not value:
        return t("paper.blank" if sign == "=" else "paper.not_blank", item=name)
    return f"{name} {sign} {_answer(form.items.get(code), value, language)}"


def _one_of(form: Form, code: str, values: list[str], language: str) -> str:
    item = form.items.get(code)
    return f"{_called(form, code, language)} = {' / '.join(_answer(item, one, language) for one in values)}"


def _called(form: Form, code: str, language: str) -> str:
    """The sign printed beside it; what nobody writes by hand goes by its name."""
    item = form.items.get(code)
    if item is None:
        return code
    return signs(form, language)[code] if item.asked else f"«{item.label(language)}»"


def _answer(item: Item | None, value: str, language: str) -> str:
    """An answer by its number in the list, with its label."""
    if item is not None and item.type == "yesno":
        return t(f"paper.{value}") if value in ("si", "no") else value
    choice = item.choice(value) if item is not None else None
    if item is not None and choice is not None and not item.asked:
        return choice.label(language)
    if item is None or choice is None or not item.numbered:
        return value
    return f"{item.choices.index(choice) + 1} ({choice.label(language)})"
