"""Taking back a batch."""

WORDS = {
    "help": "Undoes the last import, or the batch named. What is undone stays in the history.",
    "batch": "The batch. Without it, the last one.",
    "dry_run": "Only tells what it would do.",
    "reason": "The batch was undone",
    "done": "Batch {batch} undone: {withdrawn} withdrawn, {restored} as they were.",
    "plan": "Undoing batch {batch} would withdraw {withdrawn} and put {restored} back as they were.",
    "edited_since": "  {id}: left, because somebody changed it since.",
    "earlier_not_here": "  {id}: left, because what it said before is not here.",
}
