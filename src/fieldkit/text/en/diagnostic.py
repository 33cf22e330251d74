"""Diagnoses."""

WORDS = {
    "help_new": "Fills in a diagnosis: DXE of the class, DXA of the student, SOC social and emotional.",
    "help_list": "Lists the diagnoses, those in draft too.",
    "help_show": "Shows a diagnosis.",
    "help_correct": "Corrects a diagnosis; takes a reason.",
    "help_withdraw": "Withdraws a diagnosis; takes a reason. Nothing is deleted.",
    "form": "Which: DXE, DXA or SOC.",
}
