"""The lists of the invented district as rows: schools, pupils, teachers, families, and some slips in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from district import ANA, BENITO, SCHOOLS, START, Child, School, children, families

Row = Sequence[str]

SCHOOL_COLUMNS = (
    "CV_CCT|C_NOMBRE|TIPONIVELSUB_C_SERVICION2|Tipo|Modalidad|C_TURNO_01|Organización|CVEGEO"
    "|INMUEBLE_C_NOM_ENT|INMUEBLE_C_NOM_MUN|INMUEBLE_C_NOM_LOC|INMUEBLE_LATITUD|INMUEBLE_LONGITUD"
    "|Grado de marginación|Lengua|Acceso|Horas|Señal|Luz"
)
PUPIL_COLUMNS = (
    "CCT|Nombre(s)|Apellido paterno|Apellido materno|Fecha de nacimiento|Sexo|CURP|Motivo sin CURP"
    "|Lengua materna|Habla español|Grado|Grupo|Alta|Baja|Motivo de baja"
)
TEACHER_COLUMNS = (
    "CCT|Nombre|Primer apellido|Segundo apellido|Figura|Grados|Escolaridad|Lengua|Desde|Vive en la comunidad"
)
FAMILY_COLUMNS = (
    "CCT|Nombre|Apellido paterno|Apellido materno|Alumno|Parentesco|Responsable|Lengua|Sabe leer|Miembro APEC"
)


@dataclass(frozen=True)
class Mistake:
    """A line to be refused: what is wrong in an otherwise good line, at which field, with which problem."""

    change: Mapping[str, str]
    field: str
    code: str


MISTAKES = {
    "xochitepec": (
        Mistake({"Nombre(s)": "Ismael", "Fecha de nacimiento": "31/02/2016"}, "birth_date", "no_such_day"),
        Mistake({"Nombre(s)": "Rosalba", "Grado": "noveno"}, "grade", "not_a_choice"),
    ),
    "el_zapotal": (
        Mistake({"Nombre(s)": "Wendy", "CCT": "12KPR9099A"}, "school", "no_such"),
        Mistake({"Nombre(s)": "Alexis", "CURP": "VEAA170909MGRGLLZ0"}, "curp", "curp_check"),
    ),
    "yucunduta": (Mistake({"Nombre(s)": ""}, "first_names", "required"),),
    "cerro_tigre": (
        Mistake({"Nombre(s)": "Leonor", "Fecha de nacimiento": "14/06/2091"}, "birth_date", "future_date"),
    ),
}


def schools() -> Iterator[Row]:
    """The district as an extract of SIGED has it, with what an advisor adds."""
    yield SCHOOL_COLUMNS.split("|")
    for school in SCHOOLS:
        kind = ("PRIMARIA", "Comunitaria CONAFE", school.modality, "1 - MATUTINO", "Unitaria o multigrado")
        place = (school.cvegeo, "GUERRERO", school.municipio.upper(), school.community.upper())
        where = (school.latitude, school.longitude, "MUY ALTO", school.language)
        yield (
            school.cct,
            "PRIMARIA COMUNITARIA",
            *kind,
            *place,
            *where,
            "Terracería",
            "2.5",
            "a ratos",
            "solar",
        )


def pupils(school: School) -> list[Row]:
    """The list of a school as its teacher keeps it, with the lines to be refused at its end."""
    rows = [PUPIL_COLUMNS.split("|"), *(pupil(child) for child in children(school))]
    if school.slug == "xochitepec":
        rows[3] = (school.cct.replace("00", "OO"), *rows[3][1:])  # two letters O for zeros, to be mended
    return rows + [mistaken(school, mistake) for mistake in MISTAKES[school.slug]]


def pupil(child: Child) -> Row:
    """One line of a list, written as people write."""
    language = child.school.language
    spanish = "" if language == "Español" else "habla" if int(child.grade) > 2 else "entiende"
    person = (
        child.names,
        child.surname,
        child.second,
        by_day(child.birth),
        child.sex,
        child.curp,
        child.without,
    )
    stay = (f"{child.grade}º", "A", by_day(child.since), by_day(child.until), child.leaving)
    return (child.school.cct, *person, language, spanish, *stay)


def mistaken(school: School, mistake: Mistake) -> Row:
    """A line that cannot go in."""
    name = {"CCT": school.cct, "Nombre(s)": "", "Apellido paterno": "Vega", "Apellido materno": "Abarca"}
    facts = {"Fecha de nacimiento": "09/09/2017", "Sexo": "M", "Grado": "3º", "Alta": "01/09/2025"}
    line = dict.fromkeys(PUPIL_COLUMNS.split("|"), "") | name | facts | mistake.change
    line["Motivo sin CURP"] = "" if line["CURP"] else "no tiene"
    return tuple(line.values())


def teachers() -> Iterator[Row]:
    """One community teacher for each school."""
    yield TEACHER_COLUMNS.split("|")
    for school in SCHOOLS:
        work = ("LEC", "1,2,3,4,5,6", "Bachillerato", school.language, "2025-09-01", "sí")
        yield (school.cct, *school.teacher, *work)


def advisors() -> Iterator[dict[str, Any]]:
    """Both advisors and their schools (REG-P). Benito is in his first year, which is pointed out."""
    lived = {
        ANA: (5, "Tres ciclos de educadora comunitaria y dos de asesora en la Montaña."),
        BENITO: (0, "Es su primer ciclo; creció en una comunidad de la región."),
    }
    for name, (years, experience) in lived.items():
        mine = [school for school in SCHOOLS if school.advisor == name]
        yield {
            "name": name, "degree": "Licenciatura en Pedagogía", "field": "educacion",
            "university": "Universidad Pedagógica Nacional", "national": "si",
            "experience_years": years, "experience": experience, "region": "Montaña",
            "schools": [{"school": school.cct, "since": START} for school in mine],
        }  # fmt: skip


def relatives() -> Iterator[Row]:
    """Who answers for each child: one line a child."""
    yield FAMILY_COLUMNS.split("|")
    for school in SCHOOLS:
        for place, family in enumerate(families(school)):
            person = (school.cct, family.names, family.surname, family.second)
            reads, apec = "no" if family.relation == "abuela" else "sí", "sí" if place < 3 else "no"
            for child in family.children:
                yield (*person, child.full, family.relation, "sí", school.language, reads, apec)


def by_day(iso: str) -> str:
    """A date as it is written in Mexico: 31/12/2025."""
    return "/".join(reversed(iso.split("-"))) if iso else ""
