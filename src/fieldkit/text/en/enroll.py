"""What `fieldkit enroll` says."""

WORDS = {
    "help": "Makes this computer one of a centre's, with its code.",
    "argument_url": "The address of the centre, with https://",
    "argument_code": "The code the centre gave you.",
    "other_name": "The centre knows you as {there}; this notebook says {here}. If that is not the same person, tell the coordination before you sync.",
    "done": "Done: this device belongs to the centre as {name}. Send what waits with: fieldkit sync",
    "option_rebind": "Go over to another centre: everything is sent again.",
    "option_new_device": "Enrol this device as its own, where the notebook was copied from another.",
    "option_yes": "Do it without asking.",
    "rebind_sure": "This notebook goes over to another centre. Nothing is deleted: what the centre before had received counts as not sent, and all of it goes to the new one at the next sync. What colleagues wrote stays in view here, and is not sent. The receipts of the centre before are kept, but prove nothing about the new one. Do it only if the coordination asked for it. Go over?",
    "stays": "Nothing was done; it stays with the centre before.",
}
