"""How things stand."""

WORDS = {
    "help": "Tells what is a draft, unsent, received by the centre, refused or to be decided.",
    "drafts": "Drafts: {count}",
    "pending": "Unsent: {count}",
    "acknowledged": "Received by the centre: {count}",
    "refused": "Refused: {count}. See them with: fieldkit status --json",
    "held": "Kept at the centre, to be judged later: {count}",
    "last_sync": "Last exchange: {at}",
    "never": "Nothing was exchanged from this notebook yet.",
    "not_enrolled": "This computer does not belong to a centre yet.",
    "attachments": "Photos and copies: {count}. They stay on this device; only the note about them goes to the centre.",
}
