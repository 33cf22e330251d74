"""The history of a record."""

WORDS = {
    "help": "Muestra todo lo que se le ha hecho a un registro, con fechas y motivos.",
    "which": "El nombre, la CCT, la CURP, o el identificador (basta su comienzo o su final).",
    "head": "{name} ({id})",
    "change": "{at} · {state} {reason}",
    "change_of_part": "{at} · {part} · {state} {reason}",
    "nothing": "(nada)",
}
