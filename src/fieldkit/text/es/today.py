"""Today."""

WORDS = {
    "help": "Lo de hoy: borradores, lo que falta enviar y qué sigue.",
    "head": "{name} · {date}",
    "drafts": "Borradores por terminar: {count}. Siga con: fieldkit borrador seguir",
    "pending": "Cambios sin enviar: {count}. Cuando haya red: fieldkit sincronizar",
    "refused": "El centro rechazó {count}. Véalos con: fieldkit estado",
    "visits": "Siguientes visitas:",
    "visit": "  {date}  {school}",
    "next_school": "Lo que sigue: registre su escuela con: fieldkit escuela nueva",
    "next_students": "Lo que sigue: registre a sus alumnos con: fieldkit alumno nuevo, o traiga su lista con: fieldkit importar alumnos ARCHIVO",
    "next_diagnostic": "Lo que sigue: el diagnóstico del aula, con: fieldkit diagnostico nuevo",
    "next_visit": "Lo que sigue: la ficha de su visita, con: fieldkit ficha nueva",
}
