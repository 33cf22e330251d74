"""Titles and legends of the charts."""

WORDS = {
    "compliance": "Attendance and compliance (%)",
    "visits": "Visit days planned and made",
    "levels": "Pupils by level, before and after (the same pupils)",
    "lowest": "Pupils at the lowest level (%), before and after",
    "minutes": "Minutes of tutoring by pupil (● focal)",
    "progress": "Progress of each focal pupil (achieved 1 to 4, session by session)",
    "of_m04": "Attendance",
    "of_m02": "Visits made",
    "of_m16": "Bimonthly plan",
    "of_m15": "Internal rules",
    "share": "%",
    "planned": "Planned",
    "made": "Made",
    "days": "Days",
    "before": "Before",
    "after": "After",
    "before_in": "{subject}, before",
    "after_in": "{subject}, after",
    "minute_column": "Minutes",
    "focal": "● {name}",
}
