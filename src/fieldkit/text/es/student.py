"""Students."""

WORDS = {
    "help_new": "Registra un alumno: pregunta por pregunta, o con --respuestas.",
    "help_list": "Lista los alumnos, también los que están en borrador.",
    "help_show": "Muestra un alumno con todos sus datos.",
    "help_correct": "Corrige datos de un alumno; pide el motivo.",
    "help_withdraw": "Anula un alumno; pide el motivo. Nada se borra.",
    "help_risk": "Muestra qué alumnos necesitan apoyo, por qué, y quiénes son focales.",
    "help_focal": "Confirma con el docente quiénes son focales: alumno por alumno, o con --respuestas.",
    "everybody": "Pregunta por todos, también por los ya confirmados o sin riesgo.",
    "birth_date": "La fecha de nacimiento.",
    "sex": "El sexo: H, M o X.",
    "grade": "El grado: P1 a P3, 1 a 6, S1 a S3.",
}
