"""Drafts."""

WORDS = {
    "help_list": "Lists the drafts, the last one touched first.",
    "help_show": "Shows what is answered in a draft.",
    "help_resume": "Goes on with a draft where it was left.",
    "help_discard": "Throws a draft away.",
    "which": "The identifier of the draft, its beginning or its end. Without it, the last one.",
    "one": "The identifier of the draft, its beginning or its end.",
    "yes": "Does not ask.",
    "sure": "Throw away the draft of “{title}”: {about}? Its answers are lost. (y/N)",
    "stays": "The draft stays.",
    "discarded": "Draft discarded: {form} ({id}).",
}
