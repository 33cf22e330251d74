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

_ALSO = {
    "REG-E": "school escuela",
    "REG-A": "student alumno alumna alumnas estudiante estudiantes",
    "REG-D": "teacher docente maestra maestro maestras maestros",
    "REG-F": "family familia familiar familiares relative relatives",
    "REG-P": "advisor asesor asesora asesoras",
    "FS": "sheet ficha monitoring seguimiento",
    "DXA": "diagnostic diagnostico",
    "VH": "visit visita",
    "CAT": "exercise ejercicio",
    "RES": "result resultado",
    "PB": "plan plans planes",
    "EI": "strategy strategies estrategia estrategias",
    "APC": "apec",
    "APM": "minutes acta actas",
    "RGI": "rules reglamento",
    "PRO": "proposal proposals propuesta propuestas",
    "CON": "counterpart contraparte",
    "RED": "contact contacts contacto contactos",
    "HIS": "story stories historia historias",
    "TUT": "tutoring tutorings tutoria tutorias",
    "INT": "wish wishes interes intereses",
    "REL": "account accounts relato relatos",
    "DEM": "demonstration demonstrations demostracion demostraciones presentacion",
    "ACR": "qualification qualifications acreditacion acreditaciones",
    "ENC": "encounter encounters encuentro encuentros",
}
"""What the same are called in commands (`fieldkit alumno lista`), and more than one of them."""


def form(word: str, folder: Path | None = None) -> Form:
    """The form a kind means: `schools`, `escuela`, `visitas`, `DXA` … folder: the user's own forms, whose
    codes come before what commands call ours.

    Raises NotFound, with the kinds there are.
    """
    everyday = next((code for code, words in NAMED.items() if fold(word) in words.values()), None)
    also = next((code for code, words in _ALSO.items() if fold(word) in words.split()), None)
    try:
        return load(everyday or word.upper(), folder)
    except NotFound:
        if also:
            return load(also)
        known = {language: ", ".join(one[language] for one in NAMED.values()) for language in ("es", "en")}
        raise NotFound(kind="kind", text=word, known=known) from None


def word(code: str, language: str) -> str:
    """What somebody types for a form: its everyday name, the code where it has none."""
    return NAMED.get(code, {}).get(language, code)
