"""Advisors."""

WORDS = {
    "help_new": "Registers an advisor: question by question, or with --answers.",
    "help_list": "Lists the advisors.",
    "help_show": "Shows an advisor with everything known.",
    "help_correct": "Corrects an advisor; takes a reason.",
    "help_withdraw": "Withdraws an advisor; takes a reason. Nothing is deleted.",
    "name": "The full name.",
    "which": "The advisor: the name or the identifier.",
    "missing": 'Still to be said of {name}, who works on this device:\n  {missing}\nTo say it: fieldkit advisor new --name "{name}"',
}
