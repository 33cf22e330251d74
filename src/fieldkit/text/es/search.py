"""Searching."""

WORDS = {
    "help": "Busca escuelas, personas y asesores por nombre, sin importar acentos.",
    "words": "El nombre, o el comienzo de sus palabras.",
    "nothing": "No encontré «{text}».",
    "kind_school": "escuela",
    "kind_person": "persona",
    "kind_membership": "inscripción",
    "kind_kinship": "parentesco",
    "kind_advisor": "asesor",
    "kind_entry": "ficha",
    "kind_exercise": "ejercicio",
}
