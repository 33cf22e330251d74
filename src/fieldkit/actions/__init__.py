"""What people do: look up, decide, save. One file per noun."""
