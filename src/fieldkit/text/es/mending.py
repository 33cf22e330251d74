"""Correcting at the terminal."""

WORDS = {
    "keys": "Enter termina · - deja en blanco · . sale sin corregir",
    "add": "Agregar: {group}",
    "left": "No se corrigió nada.",
    "which": "¿Qué pregunta se corrige? Su código o una palabra; Enter termina",
}
