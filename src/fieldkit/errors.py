"""Every way to say "I cannot go on": one tree, facts only. `cli/failure.py`, `server/problems.py` have words.

FieldkitError
├── NotFound            nothing answers to that name                  kind, text
├── Ambiguous           several answer to that name                   kind, text, matches
├── Invalid             what was given does not hold                  problems, draft
├── Clash               somebody changed it since you looked          kind, record
├── Untimely            that cannot be done to it now                 why, record
├── BadIdentifier       not a CCT, CURP or CVEGEO                     why, text
├── BadForm             a form file has errors                        file, problems
├── BadCalendar         a notebook's own calendar has errors          file, problems
├── Unreadable          a file is not what it should be               file, why
├── Unusable            the system does not let a file be used        file, why
├── Unsafe              others could listen in                        host
├── NotInstalled        a part that was not installed here            extra
├── BadQuery            a question in SQL cannot be answered          why, text
├── StoreError
│   ├── NoStore         nothing has been set up here                  folder
│   ├── StoreExists     it has been set up already                    folder, name
│   ├── StoreNewer      written by a newer fieldkit                   found, known
│   ├── StoreReadOnly   the folder cannot be written                  folder
│   ├── StoreDamaged    the file is damaged                           file
│   ├── StoreBusy       another fieldkit has been writing too long
│   └── DiskFull        no room left
└── SyncError           the work is safe here in every case
    ├── NotEnrolled     this device belongs to no centre yet
    ├── Offline         the centre cannot be reached                  host
    ├── LoginPage       a network's login page answered instead       host
    ├── BadAddress      what was typed is no address of a centre      text
    ├── Untrusted       the certificate does not hold                 host, why
    ├── WrongClock      this computer's date makes TLS fail           here, there
    ├── NotAllowed      the centre does not know this device          why
    ├── OtherVersion    the centre speaks another version             here, there
    ├── OtherCentre     it is not the centre this device belongs to   known, found
    ├── CentreBusy      the centre asks to come back later            wait
    ├── BadCode         an enrolment code that does not serve         why
    ├── Emptied         most of what is here would be taken away      gone, held
    └── Refused         the centre answered, not as agreed            status
"""

from __future__ import annotations

import errno
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that does not hold in what was given. A value: collected, never raised one by one.

    field: the item's code, in a repeat with its row counted from 1 (`VA[2].VA3`). code: the key of its
    sentence. facts: what fills the sentence's blanks. level: `error` stops, `warning` only points out.
    """

    field: str
    code: str
    facts: Mapping[str, Any] = attribute(default_factory=dict)
    level: str = "error"


class FieldkitError(Exception):
    """Something that stops what was asked. `code` is the key of its sentence; the rest are facts."""

    code = "error"

    def __init__(self, **facts: Any) -> None:
        super().__init__(self.code)
        self.facts = facts

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (type(self), self.facts), {"__notes__": getattr(self, "__notes__", [])}

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["facts"][name]
        except KeyError:
            raise AttributeError(name) from None


def _again(kind: type[FieldkitError], facts: dict[str, Any]) -> FieldkitError:
    """An error that comes from another process."""
    return kind(**facts)


class NotFound(FieldkitError):
    """Nothing answers to that name: kind, text."""

    code = "not_found"


class Ambiguous(FieldkitError):
    """Several answer to that name: kind, text, matches (list of (id, label))."""

    code = "ambiguous"


class Invalid(FieldkitError):
    """What was given does not hold: problems, and the draft that keeps it (id or None)."""

    code = "invalid"

    def __init__(self, problems: Sequence[Problem], draft: str | None = None, **facts: Any) -> None:
        super().__init__(problems=list(problems), draft=draft, **facts)


class Clash(FieldkitError):
    """Somebody changed it since you looked: kind, record."""

    code = "clash"


class Untimely(FieldkitError):
    """That cannot be done to it now: why, record."""

    code = "untimely"


class BadIdentifier(FieldkitError):
    """Not a CCT, CURP or CVEGEO: why (a problem code), text."""

    code = "bad_identifier"


class BadForm(FieldkitError):
    """A form file has errors: file, problems."""

    code = "bad_form"


class BadCalendar(FieldkitError):
    """A notebook's own calendar file has errors: file, problems."""

    code = "bad_calendar"


class Unreadable(FieldkitError):
    """A file is not what it should be: file, why."""

    code = "unreadable"


class Unusable(FieldkitError):
    """The operating system does not let a file be read or written: file, why (`full`)."""

    code = "unusable"


class Unsafe(FieldkitError):
    """Others could listen in: an address that is not this machine's, without a certificate: host."""

    code = "unsafe"


class NotInstalled(FieldkitError):
    """A part of fieldkit that is installed only where it is wanted: extra (`server`)."""

    code = "not_installed"


class BadQuery(FieldkitError):
    """A question in SQL that cannot be answered, or would do more than ask: why, text."""

    code = "bad_query"


class StoreError(FieldkitError):
    """The store cannot do it."""

    code = "store"


class NoStore(StoreError):
    """Nothing has been set up in this folder: folder."""

    code = "no_store"


class StoreExists(StoreError):
    """It has been set up already: folder."""

    code = "store_exists"


class StoreNewer(StoreError):
    """Written by a newer fieldkit: found, known."""

    code = "store_newer"


class StoreReadOnly(StoreError):
    """The folder cannot be written: folder."""

    code = "store_read_only"


class StoreDamaged(StoreError):
    """The file is damaged: file."""

    code = "store_damaged"


class StoreBusy(StoreError):
    """Another fieldkit has been writing for too long."""

    code = "store_busy"


class DiskFull(StoreError):
    """No room left on the disk."""

    code = "disk_full"
    numbers = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # of the system: disk, quota, a file so large


class SyncError(FieldkitError):
    """The exchange did not happen; the work is safe on this device."""

    code = "sync"


class NotEnrolled(SyncError):
    """This device belongs to no centre yet."""

    code = "not_enrolled"


class Offline(SyncError):
    """The centre cannot be reached: host."""

    code = "offline"


class LoginPage(SyncError):
    """A network's login page answered instead of the centre: host."""

    code = "login_page"


class BadAddress(SyncError):
    """What somebody typed is not the address of a centre: text."""

    code = "bad_address"


class Untrusted(SyncError):
    """The centre's certificate or signature does not hold: host, why."""

    code = "untrusted"


class WrongClock(SyncError):
    """This computer's date makes the secure connection fail: here, there."""

    code = "wrong_clock"


class NotAllowed(SyncError):
    """The centre does not know this device, or no longer: why."""

    code = "not_allowed"


class OtherVersion(SyncError):
    """The centre speaks another version: here, there."""

    code = "other_version"


class OtherCentre(SyncError):
    """It is not the centre this device belongs to: known, found."""

    code = "other_centre"


class CentreBusy(SyncError):
    """The centre asks to come back later: wait (seconds)."""

    code = "centre_busy"


class BadCode(SyncError):
    """An enrolment code that does not serve: why."""

    code = "bad_code"


class Emptied(SyncError):
    """The centre would take away most of what is here, and no change of scope explains it: gone, held."""

    code = "emptied"


class Refused(SyncError):
    """The centre answered, but not as agreed: status."""

    code = "refused"
