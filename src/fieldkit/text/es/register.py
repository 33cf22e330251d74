"""Correcting and withdrawing."""

WORDS = {
    "corrected": "Corregido: {name}. Lo anterior queda en el historial.",
    "withdrawn": "Anulado: {name}. Queda en el historial.",
    "why": "¿Por qué? > ",
}
