"""Internal rules of the association, and their monthly check."""

WORDS = {
    "help_new": "Anota el reglamento interno, artículo por artículo, o con --respuestas. Cada cambio es una edición nueva.",
    "help_list": "Lista las ediciones del reglamento, también las que están en borrador.",
    "help_show": "Muestra el reglamento vigente de una escuela; con un identificador, esa edición o esa revisión.",
    "help_check": "Dice de cada artículo cómo se cumplió en un mes.",
    "help_checks": "Lista los meses que ya se revisaron.",
    "help_correct": "Corrige una edición o una revisión; pide el motivo.",
    "help_withdraw": "Anula una edición o una revisión; pide el motivo. Nada se borra.",
    "which": "El identificador, su comienzo o su final; sin él, el reglamento vigente.",
}
