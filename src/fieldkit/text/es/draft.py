"""Drafts."""

WORDS = {
    "help_list": "Lista los borradores, el último tocado primero.",
    "help_show": "Muestra lo contestado en un borrador.",
    "help_resume": "Sigue con un borrador donde se quedó.",
    "help_discard": "Tira un borrador.",
    "which": "El identificador del borrador, su comienzo o su final. Sin él, el último.",
    "one": "El identificador del borrador, su comienzo o su final.",
    "yes": "No pregunta.",
    "sure": "¿Tirar el borrador de «{title}»: {about}? Lo contestado se pierde. (s/N)",
    "stays": "Se queda el borrador.",
    "discarded": "Borrador descartado: {form} ({id}).",
}
