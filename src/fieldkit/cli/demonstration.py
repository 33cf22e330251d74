"""`fieldkit demonstration`: an exercise presented in public to somebody who knows it (DEM)."""

from __future__ import annotations

from fieldkit.cli import alike, kit

app = kit.noun("demonstration")

alike.exercised(app, "DEM", "evaluator", "mastery", "accepted")
alike.sheets(app)
