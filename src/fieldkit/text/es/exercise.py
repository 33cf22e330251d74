"""The catalogue of exercises."""

WORDS = {
    "help_new": "Escribe un ejercicio del catálogo. Si la clave ya está, queda como su siguiente versión.",
    "help_list": "Lista los ejercicios, en su versión más nueva.",
    "help_show": "Muestra un ejercicio completo y las versiones que tiene.",
    "help_correct": "Corrige un ejercicio sin hacer otra versión; pide el motivo.",
    "help_withdraw": "Anula la versión más nueva de un ejercicio; pide el motivo. Nada se borra.",
    "subject": "La materia: lenguaje, matemáticas u otra.",
    "band": "El grado: preescolar, 1 a 6, secundaria o todos.",
    "earlier": "Versiones anteriores: {versions}",
    "others": "Otro texto de la misma versión {version}: {ids}. Compárelo con fieldkit ejercicio ver y anule el que sobre, o haga de uno la versión siguiente.",
    "then": "Es la versión {version} de {exercise}. Lo que alguien ya acreditó sigue valiendo.",
}
