"""The invented district: who lives there. Persons, communities and keys are made up; the municipios exist.

A family is a line: the surnames of its children; the relative, the kinship. Under it, each child: names, sex,
birth, grade and, after `·`, what is particular: `sin CURP …`, `nació …`, `alta …`, `baja … motivo`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from fieldkit.domain.identifiers import CURP_WORDS, cct_letter, curp_digit

START = "2025-09-01"


@dataclass(frozen=True)
class School:
    """A community school, its only teacher, and the advisor who comes."""

    slug: str
    cct: str
    community: str
    municipio: str
    cvegeo: str
    latitude: str
    longitude: str
    modality: str
    language: str
    teacher: tuple[str, str, str]
    advisor: str


@dataclass(frozen=True)
class Child:
    """A child as the school's list has it."""

    school: School
    names: str
    surname: str
    second: str
    sex: str
    birth: str
    grade: str
    curp: str
    without: str
    since: str
    until: str
    leaving: str

    @property
    def full(self) -> str:
        """Names and surnames."""
        return f"{self.names} {self.surname} {self.second}".strip()


@dataclass(frozen=True)
class Family:
    """A relative who answers for one or more children."""

    names: str
    surname: str
    second: str
    relation: str
    children: tuple[Child, ...]

    @property
    def full(self) -> str:
        """Names and surnames."""
        return f"{self.names} {self.surname} {self.second}".strip()


def key(head: str) -> str:
    """A school key with its check letter."""
    return head + cct_letter(head)


ANA, BENITO = "Ana Ruiz", "Benito Nava"

SCHOOLS = (
    School("xochitepec", key("12KPR9001"), "Xochitepec de los Laureles", "Xalpatláhuac", "120699001",
           "17.4712", "-98.6054", "indígena", "Náhuatl", ("Maricela", "Tecolapa", "Rendón"), ANA),
    School("el_zapotal", key("12KPR9002"), "El Zapotal Viejo", "Olinalá", "120459002",
           "17.8127", "-98.7391", "rural mestiza", "Español", ("Óscar Iván", "Peña", "Salmerón"), ANA),
    School("yucunduta", key("12KPR9003"), "San Miguel Yucunduta", "Metlatónoc", "120439003",
           "17.2038", "-98.3916", "indígena", "Mixteco", ("Hermelinda", "Basurto", "Solano"), BENITO),
    School("cerro_tigre", key("12KPR9004"), "Cerro Tigre del Carmen", "Acatepec", "120769004",
           "17.1479", "-99.0163", "indígena", "Tlapaneco", ("Fidel", "Cantú", "Neri"), BENITO),
)  # fmt: skip

FAMILIES = {
    "xochitepec": """
    Tlatempa Coyote; Eufemia Coyote Nava, madre
      Citlali, M, 2017-04-12, 3
      José Tonatiuh, H, 2019-01-30, 1 · sin CURP no tiene
    Tecuapa Xochitl; Aurelia Xochitl Tepec, madre
      Yolotzin, M, 2014-08-03, 6
      Efraín, H, 2016-11-21, 4
      María Inés, M, 2018-06-15, 2
    Ahuejote Chino; Pascuala Morales Chino, abuela
      Xóchitl, M, 2015-02-27, 5
      Cuauhtémoc, H, 2017-12-09, 2
    Tepectzin Nava; Silvestre Tepectzin Ramos, padre
      Nahui, M, 2016-03-18, 4
      Ángel, H, 2018-10-05, 1
    Zacapala Ojeda; Juana Ojeda Tlatempa, madre
      Rodrigo, H, 2013-05-22, 5
      Guadalupe, M, 2019-04-01, 1 · nació SL · baja 2025-11-14 migración
    Coapango Rendón; Vicenta Rendón Coapango, madre
      Emiliano, H, 2014-01-19, 6
      Itzel, M, 2017-07-30, 3 · sin CURP en trámite
    """,
    "el_zapotal": """
    Peralta Muñoz; Leticia Muñoz Abarca, madre
      Dulce María, M, 2014-09-11, 6
      Brayan, H, 2016-02-08, 4
      Kimberly, M, 2019-05-26, 1
    Salmerón Ibáñez; Rutilio Salmerón Vega, padre
      Jesús, H, 2015-06-02, 5
      Ana Lilia, M, 2017-03-14, 3
    Abarca Núñez; Catalina Núñez Peralta, madre
      Óscar, H, 2016-12-28, 3
      Evelyn, M, 2018-08-17, 2
    Vega Castrejón; Ma. Elena Castrejón Díaz, madre
      Luis Fernando, H, 2014-04-06, 6
      Perla, M, 2018-01-23, 2 · nació NE · sin CURP extranjero
    Barrera Güemes; Teodora Güemes Ortiz, abuela
      Martín, H, 2015-10-10, 4
      Sofía, M, 2019-09-29, 1
      Íngrid, M, 2017-02-20, 3
    """,
    "yucunduta": """
    Guevara Solano; Modesta Solano Vázquez, madre
      Ita, M, 2015-03-05, 5
      Savino, H, 2017-09-16, 2
      Flor Ita, M, 2019-02-11, 1 · sin CURP no la trae
    Moreno Basurto; Lorenza Basurto Cano, madre
      Genaro, H, 2014-07-24, 6
      Hermila, M, 2016-01-13, 4
      Abel, H, 2018-05-09, 2
    Ortiz Chávez; Catarino Ortiz Lara, padre
      Reyna, M, 2016-10-31, 3
      Crispín, H, 2013-11-02, 6
    De la Cruz Lara; Agustina Lara Moreno, madre
      Yeni, M, 2015-08-20, 5
      Rutilo, H, 2017-04-27, 3 · sin CURP familia no autoriza
    Vázquez Guevara; Paulina Guevara Ortiz, hermana
      Odilia, M, 2014-12-15, 6
      Tomás, H, 2019-06-08, 1
      Elpidio, H, 2016-06-19, 4
    Cano Nájera; Hilaria Nájera Chávez, madre
      Bonifacio, H, 2018-02-14, 2 · alta 2025-10-20
      Rosaura, M, 2015-05-30, 5 · alta 2025-10-20 · sin CURP no la trae
    """,
    "cerro_tigre": """
    Cantú Oropeza; Florencia Oropeza Díaz, madre
      Ri’i, M, 2016-04-21, 4
      Apolinar, H, 2018-09-03, 1
      Zenaida, M, 2014-02-17, 6
    Neri Galeana; Porfirio Neri Cantú, padre
      Constantino, H, 2015-07-07, 5
      Amalia, M, 2017-11-25, 2
    Ramírez Espinobarros; Nicolasa Espinobarros Ibarra, madre
      Arnulfo, H, 2014-10-30, 6
      Delfina, M, 2017-01-08, 3
      Margarito, H, 2019-03-19, 1 · sin CURP no tiene
    Díaz Poblano; Cirila Poblano Neri, madre
      Noé, H, 2016-08-12, 4
      Eulalia, M, 2018-12-04, 1
    Galeana Ibarra; Gregoria Ibarra Ramírez, tutora
      Félix, H, 2012-06-23, 5
      Mireya, M, 2015-09-14, 5
    Solano Cantú; Bernarda Cantú Solano, madre
      Jacinto, H, 2017-05-18, 3
      Azucena, M, 2018-03-28, 2
    """,
}


