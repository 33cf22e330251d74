"""Correcting and withdrawing."""

WORDS = {
    "corrected": "Corrected: {name}. What it said before stays in the history.",
    "withdrawn": "Withdrawn: {name}. It stays in the history.",
    "why": "Why? > ",
}
