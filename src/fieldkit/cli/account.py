"""`fieldkit account`: what a tutee wrote of how an exercise was solved (REL)."""

from __future__ import annotations

from fieldkit.cli import alike, kit

app = kit.noun("account")

alike.exercised(app, "REL", "sufficient")
alike.sheets(app)
