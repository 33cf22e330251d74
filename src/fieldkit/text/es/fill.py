"""Filling in any form."""

WORDS = {
    "help": "Llena cualquier formulario: pregunta por pregunta, o con --respuestas.",
    "form": "El código del formulario: FS, DXA, VH…",
    "saved": "Guardado: {title} ({id}).",
}
