"""Filling in any form."""

WORDS = {
    "help": "Llena cualquier formulario: pregunta por pregunta, o con --respuestas.",
    "form": "El código del formulario: FS, DXA, VH…",
    "rapid": "Teclea un montón de hojas de papel, un renglón por bloque.",
    "not_taken": "No se tomó «{text}». {why}",
    "saved": "Guardado: {title} ({id}).",
}
