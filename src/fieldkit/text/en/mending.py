"""Correcting at the terminal."""

WORDS = {
    "keys": "Enter ends · - leaves it blank",
    "which": "Which question is to be corrected? Its code or a word; Enter ends",
}
