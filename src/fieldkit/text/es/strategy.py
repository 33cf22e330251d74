"""Intervention strategies."""

WORDS = {
    "help_new": "Acuerda una estrategia con el docente; empieza con lo que ya está registrado.",
    "help_list": "Lista las estrategias, también las que están en borrador.",
    "help_show": "Muestra una estrategia.",
    "help_correct": "Corrige una estrategia, que pasa a su siguiente edición; pide el motivo.",
    "help_withdraw": "Anula una estrategia; pide el motivo. Nada se borra.",
    "help_review": "Registra el resultado de una revisión y cuándo es la siguiente; sin identificador, la que ya toca.",
    "result": "El resultado: continuar, ajustar o cerrar.",
    "text": "Lo que se encontró.",
    "proposed": "Se propone con lo registrado: diagnósticos {I01}, alumnos focales {I02}, docentes {I03}. Con < se regresa a cambiarlos y con -- se quita uno.",
    "again": "Cuándo se revisará otra vez.",
    "adjusting": "¿Qué se ajusta? Objetivos, horario, alumnos… Enter cuando ya esté.",
    "not_reviewed": "No se guardó ninguna revisión.",
    "next": "Se revisará otra vez el {date}.",
    "no_next": "No tiene otra fecha de revisión: nadie la va a recordar. Póngala con: fieldkit estrategia corregir {id}",
    "reviewed": "Revisión",
    "edition": "Quedó la edición {edition} de la estrategia del {name}.",
}
