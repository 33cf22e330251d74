"""Academic encounters."""

WORDS = {
    "help_new": "Takes down an encounter between schools: question by question, or with --answers.",
    "help_list": "Lists the encounters, drafts too.",
    "help_show": "Shows an encounter.",
    "help_correct": "Corrects an encounter; asks for the reason.",
    "help_withdraw": "Withdraws an encounter; asks for the reason. Nothing is deleted.",
}
