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
    "edited_since": "  {name}: left, because somebody changed it since. To see it: fieldkit history {id}",
    "earlier_not_here": "  {name}: left, because what it said before is not here.",
    "draft_edited": "  Draft {id}: left, because somebody has worked on it since. To throw it away: fieldkit draft discard {id}",
    "draft_finished": "  Draft {id} is one no more: somebody has finished it since, and its record was left.",
    "school_in_use": "  {name}: left, because people or sheets are there, which would have no school. To withdraw it all the same: fieldkit school withdraw {id}",
}
