"""Correcting and withdrawing."""

WORDS = {
    "corrected": "Corregido: {name}. Lo anterior queda en el historial.",
    "unchanged": "No cambió nada: {name} ya lo decía así.",
    "withdrawn": "Anulado: {name}. Queda en el historial.",
    "has_sheets": "Fichas que hablan de {name}: {count}. Si se anula, cambian los números de los meses pasados. Se anula lo que se registró por error.",
    "left_student": "Si se fue de la escuela, no se anula: se pone su baja y el motivo con fieldkit alumno corregir {id}",
    "left_teacher": "Si se fue de la escuela, no se anula: se pone su baja con fieldkit docente corregir {id}",
    "left_relative": "Si cambió algo suyo, se corrige con fieldkit familia corregir {id}",
    "withdraw_sure": "¿Fue un error? ¿Anular? (s/N) > ",
    "not_withdrawn": "No se anuló. Todo sigue igual.",
    "back_student": "Para que vuelva a contar, como estaba: fieldkit alumno nuevo --persona {id}",
    "back_teacher": "Para que vuelva a contar, como estaba: fieldkit docente nuevo --persona {id}",
    "back_relative": "Para que vuelva a contar, como estaba: fieldkit familia nueva --persona {id}",
    "back": "Vuelve a contar, como estaba: {name}.",
    "earlier_year": "Esto corrige lo de {ciclo}. Para inscribirla o inscribirlo en {now}: fieldkit alumno nuevo"
    " --persona {id}",
    "why": "¿Por qué el cambio? > ",
    "why_needed": "Hace falta el motivo: queda en el historial.",
}
