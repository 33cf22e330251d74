"""The names of children in what an advisor writes."""

WORDS = {
    "found": "What is written names: {names}. It stays in the report; the public version (--public) leaves it out.",
    "left_out": "From what is written, this public version leaves out these names: {names}. Read it before handing it out: a nickname, one surname alone or a name that is a word as well (“luz”) in small letters is not recognised.",
    "instead": "[name]",
}
