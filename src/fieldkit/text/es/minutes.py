"""Minutes of the association's meetings."""

WORDS = {
    "help_new": "Levanta el acta de una reunión: pregunta por pregunta, o con --respuestas.",
    "help_list": "Lista las actas, también las que están en borrador.",
    "help_show": "Muestra un acta.",
    "help_correct": "Corrige un acta; pide el motivo.",
    "help_withdraw": "Anula un acta; pide el motivo. Nada se borra.",
}
