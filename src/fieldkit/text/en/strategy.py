"""Intervention strategies."""

WORDS = {
    "help_new": "Agrees on a strategy with the teacher; begins with what is on record.",
    "help_list": "Lists the strategies, drafts too.",
    "help_show": "Shows a strategy.",
    "help_correct": "Corrects a strategy, which becomes its next edition; asks for the reason.",
    "help_withdraw": "Withdraws a strategy; asks for the reason. Nothing is erased.",
    "help_review": "Records what came of a review and when the next one is; without an id, of the one that is due.",
    "result": "The result: continuar (go on), ajustar (adjust) or cerrar (close).",
    "text": "What was found.",
    "proposed": "Proposed from what is on record: diagnoses {I01}, focal pupils {I02}, teachers {I03}. Go back with < to change them; -- takes one out.",
    "again": "When it will be reviewed again.",
    "adjusting": "What is adjusted? Goals, hours, pupils… Enter when it is done.",
    "not_reviewed": "No review was saved.",
    "next": "It will be reviewed again on {date}.",
    "no_next": "It has no other review date: nobody will be reminded of it. Give one with: fieldkit strategy correct {id}",
    "reviewed": "Review",
    "edition": "This is now edition {edition} of the strategy of {name}.",
}
