"""What can be imported and exported: by an everyday name, or any form by its code."""

from __future__ import annotations

from pathlib import Path

from fieldkit.domain.names import fold
from fieldkit.errors import NotFound
from fieldkit.forms.form import Form, load

NAMED = {
    "REG-E": {"en": "schools", "es": "escuelas"},
    "REG-A": {"en": "students", "es": "alumnos"},
    "REG-D": {"en": "teachers", "es": "docentes"},
    "REG-F": {"en": "families", "es": "familias"},
    "REG-P": {"en": "advisors", "es": "asesores"},
    "FS": {"en": "sheets", "es": "fichas"},
    "DXA": {"en": "diagnostics", "es": "diagnosticos"},
    "VH": {"en": "visits", "es": "visitas"},
    "CAT": {"en": "exercises", "es": "ejercicios"},
    "RES": {"en": "results", "es": "resultados"},
}


def form(word: str, folder: Path | None = None) -> Form:
    """The form a kind means: `schools`, `visitas`, `DXA` … folder: the user's own forms.

    Raises NotFound, with the kinds there are.
    """
    meant = (code for code, words in NAMED.items() if fold(word) in words.values())
    try:
        return load(next(meant, word.upper()), folder)
    except NotFound:
        known = {language: ", ".join(one[language] for one in NAMED.values()) for language in ("es", "en")}
        raise NotFound(kind="kind", text=word, known=known) from None


def word(code: str, language: str) -> str:
    """What somebody types for a form: its everyday name, the code where it has none."""
    return NAMED.get(code, {}).get(language, code)
