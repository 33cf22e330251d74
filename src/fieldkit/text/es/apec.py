"""The association of families."""

WORDS = {
    "help_new": "Anota la constitución de la APEC o su renovación: pregunta por pregunta, o con --respuestas.",
    "help_list": "Lista las actas constitutivas, también las que están en borrador.",
    "help_show": "Quién tiene hoy cada cargo, los miembros y la contraparte prometida; con un identificador, esa acta.",
    "help_correct": "Corrige un acta; pide el motivo.",
    "help_withdraw": "Anula un acta; pide el motivo. Nada se borra.",
    "act": "El identificador de un acta, su comienzo o su final; sin él, la APEC de hoy.",
    "head": "APEC de {school} · acta del {date} · {id}",
    "holder": "  {office}: {name}, desde {since}",
    "no_holders": "  Hoy nadie tiene un cargo vigente. Para renovar: fieldkit apec nueva",
    "members": "Miembros: {count} ({names})",
    "no_members": "Miembros: nadie está registrado como miembro. Anótelo con: fieldkit familia corregir PERSONA --pon apec=si",
    "promised": "Contraparte · {sort}: {who}",
    "monthly": "Prometido al mes: {nights} noches y {meals} comidas",
}
