"""Where the children of a school stand, as numbers that a goal can start from. Pure.

The indicators are those of the annual report (A01, A04, A07 … A12), over the last diagnosis of each child.
Only children with that answer are in a number; with none there is no number.
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
_MEANS = (("A07", "L_COM"), ("A08", "L_PPM"))
_FELT = (("A10", "S_IND"), ("A11", "F_IND"))
HABITS = tuple(f"A04_{number}" for number in range(1, 6))
"""The habits of independent study of the diagnosis, 1–4 each; A12 is their mean."""


def baseline(diagnoses: Sequence[Answers], wellbeing: Iterable[Answers]) -> dict[str, float]:
    """Each indicator that can be worked out, to one decimal: shares in per cent, means as they are measured.

    diagnoses, wellbeing: the answers of the last DXA and SOC of each child.
    """
    felt = list(wellbeing)
    found = {code: _share([one.get(item) for one in diagnoses], among) for code, item, among in _SHARES}
    found |= {code: _mean([one.get(item) for one in diagnoses]) for code, item in _MEANS}
    found |= {code: _mean([one.get(item) for one in felt]) for code, item in _FELT}
    found["A12"] = _mean([_mean([one.get(code) for code in HABITS], 9) for one in diagnoses])
    return {code: value for code, value in found.items() if value is not None}


def _share(levels: Iterable[object], among: frozenset[str]) -> float | None:
    known = [level for level in levels if isinstance(level, str)]
    return round(100 * sum(level in among for level in known) / len(known), 1) if known else None


def _mean(values: Iterable[object], digits: int = 1) -> float | None:
    """The mean of the values that were given; coded missing answers are negative."""
    known = [value for value in values if isinstance(value, int | float) and value >= 0]
    return round(fsum(known) / len(known), digits) if known else None
