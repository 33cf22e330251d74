"""Setting up the notebook."""

WORDS = {
    "help": "Sets up the notebook on this computer.",
    "advisor": "The name of who works in this notebook.",
    "name_so": "Your name and surnames: it stays with all that you write. Ctrl-C leaves.",
    "ask_name": "What is your name? > ",
    "done": "Notebook ready for {name}, in {folder}. Go on with: fieldkit school new, or fieldkit import schools FILE",
}
