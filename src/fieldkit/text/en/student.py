"""Students."""

WORDS = {
    "help_new": "Registers a student: question by question, or with --answers.",
    "help_list": "Lists the students, those in draft too.",
    "help_show": "Shows a student with everything known.",
    "help_correct": "Corrects a student; takes a reason.",
    "help_withdraw": "Withdraws a student; takes a reason. Nothing is deleted.",
    "help_risk": "Shows which students need support, why, and who is focal.",
    "help_focal": "Confirms with the teacher who is focal: student by student, or with --answers.",
    "everybody": "Asks about everybody, those confirmed or without risk too.",
    "birth_date": "The date of birth.",
    "sex": "The sex: H, M or X.",
    "grade": "The grade: P1 to P3, 1 to 6, S1 to S3.",
}
