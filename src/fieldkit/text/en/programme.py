"""The header of reports."""

WORDS = {
    "help_show": "Show the header of reports.",
    "help_set": "Change parts of the header: --set programme=… ; without a value it is as at first.",
    "institution": "Institution",
    "programme": "Programme",
    "country": "Country",
    "phase": "Phase",
    "made_by": "Made by",
    "references": "Reference values",
    "line": "{name}: {value}",
}
