"""The same report gives the same bytes on every machine, not only twice on this one."""

from __future__ import annotations

from pathlib import Path

from tests.reports.everywhere import KEPT, drawn


def test_a_report_is_the_same_bytes_on_this_machine_as_where_it_was_first_drawn(tmp_path: Path) -> None:
    """When a drawing was changed on purpose: `make everywhere`, and look at what is drawn."""
    kept = dict(reversed(line.split()) for line in KEPT.read_text().splitlines())
    assert drawn(tmp_path) == kept
