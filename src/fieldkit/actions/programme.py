"""The programme that reports are made for: the institution, its name, the country, the phase, who made them,
and the reference values that a year is shown beside (`domain/reference.py`).

It belongs to the notebook, not to the code: programmes change their name and their model.
"""

from __future__ import annotations

from collections.abc import Mapping

from fieldkit.store.store import Store

DEFAULT = {
    "institution": "CONAFE",
    "programme": "",
    "country": "México",
    "phase": "",
    "made_by": "",
    "references": "",
}
"""What stands in the header until somebody says otherwise. The programme has its name in each language."""


def settings(store: Store) -> dict[str, str]:
    """The header of reports, by its parts; `made_by` is the advisor until it is said."""
    found = {code: store.meta(f"programme.{code}") for code in DEFAULT}
    known = {code: DEFAULT[code] if value is None else value for code, value in found.items()}
    return {**known, "made_by": known["made_by"] or store.meta("name") or ""}


def change(store: Store, said: Mapping[str, str | None]) -> dict[str, str]:
    """Change parts of the header; None makes one what it was at first. Gives the whole header.

    Raises KeyError for a part that there is none of.
    """
    with store.transaction():
        for code, value in said.items():
            store.set_meta(f"programme.{code}", DEFAULT[code] if value is None else " ".join(value.split()))
    return settings(store)
