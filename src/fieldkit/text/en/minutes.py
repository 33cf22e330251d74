"""Minutes of the association's meetings."""

WORDS = {
    "help_new": "Takes the minutes of a meeting: question by question, or with --answers.",
    "help_list": "Lists the minutes, those in draft too.",
    "help_show": "Shows the minutes of a meeting.",
    "help_correct": "Corrects minutes; takes a reason.",
    "help_withdraw": "Withdraws minutes; takes a reason. Nothing is deleted.",
}
