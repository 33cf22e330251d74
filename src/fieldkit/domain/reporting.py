"""Which report is meant, and the sheet that keeps it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fieldkit.domain.entry import Entry

FORMS = {"monthly": "INM", "bimonthly": "INB", "annual": "INA"}
"""The form that keeps each sort of report."""


@dataclass(frozen=True, slots=True)
class Which:
    """Which report: its sort, the id of the school, the ciclo, and the period as `Report.period`."""

    sort: str
    school: str
    ciclo: str
    period: str

    @property
    def form(self) -> str:
        """The form that keeps it."""
        return FORMS[self.sort]

    @property
    def known(self) -> dict[str, Any]:
        """Its answers that say which it is."""
        code = {"monthly": "month", "bimonthly": "period"}.get(self.sort)
        found = {"school": self.school, "ciclo": self.ciclo}
        return found | ({code: self.period} if code else {})

    def told_by(self, answers: Mapping[str, Any]) -> bool:
        """Whether these answers are of this report."""
        return all(answers.get(code) == value for code, value in self.known.items())

    def among(self, sheets: Iterable[Entry]) -> Entry | None:
        """The report as it was frozen, if it is one of these sheets: its newest edition.

        Two notebooks may have frozen it, each for itself; of equal editions the one made last stands.
        """
        found = [one for one in sheets if self.told_by(one.answers)]
        return max(found, key=lambda one: (_edition(one), one.id), default=None)


def _edition(sheet: Entry) -> int:
    edition = sheet.answers.get("edition")
    return edition if isinstance(edition, int) else 0
