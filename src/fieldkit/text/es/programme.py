"""The header of reports."""

WORDS = {
    "help_show": "Muestra el encabezado de los informes.",
    "help_set": "Cambia partes del encabezado: --pon programa=… ; sin valor vuelve al de fábrica.",
    "institution": "Institución",
    "programme": "Programa",
    "country": "País",
    "phase": "Fase",
    "made_by": "Elaboró",
    "references": "Valores de referencia",
    "line": "{name}: {value}",
}
