"""Records summed up."""
