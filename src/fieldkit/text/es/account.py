"""Written accounts."""

WORDS = {
    "help_new": "Anota el relato que el aprendiz escribió: pregunta por pregunta, o con --respuestas.",
    "help_list": "Lista los relatos, también los que están en borrador.",
    "help_show": "Muestra un relato.",
    "help_correct": "Corrige un relato; pide el motivo.",
    "help_withdraw": "Anula un relato; pide el motivo. Nada se borra.",
}
