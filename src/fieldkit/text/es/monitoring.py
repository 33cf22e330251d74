"""Monitoring sheets."""

WORDS = {
    "help_new": "Llena la ficha de una visita: pregunta por pregunta, o con --respuestas.",
    "help_list": "Lista las fichas, también las que están en borrador.",
    "help_open": "Lista lo acordado, prometido o recomendado que falta contestar.",
    "agreement": "acuerdo",
    "recommendation": "recomendación",
    "help_show": "Muestra una ficha.",
    "help_correct": "Corrige una ficha; pide el motivo.",
    "help_withdraw": "Anula una ficha; pide el motivo. Nada se borra.",
    "focal": "{name} · focal",
}
