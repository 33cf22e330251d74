"""Correcting and withdrawing."""

WORDS = {
    "corrected": "Corregido: {name}. Lo anterior queda en el historial.",
    "unchanged": "No cambió nada: {name} ya lo decía así.",
    "withdrawn": "Anulado: {name}. Queda en el historial.",
    "earlier_year": "Esto corrige lo de {ciclo}. Para inscribirla o inscribirlo en {now}: fieldkit alumno nuevo"
    " --persona {id}",
    "why": "¿Por qué? > ",
}
