"""Tutoring: who tutors whom in what, and the web that grows from it."""

WORDS = {
    "help_new": "Anota una tutoría y sus sesiones: pregunta por pregunta, o con --respuestas.",
    "help_list": "Lista las tutorías, también las que están en borrador.",
    "help_show": "Muestra una tutoría.",
    "help_correct": "Corrige una tutoría, por ejemplo para agregar una sesión; pide el motivo.",
    "help_withdraw": "Anula una tutoría o un interés; pide el motivo. Nada se borra.",
    "help_wish": "Anota que alguien quiere aprender un ejercicio.",
    "help_wishes": "Lista quién quiere aprender qué.",
    "tutor": "Quien ya domina el ejercicio: su nombre, su CURP o su identificador.",
    "tutee": "Quien aprende: su nombre, su CURP o su identificador.",
    "then_under_way": "Sigue en curso. Cuando haya otra sesión o se resuelva: {command}",
    "then_account": "{name} resolvió {exercise}. Sigue su relato escrito: {command}",
    "then_account_again": "El relato de {name} sobre {exercise} todavía no es suficiente. Cuando lo complete: {command}",
    "then_demonstration": "Sigue la demostración de {name} en {exercise}: {command}",
    "then_demonstration_again": "Esta vez no se aceptó. Cuando {name} presente otra vez {exercise}: {command}",
    "then_may_tutor": "{name} ya puede ser tutor de {exercise} (generación {generation}).",
    "then_not_yet": "{name} todavía no puede ser tutor de {exercise}: falta lo que se señala.",
    "then_no_longer": "Desde ese día {name} ya no es tutor de {exercise}. Lo que enseñó antes sigue valiendo.",
}
