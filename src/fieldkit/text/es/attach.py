"""Attaching photos and copies."""

WORDS = {
    "help": "Adjunta a un registro una foto (JPEG, PNG) o una copia en PDF. La foto se hace chica y pierde la fecha y el lugar que trae.",
    "file": "La foto o el PDF. Su nombre no se guarda.",
    "to": "El registro: su identificador, o el nombre o la clave de quien sea.",
    "item": "La pregunta que contesta la foto; si no se dice, la única que lleva foto.",
    "consent_by": "Quién dio el permiso para la foto de un niño, una niña o una historia.",
    "consent_how": "Cómo lo dio: firma, huella o verbal (con testigo).",
    "consent_date": "Cuándo lo dio; si no se dice, hoy.",
    "done": "Adjunta ({size} kB): {id}. La foto se queda en este equipo; al centro va solo su anotación.",
}
