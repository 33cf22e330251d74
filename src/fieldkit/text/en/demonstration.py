"""Presentations in public."""

WORDS = {
    "help_new": "Takes down a demonstration in public: question by question, or with --answers.",
    "help_list": "Lists the demonstrations, drafts too.",
    "help_show": "Shows a demonstration.",
    "help_correct": "Corrects a demonstration; asks for the reason.",
    "help_withdraw": "Withdraws a demonstration; asks for the reason. Nothing is deleted.",
}
