"""Records going out: as tables, or whole."""
