"""Intervention strategies."""

WORDS = {
    "help_new": "Acuerda una estrategia con el docente; empieza con lo que ya está registrado.",
    "help_list": "Lista las estrategias, también las que están en borrador.",
    "help_show": "Muestra una estrategia.",
    "help_correct": "Corrige una estrategia, que pasa a su siguiente edición; pide el motivo.",
    "help_withdraw": "Anula una estrategia; pide el motivo. Nada se borra.",
    "help_review": "Registra el resultado de una revisión: continuar, ajustar o cerrar.",
    "result": "El resultado: continuar, ajustar o cerrar.",
    "text": "Lo que se encontró.",
    "proposed": "Se propone con lo registrado: diagnósticos {I01}, alumnos focales {I02}, docentes {I03}. Con < se regresa a cambiarlos y con -- se quita uno.",
    "reviewed": "Revisión",
    "edition": "Quedó la edición {edition} de la estrategia del {name}.",
}
