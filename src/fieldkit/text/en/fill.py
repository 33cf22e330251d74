"""Filling in any form."""

WORDS = {
    "help": "Fills in any form: question by question, or with --answers.",
    "form": "The code of the form: FS, DXA, VH…",
    "rapid": "Enter a pile of paper sheets, one line for each block.",
    "not_taken": "“{text}” was not taken. {why}",
    "saved": "Saved: {title} ({id}).",
}