def families(school: School) -> tuple[Family, ...]:
    """The families of a school, in the order of the list."""
    blocks = re.split(r"\n {4}(?! )", FAMILIES[school.slug].rstrip())
    return tuple(_family(school, block) for block in blocks[1:])


def children(school: School) -> tuple[Child, ...]:
    """The children of a school, family after family."""
    return tuple(child for family in families(school) for child in family.children)


def _family(school: School, block: str) -> Family:
    head, *sheets = block.split("\n")
    surnames, relative = head.split("; ")
    person, relation = relative.split(", ")
    names, surname, second = re.fullmatch(r"(.+) (\S+) (\S+)", person).groups()  # type: ignore[union-attr]
    first, _, last = surnames.rpartition(" ")
    pupils = tuple(_child(school, first, last, sheet.strip()) for sheet in sheets)
    return Family(names, surname, second, relation, pupils)


def _child(school: School, surname: str, second: str, sheet: str) -> Child:
    first, *remarks = sheet.split(" · ")
    names, sex, birth, grade = first.split(", ")
    known = dict(remark.split(" ", 1) for remark in remarks)
    until, _, leaving = known.get("baja", "").partition(" ")
    without = known.get("sin", "").removeprefix("CURP ")
    curp = "" if without else invented_curp(names, surname, second, sex, birth, known.get("nació", "GR"))
    since = known.get("alta", START)
    return Child(school, names, surname, second, sex, birth, grade, curp, without, since, until, leaving)


def invented_curp(names: str, surname: str, second: str, sex: str, birth: str, state: str) -> str:
    """A CURP as the rules make it, but with Z in the 17th place, which RENAPO reaches last: nobody's."""
    own, father, mother = _spoken(names), _spoken(surname), _spoken(second)
    letters = father[0] + _first(father[1:], "AEIOU") + mother[0] + own[0]
    if letters in CURP_WORDS:
        letters = f"{letters[0]}X{letters[2:]}"
    inner = "".join(_first(word[1:], "BCDFGHJKLMNPQRSTVWXYZ") for word in (father, mother, own))
    body = letters + birth[2:].replace("-", "") + sex + state + inner + "Z"
    return body + curp_digit(body)


def _spoken(name: str) -> str:
    """The word that counts: without `de la`, without José or María before another name; capitals, Ñ as X."""
    words = [word for word in name.split() if word.lower() not in ("de", "la")]
    word = words[1] if len(words) > 1 and words[0] in ("José", "María", "Ma.") else words[0]
    bare = unicodedata.normalize("NFD", word.upper().replace("Ñ", "X"))
    return re.sub("[^A-Z]", "", bare)


def _first(word: str, wanted: str) -> str:
    return next((sign for sign in word if sign in wanted), "X")
