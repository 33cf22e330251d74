"""The tutoring of a class as its teacher keeps it on three lists: who with whom, who wrote, who presented.

Xochitepec, `MAT-3-001`, from 27 October to 13 November 2025: Yolotzin, whom Ana taught, and ten more. Efraín
is still missing. For «La primera red».
"""

from __future__ import annotations

from district import ANA, SCHOOLS, children
from tables import Row

EXERCISE = "MAT-3-001"

ROUNDS = (
    (("2025-10-27", "2025-10-28"), "2025-10-29", ((ANA, "Citlali"), ("Yolotzin", "Emiliano"))),
    (
        ("2025-10-29", "2025-10-30"),
        "2025-11-10",
        ((ANA, "Nahui"), ("Yolotzin", "María Inés"), ("Citlali", "Xóchitl"), ("Emiliano", "Rodrigo")),
    ),
    (
        ("2025-11-10", "2025-11-11"),
        "2025-11-13",
        (
            ("Yolotzin", "Itzel"),
            ("Nahui", "Ángel"),
            ("Xóchitl", "Cuauhtémoc"),
            ("Rodrigo", "José Tonatiuh"),
        ),
    ),
)
"""The days of the sessions, the day of the presentations, and who tutored whom."""

_SESSIONS = tuple(
    f"Sesiones[{at}].{what}"
    for at in (1, 2)
    for what in ("Fecha de la sesión", "Minutos", "¿De dónde partió el aprendiz?", "Avance")
)


def tutorings() -> list[Row]:
    """Who tutored whom, in two sessions. Ana plants the exercise; nobody else does."""
    heads = ("CCT", "Inicio", "Ejercicio", "Tutor", "Aprendiz", "¿Es asesor y siembra este ejercicio?",
             "¿Por qué lo eligió el aprendiz?")  # fmt: skip
    rows: list[Row] = [
        (*heads, *_SESSIONS, "Resultado", "Fin", "¿Explicó cómo llegó a la respuesta?"),
    ]
    for (first, last), _, pairs in ROUNDS:
        for tutor, tutee in pairs:
            sessions = (first, "45", "Sumaba de uno en uno", "2", last, "35", "De donde se quedó", "4")
            who = (
                SCHOOLS[0].cct,
                first,
                EXERCISE,
                _full(tutor),
                _full(tutee),
                "sí" if tutor == ANA else "no",
            )
            rows.append((*who, "Lo vio presentar", *sessions, "Resuelto solo", last, "3"))
    return rows


def accounts() -> list[Row]:
    """What each wrote, read by who tutored them."""
    rows: list[Row] = [
        ("CCT", "Fecha", "Ejercicio", "¿Quién lo escribió?", "El relato", "Lengua en que está escrito",
         "¿Quién lo leyó?", "¿Es suficiente?"),
    ]  # fmt: skip
    told = ("Quité los que se vendieron y repartí lo que quedó. No hacía falta pesar los siete.", "español")
    for (_, last), _, pairs in ROUNDS:
        for tutor, tutee in pairs:
            rows.append((SCHOOLS[0].cct, last, EXERCISE, _full(tutee), *told, _full(tutor), "sí"))
    return rows


def demonstrations() -> list[Row]:
    """Who presented it, judged by who tutored them."""
    rows: list[Row] = [
        ("CCT", "Fecha", "Ejercicio", "¿Quién presentó?", "¿Ante quién?", "¿Cuántas personas?",
         "¿Quién la valoró?", "Dominio", "¿Se aceptó?"),
    ]  # fmt: skip
    for _, day, pairs in ROUNDS:
        for tutor, tutee in pairs:
            who = (SCHOOLS[0].cct, day, EXERCISE, _full(tutee), "Compañeros", "12")
            rows.append((*who, _full(tutor), "3", "sí"))
    return rows


def _full(name: str) -> str:
    """The whole name of a child of the school; the advisor's as it is."""
    return next((one.full for one in children(SCHOOLS[0]) if one.names == name), name)
