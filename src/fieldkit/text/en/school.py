"""Schools."""

WORDS = {
    "help_new": "Registers a school: question by question, or with --answers.",
    "help_list": "Lists the schools.",
    "help_show": "Shows a school with everything known.",
    "help_correct": "Corrects a school; takes a reason.",
    "help_withdraw": "Withdraws a school; takes a reason. Nothing is deleted.",
    "cct": "The CCT (school key).",
    "name": "The name of the school.",
    "level": "The level: preescolar, primaria or secundaria.",
    "community": "The community.",
    "yes": "Does not ask, even if it has people or sheets.",
    "in_use": "There are {people} people and {sheets} sheets there: they stay, but with no school in sight.\nWithdraw it? (y/N)",
    "kept": "It was not withdrawn.",
}
