"""Stories, each with its own consent."""

WORDS = {
    "help_new": "Takes down a story, with the consent of whom it is about. Without it, it stays a draft.",
    "help_list": "Lists the stories without saying whose they are.",
    "help_show": "Shows a story.",
    "help_correct": "Corrects a story; takes a reason.",
    "help_withdraw": "Withdraws a story and takes its photos away, for instance when consent is taken back; takes a reason.",
    "withdrawn": "Story withdrawn; it is in no list and no export. Photos taken away with it: {photos}.",
}
