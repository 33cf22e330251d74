"""A process that saves: run by the fault tests, killed by them, or beside another of its kind.

    python tests/store/saver.py HOME SCHOOL COUNT

Saves sheets one at a time and prints the id of each when it is told that it is safe. `FIELDKIT_CRASH` says
where it dies.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fieldkit.domain.change import Edit
from fieldkit.store.store import Store


def main(home: str, school: str, count: str) -> None:
    """Save that many sheets."""
    store = Store.open(Path(home))
    for number in range(int(count)):
        answers = {"school": school, "date": "2025-10-06", "VZ2": f"hoja {number}"}
        doc = {"form": "FS", "version": 1, "state": "finished", "answers": answers}
        (change,) = store.save([Edit("entry", f"s:{school}", doc)], by="asesora")
        print(change.id, flush=True)
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
