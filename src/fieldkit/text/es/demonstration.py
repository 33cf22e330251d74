"""Presentations in public."""

WORDS = {
    "help_new": "Anota una demostración en público: pregunta por pregunta, o con --respuestas.",
    "help_list": "Lista las demostraciones, también las que están en borrador.",
    "help_show": "Muestra una demostración.",
    "help_correct": "Corrige una demostración; pide el motivo.",
    "help_withdraw": "Anula una demostración; pide el motivo. Nada se borra.",
}
