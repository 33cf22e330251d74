"""Monitoring sheets."""

WORDS = {
    "help_new": "Fills in the sheet of a visit: question by question, or with --answers.",
    "help_list": "Lists the sheets, those in draft too.",
    "help_show": "Shows a sheet.",
    "help_correct": "Corrects a sheet; takes a reason.",
    "help_withdraw": "Withdraws a sheet; takes a reason. Nothing is deleted.",
    "focal": "{name} · focal",
}
