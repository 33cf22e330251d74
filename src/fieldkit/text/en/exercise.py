"""The catalogue of exercises."""

WORDS = {
    "help_new": "Writes an exercise of the catalogue. If its code is here already, it becomes the next version.",
    "help_list": "Lists the exercises, in their newest version.",
    "help_show": "Shows a whole exercise and the versions it has.",
    "help_correct": "Corrects an exercise without making another version; asks for the reason.",
    "help_withdraw": "Withdraws the newest version of an exercise; asks for the reason. Nothing is deleted.",
    "subject": "The subject: language, mathematics or other.",
    "band": "The grade: preschool, 1 to 6, secondary or any.",
    "earlier": "Earlier versions: {versions}",
    "others": "Another text of the same version {version}: {ids}. Compare it with fieldkit exercise show and withdraw the one too many, or make one the next version.",
    "then": "It is version {version} of {exercise}. Whoever is qualified in it stays qualified.",
}
