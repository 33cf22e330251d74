"""Write the reference from the code: commands, forms, errors, tables. `--check` only says if it is current.

python docs/generate.py [--check]
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import features
from words import FILE, FOLDER, WORDS

DOCS = Path(__file__).parent
FEATURES = "reference/features.md"
BILINGUAL = "\n".join(WORDS[language]["made"] for language in FOLDER)


def pages(language: str) -> dict[str, str]:
    """Every page of the reference in one language, by its path under docs/."""
    from fieldkit import text

    text.use(language)  # before any command is loaded: help is bound when its module is
    words: dict[str, Any] = WORDS[language]
    folder = FOLDER[language]
    found = {
        FILE["commands"][language]: words["commands"] + "\n" + "\n".join(_commands(language, words)),
        FILE["errors"][language]: "\n".join(_errors(words)),
        FILE["records"][language]: "\n".join(_records(words)),
        FILE["indicators"][language]: "\n".join(_indicators(words)),
    }
    for name, body in _forms(language, words):
        found[f"{FILE['forms'][language]}/{name}.md"] = body
    return {f"{folder}/{name}": _page(words["made"], body) for name, body in found.items()}


def _page(made: str, body: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", f"{made}\n\n{body.strip()}\n")


def _commands(language: str, words: dict[str, Any]) -> Iterator[str]:
    from fieldkit.cli import app

    root = app.root()
    context = _context(root, "fieldkit", None)
    yield _help(root, context)
    for command, inner, path, other in _walk(root, context, language, "fieldkit", "fieldkit"):
        yield f"\n## {path}\n\n{words['english']}: `{other}`\n\n{_help(command, inner)}"
    yield from _settings(words)


def _settings(words: dict[str, Any]) -> Iterator[str]:
    yield words["settings"]
    yield from _table(words["setting"], ([f"`{name}`", does] for name, does in words["variables"].items()))


def _walk(
    group: Any, context: Any, language: str, path: str, other: str
) -> Iterator[tuple[Any, Any, str, str]]:
    from fieldkit.cli import names

    for name in group.known():
        noun = group.name or ""
        shown = names.shown(name, language, noun)
        another = names.shown(name, "en" if language == "es" else "es", noun)
        command = group.get_command(context, name)
        inner = _context(command, shown, context)
        yield command, inner, f"{path} {shown}", f"{other} {another}"
        if hasattr(command, "known"):
            yield from _walk(command, inner, language, f"{path} {shown}", f"{other} {another}")


def _context(command: Any, name: str, parent: Any) -> Any:
    return command.context_class(
        command, info_name=name, parent=parent, terminal_width=96, **command.context_settings
    )


def _help(command: Any, context: Any) -> str:
    lines = (line.rstrip() for line in command.get_help(context).splitlines())
    return "```text\n" + "\n".join(lines).strip() + "\n```\n"


def _errors(words: dict[str, Any]) -> Iterator[str]:
    from fieldkit import errors, text
    from fieldkit.cli import failure

    yield words["errors"]
    yield from _table(words["exit"], ([str(code), says] for code, says in words["exits"].items()))
    yield "\n" + words["error_table"]
    said = text.words("error")
    rows = []
    for kind in _family(errors.FieldkitError):
        number = next(
            (code for wide, code in failure.CODES.items() if issubclass(kind, wide)), failure.CANNOT
        )
        whole = [key for key in said if key == kind.code or key.startswith(f"{kind.code}_")]
        rows += [
            [f"`{key}`", str(number), said[key]] for key in whole if key not in {row[0][1:-1] for row in rows}
        ]
    yield from _table(words["error"], rows)
    yield "\n" + words["problem_table"]
    problems = sorted(text.words("problem").items())
    yield from _table(words["problem"], ([f"`{code}`", says] for code, says in problems))


def _indicators(words: dict[str, Any]) -> Iterator[str]:
    from fieldkit import text

    yield words["indicators"]
    for area, heading in words["indicator_tables"].items():
        said = text.words(area)
        codes = [code for code in said if f"{code}_formula" in said]
        yield heading
        yield from _table(
            words["indicator"], ([f"`{code}`", said[code], said[f"{code}_formula"]] for code in codes)
        )
        yield ""


def _family(kind: Any) -> Iterator[Any]:
    for child in kind.__subclasses__():
        yield child
        yield from _family(child)


def _forms(language: str, words: dict[str, Any]) -> Iterator[tuple[str, str]]:
    from fieldkit.forms import form as forms

    known = [forms.load(code) for code in forms.codes()]
    rows = [[f"[{form.code}]({form.code}.md)", form.label(language), str(len(form.items))] for form in known]
    yield "README", words["forms"] + "\n" + "\n".join(_table(words["form"], rows))
    for form in known:
        yield form.code, "\n".join(_form(form, language, words))


def _form(form: Any, language: str, words: dict[str, Any]) -> Iterator[str]:
    yield f"# {form.code}: {form.label(language)} (v{form.version})"
    for group in form.groups:
        yield f"\n## {group.label(language)}\n"
        notes = [f"{words['relevant']} `{group.relevant}`"] if group.relevant else []
        if group.repeat:
            notes.append(f"{words['repeats']}: {group.min}–{group.max or '∞'} (`{group.code}`)")
        if group.constraint_message:
            notes.append(group.constraint_message[language])
        if notes:
            yield "; ".join(notes) + "\n"
        yield from _table(words["item"], (_item(item, language, words) for item in group.items))


def _item(item: Any, language: str, words: dict[str, Any]) -> list[str]:
    question = item.label(language) + (f" *{item.hint(language)}*" if item.hint(language) else "")
    limits = (
        [", ".join(f"{choice.code} ({choice.label(language)})" for choice in item.own)] if item.own else []
    )
    limits += [f"`{item.list_name}`"] if item.list_name and not item.own else []
    limits += [f"→ {item.to}"] if item.to else []
    limits += [words["range"].format(*item.range)] if item.range else []
    limits += [words["length"].format(*item.length)] if item.length else []
    limits += [f"{words['missing']} {', '.join(map(str, item.missing))}"] if item.missing else []
    conditions = [words["required"]] if item.required is True else []
    conditions += [f"{words['required']}: `{item.required}`"] if isinstance(item.required, str) else []
    for name in ("relevant", "constraint", "warning", "calculation", "default"):
        conditions += [f"{words[name]}: `{getattr(item, name)}`"] if getattr(item, name) else []
    return [f"`{item.code}`", question, item.type, "; ".join(limits), "; ".join(conditions)]


def _records(words: dict[str, Any]) -> Iterator[str]:
    from fieldkit.domain.kinds import KINDS
    from fieldkit.forms import form as forms
    from fieldkit.store import tables

    described: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for form in map(forms.load, forms.codes()):
        parts = {item.part for item in form.items.values() if item.part} or {form.kind}
        for kind in parts:
            described[kind].append(form.code)
    yield words["records"]
    yield from _table(words["record"], ([f"`{kind}`", ", ".join(codes)] for kind, codes in described.items()))
    yield "\n" + words["columns"]
    for table in tables.CentreRow.metadata.sorted_tables:
        yield f"\n### `{table.name}`\n"
        yield from _table(
            words["column"], ([f"`{column.name}`", str(column.type)] for column in table.columns)
        )


def _table(heads: list[str], rows: Any) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        cells = (cell.replace("|", "\\|").replace("\n", " ") for cell in row)
        yield f"| {' | '.join(cells)} |"


def main() -> int:
    """Write the pages, or with `--check` name those that are not current and return 1."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        wanted = {name: body for found in pool.map(pages, FOLDER) for name, body in found.items()}
    wanted |= {FEATURES: _page(BILINGUAL, "\n".join(features.lines()))}
    present = {
        path.relative_to(DOCS).as_posix(): path.read_text(encoding="utf-8")
        for folder in (*FOLDER.values(), "reference")
        for path in sorted((DOCS / folder).rglob("*.md"))
    }
    stale = sorted(name for name in {*wanted, *present} if wanted.get(name) != present.get(name))
    if "--check" in sys.argv:
        print(
            *(f"docs/{name} is not current: make docs" for name in stale), sep="\n", end="\n" if stale else ""
        )
        return 1 if stale else 0
    for name in stale:
        path = DOCS / name
        if name not in wanted:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted[name], encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
