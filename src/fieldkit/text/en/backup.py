"""What `fieldkit backup` says."""

WORDS = {
    "help": "Copy the whole notebook into a file, with its photos, also while it is written in.",
    "argument": "The file of the copy, on a USB stick for instance; if it exists, the new one takes its place.",
    "done": "Whole copy of the notebook: {file}. It has data of children: keep it where only you read it.",
}
