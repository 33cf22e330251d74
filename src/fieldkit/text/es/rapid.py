"""La captura rápida de hojas de papel."""

WORDS = {
    "title": "Un renglón por bloque: valores separados por un espacio; un texto termina con /. (opcional) · [con=valor] · - en blanco · CÓDIGO=valor · ? ayuda · < regresa · . termina",
    "keys": "  Los valores van en el orden de los códigos; CÓDIGO=valor contesta uno en especial. - deja en blanco, o con su valor.\n  Un texto llega hasta / o hasta el fin del renglón; para escribir una diagonal: \\/\n  En lo que se repite, Enter sin nada es que no hay más. < regresa al renglón anterior; . deja la hoja en borrador y termina.",
    "enough": "· Enter: no hay más",
    "needed": "Aquí hace falta contestar los códigos sin paréntesis; < regresa, y con . la hoja queda en borrador.",
    "too_many": "Sobra «{text}»: el bloque no tiene más preguntas.",
    "saved": "✓ {date} · guardada ({id})",
    "done": "Hojas guardadas: {count}.",
}
