"""The names of children in what an advisor writes."""

WORDS = {
    "found": "What is written names: {names}. It stays in the report; the public version (--public) leaves it out.",
    "left_out": "From what is written, this public version leaves out these names: {names}.",
    "read_it": "Read what is written before handing it out: who is not in this notebook, a nickname, one surname alone, or in small letters a name that is a word as well (“luz”) is not recognised.",
    "instead": "[name]",
}
