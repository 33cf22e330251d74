"""One answer, as a person typed it or a file has it, read into the value that is kept.

Forgiving in form (case, accents, numbers of the list, day/month/year) and strict in meaning: what cannot be
read surely is refused, with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from fieldkit.domain.names import fold, trimmed, unseen
from fieldkit.errors import BadIdentifier
from fieldkit.forms.chosen import select_multiple, select_one, yesno
from fieldkit.forms.days import day
from fieldkit.forms.form import Item
from fieldkit.forms.refusal import Refusal, shown
from fieldkit.forms.sound import refuse_control, sound

MISSING = (-7, -8, -9)
"""No aplica, no sabe o no respondió, no observado."""

LONGEST = {"text": 200, "longtext": 4000, "ref": 200, "photo": 500}
LARGEST = 10**15
_BY_COMMAS = re.compile(r"[1-9]\d{0,2}(,\d{3})+")
_BY_POINTS = re.compile(r"[1-9]\d{0,2}(\.\d{3})+")

LOST = "\ufffd"
"""The sign that a program writes where it could not read a letter."""

_MODES = {
    **dict.fromkeys(("firmo", "firma", "signed"), "firmo"),
    **dict.fromkeys(("huella", "huella digital", "fingerprint", "thumbprint"), "huella"),
    **dict.fromkeys(("verbal", "de palabra", "de palabra, ante testigo"), "verbal"),
    **dict.fromkeys(("aloud", "aloud, before a witness"), "verbal"),
}
"""The words for a way of signing, folded: by hand, with a fingerprint, or aloud before a witness."""

_SIGNED = re.compile(r"(.*\S)\s*\(([^()]*)\)\s*")
"""A signature in one line: `Rosa Peña (huella)`."""


def parse(item: Item, given: Any) -> Any:
    """The value to keep of an answer; None when it is blank. Raises Refusal.

    Whether it is needed, fits the other answers or is allowed now, `check` tells.
    """
    return read(item, given)[0]


def read(item: Item, given: Any) -> tuple[Any, tuple[str, ...]]:
    """The value to keep, and the codes of what was repaired or looks wrong in it. Raises Refusal."""
    if blank(given):
        return None, ()
    coded = _coded(item, given)
    if coded is not None:
        return coded, ()
    value = _READERS[item.type](item, given)
    if value is None:
        return None, ()
    if item.range and type(value) in (int, float) and not item.range[0] <= value <= item.range[1]:
        raise Refusal("out_of_range", min=item.range[0], max=item.range[1])
    mended = _mended(item, given)
    if item.identifier:
        value, notes = _identified(item, value)
        return value, (*mended, *notes)
    return value, (*mended, "lost_letter") if type(value) is str and LOST in value else mended


def blank(given: Any) -> bool:
    """Whether nothing was answered, or nothing that can be seen."""
    return given is None or given == "" or given == [] or (type(given) is str and unseen(given))


def _mended(item: Item, given: Any) -> tuple[str, ...]:
    """Whether signs that nobody sees were taken from around a text."""
    if item.type not in LONGEST or type(given) is not str or given.isascii():
        return ()
    return () if trimmed(given) == given.strip() else ("unseen_signs",)


def _coded(item: Item, given: Any) -> int | None:
    """The coded missing answer given, if it is one and the item knows what it would mean."""
    if type(given) is int:
        code = given
    elif type(given) is str and given.strip() in ("-7", "-8", "-9"):
        code = int(given)
    else:
        return None
    if code in item.missing:
        return code
    if code in MISSING and item.type not in ("integer", "decimal", "given", "calculate"):
        raise Refusal("missing_not_allowed")
    return None


def _text(item: Item, given: Any) -> str | None:
    text = _line_of(given)
    refuse_control(text)
    if "  " in text or not text.isprintable():
        text = " ".join(text.split())
    return _within(item, text)


def _longtext(item: Item, given: Any) -> str | None:
    text = _line_of(given)
    refuse_control(text)
    return _within(item, "\n".join(text.splitlines()))


def _line_of(given: Any) -> str:
    """What was written, in Unicode's composed form, without blanks or other unseen signs around it."""
    if type(given) is int or (type(given) is float and given.is_integer()):
        return str(int(given))
    if isinstance(given, date | time):
        return given.isoformat()
    if not isinstance(given, str):
        raise Refusal("not_text")
    if given.isascii():
        return given.strip()
    import unicodedata

    return trimmed(unicodedata.normalize("NFC", given))


