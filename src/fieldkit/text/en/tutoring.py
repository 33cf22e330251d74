"""Tutoring: who tutors whom in what, and the web that grows from it."""

WORDS = {
    "help_new": "Writes down a tutoring and its sessions: question by question, or with --answers.",
    "help_list": "Lists the tutorings, drafts too.",
    "help_show": "Shows a tutoring.",
    "help_correct": "Corrects a tutoring, for instance to add a session; asks for the reason.",
    "help_withdraw": "Withdraws a tutoring or a wish; asks for the reason. Nothing is deleted.",
    "help_wish": "Writes down that somebody wants to learn an exercise.",
    "help_wishes": "Lists who wants to learn what.",
    "tutor": "Who has mastered the exercise: the name, the CURP or the identifier.",
    "tutee": "Who learns: the name, the CURP or the identifier.",
    "then_under_way": "It is under way. When there is another session, or it is solved: {command}",
    "then_account": "{name} solved {exercise}. The written account comes next: {command}",
    "then_account_again": "The account of {name} on {exercise} is not sufficient yet. When it is complete: {command}",
    "then_demonstration": "The demonstration of {name} in {exercise} comes next: {command}",
    "then_demonstration_again": "It was not accepted this time. When {name} presents {exercise} again: {command}",
    "then_may_tutor": "{name} may now tutor {exercise} (generation {generation}).",
    "then_not_yet": "{name} may not tutor {exercise} yet: what is pointed out is missing.",
    "then_no_longer": "From that day on {name} no longer tutors {exercise}. What was taught before stands.",
}
