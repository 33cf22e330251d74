"""The centre's signature under a receipt: Ed25519 (RFC 8032), its key known to a device since enrolment."""

from __future__ import annotations

from base64 import b64decode, b64encode


def sign(text: str, seed: bytes) -> str:
    """Sign a text: the signature in base64."""
    from nacl.signing import SigningKey

    return b64encode(SigningKey(seed).sign(text.encode()).signature).decode()


def public_key(seed: bytes) -> str:
    """The key that proves signatures made with this seed, in base64."""
    from nacl.signing import SigningKey

    return b64encode(bytes(SigningKey(seed).verify_key)).decode()


def genuine(text: str, signature: str, key: str) -> bool:
    """Whether the owner of the key signed exactly this text."""
    from nacl.exceptions import BadSignatureError
    from nacl.signing import VerifyKey

    try:
        VerifyKey(b64decode(key)).verify(text.encode(), b64decode(signature))
    except (BadSignatureError, ValueError):
        return False
    return True
