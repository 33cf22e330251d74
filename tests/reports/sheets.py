"""Whole sheets, as the forms accept them: what is asked is given, everything else the form computes."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from fieldkit.forms.check import checker
from fieldkit.forms.form import load
from tests import make

JUDGED = date(2026, 7, 20)

_checker = cache(lambda form: checker(load(form)))


def whole(form: str, **answers: Any) -> dict[str, Any]:
    """The document of a finished sheet. Fails when the form does not accept it."""
    checked = _checker(form)(answers, JUDGED)
    assert checked.complete, checked.problems
    return make.doc(form, checked.answers, version=load(form).version)


def diagnosis(
    school: str, student: str, day: str, application: str, *, language: bool, maths: bool, grade: str = "4"
) -> dict[str, Any]:
    """A diagnosis (DXA): all right in language or mathematics, or nothing."""
    points, sums = (3 if language else 1), ("I" if maths else "0")
    return whole(
        "DXA",
        school=school,
        student=student,
        date=day,
        application=application,
        grade=grade,
        not_applied="no",
        language="espanol",
        applied_by="asesor",
        L10="x",
        L11=100,
        **{f"{part}0{item}": points for part in "LT" for item in range(1, 7)},
        **{f"L{item}": int(language) for item in range(13, 18)},
        **{f"C{item:02}": sums for item in range(1, 11)},
        **{f"A04_{item}": 3 for item in range(1, 6)},
        L12=60,
        A01=0,
        A02=["ninguna"],
        A03=3,
        A05="leer",
        A06="Participa.",
    )


def visit(school: str, day: str, **answers: Any) -> dict[str, Any]:
    """A monitoring sheet (FS) of a support visit in which class was not held."""
    told = {"V01": "acompanamiento", "V02": "asesor", "V03_A": "08:00", "V03_B": "09:00", "V05": "Observar",
            "V07_C": "no", "VD1": "no", "VZ1": "no", "VZ4": day}  # fmt: skip
    return whole("FS", school=school, date=day, **{**told, **answers})
