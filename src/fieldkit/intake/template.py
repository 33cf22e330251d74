"""An empty sheet for a form: its questions as headings, drop-downs for its options, keys as text."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from fieldkit.forms.form import Form, Item
from fieldkit.intake.columns import Names

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_ROWS = 5_000
"""How far down the drop-downs and formats reach."""

_FORMATS = {"date": "yyyy-mm-dd", "time": "hh:mm", "integer": "0", "decimal": "General"}
_YESNO = {"es": ("Sí", "No"), "en": ("Yes", "No")}


def write(form: Form, target: Path, language: str) -> None:
    """Write the empty sheet. Raises OSError when the file cannot be written."""
    import xlsxwriter

    names = Names(form)
    items = [item for item in form.items.values() if item.asked and not item.repeat]
    whole = io.BytesIO()  # xlsxwriter leaves a mess where it cannot write
    with xlsxwriter.Workbook(whole) as workbook:
        sheet = workbook.add_worksheet(form.code)
        lists = workbook.add_worksheet("listas")
        lists.hide()
        for column, item in enumerate(items):
            _head(workbook, sheet, column, item, names, language)
            _choices(sheet, lists, column, item, language)
        sheet.freeze_panes(1, 0)
    target.write_bytes(whole.getvalue())


def _head(workbook: Workbook, sheet: Worksheet, column: int, item: Item, names: Names, language: str) -> None:
    """The heading of a column, with its hint as a note; under it, text wherever a number would do harm."""
    label = item.label(language)
    place = names.place(label)
    head = label if place and place.code == item.code else item.code
    look = {"bold": True, "bg_color": "#DDEBF7" if item.required is True else "#F2F2F2", "text_wrap": True}
    cells = workbook.add_format({"num_format": _FORMATS.get(item.type, "@")})
    sheet.set_column(column, column, max(12, min(len(head) + 2, 30)), cells)
    sheet.write_string(0, column, head, workbook.add_format(look))
    if item.hint(language):
        sheet.write_comment(0, column, item.hint(language))


def _choices(sheet: Worksheet, lists: Worksheet, column: int, item: Item, language: str) -> None:
    """A drop-down; of several options it only advises, for more than one may be written."""
    labels = list(_labels(item, language))
    if not labels:
        return
    for row, label in enumerate(labels):
        lists.write_string(row, column, label)
    letter = _letters(column)
    strict = "information" if item.type == "select_multiple" else "stop"
    source = f"=listas!${letter}$1:${letter}${len(labels)}"
    rule = {"validate": "list", "source": source, "error_type": strict}
    sheet.data_validation(1, column, _ROWS, column, rule)


def _labels(item: Item, language: str) -> Iterable[str]:
    if item.type == "yesno":
        return _YESNO[language]
    return (choice.label(language) for choice in item.choices)


def _letters(column: int) -> str:
    """A, B … Z, AA …"""
    letters = ""
    column += 1
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(65 + place) + letters
    return letters
