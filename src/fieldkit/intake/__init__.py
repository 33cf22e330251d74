"""Tables coming in: read, columns, plan, apply."""
