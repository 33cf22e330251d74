"""Schools."""

WORDS = {
    "help_new": "Registra una escuela: pregunta por pregunta, o con --respuestas.",
    "help_list": "Lista las escuelas.",
    "help_show": "Muestra una escuela con todos sus datos.",
    "help_correct": "Corrige datos de una escuela; pide el motivo.",
    "help_withdraw": "Anula una escuela; pide el motivo. Nada se borra.",
    "cct": "La CCT (clave de centro de trabajo).",
    "name": "El nombre de la escuela.",
    "level": "El nivel: preescolar, primaria o secundaria.",
    "community": "La comunidad.",
    "yes": "No pregunta, aunque tenga personas o fichas.",
    "in_use": "Ahí hay {people} personas y {sheets} fichas: se quedan, pero sin escuela a la vista.\n¿Anularla? (s/N)",
    "kept": "No se anuló.",
}
