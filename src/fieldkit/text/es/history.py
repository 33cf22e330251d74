"""The history of a record."""

WORDS = {
    "help": "Muestra todo lo que se le ha hecho a un registro, con fechas y motivos.",
    "head": "{name} ({id})",
    "change": "{at} · {state} {reason}",
    "nothing": "(nada)",
}
