"""Correcting and withdrawing."""

WORDS = {
    "corrected": "Corrected: {name}. What it said before stays in the history.",
    "unchanged": "Nothing changed: {name} said so already.",
    "withdrawn": "Withdrawn: {name}. It stays in the history.",
    "why": "Why? > ",
}
