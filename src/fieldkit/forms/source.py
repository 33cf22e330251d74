"""A form file read and found sound, or refused with everything that is wrong with it, line by line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from fieldkit.domain.levels import TABLES
from fieldkit.errors import BadForm, Problem, Unreadable
from fieldkit.forms.expression import BadExpression
from fieldkit.forms.form import CATALOGUES, TYPES, Form, Item, form_of, ours
from fieldkit.forms.rules import Circular, Rules

LARGEST = 1_000_000
"""Bytes of a form file: the longest of ours takes forty thousand."""

LANGUAGES = ("es", "en")
KINDS = ("entry", "school", "person", "advisor", "exercise")
IDENTIFIERS = ("cct", "curp", "cvegeo", "exercise_code")
_LIST = ("select_one", "select_multiple")
_LEVEL = re.compile(r"level\(\s*['\"]([^'\"]*)['\"]")
_PATTERN = re.compile(r"regex\([^,]+,\s*['\"]([^'\"]*)['\"]\s*\)")
_EXPRESSIONS = ("relevant", "constraint", "warning", "calculation", "default", "choice_filter")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_GROUP_SHAPES: tuple[tuple[str, Any], ...] = (
    *(("relevant", str), ("repeat", bool), ("min", int), ("max", int)),
    *(("constraint", str), ("constraint_message", dict), ("min_message", dict)),
)
_ITEM_SHAPES: tuple[tuple[str, Any], ...] = (
    *((key, str) for key in (*_EXPRESSIONS, "to", "part", "identifier", "choices")),
    *((key, dict) for key in ("hint", "constraint_message", "warning_message")),
    ("required", bool | str),
    ("wanted", bool),
)
_LIST_SHAPES: tuple[tuple[str, Any, tuple[int, ...]], ...] = (
    ("range", int | float, (2,)),
    ("length", int, (2,)),
    ("missing", int, (1, 2, 3)),
    ("aliases", str, tuple(range(1, 100))),
)
"""Key, what its elements are, and how many there may be."""


def read_toml(file: Path) -> Form:
    """The form in a TOML file. Raises BadForm with every problem, Unreadable when it cannot be opened."""
    raw = raw_toml(file)
    return form_of(raw)


def read_own(file: Path) -> Form:
    """The form of somebody's own in a TOML file, ready to be used as any other. Raises BadForm, Unreadable.

    It is an entry, about what the registers know; its code is that of no form of ours, and its file's name.
    """
    form = read_toml(file)
    found = [("code", "form_code_taken", form.code)] if form.code in ours() else []
    found += [("code", "form_code_file", form.code)] if form.code != file.stem else []
    found += [("kind", "form_kind", form.kind)] if form.kind != "entry" else []
    if found:
        raise BadForm(file=file.name, problems=[_of_own(file, *one) for one in found])
    return form


def _of_own(file: Path, key: str, code: str, written: str) -> Problem:
    problem = Problem(key, code, {"found": written, "known": "entry"})
    return _placed(problem, file.read_text(encoding="utf-8-sig"))


def raw_toml(file: Path) -> dict[str, Any]:
    """What a form file says, once it has been found sound. Raises BadForm, Unreadable."""
    text = _text(file)
    try:
        raw = tomllib.loads(text)
    except (ValueError, RecursionError) as trouble:  # not TOML; or a number, or brackets, without an end
        problem = Problem("", "form_toml", {"line": _line_in(str(trouble)), "found": str(trouble)})
        raise BadForm(file=file.name, problems=[problem]) from trouble
    found = [_placed(problem, text) for problem in problems(raw)]
    if found:
        raise BadForm(file=file.name, problems=found)
    return raw


def _text(file: Path) -> str:
    if file.exists() and not file.is_file():
        raise Unreadable(file=file.name, why="closed")  # a folder; or a pipe, which could make us wait
    try:
        with file.open("rb") as opened:
            written = opened.read(LARGEST + 1)
        if len(written) > LARGEST:
            raise Unreadable(file=file.name, why="form_large", most=LARGEST // 1000)
        return written.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as trouble:
        why = "missing" if isinstance(trouble, FileNotFoundError) else "not_text"
        raise Unreadable(file=file.name, why=why) from trouble


def problems(raw: Mapping[str, Any]) -> list[Problem]:
    """Everything wrong with a form: first its shape, and once that is right, its expressions."""
    return list(_shape(raw)) or list(_meaning(form_of(raw)))


def _placed(problem: Problem, text: str) -> Problem:
    """The problem with the line where its item is written, as near as can be told."""
    code = problem.field.partition(".")[0]
    wanted = re.compile(rf"""\s*(code\s*=\s*["']{re.escape(code)}["']|{re.escape(code)}\s*=)""")
    numbered = enumerate(text.splitlines(), 1)
    line = next((number for number, written in numbered if wanted.match(written)), 1) if code else 1
    return Problem(problem.field, problem.code, {**problem.facts, "line": line}, problem.level)


def _line_in(message: str) -> int:
    found = re.search(r"line (\d+)", message)
    return int(found[1]) if found else 1


# ---- shape: what is written is of the kind it should be


def _shape(raw: Mapping[str, Any]) -> Iterator[Problem]:
    yield from _head(raw)
    groups = raw.get("group")
    if not groups or not _tables(groups) or not all(_tables(group.get("item", [])) for group in groups):
        yield Problem("group", "form_key_missing", {"key": "[[group]]"})
        return
    yield from _lists(raw.get("choices", {}))
    seen: set[str] = set()
    for group in groups:
        yield from _named(group, seen, "group")
        yield from _shaped(str(group.get("code", "")), group, _GROUP_SHAPES)
        for item in group.get("item", ()):
            yield from _named(item, seen, group.get("code", ""))
            yield from _item(item, raw.get("choices", {}))


def _tables(written: Any) -> bool:
    """Whether it is a list of tables, as `[[group]]` makes."""
    return isinstance(written, list) and all(isinstance(one, dict) for one in written)


def _head(raw: Mapping[str, Any]) -> Iterator[Problem]:
    for key, kind in (("code", str), ("version", int), ("kind", str)):
        if not isinstance(raw.get(key), kind):
            yield Problem(key, "form_key_missing", {"key": key})
    if raw.get("kind") not in KINDS:
        yield Problem("kind", "form_kind", {"found": str(raw.get("kind")), "known": ", ".join(KINDS)})
    yield from _labelled("title", raw.get("title"))


def _lists(lists: Any) -> Iterator[Problem]:
    if not isinstance(lists, dict) or not all(map(_tables, lists.values())):
        yield Problem("choices", "form_key_shape", {"key": "choices"})
        return
    for name, options in lists.items():
        codes = [option.get("code") for option in options]
        if not all(isinstance(code, str) and code for code in codes):
            yield Problem(name, "form_key_shape", {"key": "code"})
        for option in options:
            yield from _labelled(name, option)
        for code in {code for code in codes if codes.count(code) > 1}:
            yield Problem(name, "form_duplicate", {"found": str(code)})


def _named(part: Mapping[str, Any], seen: set[str], where: str) -> Iterator[Problem]:
    code = part.get("code")
    if not isinstance(code, str) or not _NAME.fullmatch(code):
        yield Problem(where, "form_key_missing", {"key": "code"})
        return
    if code in seen:
        yield Problem(code, "form_duplicate", {"found": code})
    seen.add(code)
    yield from _labelled(code, part.get("label"))


def _labelled(code: str, words: Any) -> Iterator[Problem]:
    for language in LANGUAGES:
        said = words.get(language) if isinstance(words, dict) else None
        if not isinstance(said, str) or not said.strip():
            yield Problem(code, "form_label", {"language": language})


def _shaped(code: str, part: Mapping[str, Any], shapes: Iterable[tuple[str, Any]]) -> Iterator[Problem]:
    for key, shape in shapes:
        if key in part and not isinstance(part[key], shape):
            yield Problem(code, "form_key_shape", {"key": key})


def _list_of(written: Any, shape: Any, sizes: tuple[int, ...]) -> bool:
    return (
        isinstance(written, list) and len(written) in sizes and all(isinstance(one, shape) for one in written)
    )


def _item(item: Mapping[str, Any], lists: Mapping[str, Any]) -> Iterator[Problem]:
    code, kind = str(item.get("code", "")), item.get("type")
    if kind not in TYPES:
        yield Problem(code, "form_type", {"found": str(kind), "known": ", ".join(TYPES)})
    yield from _shaped(code, item, _ITEM_SHAPES)
    for key, shape, sizes in _LIST_SHAPES:
        written = item.get(key)
        if written is not None and not _list_of(written, shape, sizes):
            yield Problem(code, "form_key_shape", {"key": key})
    name = str(item.get("choices", ""))
    if (kind in _LIST or name) and name not in lists and name not in CATALOGUES:
        yield Problem(code, "form_choices", {"found": name})
    if item.get("identifier", "cct") not in IDENTIFIERS:
        yield Problem(code, "form_key_shape", {"key": "identifier"})
    if kind == "calculate" and not item.get("calculation"):
        yield Problem(code, "form_key_missing", {"key": "calculation"})


# ---- meaning: expressions, references, order


def _meaning(form: Form) -> Iterator[Problem]:
    rules = Rules(form)
    for group in form.groups:
        if group.relevant:
            yield from _expression(group.code, group.relevant, lambda group=group: rules.of_group(group))
        if group.constraint:
            yield from _expression(group.code, group.constraint, lambda group=group: rules.of_rows(group))
    for item in form.items.values():
        for text in _expressions(item):
            yield from _expression(item.code, text, lambda item=item, text=text: rules.of(item, text))
    for code in (*form.key, *([form.subject] if form.subject else [])):
        if code not in form.items and code != "author":
            yield Problem("key" if code in form.key else "subject", "form_key", {"found": code})
    yield from _circles(rules)


def _expressions(item: Item) -> list[str]:
    found = [getattr(item, rule) for rule in _EXPRESSIONS]
    return [text for text in (*found, item.required) if isinstance(text, str) and text]


def _expression(code: str, text: str, compiled: Any) -> Iterator[Problem]:
    try:
        compiled()
    except BadExpression as bad:
        facts = {"found": bad.found, "position": bad.position, "expression": text}
        yield Problem(code, f"form_{bad.why}", facts)
    for pattern in _PATTERN.finditer(text):
        try:
            re.compile(pattern[1])
        except re.error:
            facts = {"found": pattern[1], "position": pattern.start() + 1, "expression": text}
            yield Problem(code, "form_pattern", facts)
    for table in _LEVEL.findall(text):
        if table != "reading_speed" and table not in TABLES:
            yield Problem(code, "form_table", {"found": table})


def _circles(rules: Rules) -> Iterator[Problem]:
    try:
        tuple(rules.order)
    except Circular as circle:
        yield Problem(circle.codes[0], "form_circular", {"found": " → ".join(circle.codes)})
