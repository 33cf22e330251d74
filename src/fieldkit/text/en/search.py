"""Searching."""

WORDS = {
    "help": "Searches schools, persons and advisors by name, whatever the accents.",
    "words": "The name, or how its words begin.",
}
