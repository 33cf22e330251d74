"""What families give."""

WORDS = {
    "help_new": "Takes down what was received on a day: hospedaje comida=2 cena@luz --family rosa. Without lines, it asks.",
    "help_list": "Lists what was received, line by line.",
    "help_month": "What was given in a month against what was promised. It names no family.",
    "help_show": "Shows a line.",
    "help_correct": "Corrects a line; takes a reason.",
    "help_withdraw": "Withdraws a line; takes a reason. Nothing is deleted.",
    "lines": "What was received: lodging, breakfast, lunch, supper, space, transport, other; with =2 how many, with @luz whose.",
    "family": "The family that gave that day.",
    "saved": "Lines noted of {date}: {count}.",
    "month": "Counterpart of {month} · {school}",
    "nights": "  Nights: {given} of {promised} promised",
    "nights_alone": "  Nights: {given}. No act of the association says how many were promised.",
    "meals": "  Meals: {given} of {promised} promised",
    "meals_alone": "  Meals: {given}. No act of the association says how many were promised.",
    "others": "  Other support: {count}",
}
