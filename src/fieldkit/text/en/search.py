"""Searching."""

WORDS = {
    "help": "Searches schools, persons and advisors by name, whatever the accents.",
    "words": "The name, or how its words begin.",
    "nothing": "I did not find “{text}”.",
    "kind_school": "school",
    "kind_person": "person",
    "kind_membership": "membership",
    "kind_kinship": "kinship",
    "kind_advisor": "advisor",
    "kind_entry": "sheet",
    "kind_exercise": "exercise",
}
