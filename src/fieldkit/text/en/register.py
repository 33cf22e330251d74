"""Correcting and withdrawing."""

WORDS = {
    "corrected": "Corrected: {name}. What it said before stays in the history.",
    "unchanged": "Nothing changed: {name} said so already.",
    "withdrawn": "Withdrawn: {name}. It stays in the history.",
    "earlier_year": "This corrects what is kept of {ciclo}. To enrol for {now}: fieldkit student new --person {id}",
    "why": "Why? > ",
}
