"""Questions in SQL."""

WORDS = {
    "help": "Contesta preguntas en SQL sobre el cuaderno. Solo lee: nada puede cambiar.\n\nSin pregunta, dice qué vistas hay y sus columnas: una por formulario (FS, DXA, REG_A…) y una por cada parte que se repite (FS_VA). Lo anulado no está; las CURP salen tapadas, salvo con --con-curp.",
    "question": "La pregunta en SQL, el nombre de una vista para ver sus columnas, o - para leer la pregunta de la entrada.",
    "copy": "Copia todas las vistas como tablas a un archivo SQLite, para abrirlo con otro programa.",
    "done": "Renglones en {file}: {count}",
    "copied": "Vistas copiadas en {file}: {count}",
    "nothing": "Ningún renglón.",
    "one_view": "Una sola, con lo que guarda cada columna: fieldkit consulta VISTA",
    "column": "columna",
    "type": "tipo",
    "label": "pregunta",
    "type_text": "texto",
    "type_integer": "entero",
    "type_real": "decimal",
    "type_any": "texto o número",
    "of_persons": "Todas las personas",
    "of_memberships": "Qué es cada persona en una escuela, desde y hasta cuándo",
    "of_kinships": "De quién es familiar cada quien",
    "of_entries": "Todos los registros, con lo que todos tienen",
}
