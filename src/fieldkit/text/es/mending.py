"""Correcting at the terminal."""

WORDS = {
    "keys": "Enter termina · - deja en blanco",
    "which": "¿Qué pregunta se corrige? Su código o una palabra; Enter termina",
}
