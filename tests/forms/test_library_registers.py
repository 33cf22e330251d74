"""REG-E, REG-A, REG-D, REG-F and REG-P: what registers need, what they only ask for, what they work out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fieldkit.domain.register import split
from fieldkit.forms.check import Checked, check
from fieldkit.forms.form import Form, load

TODAY = date(2025, 10, 20)
NOTICE = {
    "notice_version": "2025-1",
    "notice_date": "2025-09-01",
    "notice_to": "Su mamá",
    "notice_how": "leido",
}
STUDENT = {
    "first_names": "Itzel",
    "surname": "Sánchez",
    "birth_date": "2016-03-14",
    "sex": "M",
    "no_curp_reason": "tramite",
    "school": "0199-school",
    "grade": "3",
    **NOTICE,
}


def judged(form: str, answers: dict[str, Any], **changes: Any) -> Checked:
    merged = {code: value for code, value in {**answers, **changes}.items() if value is not None}
    return check(load(form), merged, today=TODAY)


def wrong(form: str, answers: dict[str, Any], **changes: Any) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in judged(form, answers, **changes).errors]


def remarks(form: str, answers: dict[str, Any], **changes: Any) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in judged(form, answers, **changes).warnings]


# ---- schools


def test_an_official_list_needs_only_key_and_name() -> None:
    found = judged("REG-E", {"cct": "12KPR0001Z", "name": "Niños Héroes"})
    assert found.complete
    assert {problem.field for problem in found.warnings if problem.code == "wanted"} == (
        {"modality", "shift", "organisation", "cvegeo", "community"}
    )
    assert wrong("REG-E", {}) == [("cct", "required"), ("name", "required")]


@pytest.mark.parametrize(
    ("key", "level", "kind"),
    [
        ("01KJN0001O", "preescolar", "comunitaria"),
        ("12DCC0001X", "preescolar", None),
        ("21DPR0996D", "primaria", None),
        ("12DPB0001X", "primaria", None),
        ("12KTV0001X", "secundaria", "comunitaria"),
        ("12DST0001X", "secundaria", None),
        ("12FUA0001X", None, None),
    ],
)
def test_level_and_kind_are_presumed_from_the_school_key(
    key: str, level: str | None, kind: str | None
) -> None:
    found = judged("REG-E", {"cct": key, "name": "Una escuela"}).answers
    assert (found.get("level"), found.get("kind")) == (level, kind)


def test_what_is_said_stands_over_what_the_key_presumes() -> None:
    said = judged("REG-E", {"cct": "01KJN0001O", "name": "Una", "level": "primaria", "kind": "otra"})
    assert (said.answers["level"], said.answers["kind"]) == ("primaria", "otra")


@pytest.mark.parametrize(
    ("code", "written", "kept"),
    [
        ("shift", "1 - MATUTINO", "matutino"),
        ("shift", "5", "continuo"),
        ("level", "PREESCOLAR", "preescolar"),
        ("level", "03 - EDUCACION PRIMARIA", "primaria"),
        ("marginalisation", "MUY ALTO", "muy_alto"),
        ("kind", "Comunitario", "comunitaria"),
    ],
)
def test_the_words_of_official_lists_are_understood(code: str, written: str, kept: str) -> None:
    found = judged("REG-E", {"cct": "01KJN0001O", "name": "Una escuela"}, **{code: written})
    assert found.answers[code] == kept


def test_a_place_outside_mexico_is_pointed_out() -> None:
    school = {"cct": "01KJN0001O", "name": "Una escuela"}
    assert ("lon", "warning") in remarks("REG-E", school, lat="21.708333", lon="102.373889")
    inside = remarks("REG-E", school, lat="21.708333", lon="-102.373889")
    assert not {"lat", "lon"} & {code for code, _ in inside}


def header_words(form: Form) -> dict[str, set[str]]:
    from fieldkit.domain.names import fold

    words: dict[str, set[str]] = {}
    for item in form.items.values():
        if item.asked and not item.repeat:
            for word in (item.code, item.label("es"), item.label("en"), *item.aliases):
                words.setdefault(fold(word), set()).add(item.code)
    return words


@pytest.mark.parametrize("code", ["REG-E", "REG-A", "REG-D", "REG-F", "REG-P"])
def test_no_header_word_means_two_columns(code: str) -> None:
    shared = {word: codes for word, codes in header_words(load(code)).items() if len(codes) > 1}
    assert shared == {}


def test_the_headers_of_official_lists_and_of_rosters_have_their_column() -> None:
    from fieldkit.domain.names import fold

    schools, students = header_words(load("REG-E")), header_words(load("REG-A"))
    for word in ("CV_CCT", "CLAVE CT", "CLAVE DE LA ESCUELA", "cct"):
        assert schools[fold(word)] == {"cct"}
    for word in ("C_NOMBRE", "NOMBRE CT", "NOMBRE DEL ESCUELA"):
        assert schools[fold(word)] == {"name"}
    for word in ("INMUEBLE_LATITUD", "latitud"):
        assert schools[fold(word)] == {"lat"}
    for word, code in {
        "NOMBRE(S)": "first_names",
        "PRIMER APELLIDO": "surname",
        "APELLIDO MATERNO": "second_surname",
        "FECHA DE NACIMIENTO": "birth_date",
        "SEXO": "sex",
        "GRADO": "grade",
        "GRUPO": "group",
        "LENGUA": "home_languages",
    }.items():
        assert students[fold(word)] == {code}


# ---- students


def test_a_student_with_a_notice_is_complete() -> None:
    assert judged("REG-A", STUDENT).problems == ()


@pytest.mark.parametrize("form", ["REG-A", "REG-D", "REG-F"])
def test_without_the_privacy_notice_no_person_is_complete(form: str) -> None:
    assert {field for field, _ in wrong(form, {})} >= set(NOTICE)


def test_names_sex_birth_school_and_grade_are_needed() -> None:
    assert [field for field, _ in wrong("REG-A", NOTICE)] == (
        ["first_names", "surname", "birth_date", "sex", "school", "grade"]
    )


def test_an_estimated_age_serves_when_the_birth_date_is_not_known() -> None:
    assert wrong("REG-A", STUDENT, birth_date=None, birth_estimated=9) == []
    assert remarks("REG-A", STUDENT, birth_date=-8, birth_estimated=9) == []
    assert remarks("REG-A", STUDENT, birth_date=-8) == [("birth_estimated", "wanted")]


def test_why_there_is_no_curp_is_asked_for_and_never_stops() -> None:
    assert remarks("REG-A", STUDENT, no_curp_reason=None) == [("no_curp_reason", "wanted")]


@pytest.mark.parametrize(
    ("born", "sex", "fits"),
    [
        ("2016-03-14", "M", True),
        ("2016-03-15", "M", False),
        ("2016-03-14", "H", False),
        ("1916-03-14", "M", False),
    ],
)
def test_a_curp_that_does_not_fit_birth_or_sex_is_pointed_out(born: str, sex: str, fits: bool) -> None:
    found = remarks(
        "REG-A", STUDENT, curp="SAXI160314MGRNXTA6", no_curp_reason=None, birth_date=born, sex=sex
    )
    assert (("curp", "warning") not in found) is fits


def test_how_well_spanish_is_spoken_matters_where_another_language_is() -> None:
    assert remarks("REG-A", STUDENT, home_languages=["espanol"]) == []
    assert remarks("REG-A", STUDENT, home_languages=["nahuatl"]) == [("spanish", "wanted")]
    assert remarks("REG-A", STUDENT, home_languages=["espanol", "nahuatl"]) == [("spanish", "wanted")]
    assert remarks("REG-A", STUDENT, home_languages=["nahuatl"], spanish="entiende") == []


@pytest.mark.parametrize(
    ("grades", "level"), [("1 2", "I"), ("3 4", "II"), ("5 6", "III"), ("P1 P2 P3 S1 S2 S3", None)]
)
def test_the_multigrade_level_of_each_grade(grades: str, level: str | None) -> None:
    for grade in grades.split():
        assert judged("REG-A", STUDENT, grade=grade).answers.get("multigrade") == level


@pytest.mark.parametrize(
    ("born", "grade", "over"),
    [
        ("2016-12-31", "3", "no"),  # 9 at the end of 2025; over age from 10
        ("2015-12-31", "3", "si"),
        ("2018-01-01", "1", "no"),
        ("2017-12-31", "1", "si"),
        ("2012-01-01", "S1", "no"),  # 13; over age from 14
        ("2011-12-31", "S1", "si"),
        ("2018-06-01", "P3", None),
    ],
)
def test_two_years_over_age_at_the_end_of_the_first_year_of_the_ciclo(
    born: str, grade: str, over: str | None
) -> None:
    found = judged("REG-A", STUDENT, birth_date=born, grade=grade, ciclo="2025-2026")
    assert found.answers.get("over_age") == over


def test_who_left_says_why() -> None:
    assert wrong("REG-A", STUDENT, until="2025-10-01") == [("leaving_reason", "required")]
    assert wrong("REG-A", STUDENT, since="2025-09-01", until="2025-10-01", leaving_reason="migracion") == []
    assert wrong("REG-A", STUDENT, since="2025-09-01", until="2025-08-01", leaving_reason="migracion") == [
        ("until", "constraint")
    ]


@pytest.mark.parametrize(
    ("written", "kept"), [("3", "3"), ("3°", "3"), ("tercero", "3"), ("S1", "S1"), (4, "4")]
)
def test_a_grade_is_its_number_and_never_a_place_in_a_list(written: str | int, kept: str) -> None:
    assert judged("REG-A", STUDENT, grade=written).answers["grade"] == kept


# ---- teachers, relatives, advisors


def test_a_teachers_goals_go_with_the_membership() -> None:
    teacher = {"first_names": "Rosa", "surname": "Peña", "school": "0199-school", **NOTICE}
    found = judged("REG-D", teacher, figure="Educador comunitario", goals=[{"goal": "Leer a diario"}])
    assert found.complete
    assert found.answers["figure"] == "lec"
    parts = {item.repeat or item.code: item.part for item in load("REG-D").items.values()}
    sheets = split("REG-D", found.answers, parts)
    assert sheets["membership"]["goals"] == [{"goal": "Leer a diario"}]
    assert sheets["person"]["surname"] == "Peña"


def test_a_relative_is_somebodys() -> None:
    relative = {"first_names": "Juana", "surname": "Cano", "school": "0199-school", **NOTICE}
    assert wrong("REG-F", relative) == [("student", "required"), ("relation", "required")]
    kin = judged("REG-F", relative, student="0199-pupil", relation="mamá", responsible="si", apec="no")
    assert kin.problems == ()
    parts = {item.repeat or item.code: item.part for item in load("REG-F").items.values()}
    kinship = {"student": "0199-pupil", "relation": "madre", "responsible": "si"}
    assert split("REG-F", kin.answers, parts)["kinship"] == kinship


@pytest.mark.parametrize(
    ("field", "national", "years", "eligible"),
    [
        ("educacion", "si", 2, "si"),
        ("afin", "si", 0.5, "si"),
        ("otra", "si", 5, "no"),
        ("educacion", "no", 5, "no"),
        ("educacion", "si", 0, "no"),
        (None, "si", 2, None),
    ],
)
def test_eligibility_is_worked_out_and_never_stops(
    field: str | None, national: str, years: float, eligible: str | None
) -> None:
    advisor = {"name": "Ana Ruiz", "field": field, "national": national, "experience_years": years}
    found = judged("REG-P", advisor)
    assert found.complete
    assert found.answers.get("eligible") == eligible
    assert (("eligible", "warning") in remarks("REG-P", advisor)) is (eligible == "no")


def test_an_advisor_needs_only_a_name() -> None:
    assert wrong("REG-P", {}) == [("name", "required")]


@pytest.mark.parametrize(
    ("code", "item"),
    [
        ("REG-A", "notice_version"),
        ("REG-D", "notice_version"),
        ("REG-F", "notice_version"),
        ("REG-E", "cvegeo"),
    ],
)
def test_what_a_newcomer_cannot_know_is_explained_where_it_is_asked(code: str, item: str) -> None:
    asked = load(code).items[item]
    assert asked.hint("es") and asked.hint("en") != asked.hint("es")


@pytest.mark.parametrize(
    ("form", "code", "odd", "sound"),
    [
        ("REG-A", "surname", "31/02/2016", "De la Cruz"),
        ("REG-A", "first_names", "Ana 2", "Ana"),
        ("REG-D", "second_surname", "12KPR0001Z", "Ñuñez"),
        ("REG-F", "surname", "2016", "Peña"),
        ("REG-P", "name", "7441234567", "Ana Ruiz"),
        ("REG-E", "name", "31", "15 de Mayo"),
        ("REG-E", "community", "-", "Ñ"),
        ("EI", "I07_H", "1", "lunes, 13:30"),
        ("ENC", "name", "2025", "Encuentro 2025"),
    ],
)
def test_an_answer_that_looks_like_another_is_pointed_out_and_taken(
    form: str, code: str, odd: str, sound: str
) -> None:
    def told(answer: str) -> list[tuple[str, str]]:
        found = judged(form, {}, **{code: answer}).problems
        return [(one.code, one.level) for one in found if one.field == code]

    assert told(odd) == [("warning", "warning")]
    assert told(sound) == []
