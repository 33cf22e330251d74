"""Internal rules of the association, and their monthly check."""

WORDS = {
    "help_new": "Takes down the internal rules, article by article, or with --answers. Each change is a new edition.",
    "help_list": "Lists the editions of the rules, those in draft too.",
    "help_show": "Shows the rules in force at a school; with an id, that edition or that check.",
    "help_check": "Says of each article how it was kept in a month.",
    "help_checks": "Lists the months that were checked.",
    "help_correct": "Corrects an edition or a check; takes a reason.",
    "help_withdraw": "Withdraws an edition or a check; takes a reason. Nothing is deleted.",
    "which": "The id, its beginning or its end; without it, the rules in force.",
}
