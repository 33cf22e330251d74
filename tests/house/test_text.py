"""Every sentence exists in both languages, says the same blanks, and is used."""

from __future__ import annotations

import ast
import pkgutil
import re
from string import Formatter

import pytest

from fieldkit import errors, text
from fieldkit.cli.app import MODULES
from fieldkit.text import es
from tests.house.walls import calls, modules, name, strings

AREAS = sorted(found.name for found in pkgutil.iter_modules(es.__path__))
SPEAKING = {"t", "say", "option", "argument", "confirm", "ask", "note", "warn", "progress", "heading"}
KEY = re.compile(r"[a-z_]+(\.[a-z0-9_]+)+")


@pytest.mark.parametrize("area", AREAS)
def test_both_languages_have_the_same_sentences_with_the_same_blanks(area: str) -> None:
    spanish, english = (text.words(area, language) for language in text.LANGUAGES)
    assert {key: _blanks(words) for key, words in spanish.items()} == {
        key: _blanks(words) for key, words in english.items()
    }


def test_no_language_has_an_area_of_its_own() -> None:
    from fieldkit.text import en

    assert sorted(found.name for found in pkgutil.iter_modules(en.__path__)) == AREAS


def test_every_key_spoken_has_words() -> None:
    missing = [
        f"{name(module)}:{node.lineno} {given.value}"
        for module in modules()
        for called, node in calls(module)
        if called in SPEAKING
        for given in node.args
        if isinstance(given, ast.Constant) and isinstance(given.value, str) and KEY.fullmatch(given.value)
        if not _has_words(given.value)
    ]
    assert not missing


def test_no_sentence_is_left_unused() -> None:
    spoken = [pattern for module in modules() if "text" not in module.parts for pattern in strings(module)]
    written = {re.sub(r"\\(.)", r"\1", found.pattern) for found in spoken if ".+" not in found.pattern}
    filled = [found for found in spoken if re.match(r"[a-z_]+\\\.", found.pattern)]
    unused = [
        key
        for area in AREAS
        for word in text.words(area, "es")
        if not _by_code(area, word, written)
        for key in [f"{area}.{word}"]
        if key not in written and not any(pattern.fullmatch(key) for pattern in filled)
    ]
    assert not unused


def test_every_error_has_words() -> None:
    assert not [kind.code for kind in _family(errors.FieldkitError) if not _has_words(f"error.{kind.code}")]


def test_every_problem_has_words() -> None:
    raised = {
        given.value
        for module in modules()
        for called, node in calls(module)
        if called in ("Problem", "Refusal")
        for given in [*node.args[1:2], *(word.value for word in node.keywords if word.arg == "code")]
        if isinstance(given, ast.Constant) and isinstance(given.value, str)
    }
    assert raised, "no problem is made anywhere: is this test still looking in the right place?"
    assert not [code for code in sorted(raised) if not _has_words(f"problem.{code}")]


def _by_code(area: str, word: str, written: set[str]) -> bool:
    """Whether a sentence is found by the code of an error, a problem or a command, not by its whole key."""
    if area == "error":
        codes = [kind.code for kind in _family(errors.FieldkitError)]
        return any(word == code or word.removeprefix(f"{code}_") in written for code in codes)
    if area in ("problem", "kind", "usage"):
        return word in written
    command = word.removeprefix("help_").replace("_", "-")
    if area == "help":
        return word in (*MODULES, "fieldkit")
    return word == "help" or (word.startswith("help_") and command in written)


def _blanks(words: str) -> set[str]:
    return {blank.split(".")[0] for _, blank, _, _ in Formatter().parse(words) if blank is not None}


def _has_words(key: str) -> bool:
    area, _, word = key.partition(".")
    return area in AREAS and all(word in text.words(area, language) for language in text.LANGUAGES)


def _family(kind: type[errors.FieldkitError]) -> list[type[errors.FieldkitError]]:
    return [found for child in kind.__subclasses__() for found in (child, *_family(child))]
