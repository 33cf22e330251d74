"""Write the built forms, calendar and guide: `python -m fieldkit.forms.build`. A save never parses TOML."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from fieldkit.forms import guidance, school_years
from fieldkit.forms.form import BUILT, LIBRARY
from fieldkit.forms.source import raw_toml


def built(source: Path) -> str:
    """The JSON of one form: the same bytes each time. Raises BadForm."""
    return json.dumps(raw_toml(source), ensure_ascii=False, separators=(",", ":")) + "\n"


def build(library: Path = LIBRARY, into: Path = BUILT) -> list[Path]:
    """Build every form of a library, and take away what has no source any more. Raises BadForm."""
    into.mkdir(exist_ok=True)
    written = []
    for source in sorted(library.glob("*.toml")):
        file = into / f"{source.stem}.json"
        file.write_text(built(source), encoding="utf-8", newline="\n")
        written.append(file)
    for stale in set(into.glob("*.json")) - set(written):
        stale.unlink()
    return written


if __name__ == "__main__":
    for data in (school_years, guidance):
        data.BUILT.write_text(data.built(), encoding="utf-8", newline="\n")
    sys.stdout.write("".join(f"{file.name}\n" for file in (school_years.BUILT, guidance.BUILT, *build())))
