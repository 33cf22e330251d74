"""The week."""

WORDS = {
    "help": "The week, day by day: visits, promises, activities of the plan, deadlines and days without class.",
    "head": "Week of {first} to {last}",
    "day": "{weekday} {day}",
    "item": "  {text}",
    "dated": "  {day} · {text}",
    "earlier": "From before, still open: {count}",
    "nothing": "Nothing is noted for this week.",
    "visit": "Visit agreed with {school}",
    "received": "Visit of another level ({text}) to {school}",
    "planned": "Day at {school}, by the plan",
    "agreement": "Agreement at {school}: {text}",
    "network": "Agreement with the network: {text}",
    "recommendation": "Recommendation to the teacher of {school}: {text}",
    "activity": "Activity at {school}: {text}",
    "done": "{text} (done)",
}
