"""`fieldkit minutes`: the minutes of the association's meetings (APM)."""

from __future__ import annotations

from fieldkit.cli import alike, kit

app = kit.noun("minutes")

alike.entries(app, "APM", "kind", "quorum")
alike.sheets(app)
