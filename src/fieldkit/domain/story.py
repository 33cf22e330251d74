"""A story of a life that the programme touched (HIS): of one told without a name, what stays here. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

FORM, PHOTO = "HIS", "ADJ"
"""The forms of a story, and of a photo or copy of any record."""

ANONYMOUS, GIVER = "anonymous", "consent_by"
"""Whether it is anonymous; who gave the consent, also to the photo of one (ADJ)."""

WRITTEN = ("story", "notes")
"""What is written of it in words."""


def is_anonymous(answers: Mapping[str, Any]) -> bool:
    """Whether it is told without a name."""
    return answers.get(ANONYMOUS) == "si"


def without_giver(doc: Mapping[str, Any]) -> dict[str, Any]:
    """The document of an anonymous story, or of its photo, as it leaves the notebook: not who gave the
    consent, for whose mother gave it is who it is about, nor why it was corrected."""
    answers = {code: value for code, value in doc["answers"].items() if code != GIVER}
    return {**{key: value for key, value in doc.items() if key != "reason"}, "answers": answers}
