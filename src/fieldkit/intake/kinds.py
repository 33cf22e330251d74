"""What can be imported and exported: registers by their everyday names, any form by its code."""

from __future__ import annotations

from pathlib import Path

from fieldkit.forms.form import Form, load

REGISTERS = {
    "schools": "REG-E",
    "students": "REG-A",
    "teachers": "REG-D",
    "families": "REG-F",
    "advisors": "REG-P",
    "escuelas": "REG-E",
    "alumnos": "REG-A",
    "docentes": "REG-D",
    "familias": "REG-F",
    "asesores": "REG-P",
}


def form(word: str, folder: Path | None = None) -> Form:
    """The form that a kind means: `schools`, `DXA` … folder: the user's own forms. Raises NotFound."""
    return load(REGISTERS.get(word.lower(), word.upper()), folder)
