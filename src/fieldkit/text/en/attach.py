"""Attaching photos and copies."""

WORDS = {
    "help": "Attaches a photo (JPEG, PNG) or a copy in PDF to a record. The photo is made small and loses the date and place it carries.",
    "file": "The photo or PDF. Its name is not kept.",
    "to": "The record: its id, or somebody's name or key.",
    "item": "The question that the photo answers; when it is not said, the only one that takes a photo.",
    "consent_by": "Who gave the consent to a photo of a child or of a story.",
    "consent_how": "How it was given: signature, fingerprint or spoken (before a witness).",
    "consent_date": "When it was given; when it is not said, today.",
    "done": "Attached ({size} kB): {id}. The photo stays on this device; only the note about it goes to the centre.",
}
