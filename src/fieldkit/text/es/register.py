"""Correcting and withdrawing."""

WORDS = {
    "corrected": "Corregido: {name}. Lo anterior queda en el historial.",
    "unchanged": "No cambió nada: {name} ya lo decía así.",
    "withdrawn": "Anulado: {name}. Queda en el historial.",
    "why": "¿Por qué? > ",
}
