"""Where the children of a school stand, as numbers that a goal can start from. Pure.

The indicators are those of the annual report (A01, A04, A07 … A12), over the last diagnosis of each child.
Only children with that answer are in a number; with none there is no number. What a sheet rounds to show
it (words per minute, the indices of wellbeing) is worked out again from what was answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import fsum
from typing import Any

from fieldkit.domain.levels import SUPPORT

Answers = Mapping[str, Any]

_SHARES: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("A01_lenguaje", "LEN_NIV", frozenset(("insuficiente",))),
    ("A01_matematicas", "MAT_NIV", frozenset(("insuficiente",))),
    ("A04_lenguaje", "LEN_NIV", frozenset(("bueno", "excelente"))),
    ("A04_matematicas", "MAT_NIV", frozenset(("bueno", "excelente"))),
    ("A09_lectura", "L_NIV", frozenset((SUPPORT,))),
    ("A09_escritura", "T_NIV", frozenset((SUPPORT,))),
    ("A09_calculo", "C_NIV", frozenset((SUPPORT,))),
)
HABITS = tuple(f"A04_{number}" for number in range(1, 6))
"""The habits of independent study of the diagnosis, 1–4 each; A12 is their mean."""


def baseline(diagnoses: Sequence[Answers], wellbeing: Iterable[Answers]) -> dict[str, float]:
    """Each indicator that can be worked out, to one decimal: shares in per cent, means as they are measured.

    diagnoses, wellbeing: the answers of the last DXA and SOC of each child.
    """
    felt = list(wellbeing)
    found = {code: _share([one.get(item) for one in diagnoses], among) for code, item, among in _SHARES}
    found["A07"] = _shown(known(one.get("L_COM")) for one in diagnoses)
    found["A08"] = _shown(speed(one) for one in diagnoses)
    found |= {code: _shown(index(one, scale) for one in felt) for code, scale in (("A10", "S"), ("A11", "F"))}
    found["A12"] = _shown(habits(one) for one in diagnoses)
    return {code: value for code, value in found.items() if value is not None}


def _share(levels: Iterable[object], among: frozenset[str]) -> float | None:
    known = [level for level in levels if isinstance(level, str)]
    return round(100 * sum(level in among for level in known) / len(known), 1) if known else None


def known(value: object) -> float | None:
    """A number that was answered; the codes for a missing answer are negative."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        return None
    return value


def speed(diagnosis: Answers) -> float | None:
    """Words per minute, not rounded, of a DXA that has them: 60 · words read (L11) / seconds (L12)."""
    kept, words, seconds = (known(diagnosis.get(code)) for code in ("L_PPM", "L11", "L12"))
    return None if kept is None or words is None or not seconds else 60 * words / seconds


def index(wellbeing: Answers, scale: str) -> float | None:
    """The index (0–100) of a SOC that has one, not rounded: 100·(mean − 1)/(max − 1), as the form has it.

    scale: `S` self-esteem, `F` interest in the future.
    """
    codes = (f"{scale}_IND", f"{scale}_SUM", f"{scale}_N", "scale_max")
    kept, added, answers, most = (known(wellbeing.get(code)) for code in codes)
    if kept is None or added is None or not answers or most is None or most <= 1:
        return None
    return 100 * (added - answers) / (answers * (most - 1))


def habits(diagnosis: Answers) -> float | None:
    """The mean of the habits that were seen in a child, 1–4, not rounded."""
    return _mean(known(diagnosis.get(code)) for code in HABITS)


def _mean(values: Iterable[float | None]) -> float | None:
    seen = [value for value in values if value is not None]
    return fsum(seen) / len(seen) if seen else None


def _shown(values: Iterable[float | None]) -> float | None:
    """The mean of the values that there are, as it is shown."""
    mean = _mean(values)
    return None if mean is None else round(mean, 1)
