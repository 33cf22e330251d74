"""`python -m benchmarks [PART …]`: measure, print the table, fail when a promise is not held."""

from __future__ import annotations

import sys

from benchmarks import bulk, cold, network, reports, save, scale, travel
from benchmarks.measure import WORK, compiled, show

PARTS = {
    "cold": cold,
    "save": save,
    "scale": scale,
    "bulk": bulk,
    "travel": travel,
    "reports": reports,
    "network": network,
}


def main() -> None:
    """Run the parts asked for, all of them when none is."""
    WORK.mkdir(exist_ok=True)
    compiled()
    wanted = sys.argv[1:] or list(PARTS)
    lines = [line for part in wanted for line in PARTS[part].lines()]
    raise SystemExit(1 if show(lines) else 0)


if __name__ == "__main__":
    main()
