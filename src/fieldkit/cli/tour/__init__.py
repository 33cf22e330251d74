"""The tour: the whole story, for real, with two notebooks and a centre on this computer."""
