"""What `fieldkit enroll` says."""

WORDS = {
    "help": "Makes this computer one of a centre's, with its code.",
    "argument_url": "The address of the centre, with https://",
    "argument_code": "The code the centre gave you.",
    "done": "Done: this device belongs to the centre as {name}. Send what waits with: fieldkit sync",
}
