"""Speed, as ratios against a named peer or floor in the same run: `make bench`."""
