"""Written accounts."""

WORDS = {
    "help_new": "Takes down the account that a tutee wrote: question by question, or with --answers.",
    "help_list": "Lists the accounts, drafts too.",
    "help_show": "Shows an account.",
    "help_correct": "Corrects an account; asks for the reason.",
    "help_withdraw": "Withdraws an account; asks for the reason. Nothing is deleted.",
}
