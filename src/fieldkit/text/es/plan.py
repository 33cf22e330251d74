"""Planes bimestrales."""

WORDS = {
    "lacks": "Falta: {kinds}. Para agregarla: <",
    "help_new": "Hace el plan de un bimestre: pregunta por pregunta, o con --respuestas.",
    "help_list": "Lista los planes, también los que están en borrador.",
    "help_show": "Muestra un plan.",
    "help_correct": "Corrige un plan; pide el motivo.",
    "help_withdraw": "Anula un plan; pide el motivo. Nada se borra.",
    "help_copy": "Empieza el plan siguiente con las actividades del último: primero las que no se hicieron.",
    "help_close": "Cierra un plan: qué pasó con cada actividad, y el cumplimiento. Propone lo que las fichas muestran.",
    "which": "El plan: su identificador. Si no se dice, el último.",
    "period": "El bimestre: B1 a B5, o solo 1 a 5.",
    "copying": "Copia del plan {before} ({before_ciclo}) para el plan {period} del ciclo {ciclo}.",
    "copied": "El plan {period} del ciclo {ciclo} quedó en borrador, con {count} actividades por fechar. Sígalo con: fieldkit borrador seguir {id}",
    "closing": "Cierre del plan",
    "done": "Cumplimiento del plan: {percent} %.",
    "closes": "Se cierra el plan {period}, ciclo {ciclo} · {school}",
}
