"""The one place where a centre's errors become statuses and words for a program."""

from __future__ import annotations

from fieldkit import errors
from fieldkit.domain.change import encode
from fieldkit.errors import FieldkitError
from fieldkit.sync.coding import TooLarge


class UnknownCoding(ValueError):
    """A body packed in a way that is not spoken here."""


STATUSES: dict[type[Exception], int] = {
    errors.NotAllowed: 401,
    errors.BadCode: 403,
    TimeoutError: 408,
    errors.OtherCentre: 409,
    TooLarge: 413,
    UnknownCoding: 415,
    errors.OtherVersion: 426,
    errors.CentreBusy: 503,
}
"""HTTP statuses; 400 for any other. They are about the request, never about one of its changes."""

WORDS: dict[type[Exception], str] = {
    TimeoutError: "too_slow",
    TooLarge: "too_large",
    UnknownCoding: "unknown_coding",
}
"""What an error is called that has no code of its own; `unsound` any other."""


def told(trouble: Exception) -> tuple[int, bytes, dict[str, str]]:
    """(status, body, headers) for what went wrong. The body names the error and its facts; no sentence."""
    status = next((code for kind, code in STATUSES.items() if isinstance(trouble, kind)), 400)
    word = next((word for kind, word in WORDS.items() if isinstance(trouble, kind)), "unsound")
    code, facts = (trouble.code, trouble.facts) if isinstance(trouble, FieldkitError) else (word, {})
    headers = {"Retry-After": str(facts["wait"])} if "wait" in facts else {}
    return status, encode({"error": code, **facts}), headers
