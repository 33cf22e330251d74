"""Monitoring sheets."""

WORDS = {
    "help_new": "Fills in the sheet of a visit: question by question, or with --answers.",
    "help_list": "Lists the sheets, those in draft too.",
    "help_open": "List what was agreed, promised or recommended and waits for its answer.",
    "agreement": "agreement",
    "recommendation": "recommendation",
    "help_show": "Shows a sheet.",
    "help_correct": "Corrects a sheet; takes a reason.",
    "help_withdraw": "Withdraws a sheet; takes a reason. Nothing is deleted.",
    "focal": "{name} · focal",
}
