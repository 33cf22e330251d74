"""`fieldkit encounter`: schools that come together to tutor each other (ENC)."""

from __future__ import annotations

from fieldkit.cli import alike, kit

app = kit.noun("encounter")

alike.entries(app, "ENC", "name", "level", "tutorings")
alike.sheets(app)
