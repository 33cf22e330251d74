"""Meetings and contacts of the network."""

WORDS = {
    "help_new": "Takes down a meeting or a contact of the network; without a school it is your own.",
    "help_list": "Lists the contacts, those in draft too.",
    "help_show": "Shows a contact.",
    "help_correct": "Corrects a contact; takes a reason.",
    "help_withdraw": "Withdraws a contact; takes a reason. Nothing is deleted.",
}
