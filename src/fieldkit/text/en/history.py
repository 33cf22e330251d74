"""The history of a record."""

WORDS = {
    "help": "Shows all that was done to a record, with dates and reasons.",
    "head": "{name} ({id})",
    "change": "{at} · {state} {reason}",
    "nothing": "(nothing)",
}
