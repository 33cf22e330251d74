"""What the options that commands share are for."""

WORDS = {
    "json": "Answers in JSON, for programs.",
    "no_input": "Asks nothing: if something is missing, says so and ends.",
    "answers": "The answers in a JSON file, or - to read them from the input.",
    "school": "The school: its CCT, its name or part of it.",
    "student": "The student: the name, or part of it, or the CURP.",
    "reason": "Why; it stays in the history.",
    "limit": "How many to show, at most.",
    "withdrawn": "Shows the withdrawn ones too.",
    "record": "The identifier, or its beginning, or the name.",
    "lang": "Language: es or en.",
    "version": "Shows the version.",
    "install_completion": "Installs completion with the Tab key.",
    "set": "A field and its value. May be repeated.",
    "since": "From this date on (YYYY-MM-DD).",
    "until": "Up to this date (YYYY-MM-DD).",
    "existing": "A person who is registered already and now comes to this school.",
    "over": "Shows those who have left too.",
    "person": "The person: the name, the CURP or the identifier.",
    "date": "The date (YYYY-MM-DD).",
}
