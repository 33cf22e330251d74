"""Teachers."""

WORDS = {
    "help_new": "Registers a teacher: question by question, or with --answers.",
    "help_list": "Lists the teachers.",
    "help_show": "Shows a teacher with everything known.",
    "help_correct": "Corrects a teacher; takes a reason.",
    "help_withdraw": "Withdraws a teacher; takes a reason. Nothing is deleted.",
    "figure": "The figure: community educator, teacher, head.",
}
