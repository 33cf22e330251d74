"""Today."""

WORDS = {
    "help": "Today: drafts, what is still to be sent and what comes next.",
    "head": "{name} · {date}",
    "drafts": "Drafts to be finished: {count}. Go on with: fieldkit draft resume",
    "pending": "Changes unsent: {count}. When there is a network: fieldkit sync",
    "refused": "The centre refused {count}. See them with: fieldkit status",
    "visits": "Next visits:",
    "visit": "  {date}  {school}",
    "next_school": "Next: register your school with: fieldkit school new",
    "next_students": "Next: register your students with: fieldkit student new, or bring your list with: fieldkit import students FILE",
    "next_diagnostic": "Next: the diagnosis of the class, with: fieldkit diagnostic new",
    "next_visit": "Next: the sheet of your visit, with: fieldkit monitoring new",
}
