"""What the options that commands share are for."""

WORDS = {
    "json": "Responde en JSON, para programas.",
    "no_input": "No pregunta nada: si falta algo, lo dice y termina.",
    "answers": "Las respuestas en un archivo JSON, o - para leerlas de la entrada.",
    "school": "La escuela: su CCT, su nombre o parte de él.",
    "student": "El alumno: su nombre, o parte de él, o su CURP.",
    "reason": "El motivo; queda en el historial.",
    "limit": "Cuántos mostrar, como máximo.",
    "withdrawn": "Muestra también los anulados.",
    "record": "El identificador, o su comienzo, o el nombre.",
    "lang": "Idioma: es o en.",
    "version": "Muestra la versión.",
    "install_completion": "Instala el autocompletado con la tecla Tab.",
    "set": "Un dato y su valor. Se puede repetir.",
    "since": "Desde esta fecha (AAAA-MM-DD).",
    "until": "Hasta esta fecha (AAAA-MM-DD).",
    "existing": "Una persona que ya está registrada y ahora viene a esta escuela.",
    "over": "Muestra también a quienes ya no están.",
    "person": "La persona: su nombre, su CURP o su identificador.",
    "date": "La fecha (AAAA-MM-DD).",
}
