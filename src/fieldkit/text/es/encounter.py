"""Academic encounters."""

WORDS = {
    "help_new": "Anota un encuentro entre escuelas: pregunta por pregunta, o con --respuestas.",
    "help_list": "Lista los encuentros, también los que están en borrador.",
    "help_show": "Muestra un encuentro.",
    "help_correct": "Corrige un encuentro; pide el motivo.",
    "help_withdraw": "Anula un encuentro; pide el motivo. Nada se borra.",
}
