"""Forms as data: reading them, checking answers, the built-in library."""
