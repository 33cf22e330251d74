"""The history of a record."""

WORDS = {
    "help": "Shows all that was done to a record, with dates and reasons.",
    "which": "The name, the CCT, the CURP, or the identifier (its beginning or end is enough).",
    "head": "{name} ({id})",
    "change": "{at} · {state} {reason}",
    "change_of_part": "{at} · {part} · {state} {reason}",
    "nothing": "(nothing)",
}
