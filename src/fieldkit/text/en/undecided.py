"""What two people wrote differently."""

WORDS = {
    "count": "To be decided, because two different things were written: {count}",
    "called": "{kind} “{name}”",
    "clash": "{what}: {field}: you wrote {mine}, {stands} stands{whose}.",
    "i_withdrawn": "{what}: you withdrew this and {who} corrected it. It still stands.",
    "i_corrected": "{what}: you corrected this and {who} withdrew it. It still stands.",
    "who_own": "you yourself, on another device,",
    "who_other": "somebody else",
    "keep_or_not": "  Yours is in the history. If it should go on: {keep}. If not: {withdraw}",
    "whose_own": ", which you wrote on another device of yours",
    "whose_other": ", which somebody else wrote",
    "value": "“{text}”",
    "rows": "{count} rows",
    "no_school": "no school",
    "field_bucket": "The school it belongs to",
    "decide": "  Yours is in the history. To decide, save it as it should be: {command}",
    "twice_count": "From another notebook came {count} that perhaps were here already. Nothing was merged: if they are the same, leave one and withdraw the other; if they are two, they are right.",
    "twice": "  {what}: {record} came, and {other} was here. Withdrawn with: {command}",
}
