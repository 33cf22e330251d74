"""The association of families."""

WORDS = {
    "help_new": "Takes down the constitution of the association or its renewal: question by question, or with --answers.",
    "help_list": "Lists the constitutions, those in draft too.",
    "help_show": "Who holds each office today, the members and the counterpart promised; with an id, that act.",
    "help_correct": "Corrects an act; takes a reason.",
    "help_withdraw": "Withdraws an act; takes a reason. Nothing is deleted.",
    "act": "The id of an act, its beginning or its end; without it, the association as it is today.",
    "head": "Parents' association of {school} · act of {date} · {id}",
    "holder": "  {office}: {name}, since {since}",
    "no_holders": "  Nobody holds an office today. To renew: fieldkit apec new",
    "members": "Members: {count} ({names})",
    "no_members": "Members: nobody is registered as one. Note it with: fieldkit family correct PERSON --set apec=si",
    "promised": "Counterpart · {sort}: {who}",
    "monthly": "Promised a month: {nights} nights and {meals} meals",
}
