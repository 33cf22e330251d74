"""Exporting."""

WORDS = {
    "help": "Take out what is kept: to CSV or Excel for a spreadsheet, to JSONL for another program.\n\nCURPs are masked unless --with-curp. Say what for and for whom with --purpose and --receiver.",
    "kind": "What to take out: schools, students, teachers, families, advisors, sheets, diagnostics (of students), visits (home), or the code of a form (DXE, SOC…).",
    "csv": "To a CSV that Excel opens with its accents; - is the standard output.",
    "xlsx": "To an Excel workbook.",
    "jsonl": "To JSONL, complete: one record a line; - is the standard output.",
    "labels": "Headings and options in words, not codes.",
    "with_curp": "With whole CURPs.",
    "purpose": "What it is taken out for; noted down.",
    "receiver": "For whom it is taken out; noted down.",
    "done": "Records in {file}: {count}",
    "stories": "Takes the stories out too: only with the consent of each for that purpose.",
}
