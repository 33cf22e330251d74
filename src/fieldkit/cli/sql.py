"""`fieldkit sql "SELECT …"`: questions in SQL about the notebook, which they can only read."""

from __future__ import annotations

import shutil
import sys
from contextlib import closing
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated, Any

from fieldkit import settings, text
from fieldkit.cli import export, kit
from fieldkit.cli.l10n import WrongUsage
from fieldkit.text import t

if TYPE_CHECKING:
    from fieldkit.store.query import Query
    from fieldkit.store.shown import Column, View

app = kit.leaf("sql")

Question = Annotated[str | None, kit.argument("question", "sql.question")]
Copy = Annotated[str | None, kit.option("--copy", "sql.copy", takes="file")]


@app.command("sql")
def ask(
    question: Question = None,
    csv: export.Csv = None,
    copy: Copy = None,
    with_curp: export.WholeCurp = False,
    stories: export.Stories = False,
    purpose: export.Purpose = None,
    receiver: export.Receiver = None,
    as_json: kit.Json = False,
) -> None:
    """Take the question, open the views, answer; or say which views there are, or copy them."""
    if with_curp and not (purpose and receiver):
        raise WrongUsage("curp_for_what")
    if copy and (question or csv):
        raise WrongUsage("copy_is_whole")
    asked = sys.stdin.read().strip() if question == "-" else question
    with closing(_open(with_curp, stories)) as query:
        view = query.view(asked) if asked else None
        if copy:
            _copy(query, copy, purpose, receiver, as_json)
        elif asked is None:
            _tell_views(query, as_json)
        elif view and not csv:
            _tell_columns(view, as_json)
        else:
            count = _answer(query, f'SELECT * FROM "{view.name}"' if view else asked, csv, as_json)
            export.remember("sql", count, purpose, receiver)


def _open(with_curp: bool, stories: bool) -> Query:
    """The views of all forms, those of the notebook too, by every name that `export` knows."""
    from fieldkit.domain import story
    from fieldkit.forms import form
    from fieldkit.intake.kinds import NAMED
    from fieldkit.store.query import Query

    forms = [form.known(code) for code in form.codes()]
    names = {code: tuple(words.values()) for code, words in NAMED.items()}
    left_out = () if stories else (story.FORM,)
    return Query.open(settings.home(), forms, names, left_out=left_out, whole_curp=with_curp)


def _answer(query: Query, question: str, csv: str | None, as_json: bool) -> int:
    """Ask, and say the answer. Returns how many rows it has."""
    columns, rows = query.ask(question)
    if csv:
        from fieldkit.reports import tables

        count = tables.write_csv(csv, columns, rows)
        if csv != "-":
            kit.result(as_json, {"count": count, "file": csv}, "sql.done", count=count, file=csv)
        return count
    if as_json:
        found = [dict(zip(columns, row, strict=True)) for row in rows]
        kit.stream(found)
        return len(found)
    count = kit.table(columns, rows)
    if not count:
        kit.say("sql.nothing")
    return count


def _copy(query: Query, file: str, purpose: str | None, receiver: str | None, as_json: bool) -> None:
    from pathlib import Path

    count = query.copy(Path(file))
    export.remember("sql", count, purpose, receiver)
    kit.result(as_json, {"views": count, "file": file}, "sql.copied", count=count, file=file)


def _tell_views(query: Query, as_json: bool) -> None:
    """Every view with its columns."""
    if as_json:
        kit.stream(
            {**_described(view), "columns": [_column(one) for one in view.columns]} for view in query.views
        )
        return
    width = shutil.get_terminal_size().columns - 1
    for view in query.views:
        kit.line(kit.plain("  ".join((", ".join((view.name, *view.also)), _title(view)))))
        told = ", ".join(column.name for column in view.columns)
        for line in wrap(told, width, initial_indent="    ", subsequent_indent="    "):
            kit.line(line)
    kit.say("sql.one_view")


def _tell_columns(view: View, as_json: bool) -> None:
    """The columns of one view: what each is called, of what type it is, what it holds."""
    rows = [_column(one) for one in view.columns]
    if as_json:
        kit.out({**_described(view), "columns": rows})
        return
    heads = [t(f"sql.{name}") for name in ("column", "type", "label")]
    kit.table(heads, ([row["name"], t(f"sql.type_{row['type']}"), row["label"]] for row in rows))


def _described(view: View) -> dict[str, Any]:
    return {"view": view.name, "also": list(view.also), "title": _title(view)}


def _title(view: View) -> str:
    """What a view tells: the title of its form or of the rows, or our word for its kind."""
    return _word(view.title) if view.title else t(f"sql.of_{view.name}")


def _column(column: Column) -> dict[str, str]:
    return {"name": column.name, "type": column.type.lower() or "any", "label": _held(column)}


def _held(column: Column) -> str:
    """What a column holds: the answer to a question, a part of it, or what every record has."""
    if column.label is None:
        return t(f"sql.holds_{column.name}")
    label = _word(column.label)
    return t(f"sql.part_{column.part}", label=label) if column.part else label


def _word(words: Any) -> str:
    return str(words.get(text.language()) or words["es"])
