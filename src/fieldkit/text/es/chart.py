"""Los títulos y leyendas de las gráficas."""

WORDS = {
    "compliance": "Asistencia y cumplimiento (%)",
    "visits": "Días de visita previstos y hechos",
    "levels": "Alumnos por nivel, antes y después (los mismos alumnos)",
    "lowest": "Alumnos en el nivel insuficiente (%), antes y después",
    "minutes": "Minutos de tutoría por alumno (● focal)",
    "progress": "Avance de cada alumno focal (logro de 1 a 4, sesión por sesión)",
    "of_m04": "Asistencia",
    "of_m02": "Visitas hechas",
    "of_m16": "Plan bimestral",
    "of_m15": "Reglas internas",
    "share": "%",
    "planned": "Previstos",
    "made": "Hechos",
    "days": "Días",
    "before": "Antes",
    "after": "Después",
    "before_in": "{subject}, antes",
    "after_in": "{subject}, después",
    "minute_column": "Minutos",
    "focal": "● {name}",
}
