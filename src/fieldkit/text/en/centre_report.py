"""What `fieldkit server report` says."""

WORDS = {
    "help_monthly": "The report of a month, of a school or of all that a place has.",
    "help_network": "The report of the tutoring network over a school year: the numbers N01 to N12.",
    "help_annual": "The report of a school year, of a school or of all that a place has.",
    "option_school": "The school: its CCT, name or id.",
    "option_region": "The region, as its advisors write it: Montaña; if two are alike, 12/Montaña.",
    "option_state": "The state: its two digits or its name.",
    "option_nation": "The whole nation; what is shown when no place is given.",
    "counting": "{count} schools are counted anew and it takes a while. So as not to wait, ahead: fieldkit server count",
}
