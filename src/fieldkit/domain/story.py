"""A story of a life that the programme touched (HIS): of one told without a name, what stays here. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

FORM = "HIS"

ANONYMOUS, GIVER, WORDS = "anonymous", "consent_by", "story"
"""Whether it is anonymous; who gave the consent; the story itself."""


def discreet(answers: Mapping[str, Any]) -> dict[str, Any]:
    """What leaves the notebook of a story: of an anonymous one not who gave the consent, for whose mother
    gave it is who it is about."""
    hidden = GIVER if is_anonymous(answers) else None
    return {code: value for code, value in answers.items() if code != hidden}


def is_anonymous(answers: Mapping[str, Any]) -> bool:
    """Whether it is told without a name."""
    return answers.get(ANONYMOUS) == "si"
