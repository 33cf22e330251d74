"""Correcting and withdrawing."""

WORDS = {
    "corrected": "Corrected: {name}. What it said before stays in the history.",
    "unchanged": "Nothing changed: {name} said so already.",
    "withdrawn": "Withdrawn: {name}. It stays in the history.",
    "has_sheets": "Sheets that tell of {name}: {count}. Withdrawing changes the numbers of past months. What was registered by mistake is withdrawn.",
    "left_student": "Who left the school is not withdrawn: give the day and the reason of leaving with fieldkit student correct {id}",
    "left_teacher": "Who left the school is not withdrawn: give the day of leaving with fieldkit teacher correct {id}",
    "left_relative": "What has changed is corrected with fieldkit family correct {id}",
    "withdraw_sure": "Was it a mistake? Withdraw? (y/N) > ",
    "not_withdrawn": "Not withdrawn. Everything stays as it was.",
    "back_student": "To make it count again, as it was: fieldkit student new --person {id}",
    "back_teacher": "To make it count again, as it was: fieldkit teacher new --person {id}",
    "back_relative": "To make it count again, as it was: fieldkit family new --person {id}",
    "back": "Counts again, as it was: {name}.",
    "earlier_year": "This corrects what is kept of {ciclo}. To enrol for {now}: fieldkit student new --person {id}",
    "why": "Why the change? > ",
    "why_needed": "The reason is needed: it stays in the history.",
}
