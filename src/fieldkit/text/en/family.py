"""Relatives."""

WORDS = {
    "help_new": "Registers a relative: question by question, or with --answers.",
    "help_list": "Lists the relatives.",
    "help_show": "Shows a relative with everything known.",
    "help_correct": "Corrects a relative; takes a reason.",
    "help_withdraw": "Withdraws a relative; takes a reason. Nothing is deleted.",
    "student": "The student whose relative it is.",
}
