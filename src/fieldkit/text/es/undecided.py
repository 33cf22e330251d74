"""Lo que dos personas escribieron distinto."""

WORDS = {
    "count": "Por decidir, porque se escribieron dos cosas distintas: {count}",
    "called": "{kind} «{name}»",
    "clash": "{what}: {field}: usted escribió {mine}, quedó {stands}{whose}.",
    "i_withdrawn": "{what}: usted anuló esto y {who} lo corrigió. Quedó sin anular.",
    "i_corrected": "{what}: usted corrigió esto y {who} lo anuló. Quedó sin anular.",
    "who_own": "usted mismo, desde otro equipo,",
    "who_other": "otra persona",
    "keep_or_not": "  Lo suyo está en el historial. Si debe seguir: {keep}. Si no: {withdraw}",
    "whose_own": ", que escribió usted desde otro equipo suyo",
    "whose_other": ", que escribió otra persona",
    "value": "«{text}»",
    "rows": "{count} renglones",
    "no_school": "ninguna escuela",
    "field_bucket": "La escuela de la que es",
    "decide": "  Lo suyo está en el historial. Para decidir, guárdelo como debe quedar: {command}",
    "twice_count": "Llegaron de otro cuaderno {count} que quizá ya estaban aquí. No se juntó nada: si son lo mismo, deje uno y anule el otro; si son dos, están bien.",
    "twice": "  {what}: llegó {record} y ya estaba {other}. Se anula con: {command}",
}