def _within(item: Item, text: str) -> str | None:
    least, most = item.length or (0, LONGEST[item.type])
    if len(text) > most:
        raise Refusal("too_long", max=most, length=len(text))
    if len(text) < least and text:
        raise Refusal("too_short", min=least, length=len(text))
    return text or None


def _integer(item: Item, given: Any) -> int:
    """A whole number; with its thousands apart as Mexico writes them. A point there may be either sign."""
    if isinstance(given, str):
        if _BY_POINTS.fullmatch(given.strip()):
            raise Refusal("thousands")
        if _BY_COMMAS.fullmatch(given.strip()):
            given = given.replace(",", "")
    value = _decimal(item, given)
    if value != int(value):
        raise Refusal("not_whole")
    return int(value)


def _decimal(_: Item, given: Any) -> float:
    if isinstance(given, str):
        value = _number(given.strip())
    elif type(given) is int or type(given) is float:
        value = given
    else:
        raise Refusal("not_a_number")
    if not -LARGEST < value < LARGEST:
        raise Refusal("not_a_number")
    return value


def _number(text: str) -> float:
    """A number written with a point or a comma; an exponent is a spreadsheet's damage, not a number."""
    written = text.replace(",", ".")
    if len(written) > 30 or not written.isascii() or not set(written) <= set("0123456789.+-"):
        raise Refusal("not_a_number")
    try:
        return float(written) if "." in written else int(written)
    except ValueError:
        raise Refusal("not_a_number") from None


def _time(_: Item, given: Any) -> str:
    text = given.isoformat() if isinstance(given, time) else given
    parts = text.strip().split(":") if isinstance(text, str) else []
    if len(parts) not in (2, 3) or not all(part.isdecimal() and part.isascii() for part in parts):
        raise Refusal("not_a_time")
    hour, minute = int(parts[0][:3]), int(parts[1][:3])
    if hour > 23 or minute > 59:
        raise Refusal("not_a_time")
    return f"{hour:02}:{minute:02}"


def _signature(_: Item, given: Any) -> dict[str, Any]:
    signed = dict(given) if isinstance(given, Mapping) else _signed(given)
    sound(signed)
    name = signed.get("name")
    if not isinstance(name, str) or unseen(name) or len(name) > LONGEST["text"]:
        raise Refusal("not_signed")
    mode = _MODES.get(fold(str(signed.get("mode") or "firmo")))
    if mode is None:
        raise Refusal("not_a_way_to_sign", mode=shown(signed["mode"]))
    return {**signed, "name": " ".join(_line_of(name).split()), "mode": mode}


def _signed(given: Any) -> dict[str, Any]:
    """Who signed and how, from one line."""
    written = _SIGNED.fullmatch(given) if isinstance(given, str) else None
    return {"name": written[1], "mode": written[2]} if written else {"name": given}


def _gps(item: Item, given: Any) -> dict[str, Any]:
    if isinstance(given, str):
        latitude, _, longitude = given.strip().replace(",", " ").partition(" ")
        given = {"lat": latitude, "lon": longitude}
    if not isinstance(given, Mapping) or blank(given.get("lat")) or blank(given.get("lon")):
        raise Refusal("not_a_place")
    sound(given)
    place = {**given, "lat": _decimal(item, given["lat"]), "lon": _decimal(item, given["lon"])}
    if not (-90 <= place["lat"] <= 90 and -180 <= place["lon"] <= 180):
        raise Refusal("not_a_place")
    return place


def _given(_: Item, given: Any) -> Any:
    sound(given)
    return given


def _identified(item: Item, value: str) -> tuple[str, tuple[str, ...]]:
    from fieldkit.domain import identifiers

    try:
        found: identifiers.Read = getattr(identifiers, item.identifier)(value)
    except BadIdentifier as wrong:
        raise Refusal(wrong.why) from None
    return found.value, (*found.repairs, *found.warnings, *_unlisted(item, found.value))


def _unlisted(item: Item, value: str) -> tuple[str, ...]:
    """A place in a municipio that the packaged list does not have: it changes every year, so only a doubt."""
    if item.identifier != "cvegeo":
        return ()
    from fieldkit.forms import catalogue

    return () if catalogue.municipio(value) else ("cvegeo_unknown",)


_READERS: dict[str, Callable[[Item, Any], Any]] = {
    "text": _text,
    "longtext": _longtext,
    "ref": _text,
    "photo": _text,
    "integer": _integer,
    "decimal": _decimal,
    "date": lambda _, given: day(given),
    "time": _time,
    "yesno": yesno,
    "select_one": select_one,
    "select_multiple": select_multiple,
    "signature": _signature,
    "gps": _gps,
    "given": _given,
    "calculate": _given,
}
