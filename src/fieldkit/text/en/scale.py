"""The programme's own scale, beside which the visits of a network are read."""

WORDS = {
    "national": "Visits by the national coordination, a month",
    "month": "Visits of all levels, a month (25,000 in two years)",
    "adviser": "Visits by each of 2,500 advisers, in two years",
    "school": "Visits to each of 9,072 schools, in two years",
    "source": "EIMLE",
}
