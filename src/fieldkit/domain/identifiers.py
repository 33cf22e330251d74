"""The keys of schools (CCT), persons (CURP) and places (CVEGEO): normalised, repaired in sight, checked.

Each reader gives a `Read` or raises `BadIdentifier` with the problem code as `why`. Blanks, hyphens and case
never matter; anything else that is changed has a name in `repairs`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from fieldkit.errors import BadIdentifier

_GAPS = re.compile("[\\s\\-\u00ad\u200b-\u200f\u2010-\u2015\u2212\u2060\ufeff]+")
_SCIENTIFIC = re.compile(r"[0-9]+([.,][0-9]+)?E\+?[0-9]+")

_STATE = "(?:0[1-9]|[12][0-9]|3[0-2])"
_CCT = re.compile(_STATE + "[A-Z]{3}[0-9]{4}[A-Z]")
_PROVISIONAL = re.compile(f"PROV({_STATE})([0-9]{{4}})")
_CVEGEO = re.compile(_STATE + "(?!000)[0-9]{3}(?!0000)[0-9]{4}")
_CURP = re.compile(
    "[A-Z][AEIOUX][A-Z]{2}[0-9]{6}[HMX]"
    "(AS|BC|BS|CC|CL|CM|CS|CH|DF|DG|GT|GR|HG|JC|MC|MN|MS|NT|NL|OC|PL|QT|QR|SP|SL|SR|TC|TS|TL|VZ|YN|ZS|NE)"
    "[B-DF-HJ-NP-TV-Z]{3}[0-9A-Z][0-9]"
)

# fmt: off
CURP_WORDS = frozenset((
    "BACA", "BAKA", "BUEI", "BUEY", "CACA", "CACO", "CAGA", "CAGO", "CAKA", "CAKO", "COGE", "COGI",
    "COJA", "COJE", "COJI", "COJO", "COLA", "CULO", "FALO", "FETO", "GETA", "GUEI", "GUEY", "JETA",
    "JOTO", "KACA", "KACO", "KAGA", "KAGO", "KAKA", "KAKO", "KOGE", "KOGI", "KOJA", "KOJE", "KOJI",
    "KOJO", "KOLA", "KULO", "LILO", "LOCA", "LOCO", "LOKA", "LOKO", "MAME", "MAMO", "MEAR", "MEAS",
    "MEON", "MIAR", "MION", "MOCO", "MOKO", "MULA", "MULO", "NACA", "NACO", "PEDA", "PEDO", "PENE",
    "PIPI", "PITO", "POPO", "PUTA", "PUTO", "QULO", "RATA", "ROBA", "ROBE", "ROBO", "RUIN", "SENO",
    "TETA", "VACA", "VAGA", "VAGO", "VAKA", "VUEI", "VUEY", "WUEI", "WUEY",
))
# fmt: on
"""With none of these does a CURP begin: RENAPO writes X for their second letter (Instructivo Normativo,
DOF 18-10-2021, words that are not fitting)."""

_LIKE_A_CURP = re.compile(
    "(?<![A-Z0-9])[A-ZÑ][A-ZÑ0]{3}"
    "(?:[0-9O]{6}[A-Z0-9]{6,9}|[ -]?[0-9O]{6}[ -]?[HMX][A-Z]{5}[ -]?[A-Z0-9]{0,3})(?![A-Z0-9])",
    re.IGNORECASE,
)
"""A CURP anywhere in a text, also a mistyped one or in groups. No id of a record looks like this."""

_CCT_PLACES = "99AAA9999A"
_CURP_PLACES = "AAAA999999AAAAAA*9"
_CVEGEO_PLACES = "999999999"
"""What stands in each place: 9 a digit, A a letter, * either."""

_CCT_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZZ"
_CCT_WORTH = {chr(64 + place): 7 * (place // 10) + 26 * (place % 10) for place in range(1, 27)}
_CURP_WORTH = {sign: worth for worth, sign in enumerate("0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ")}


@dataclass(frozen=True, slots=True)
class Read:
    """A key as it is kept. repairs, warnings: problem codes of what was mended and of what looks wrong."""

    value: str
    repairs: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def cct(text: str) -> Read:
    """A school key, or a provisional one as `PROV-12-0001`.

    A wrong check letter is a warning (`cct_check`), because official lists hold such keys.
    Raises BadIdentifier: `cct_shape`, `key_scientific`.
    """
    key = _squeezed(text)
    provisional = _PROVISIONAL.fullmatch(key)
    if provisional:
        return Read("PROV-{}-{}".format(*provisional.groups()))
    repairs: tuple[str, ...] = ()
    if not _CCT.fullmatch(key):
        key, repairs = _repaired(key, _CCT_PLACES)
        if not _CCT.fullmatch(key):
            raise BadIdentifier(why="cct_shape", text=text)
    return Read(key, repairs, () if key[9] == cct_letter(key) else ("cct_check",))


def cct_letter(key: str) -> str:
    """The check letter that the first nine characters of a CCT ask for.

    Letters become their place in the alphabet in two digits; the twelve digits are weighted 7, 26, 7, 26 …;
    the sum modulo 27 picks the letter. There is no official text: the rule was found from a public national
    list of keys and holds for all of its 2,309.
    """
    total = 7 * (int(key[0]) + int(key[5]) + int(key[7])) + 26 * (int(key[1]) + int(key[6]) + int(key[8]))
    total += _CCT_WORTH[key[2]] + _CCT_WORTH[key[3]] + _CCT_WORTH[key[4]]
    return _CCT_LETTERS[total % 27]


def curp(text: str) -> Read:
    """A person's key, whole and true: shape, a day that existed, check digit.

    Raises BadIdentifier: `curp_shape`, `curp_date`, `curp_check`. RENAPO computes the digit, so a wrong one
    is a slip of the hand: the key is optional and better left out than kept wrong. One that begins with a
    word that RENAPO changes is a warning (`curp_word`).
    """
    key = _squeezed(text)
    repairs: tuple[str, ...] = ()
    if not _CURP.fullmatch(key):
        key, repairs = _repaired(key, _CURP_PLACES)
        if not _CURP.fullmatch(key):
            raise BadIdentifier(why="curp_shape", text=text)
    if born(key) is None:
        raise BadIdentifier(why="curp_date", text=text)
    if key[17] != curp_digit(key):
        raise BadIdentifier(why="curp_check", text=text)
    return Read(key, repairs, ("curp_word",) if key[:4] in CURP_WORDS else ())


def curp_digit(key: str) -> str:
    """The check digit of the first 17 characters (RENAPO's Instructivo Normativo, DOF 18-10-2021)."""
    total = sum(_CURP_WORTH[sign] * (18 - place) for place, sign in enumerate(key[:17]))
    return str(-total % 10)


def born(curp: str) -> date | None:
    """The birth date in a CURP, or None when there was no such day. Place 17 is a letter from 2000 on."""
    century = 1900 if curp[16].isdigit() else 2000
    try:
        return date(century + int(curp[4:6]), int(curp[6:8]), int(curp[8:10]))
    except ValueError:
        return None


def masked(curp: str) -> str:
    """A CURP for showing: `LOPA******MGR***A3`. Anything that is no CURP is hidden whole."""
    if len(curp) != 18:
        return "*" * len(curp)
    return f"{curp[:4]}******{curp[10:13]}***{curp[16:]}"


def discreet(words: str) -> str:
    """Words for a screen or a log: whatever in them looks like a CURP is masked."""
    return _LIKE_A_CURP.sub(lambda found: masked(_squeezed(found[0])), words)


def cvegeo(text: str) -> Read:
    """The key of a locality: state (2), municipio (3), locality (4). It may still be in no catalogue.

    Raises BadIdentifier: `cvegeo_shape`, `key_scientific`.
    """
    key = _squeezed(text)
    repairs: tuple[str, ...] = ()
    if not _CVEGEO.fullmatch(key):
        key, repairs = _repaired(key, _CVEGEO_PLACES)
        if not _CVEGEO.fullmatch(key):
            raise BadIdentifier(why="cvegeo_shape", text=text)
    return Read(key, repairs)


def exercise_code(text: str) -> Read:
    """The code of an exercise in capital letters and without blanks, as `LEN-3-007` is written."""
    return Read("".join(text.split()).upper())


def _squeezed(text: str) -> str:
    return _GAPS.sub("", text).upper()


def _repaired(key: str, places: str) -> tuple[str, tuple[str, ...]]:
    """Put back the zero a spreadsheet took, and zeros and letters O where each belongs.

    What has gone for good in scientific notation (`1.23E+11`) is refused: any digits would be invented.
    """
    if _SCIENTIFIC.fullmatch(key):
        raise BadIdentifier(why="key_scientific", text=key)
    repairs = []
    if _lost_zero(key, places):
        key = "0" + key
        repairs.append("key_lost_zero")
    fitted = "".join(map(_fit, key, places)) if len(key) == len(places) else key
    if fitted != key:
        repairs.append("key_letter_o")
    return fitted, tuple(repairs)


def _lost_zero(key: str, places: str) -> bool:
    """Whether it is one sign short and all that is missing is the zero of a state from 01 to 09."""
    if len(key) != len(places) - 1 or places[0] != "9" or not "1" <= key[0] <= "9":
        return False
    return places[2] == "9" or key[1].isalpha()


def _fit(sign: str, place: str) -> str:
    if place == "9" and sign == "O":
        return "0"
    return "O" if place == "A" and sign == "0" else sign
