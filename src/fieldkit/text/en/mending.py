"""Correcting at the terminal."""

WORDS = {
    "keys": "Enter ends · - leaves it blank · -- takes out a new row · . leaves without correcting",
    "add": "Add: {group}",
    "kept_row": "That row was saved already: to take it out, --answers with the rows that stay.",
    "left": "Nothing was corrected.",
    "which": "Which question is to be corrected? Its code or a word; Enter ends",
}
