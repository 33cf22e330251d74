"""Filling in any form."""

WORDS = {
    "help": "Fills in any form: question by question, or with --answers.",
    "form": "The code of the form: FS, DXA, VH…",
    "saved": "Saved: {title} ({id}).",
}
