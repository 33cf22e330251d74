"""`fieldkit form`: the forms there are, what each asks, on paper too, and whether a form file is sound."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from fieldkit import settings, text
from fieldkit.cli import kit
from fieldkit.text import t

if TYPE_CHECKING:
    from fieldkit.forms.form import Form, Group, Item

app = kit.noun("form")

Code = Annotated[str, kit.argument("form", "form.code")]
File = Annotated[str, kit.argument("file", "form.file")]
Pdf = Annotated[str | None, kit.option("--pdf", "form.pdf", takes="file")]


@app.command("list")
def show_list(as_json: kit.Json = False) -> None:
    """List the forms: those of fieldkit, then those in the folder of this notebook."""
    from fieldkit.forms.form import codes, load

    forms = [load(code, _folder()) for code in codes(_folder())]
    if as_json:
        kit.stream({"code": form.code, **_head(form)} for form in forms)
    else:
        rows = ((form.code, form.label(text.language()), form.version, len(form.items)) for form in forms)
        kit.table([t(f"form.{column}") for column in ("code", "title", "version", "items")], rows)


@app.command("show")
def show_one(code: Code, as_json: kit.Json = False) -> None:
    """Show what a form asks, item by item, with its rules."""
    from fieldkit.forms.form import load

    form = load(code.upper(), _folder())
    if as_json:
        kit.out({"code": form.code, **_head(form), "groups": [_group(group) for group in form.groups]})
        return
    kit.say("form.head", code=form.code, title=form.label(text.language()), version=form.version)
    for group in form.groups:
        kit.say("form.group_repeat" if group.repeat else "form.group", label=group.label(text.language()))
        if group.constraint_message:
            kit.line(kit.plain(f"  {group.constraint_message[text.language()]}"))
        for item in group.items:
            kit.say("form.item", code=item.code, label=item.label(text.language()), notes=_notes(item))


@app.command("check")
def check_file(file: File, as_json: kit.Json = False) -> None:
    """Check a form file: every error with its line and reason."""
    from fieldkit.forms.form import LIBRARY
    from fieldkit.forms.source import read_own, read_toml

    path = Path(file)
    form = read_toml(path) if path.resolve().parent == LIBRARY else read_own(path)
    kit.result(
        as_json, {"code": form.code, **_head(form)}, "form.sound", code=form.code, items=len(form.items)
    )


@app.command("print")
def print_blank(code: Code, pdf: Pdf = None, as_json: kit.Json = False) -> None:
    """Make a blank sheet of a form, to fill in by hand."""
    from fieldkit.forms.form import load
    from fieldkit.reports import paper

    form = load(code.upper(), _folder())
    path = pdf or t("paper.file_name", code=form.code)
    pages = paper.write(form, path)
    if path != "-":
        facts = {"form": form.code, "path": str(Path(path).absolute()), "pages": pages}
        kit.result(as_json, facts, "paper.written", code=form.code, path=path, pages=pages)


def _folder() -> Path:
    """Where a user keeps forms of their own."""
    return settings.home() / "forms"


def _head(form: Form) -> dict[str, Any]:
    return {"version": form.version, "kind": form.kind, "title": dict(form.title), "items": len(form.items)}


def _group(group: Group) -> dict[str, Any]:
    found = {"code": group.code, "label": dict(group.labels), "repeat": group.repeat}
    rules = {"relevant": group.relevant, "constraint": group.constraint, "min": group.min, "max": group.max}
    return {**found, **_set(rules), "items": [_item(item) for item in group.items]}


def _item(item: Item) -> dict[str, Any]:
    names = ("required", "wanted", "relevant", "constraint", "warning", "calculation", "default", "range")
    rules = {name: getattr(item, name) for name in (*names, "length", "missing", "to", "part", "identifier")}
    choices = [{"code": choice.code, "label": choice.label(text.language())} for choice in item.own]
    words = {"label": dict(item.labels), "hint": dict(item.hints or {})}
    return {"code": item.code, "type": item.type, **_set({**words, **rules, "choices": choices})}


def _set(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts that say something."""
    return {name: fact for name, fact in facts.items() if fact not in (None, "", False, 0, (), [], {})}


def _notes(item: Item) -> str:
    return " · ".join(_remarks(item))


def _remarks(item: Item) -> Iterator[str]:
    """What there is to know of an item, in words: its type, whether it is needed, its bounds, its rules."""
    yield t(f"form.type_{item.type}")
    if item.required:
        yield t("form.required") if item.required is True else t("form.required_if", rule=item.required)
    if item.range:
        yield t("form.between", min=item.range[0], max=item.range[1])
    if item.own:
        yield ", ".join(choice.label(text.language()) for choice in item.own)
    if item.missing:
        yield ", ".join(str(code) for code in item.missing)
    if item.relevant:
        yield t("form.relevant", rule=item.relevant)
    if item.constraint:
        yield t("form.constraint", rule=item.constraint)
    if item.calculation:
        yield t("form.calculation", rule=" ".join(item.calculation.split()))
