"""Taking back a batch."""

WORDS = {
    "help": "Undoes the last import, or the batch named. What is undone stays in the history.",
    "batch": "The batch. Without it, the last one.",
    "dry_run": "Only tells what it would do.",
    "reason": "The batch was undone",
    "done": "Batch {batch} undone ({kind}, {when}): {new} withdrawn, {changed} as they were, {drafts} drafts gone.",
    "plan": "Undoing batch {batch} ({kind}, {when}) would withdraw {new}, put {changed} back as they were and throw away {drafts} drafts.",
    "last": "The last import: {kind}, {when}; {new} new, {changed} changed, {drafts} drafts (batch {batch}).\nUndo it? (y/N)",
    "nothing": "Nothing was undone. For another batch: fieldkit undo BATCH",
    "edited_since": "  {id}: left, because somebody changed it since.",
    "earlier_not_here": "  {id}: left, because what it said before is not here.",
    "draft_edited": "  Draft {id}: left, because somebody has worked on it since. To throw it away: fieldkit draft discard {id}",
    "draft_finished": "  Draft {id} is one no more: somebody has finished it since, and its record was left.",
}
