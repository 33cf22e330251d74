"""Students."""

WORDS = {
    "help_new": "Registers a student: question by question, or with --answers.",
    "help_list": "Lists the students, those in draft too.",
    "help_show": "Shows a student with everything known.",
    "help_correct": "Corrects a student; takes a reason.",
    "help_withdraw": "Withdraws a student; takes a reason. Nothing is deleted.",
    "birth_date": "The date of birth.",
    "sex": "The sex: H, M or X.",
    "grade": "The grade: P1 to P3, 1 to 6, S1 to S3.",
}
