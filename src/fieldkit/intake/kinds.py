"""What can be imported and exported: registers by their everyday names, any form by its code."""

from __future__ import annotations

from pathlib import Path

from fieldkit.forms.form import Form, load

REGISTERS = {
    "REG-E": {"en": "schools", "es": "escuelas"},
    "REG-A": {"en": "students", "es": "alumnos"},
    "REG-D": {"en": "teachers", "es": "docentes"},
    "REG-F": {"en": "families", "es": "familias"},
    "REG-P": {"en": "advisors", "es": "asesores"},
}


def form(word: str, folder: Path | None = None) -> Form:
    """The form that a kind means: `schools`, `DXA` … folder: the user's own forms. Raises NotFound."""
    meant = (code for code, words in REGISTERS.items() if word.lower() in words.values())
    return load(next(meant, word.upper()), folder)


def word(code: str, language: str) -> str:
    """What somebody types for a form: the everyday name of a register, the code of any other."""
    return REGISTERS.get(code, {}).get(language, code)
