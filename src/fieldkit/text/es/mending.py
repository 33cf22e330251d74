"""Correcting at the terminal."""

WORDS = {
    "keys": "Enter termina · - deja en blanco · -- quita un renglón nuevo · . sale sin corregir",
    "add": "Agregar: {group}",
    "kept_row": "Ese renglón ya estaba guardado: para quitarlo, --respuestas con los renglones que quedan.",
    "left": "No se corrigió nada.",
    "which": "¿Qué pregunta se corrige? Su código o una palabra; Enter termina",
}
