"""Searching."""

WORDS = {
    "help": "Busca escuelas, personas y asesores por nombre, sin importar acentos.",
    "words": "El nombre, o el comienzo de sus palabras.",
}
