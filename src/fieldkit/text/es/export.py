"""Exporting."""

WORDS = {
    "help": "Saca lo guardado: a CSV o Excel para una hoja de cálculo, a JSONL para otro programa.\n\nLas CURP salen tapadas, salvo con --con-curp. Diga para qué y para quién con --proposito y --destinatario.",
    "kind": "Qué saca: escuelas, alumnos, docentes, familias, asesores, fichas, diagnosticos (del alumno), visitas (al hogar), o la clave de un formulario (DXE, SOC…).",
    "csv": "A un CSV que Excel abre con sus acentos; - es la salida.",
    "xlsx": "A un libro de Excel.",
    "jsonl": "A JSONL, completo: un registro por renglón; - es la salida.",
    "labels": "Encabezados y opciones con palabras, no con claves.",
    "with_curp": "Con las CURP completas.",
    "purpose": "Para qué se saca; queda anotado.",
    "receiver": "Para quién se saca; queda anotado.",
    "done": "Registros en {file}: {count}",
    "stories": "Saca también las historias: solo con el consentimiento de cada una para ese fin.",
}
