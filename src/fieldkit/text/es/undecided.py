"""Lo que dos personas escribieron distinto."""

WORDS = {
    "count": "Por decidir, porque se escribieron dos cosas distintas: {count}",
    "called": "{kind} «{name}»",
    "clash": "{what}: {field}: usted escribió {mine}, quedó {stands}{whose}.",
    "whose_own": ", que escribió usted desde otro equipo suyo",
    "whose_other": ", que escribió otra persona",
    "value": "«{text}»",
    "rows": "{count} renglones",
    "no_school": "ninguna escuela",
    "field_bucket": "La escuela de la que es",
    "field_state": "Estado",
    "decide": "  Lo suyo está en el historial. Para decidir, guárdelo como debe quedar: {command}",
}
