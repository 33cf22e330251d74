"""The road to the centre: one request, one answer, and a name for everything that can come instead."""

from __future__ import annotations

import json
import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import SplitResult, urlsplit

import httpx

from fieldkit import clock, errors
from fieldkit.errors import (
    BadAddress,
    CentreBusy,
    LoginPage,
    Offline,
    Refused,
    SyncError,
    Untrusted,
    WrongClock,
)
from fieldkit.sync import coding, wire
from fieldkit.sync.coding import TooLarge

LARGEST = 16 << 20
"""The largest answer taken, in bytes, unpacked."""

LOOPBACK = ("127.0.0.1", "::1", "localhost")

_TIMES = httpx.Timeout(connect=30, write=60, read=120, pool=None)
_EXPIRED = (9, 10)  # OpenSSL: certificate not yet valid, or no longer
_LATER = (408, 425, 429)

CUT = (httpx.NetworkError, httpx.TimeoutException, httpx.RemoteProtocolError, httpx.ProxyError)
"""What httpx calls it when the other side cannot be reached, or goes away."""

_NAMED: dict[str, type[SyncError]] = {
    kind.code: kind
    for kind in (
        errors.NotAllowed,
        errors.OtherVersion,
        errors.OtherCentre,
        errors.BadCode,
        errors.CentreBusy,
    )
}


class OtherCoding(Exception):
    """The centre does not unpack what was sent. codings: what it does."""

    def __init__(self, codings: list[str]) -> None:
        super().__init__()
        self.codings = codings


@dataclass(frozen=True, slots=True)
class Said:
    """A whole answer, unpacked. codings: what the centre unpacks. sent: bytes of the body that went up."""

    body: bytes
    codings: list[str]
    sent: int


class Client:
    """The way to one centre. Use as a context; connections are kept while it lasts.

    plain: where the same host would answer in the clear. Asked only to name a failure; nothing is sent there.
    """

    def __init__(self, url: str, token: str = "") -> None:
        """url: https, or http on this machine only. Raises Untrusted for another http, BadAddress for what is
        no address.
        """
        parts = _parts(url)
        self.host = parts.hostname or ""
        if parts.scheme != "https" and not (parts.scheme == "http" and self.host in LOOPBACK):
            raise Untrusted(host=self.host, why="https")
        self._secure = parts.scheme == "https"
        self.plain = f"http://{self.host}"
        self._http = httpx.Client(
            base_url=url,
            headers={
                **({"Authorization": f"Bearer {token}"} if token else {}),
                "Accept": wire.MEDIA,
                "Accept-Encoding": ", ".join(coding.KNOWN),
                "User-Agent": "fieldkit",
            },
            timeout=_TIMES,
            follow_redirects=False,
            verify=self._secure,
            trust_env=self._secure,  # a proxy is never asked for this machine itself
        )

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def post(self, path: str, body: bytes, codings: list[str]) -> Said:
        """One exchange. Raises TooLarge, OtherCoding, or the SyncError that says what came instead."""
        packed_as, packed = coding.pack(body, codings)
        headers = {"Content-Type": wire.MEDIA, "Content-Encoding": packed_as}
        if packed_as == "identity":
            del headers["Content-Encoding"]
        try:
            with self._http.stream("POST", path, content=packed, headers=headers) as response:
                said = _read(response)
        except CUT as trouble:
            raise self._named(trouble) from trouble
        except ValueError as trouble:
            raise Offline(host=self.host) from trouble
        if response.status_code == 200 and _ours(response):
            return Said(said, coding.spoken(response.headers.get("accept-encoding")), len(packed))
        raise self._refusal(response, said)

    def _refusal(self, response: httpx.Response, said: bytes) -> Exception:
        status = response.status_code
        if _ours(response) and status not in _LATER:
            if status == 413:
                return TooLarge()
            if status == 415:
                return OtherCoding(coding.spoken(response.headers.get("accept-encoding")))
            return _told(status, said)
        if status in _LATER or status in range(500, 511):
            return CentreBusy(wait=_wait(response))
        html = "html" in response.headers.get("content-type", "")
        if status == 511 or 300 <= status < 400 or status == 200 or html:
            return LoginPage(host=self.host)
        return Refused(status=status)

    def _named(self, trouble: httpx.TransportError) -> SyncError:
        """What a connection that did not come about means. Only now is it worth asking the network itself."""
        refusal = _certificate(trouble)
        there = self._probe() if self._secure else None
        if there is not None and not _ours(there) and (there.is_redirect or "html" in _type(there)):
            return LoginPage(host=self.host)
        if refusal is None:
            return Offline(host=self.host)
        date = there.headers.get("date") if there is not None else None
        if refusal.verify_code in _EXPIRED and date:
            told = parsedate_to_datetime(date)
            if abs((told - clock.now()).total_seconds()) > 86_400:
                return WrongClock(here=str(clock.today()), there=str(told.date()))
        return Untrusted(host=self.host, why=refusal.verify_message)

    def _probe(self) -> httpx.Response | None:
        """What answers in the clear under the centre's name; a login page does not hide."""
        try:
            return httpx.get(self.plain + wire.SPOKEN, timeout=5, follow_redirects=False)
        except CUT:
            return None


_HOST = re.compile(r"[\w-]+(\.[\w-]+)*\.?|[\da-f:.]*:[\da-f:.]*")
"""A name of a computer, or its number in IPv6."""


def _parts(url: str) -> SplitResult:
    try:
        httpx.URL(url)
        parts = urlsplit(url)
        if (
            parts.scheme not in ("http", "https")
            or not _HOST.fullmatch(parts.hostname or "")
            or parts.port == 0
        ):
            raise ValueError("nobody's")
    except (ValueError, httpx.InvalidURL) as trouble:
        raise BadAddress(text=url) from trouble
    return parts


def _read(response: httpx.Response) -> bytes:
    """The body, measured as it arrives. Raises ValueError when it is cut short or not what it says."""
    packed = bytearray()
    for chunk in response.iter_raw():
        packed += chunk
        if len(packed) > LARGEST:
            raise ValueError("too large")
    return coding.unpack(bytes(packed), response.headers.get("content-encoding", ""), LARGEST)


def _ours(response: httpx.Response) -> bool:
    return _type(response) == wire.MEDIA


def _type(response: httpx.Response) -> str:
    return str(response.headers.get("content-type", "")).split(";")[0].strip().lower()


def _told(status: int, said: bytes) -> SyncError:
    """The error the centre names, with its facts."""
    try:
        found: Mapping[str, Any] = json.loads(said)
        kind = _NAMED[found["error"]]
    except (ValueError, KeyError, TypeError):
        return Refused(status=status)
    return kind(**{str(name): fact for name, fact in found.items() if name != "error"})


def _wait(response: httpx.Response) -> int:
    """Seconds to wait: what it says in seconds, within reason; half a minute when it does not."""
    said = response.headers.get("retry-after", "")
    return min(int(said), 900) if said.isdecimal() else 30


def _certificate(trouble: BaseException | None) -> ssl.SSLCertVerificationError | None:
    while trouble is not None:
        if isinstance(trouble, ssl.SSLCertVerificationError):
            return trouble
        trouble = trouble.__cause__ or trouble.__context__
    return None
