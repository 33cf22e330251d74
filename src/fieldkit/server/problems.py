"""The one place where a centre's errors become statuses and words for a program."""

from __future__ import annotations

from fieldkit import errors
from fieldkit.domain.change import encode
from fieldkit.errors import FieldkitError
from fieldkit.sync.coding import TooLarge
from fieldkit.sync.wire import Unsound


class UnknownCoding(ValueError):
    """A body packed in a way that is not spoken here."""


STATUSES: dict[type[Exception], int] = {
    TooLarge: 413,
    Unsound: 400,
    errors.NotAllowed: 401,
    errors.BadCode: 403,
    errors.OtherCentre: 409,
    UnknownCoding: 415,
    errors.OtherVersion: 426,
    errors.CentreBusy: 503,
}
"""HTTP statuses. They are about the request, never about one of its changes."""


def told(trouble: Exception) -> tuple[int, bytes, dict[str, str]]:
    """(status, body, headers) for what went wrong. The body names the error and its facts; no sentence."""
    status = next((code for kind, code in STATUSES.items() if isinstance(trouble, kind)), 400)
    facts = trouble.facts if isinstance(trouble, FieldkitError) else {}
    code = trouble.code if isinstance(trouble, FieldkitError) else _snake(type(trouble).__name__)
    headers = {"Retry-After": str(facts["wait"])} if "wait" in facts else {}
    return status, encode({"error": code, **facts}), headers


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")
