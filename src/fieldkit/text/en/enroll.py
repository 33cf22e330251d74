"""What `fieldkit enroll` says."""

WORDS = {
    "help": "Makes this computer one of a centre's, with its code.",
    "argument_url": "The address of the centre, with https://",
    "argument_code": "The code the centre gave you.",
    "other_name": "The centre knows you as {there}; this notebook says {here}. If that is not the same person, tell the coordination before you sync.",
    "done": "Done: this device belongs to the centre as {name}. Send what waits with: fieldkit sync",
}
