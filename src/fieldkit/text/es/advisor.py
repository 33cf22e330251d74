"""Advisors."""

WORDS = {
    "help_new": "Registra un asesor: pregunta por pregunta, o con --respuestas.",
    "help_list": "Lista los asesores.",
    "help_show": "Muestra un asesor con todos sus datos.",
    "help_correct": "Corrige datos de un asesor; pide el motivo.",
    "help_withdraw": "Anula un asesor; pide el motivo. Nada se borra.",
    "name": "El nombre completo.",
    "which": "El asesor: su nombre o su identificador.",
    "missing": 'De {name}, que trabaja en este equipo, falta:\n  {missing}\nPara decirlo: fieldkit asesor nuevo --nombre "{name}"',
}
