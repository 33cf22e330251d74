"""Invented reports, as rich as real ones, to be drawn and looked at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from fieldkit.reports.figure import Change, Count, Hidden, Indicator, Ratio
from fieldkit.reports.report import Cut, Pupil, Report, Scope

DIGEST = "9f2c4a7d1e8b3056c1f4a9d2e7b8035c6f1a4d9e2b7c8053f6a1d4e9b2c7f805"
SCHOOL = Scope("school", "12KPR0001Z", "La Ciénega")


def mean(part: float, whole: float) -> Ratio:
    """A mean of so many."""
    return Ratio(part, whole, "mean")


def counts(of: float | None = None, **totals: float) -> dict[str, Count]:
    """Counts by name."""
    return {name: Count(total, of) for name, total in totals.items()}


def marks(*achieved: int) -> tuple[tuple[str, int], ...]:
    """What was achieved, in sessions three days apart."""
    return tuple((f"2025-10-{1 + 3 * place:02}", mark) for place, mark in enumerate(achieved))


UP = {"lenguaje": ("insuficiente", "elemental"), "matematicas": ("insuficiente", "insuficiente")}

PUPILS = (
    Pupil("Itzel Sánchez Peña", True, 6, 240, marks(1, 2, 2, 3, 3, 4), "alto", UP),
    Pupil("José Luis Ñáñez de la O", True, 4, 155, marks(2, 2, 3), "alto"),
    Pupil("María Guadalupe Xochitécatl", True, 0, 0, (), "medio"),
    Pupil("Ángel Citlali Tlapaneco", True, 3, 95, marks(1, 1, 2), "medio"),
    Pupil("Brenda Flores", False, 1, 30, marks(4), "bajo"),
    Pupil("Cruz Antonio", False),
)

_MONTH: dict[str, dict[str, Any]] = {
    "M01": {"value": Count(9, 11)},
    "M02": {"value": Ratio(9, 10)},
    "M03": {"value": Count(2, 11), "clima": Count(1), "camino": Count(1)},
    "M04": {"value": Ratio(96, 112)},
    "M05": {"value": Count(4, 11), "of_focal": Ratio(3, 4)},
    "M06": {
        **counts(11, sessions=14, minutes=520),
        "per_focal": mean(490, 4),
        "lectura": counts(sessions=8, minutes=310),
        "matematicas": counts(sessions=6, minutes=210),
    },
    "M07": {
        "value": Change(mean(20, 10), mean(33, 14)),
        "lectura": Change(mean(12, 6), mean(20, 8)),
        "matematicas": Change(mean(8, 4), mean(13, 6)),
    },
    "M08": {"value": Ratio(3, 4), "in_visits": Count(5, 9)},
    "M09": {"value": Ratio(2, 5), **counts(11, new=3, under_way=2, adopted=2, overdue=1)},
    "M10": {"value": Count(2, 9), "mean": mean(66, 23)},
    "M11": {"value": Count(4, 30), "families": Count(3, 30), "of_focal": Ratio(3, 4)},
    "M12": {"value": Count(1, 30), "attendance": Ratio(14, 18), **counts(30, new=3, kept=1, overdue=2)},
    "M13": {"value": Count(2, 30), **counts(30, actividad=1, medida=1, solucion=0, recibida=1, aceptada=1,
            en_marcha=0, realizada=0, no_viable=0)},
    "M14": {"nights": Ratio(8, 8), "meals": Ratio(21, 24)},
    "M15": {"value": Ratio(6.5, 8)},
    "M16": {"value": Ratio(7.5, 11)},
    "M17": counts(0, started=0, solved=0, accounts=0, demonstrations=0, qualified=0),
    "M18": {**counts(joined=1, left=1), "left_by": counts(migracion=1), **counts(new_focal=1, left_focal=0)},
    "M19": {"value": Count(1, 11), **counts(escolar=0, regional=1, estatal=0, nacional=0)},
    "M20": {},
    "M21": counts(drafts=1, without_session=1, days_without_sheet=1),
}  # fmt: skip

WRITTEN = {
    "achievements": "Tres focales ya leen en voz alta frente al grupo. La APEC arregló el techo del aula y "
    "la biblioteca circula entre las familias cada viernes.",
    "difficulties": "Dos días sin paso por la crecida del río; se repusieron en sábado.",
    "support": "Material de fracciones y un juego más de libros para tercer ciclo.",
    "next": "Tutoría diaria con Itzel y José; visita a las tres familias que faltan; asamblea el 14.",
}


def monthly(**facts: Any) -> Report:
    """October in La Ciénega: frozen, with nothing missing but the tutoring relations."""
    made = Report(
        sort="monthly",
        scope=SCHOOL,
        ciclo="2025-2026",
        period="2025-10",
        since=date(2025, 10, 1),
        until=date(2025, 10, 31),
        indicators=tuple(Indicator(code, parts) for code, parts in _MONTH.items()),
        cut=Cut(1234, DIGEST),
        advisor="Ana Ruiz Bello",
        pupils=PUPILS,
        written=WRITTEN,
        frozen=DIGEST,
    )
    return replace(made, **facts)


def before_after(
    before: tuple[float, float], after: tuple[float, float], everybody: Any = None
) -> dict[str, Any]:
    """A change of the same pupils, and of all."""
    matched = Change(Ratio(*before), Ratio(*after))
    return {"value": matched, "all": everybody or matched}


def _table(*rows: tuple[int, int, int, int]) -> dict[str, dict[str, Count]]:
    names = ("insuficiente", "elemental", "bueno", "excelente")
    return {
        name: {then: Count(count) for then, count in zip(names, row, strict=True)}
        for name, row in zip(names, rows, strict=True)
    }


_LOWEST = {
    "lenguaje": before_after((59, 100), (45, 100), Change(Ratio(63, 107), Ratio(47, 104))),
    "matematicas": before_after((71, 100), (51, 100), Change(Ratio(75, 107), Ratio(54, 104))),
}
"""59 → 45 and 71 → 51: what the programme itself has published."""

_SUBJECTS = ("lectura", "escritura", "calculo")

_YEAR: dict[str, dict[str, Any]] = {
    "A01": _LOWEST,
    "A02": _LOWEST,
    "A03": _LOWEST,
    "A04": {
        "lenguaje": {**before_after((18, 100), (31, 100)), "primaria": Change(Ratio(12, 80), Ratio(24, 80))},
        "matematicas": {
            **before_after((11, 100), (22, 100)),
            "primaria": Change(Ratio(9, 80), Ratio(17, 80)),
        },
    },
    "A05": {
        "results": Count(2, 2),
        "PLANEA 2025-2026": {
            "primaria": {
                "lenguaje": {
                    "insufficient": Change(Ratio(59, 100), Ratio(45, 100)),
                    "good": Change(Ratio(15, 100), Ratio(22, 100)),
                },
                "matematicas": {
                    "insufficient": Change(Ratio(71, 100), Ratio(51, 100)),
                    "good": Change(Ratio(8, 100), Ratio(17, 100)),
                },
            },
        },
    },
    "A06": {
        "lenguaje": {
            "rose": Ratio(29, 100),
            "stayed": Ratio(62, 100),
            "fell": Ratio(9, 100),
            "table": _table((38, 16, 4, 1), (6, 11, 5, 1), (1, 1, 9, 2), (0, 0, 1, 4)),
        },
        "matematicas": {
            "rose": Ratio(33, 100),
            "stayed": Ratio(59, 100),
            "fell": Ratio(8, 100),
            "table": _table((46, 20, 4, 1), (4, 9, 5, 0), (1, 2, 2, 3), (0, 0, 1, 2)),
        },
    },
    "A07": {
        "value": Change(mean(4210, 88), mean(5120, 88)),
        "all": Change(mean(4400, 93), mean(5300, 91)),
        "overall": before_after((21, 88), (39, 88)),
    },
    "A08": {
        "value": Change(mean(5390, 88), mean(6912, 88)),
        "all": Change(mean(5500, 92), mean(7000, 90)),
        "standard": before_after((24, 88), (41, 88)),
    },
    "A09": {
        name: {
            "requiere_apoyo": before_after((40, 90), (25, 90)),
            "en_desarrollo": before_after((30, 90), (38, 90)),
            "esperado": before_after((20, 90), (27, 90)),
        }
        for name in _SUBJECTS
    },
    "A10": {
        "value": Change(mean(5310, 84), mean(5920, 84)),
        "low": Change(Ratio(21, 84), Ratio(12, 84)),
        "left_out": Count(3),
    },
    "A12": {"value": Change(mean(180, 80), mean(221, 80)), "all": Change(mean(190, 84), mean(230, 83))},
    "A13": {
        "focal": Count(24),
        "attended": Ratio(23, 24),
        "hours": mean(501, 24),
        "left_high_risk": Ratio(6, 14),
    },
    "A14": {"value": Ratio(101, 107), "left": {"migracion": Ratio(4, 107), "abandono": Ratio(2, 107)}},
    "A15": {"value": Ratio(), "finished": Count(14)},
    "A21": {
        "value": Count(21, 22),
        "planned": Ratio(18, 20),
        "asesor": counts(**{"2025-09": 5, "2025-10": 9, "2025-11": 4}),
        "regional": counts(**{"2025-10": 3}),
    },
    "A22": {
        "value": Count(1, 2),
        "2025": counts(2, yes=2, no=0, not_computable=0),
        "2026": counts(2, yes=1, no=1, not_computable=0),
    },
    "A23": {"B1": Ratio(9.5, 10), "B2": Ratio(7, 10), "B3": Ratio()},
    "A25": {},
}


def annual(**facts: Any) -> Report:
    """A whole year of an advisor's schools; not frozen."""
    made = Report(
        sort="annual",
        scope=SCHOOL,
        ciclo="2025-2026",
        period="2025-2026",
        since=date(2025, 8, 1),
        until=date(2026, 7, 31),
        indicators=tuple(
            Indicator(code, parts, ("programme_level",) if code in ("A01", "A06") else ())
            for code, parts in _YEAR.items()
        ),
        cut=Cut(2480, DIGEST),
        advisor="Ana Ruiz Bello",
        pupils=PUPILS,
        written=WRITTEN,
    )
    return replace(made, **facts)


def regional() -> Report:
    """The same year of a region: two numbers are hidden, and no child is named."""
    hidden = Indicator("A15", {"value": Hidden(), "finished": Count(3)})
    kept = tuple(one for one in annual().indicators if one.code != "A15")
    region = Scope("region", "Montaña", "Montaña", 12)
    return annual(scope=region, pupils=(), written={}, indicators=(*kept, hidden), advisor="")


ODD = (
    "#let x = $y$ \\\\ <i>*a*_b_@c & \"'",
    "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "\U0001f642\U0001f1f2\U0001f1fd 中文",
    "X" * 200,
    '=HYPERLINK("http://x")',
    "tab\ty\nrenglón\x0b\ufffe\ud800",
)
"""Names that have broken pages elsewhere."""


def odd() -> Report:
    """A report in which every text is one of the odd ones."""
    pupils = tuple(replace(PUPILS[0], name=name) for name in ODD)
    written = dict(zip(WRITTEN, ODD, strict=False))
    return monthly(
        scope=Scope("school", ODD[4], ODD[0]),
        advisor=ODD[3],
        pupils=pupils,
        written=written,
        header={"programme": ODD[1]},
    )
