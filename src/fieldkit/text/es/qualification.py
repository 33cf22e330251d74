"""Who may tutor what."""

WORDS = {
    "help_list": "Quién puede ser tutor de qué, desde cuándo y en qué generación.",
    "help_show": "El repertorio de una persona, con los registros de que sale.",
    "help_withdraw": "Retira una acreditación; pide el motivo. Lo que ya enseñó sigue valiendo.",
    "planted": "{exercise} · {title}: la sembró el {since} (generación {generation})",
    "learned": "{exercise} · {title}: desde el {since}, con {tutor_name} (generación {generation})",
    "ended": "{exercise} · {title}: del {since} al {until}; se retiró",
    "evidence": "  registros: {sheets}",
    "next": "{exercise} · {text}",
    "none": "Todavía no puede ser tutor de ningún ejercicio.",
    "not_this": "Todavía no puede ser tutor de {exercise}.",
    "lacking": "  falta: {text}",
    "withdrawn": "{name} ya no es tutor de {exercise} desde el {date}. Lo que enseñó antes sigue valiendo.",
}
