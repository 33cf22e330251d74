"""What `fieldkit server advisor` says."""

WORDS = {
    "help_new": "Takes an advisor in and makes their code.",
    "help_code": "Makes a code for one more of their devices.",
    "help_assign": "Puts exactly these schools in their care.",
    "help_list": "Who they are, their schools and their devices.",
    "option_name": "Full name.",
    "option_schools": "The school keys (CCT) in their care, separated by commas.",
    "argument_advisor": "The advisor at the centre: their name, or their identifier.",
    "made": "{name} is in. Code for their device (good once, 14 days): {code}",
    "same_name": "Somebody called {name} was at the centre already. Tell them apart by the identifier: {id}",
    "code": "Code (good once, 14 days): {code}",
    "assigned": "Schools in their care: {count}.",
    "nobody": 'There is nobody yet. Take somebody in with: fieldkit server advisor new --name "…"',
    "column_name": "name",
    "column_schools": "schools",
    "column_devices": "devices",
    "column_id": "id",
}
