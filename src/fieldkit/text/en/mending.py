"""Correcting at the terminal."""

WORDS = {
    "keys": "Enter ends · - leaves it blank · . leaves without correcting",
    "add": "Add: {group}",
    "left": "Nothing was corrected.",
    "which": "Which question is to be corrected? Its code or a word; Enter ends",
}
