"""An empty sheet for a form: its questions as headings, drop-downs for its options, keys as text."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import IO, TYPE_CHECKING

from fieldkit.forms.form import Form, Item
from fieldkit.intake.columns import Names, letter

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_ROWS = 5_000
"""How far down the drop-downs and formats reach."""

_GIVEN = 3
"""How many rows of a repeat a sheet has columns for."""

_FORMATS = {"date": "yyyy-mm-dd", "time": "hh:mm", "integer": "0", "decimal": "General"}
_YESNO = {"es": ("Sí", "No"), "en": ("Yes", "No")}


def write(form: Form, file: IO[bytes], language: str) -> None:
    """Write the empty sheet. Raises OSError when the file cannot be written."""
    import xlsxwriter

    names = Names(form)
    whole = io.BytesIO()  # xlsxwriter leaves a mess where it cannot write
    with xlsxwriter.Workbook(whole) as workbook:
        sheet = workbook.add_worksheet(form.code)
        lists = workbook.add_worksheet("listas")
        lists.hide()
        for column, (head, item) in enumerate(_columns(form, names, language)):
            _head(workbook, sheet, column, head, item, language)
            _choices(sheet, lists, column, item, language)
        sheet.freeze_panes(1, 0)
    file.write(whole.getvalue())


def _columns(form: Form, names: Names, language: str) -> Iterable[tuple[str, Item]]:
    """Each heading and its question; some rows of those a sheet cannot be without: `Sesiones[1].Minutos`."""
    for group in form.groups:
        asked = [item for item in group.items if item.asked]
        if not group.repeat:
            yield from ((_called(item, names, item.label(language), item.code), item) for item in asked)
        for row in range(1, _GIVEN + 1 if group.repeat and group.min else 1):
            place = f"{group.label(language)}[{row}]", f"{group.code}[{row}]"
            for item in asked:
                labels = f"{place[0]}.{item.label(language)}", f"{place[1]}.{item.code}"
                yield _called(item, names, *labels), item


def _called(item: Item, names: Names, label: str, code: str) -> str:
    """The label where a file with that heading would be understood, else the code."""
    place = names.place(label)
    return label if place and place.code == item.code else code


def _head(workbook: Workbook, sheet: Worksheet, column: int, head: str, item: Item, language: str) -> None:
    """The heading of a column, with its hint as a note; under it, text wherever a number would do harm."""
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
    at = letter(column)
    strict = "information" if item.type == "select_multiple" else "stop"
    source = f"=listas!${at}$1:${at}${len(labels)}"
    rule = {"validate": "list", "source": source, "error_type": strict}
    sheet.data_validation(1, column, _ROWS, column, rule)


def _labels(item: Item, language: str) -> Iterable[str]:
    if item.type == "yesno":
        return _YESNO[language]
    return (choice.label(language) for choice in item.choices)
