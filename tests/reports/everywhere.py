"""The SHA-256 of every kind of drawing, as they are on every machine: `make everywhere` writes them again.

The file beside this one was written on one machine; the test holds all others to it.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from pathlib import Path

from fieldkit import text
from fieldkit.forms.form import load
from fieldkit.reports import paper
from fieldkit.reports.rendering import FORMATS, write
from tests.reports import samples

KEPT = Path(__file__).with_suffix(".sha256")
REPORTS = {"monthly": samples.monthly, "annual": samples.annual, "regional": samples.regional}


def drawn(folder: Path) -> dict[str, str]:
    """Every report in every format, and a blank sheet, in each language: name of the file and digest."""
    for language in text.LANGUAGES:
        text.use(language)
        for name, report in REPORTS.items():
            for kind in FORMATS:
                write(report(), kind, str(folder / f"{name}.{language}.{kind}"))
        paper.write(load("FS"), str(folder / f"FS.{language}.pdf"))
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.iterdir())}


def main() -> None:
    """Write the digests of this machine."""
    with tempfile.TemporaryDirectory() as folder:
        lines = [f"{digest}  {name}\n" for name, digest in drawn(Path(folder)).items()]
    KEPT.write_text("".join(lines))


if __name__ == "__main__":
    sys.exit(main())
