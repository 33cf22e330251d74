"""Photos and copies attached to records."""

WORDS = {
    "help_list": "Lists the photos and copies, and whether their file is on this device.",
    "help_show": "Shows what is known of a photo or copy, and where its file is.",
    "help_export": "Writes a copy of the file where you say. Those of stories only with --stories.",
    "help_remove": "Takes a photo or copy back; takes a reason. The file is deleted when nothing else uses it.",
    "to": "Only those of this record: its id, or somebody's name or key.",
    "target": "The file to write, or - for the standard output.",
    "here": "on this device",
    "elsewhere": "on another device; not here",
    "stay": "Photos and copies stay on the device where they were attached: only the note about them goes to the centre.",
    "file": "File: {file}",
    "exported": "Copy written to {file}.",
    "removed": "Taken back, and its file deleted from this device.",
    "shared": "Taken back. The file stays: another record uses it.",
    "alone": "Files without a record in this notebook: {count}. They are of schools no longer in your care. There is no other copy: hand them over or attach them again, then delete them from {folder}",
    "taken_back": "Files whose note was withdrawn: {count}. If the consent was withdrawn, delete them; if it was a mistake, attach them again. They are in {folder}: {files}",
}
