"""Today."""

WORDS = {
    "help": "Today: drafts, what is still to be sent and what comes next.",
    "head": "{name} · {date}",
    "drafts": "Drafts to be finished: {count}. Go on with: fieldkit draft resume",
    "pending": "Changes unsent: {count}. When there is a network: fieldkit sync",
    "refused": "The centre refused {count}. See them with: fieldkit status",
    "visits": "Next visits:",
    "visit": "  {date}  {school}",
    "next": "What comes next:",
    "more": "And {count} more: fieldkit guide",
    "nothing": "Everything is up to date. For the next visit: fieldkit monitoring new",
}
