"""What two people wrote differently."""

WORDS = {
    "count": "To be decided, because two different things were written: {count}",
    "called": "{kind} “{name}”",
    "clash": "{what}: {field}: you wrote {mine}, {stands} stands{whose}.",
    "whose_own": ", which you wrote on another device of yours",
    "whose_other": ", which somebody else wrote",
    "value": "“{text}”",
    "rows": "{count} rows",
    "no_school": "no school",
    "field_bucket": "The school it belongs to",
    "field_state": "State",
    "decide": "  Yours is in the history. To decide, save it as it should be: {command}",
}
