"""What families give."""

WORDS = {
    "help_new": "Anota lo recibido en un día: hospedaje comida=2 cena@luz --familia rosa. Sin renglones, pregunta.",
    "help_list": "Lista lo recibido, renglón por renglón.",
    "help_month": "Lo dado en un mes frente a lo prometido. No nombra familias.",
    "help_show": "Muestra un renglón.",
    "help_correct": "Corrige un renglón; pide el motivo.",
    "help_withdraw": "Anula un renglón; pide el motivo. Nada se borra.",
    "lines": "Qué se recibió: hospedaje, desayuno, comida, cena, espacio, traslado, otro; con =2 cuántos y con @luz de quién.",
    "family": "La familia que dio lo de ese día.",
    "saved": "Renglones anotados del {date}: {count}.",
    "month": "Contraparte de {month} · {school}",
    "nights": "  Noches: {given} de {promised} prometidas",
    "nights_alone": "  Noches: {given}. No hay acta de la APEC que diga cuántas se prometieron.",
    "meals": "  Comidas: {given} de {promised} prometidas",
    "meals_alone": "  Comidas: {given}. No hay acta de la APEC que diga cuántas se prometieron.",
    "others": "  Otros apoyos: {count}",
}
