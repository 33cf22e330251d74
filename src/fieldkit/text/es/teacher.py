"""Teachers."""

WORDS = {
    "help_new": "Registra un docente: pregunta por pregunta, o con --respuestas.",
    "help_list": "Lista los docentes.",
    "help_show": "Muestra un docente con todos sus datos.",
    "help_correct": "Corrige datos de un docente; pide el motivo.",
    "help_withdraw": "Anula un docente; pide el motivo. Nada se borra.",
    "figure": "La figura: LEC o EC, docente, director.",
}
