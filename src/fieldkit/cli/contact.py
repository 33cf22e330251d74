"""`fieldkit contact`: meetings and contacts of the network (RED); about a school, or the advisor's own."""

from __future__ import annotations

from fieldkit.cli import alike, kit

app = kit.noun("contact")

alike.entries(app, "RED", "who", "topic")
alike.sheets(app)
