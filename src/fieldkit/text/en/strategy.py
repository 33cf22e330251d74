"""Intervention strategies."""

WORDS = {
    "help_new": "Agrees on a strategy with the teacher; begins with what is on record.",
    "help_list": "Lists the strategies, drafts too.",
    "help_show": "Shows a strategy.",
    "help_correct": "Corrects a strategy, which becomes its next edition; asks for the reason.",
    "help_withdraw": "Withdraws a strategy; asks for the reason. Nothing is erased.",
    "help_review": "Records what came of a review: continuar, ajustar or cerrar.",
    "result": "The result: continuar (go on), ajustar (adjust) or cerrar (close).",
    "text": "What was found.",
    "proposed": "Proposed from what is on record: diagnoses {I01}, focal pupils {I02}, teachers {I03}. Go back with < to change them; -- takes one out.",
    "reviewed": "Review",
    "edition": "This is now edition {edition} of the strategy of {name}.",
}
