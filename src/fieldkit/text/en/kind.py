"""How the kinds of things are called inside a sentence."""

WORDS = {
    "school": "the school",
    "person": "the person",
    "student": "the student",
    "teacher": "the teacher",
    "relative": "the relative",
    "membership": "the enrolment",
    "kinship": "the kinship",
    "exercise": "the exercise",
    "advisor": "the advisor",
    "entry": "the sheet",
    "plan": "the plan",
    "draft": "the draft",
    "device": "the device",
    "form": "the form",
    "strategy": "the strategy",
    "batch": "the batch",
    "record": "the record",
    "attachment": "the photo or copy",
    "qualification": "the qualification",
    "story": "the story",
}
