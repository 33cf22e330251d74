"""How the kinds of things are called inside a sentence."""

WORDS = {
    "school": "la escuela",
    "person": "la persona",
    "student": "el alumno",
    "teacher": "el docente",
    "relative": "el familiar",
    "membership": "la inscripción",
    "kinship": "el parentesco",
    "exercise": "el ejercicio",
    "advisor": "el asesor",
    "entry": "la ficha",
    "plan": "el plan",
    "draft": "el borrador",
    "device": "el equipo",
    "form": "el formulario",
    "strategy": "la estrategia",
    "batch": "el lote",
    "record": "el registro",
    "attachment": "la foto o copia",
    "qualification": "la acreditación",
    "story": "la historia",
}
