"""Questions in SQL."""

WORDS = {
    "help": "Answers questions in SQL about the notebook. It only reads: nothing can change.\n\nWithout a question it says which views there are, and their columns: one for each form (FS, DXA, REG_A…) and one for each part that repeats (FS_VA). What was withdrawn is not there; CURPs are masked, but for --with-curp.",
    "question": "The question in SQL, the name of a view to see its columns, or - to read the question from the input.",
    "copy": "Copies all the views as tables to an SQLite file, to open it with another program.",
    "done": "Rows in {file}: {count}",
    "copied": "Views copied to {file}: {count}",
    "nothing": "No rows.",
    "one_view": "A single one, with what each column holds: fieldkit sql VIEW",
    "column": "column",
    "type": "type",
    "label": "question",
    "type_text": "text",
    "type_integer": "integer",
    "type_real": "decimal",
    "type_any": "text or number",
    "of_persons": "All persons",
    "of_memberships": "What each person is at a school, from when until when",
    "of_kinships": "Whose relative each one is",
    "of_entries": "All entries, with what every one has",
}
