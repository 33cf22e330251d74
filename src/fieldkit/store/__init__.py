"""Where records rest: SQLite on a device; SQLite or PostgreSQL at the centre."""
