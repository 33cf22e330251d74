"""What the programme asks of fieldkit, and the command that shows each part: `reference/features.md` and its test.

Every command is run by `tests/house/test_features.py` in the notebook of a whole year of the district, on
20 March 2026 (`sample_data/load.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

SCHOOL = "12KPR9001T"


class Feature(NamedTuple):
    """code: as the programme counts them. command: what shows it, without `fieldkit`."""

    code: str
    es: str
    en: str
    command: str


_S = f"--school {SCHOOL}"

FEATURES = (
    Feature("F-01", "Perfil del asesor y sus escuelas; cada registro lleva a su autor", "Advisor's profile and schools; every record has its author", 'advisor show "Ana Ruiz"'),
    Feature("F-02", "Requisitos del asesor: avisan, nunca detienen", "Eligibility of the advisor: pointed out, never in the way", "advisor list"),
    Feature("F-03", "Docente con sus metas y su seguimiento", "Teacher with goals and follow-up", "teacher show Maricela"),
    Feature("F-04", "Padrón de alumnos", "Student register", f"student list {_S}"),
    Feature("F-05", "Familias ligadas a sus alumnos", "Families tied to their students", f"family list {_S}"),
    Feature("F-06", "APEC: constitución, cargos, miembros, reuniones", "Parents' association: constitution, offices, members, meetings", f"apec show {_S}"),
    Feature("F-07", "Reglamento interno y su cumplimiento cada mes", "Internal rules, and how they are kept each month", f"rules list {_S}"),
    Feature("F-08", "Contraparte: noches y comidas, prometidas y recibidas", "Counterpart: nights and meals, promised and received", f"counterpart list {_S}"),
    Feature("F-09", "Propuestas de las familias y qué pasó con ellas", "Proposals from families, and what came of them", f"proposal list {_S}"),
    Feature("F-10", "Niveles y territorio: quien visita dice su nivel; los números suben de la escuela a la nación", "Levels and territory: visitors say their level; numbers go up from the school to the nation", "server report --help"),
    Feature("F-11", "La comunidad: marginación y vulnerabilidad", "The community: marginalisation and vulnerability", f"school show {SCHOOL}"),
    Feature("F-12", "Observación de clase dentro de la visita", "Class observation inside the visit", f"monitoring list {_S} --since 2025-10-01"),
    Feature("F-13", "Diagnóstico inicial, medio y final", "Initial, middle and final diagnosis", f"diagnostic list {_S}"),
    Feature("F-14", "Alumnos en riesgo: señales calculadas y lista confirmada", "Students at risk: computed flags and the confirmed list", f"student risk {_S}"),
    Feature("F-15", "Estrategia de intervención, acordada con el docente", "Intervention strategy, agreed with the teacher", f"strategy list {_S}"),
    Feature("F-16", "Plan bimestral y su cumplimiento", "Bimonthly plan and how it was carried out", f"plan list {_S}"),
    Feature("F-17", "Tutoría individual: retroalimentación y palabras del alumno", "One-to-one tutoring: feedback and the student's own words", f"report monthly {_S} --month 2025-10"),
    Feature("F-18", "Recomendaciones al docente y su seguimiento", "Recommendations to the teacher and their follow-up", "agenda"),
    Feature("F-19", "Ficha de seguimiento, una misma y con versiones", "Standard monitoring sheet, with versions", "form show FS"),
    Feature("F-20", "Guía: qué sigue, según lo registrado", "Guide: what comes next, from what is recorded", "guide"),
    Feature("F-21", "Informe mensual: se cuenta, se revisa, se congela y se envía", "Monthly report: counted, reviewed, frozen and sent", f"report monthly {_S} --month 2025-10"),
    Feature("F-22", "Informe anual", "Annual report", f"report annual {_S} --ciclo 2025-2026"),
    Feature("F-23", "Red y reuniones con sus acuerdos", "Network and meetings with their agreements", "contact list"),
    Feature("F-24", "% Insuficiente antes y después, en puntos porcentuales; pruebas externas", "% insufficient before and after, in percentage points; external tests", f"report annual {_S} --ciclo 2025-2026"),
    Feature("F-25", "Comprensión lectora antes y después", "Reading comprehension before and after", f"report annual {_S} --ciclo 2025-2026"),
    Feature("F-26", "Autoestima antes y después", "Self-esteem before and after", f"report annual {_S} --ciclo 2025-2026"),
    Feature("F-27", "Interés en su futuro antes y después", "Interest in the future before and after", f"report annual {_S} --ciclo 2025-2026"),
    Feature("F-28", "Seguimiento continuo: cada niña y niño, sesión por sesión", "Continuous monitoring: each child, session by session", f"report bimonthly {_S} --period B1 --ciclo 2025-2026"),
    Feature("F-29", "Adjuntos y salida de documentos", "Attachments and documents out", "attachment list"),
    Feature("F-30", "Programa, institución, país y fase en cada informe", "Programme, institution, country and phase on every report", "programme show"),
    Feature("F-31", "Liderazgo y gestión de la escuela: en la visita de diagnóstico (DXE, M07) y en el informe anual (A16)", "Leadership and management of the school: in the diagnostic visit (DXE, M07) and in the annual report (A16)", f"report annual {_S} --ciclo 2025-2026"),
    Feature("F-32", "Catálogo de ejercicios: textos y problemas, con su estándar y su versión", "Catalogue of exercises: texts and problems, with standard and version", "exercise list"),
    Feature("F-33", "Relación tutora: un tutor, un aprendiz, un ejercicio y sus sesiones; quién la eligió", "Tutoring: one tutor, one tutee, one exercise and its sessions; who chose it", f"tutoring list {_S}"),
    Feature("F-34", "Relato escrito de cómo se resolvió", "Written account of how it was solved", f"account list {_S}"),
    Feature("F-35", "Demostración en público, y quién la valoró", "Demonstration in public, and who judged it", f"demonstration list {_S}"),
    Feature("F-36", "Acreditación: por persona y por ejercicio, calculada de sus registros", "Qualification: for a person and an exercise, computed from what is on record", f"qualification list {_S}"),
    Feature("F-37", "Cobertura de un ejercicio en el grupo, a quién le falta y quién podría enseñarle", "Coverage of an exercise in the class, who is missing and who could teach them", "tutoring suggest --school 12KPR9002S --exercise MAT-3-001 --no-input"),
    Feature("F-38", "Repertorio de cada persona", "Repertoire of each person", "qualification show Yolotzin"),
    Feature("F-39", "Cualquiera puede ser tutor o aprendiz: niñas y niños, docentes, familias", "Anybody may be tutor or tutee: children, teachers, families", f"tutoring network {_S} --everybody"),
    Feature("F-40", "La red: generaciones desde quien sembró, crecimiento por mes, ejercicios frágiles, cuánto falta", "The network: generations from who planted, growth by month, fragile exercises, how long it takes", f"tutoring network {_S}"),
    Feature("F-41", "Encuentros académicos entre escuelas y entre estados", "Academic encounters between schools and between states", "encounter list"),
    Feature("F-42", "Visitas por nivel y mes, con sus acuerdos seguidos", "Visits by level and month, their agreements followed up", f"report network {_S} --ciclo 2025-2026"),
    Feature("F-43", "Escuelas focalizadas: más de 50 % tres años seguidos", "Focus schools: over 50 % three years in a row", "school focus"),
    Feature("F-44", "Historias con su propio consentimiento", "Stories with their own consent", "story list"),
    Feature("F-45", "Español primero; inglés también", "Spanish first; English too", "--lang en guide"),
    Feature("F-46", "Los libros del modelo, en la guía", "The books of the model, in the guide", "guide --steps"),
    Feature("F-48", "Hábitos de estudio autónomo", "Independent learning habits", f"report annual {_S} --ciclo 2025-2026"),
    Feature("F-49", "% Bueno y Excelente, por nivel educativo", "% good and excellent, by educational level", f"report annual {_S} --ciclo 2025-2026"),
)  # fmt: skip
"""Every feature that is built."""


def lines() -> Iterator[str]:
    """The page, in both languages."""
    yield "# Lo que pide el programa / What the programme asks\n"
    yield "Cada parte con la orden que la muestra; todas corren como prueba con los datos de muestra de un ciclo."
    yield "Each part with the command that shows it; all run as a test on the sample data of a year.\n"
    yield "| | español | English | |\n|---|---|---|---|"
    for one in FEATURES:
        yield f"| {one.code} | {one.es} | {one.en} | `fieldkit {one.command}` |"
