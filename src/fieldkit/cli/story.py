"""`fieldkit story`: stories of lives the programme touched (HIS), each with its own consent."""

from __future__ import annotations

from fieldkit.cli import alike, kit

app = kit.noun("story")

alike.entries(app, "HIS", "anonymous")
alike.sheets(app)
