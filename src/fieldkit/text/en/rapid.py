"""Entering paper sheets rapidly."""

WORDS = {
    "title": "One line for each block: values with a blank between; a text ends with /. (may be blank) · [has=a value] · - blank · CODE=value · ? help · < back · . ends",
    "keys": "  Values go in the order of the codes; CODE=value answers one of them. - leaves it blank, or with its value.\n  A text goes on until / or the end of the line; to write a stroke: \\/\n  In what repeats, Enter alone says that there is no more. < goes back to the line before; . leaves the sheet as a draft and ends.",
    "enough": "· Enter: no more",
    "needed": "Here the codes without brackets must be answered; < goes back, and with . the sheet stays as a draft.",
    "too_many": '"{text}" is too much: the block has no more questions.',
    "saved": "✓ {date} · saved ({id})",
    "done": "Sheets saved: {count}.",
}
