"""Relatives."""

WORDS = {
    "help_new": "Registra un familiar: pregunta por pregunta, o con --respuestas.",
    "help_list": "Lista los familiares.",
    "help_show": "Muestra un familiar con todos sus datos.",
    "help_correct": "Corrige datos de un familiar; pide el motivo.",
    "help_withdraw": "Anula un familiar; pide el motivo. Nada se borra.",
    "student": "El alumno de quien es familiar.",
}
