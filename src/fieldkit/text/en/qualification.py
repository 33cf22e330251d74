"""Who may tutor what."""

WORDS = {
    "help_list": "Who may tutor what, since when and in which generation.",
    "help_show": "The repertoire of a person, with the sheets it follows from.",
    "help_withdraw": "Takes a qualification back; asks for the reason. What was taught before stands.",
    "planted": "{exercise} · {title}: planted on {since} (generation {generation})",
    "learned": "{exercise} · {title}: since {since}, with {tutor_name} (generation {generation})",
    "ended": "{exercise} · {title}: from {since} until {until}; taken back",
    "evidence": "  sheets: {sheets}",
    "next": "{exercise} · {text}",
    "none": "May not tutor any exercise yet.",
    "not_this": "May not tutor {exercise} yet.",
    "lacking": "  missing: {text}",
    "withdrawn": "{name} no longer tutors {exercise} since {date}. What was taught before stands.",
}
