"""People come in from a roster: told again, never merged, and never finished without the privacy notice."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from fieldkit.domain.school import School
from fieldkit.forms.check import Checked
from fieldkit.intake.plan import Have, Row, decide
from fieldkit.store.store import Store
from tests import make
from tests.intake.conftest import ITZEL, JOSE, NOTICE, SCHOOL, STUDENT, WHOLE, Notebook
from tests.intake.test_import import counts

Sheet = Callable[..., Path]
CURP = "PEGJ160314HGRRRS09"


def curp_of(head: str) -> str:
    """A CURP with its check digit."""
    from fieldkit.domain.identifiers import curp_digit

    return head[:17] + curp_digit(head[:17] + "0")


JOSE_CURP = curp_of("XXUJ150502HGRXXSA0")


def test_without_the_notice_people_are_drafts_and_with_it_they_are_finished_once(
    school: Notebook, sheet: Sheet
) -> None:
    file = sheet(STUDENT, ITZEL, JOSE)
    assert counts(school.take("students", file)) == (0, 0, 0, 2, 0)
    assert counts(school.take("students", file)) == (0, 0, 2, 0, 0)
    assert school.give("students") == []
    assert counts(school.take("students", file, *NOTICE)) == (2, 0, 0, 0, 0)
    assert counts(school.take("students", file)) == (0, 0, 2, 0, 0)
    assert len(school.give("students")) == 2
    assert school.run("draft", "list", "--json").strip() == b"[]"


def test_a_notice_in_the_file_wins_over_the_one_for_all(school: Notebook, sheet: Sheet) -> None:
    heads = [*STUDENT, "Versión del aviso", "¿Cuándo se dio?", "¿A quién se le dio?", "¿Cómo se dio?"]
    school.take("students", sheet(heads, [*ITZEL, "2024-9", "2025-01-10", "Abuela", "Entregado"]), *NOTICE)
    answers = school.give("students")[0]["answers"]
    assert (answers["notice_version"], answers["notice_to"], answers["notice_how"]) == (
        "2024-9",
        "Abuela",
        "entregado",
    )


def test_a_wrong_notice_is_refused_before_any_row(school: Notebook, sheet: Sheet) -> None:
    found = school.take("students", sheet(STUDENT, ITZEL), "--notice", "1", "--notice-how", "a gritos")
    assert (school.code, found["error"]) == (3, "invalid")


def test_a_wrong_notice_is_told_by_the_option_that_said_it(school: Notebook, sheet: Sheet) -> None:
    words = ("--aviso", "1", "--aviso-a", "Familias", "--aviso-como", "gritado", "--no-input")
    school.run("import", "students", str(sheet(STUDENT, ITZEL)), *words)
    assert "  --aviso-como: no está en la lista. Elija una de estas: Leído" in school.errors


def test_somebody_is_told_again_by_name_and_birth_date_whatever_the_accents(
    school: Notebook, sheet: Sheet
) -> None:
    school.take("students", sheet(STUDENT, ITZEL), *NOTICE)
    again = ["12KPR0001Z", "ITZEL", "SANCHEZ", "PEÑA", "2016-03-14", "M", "4"]
    outcome = school.take("students", sheet(STUDENT, again), *NOTICE)
    assert counts(outcome) == (0, 1, 0, 0, 0)
    assert outcome["changes"][0]["fields"]["grade"] == {"before": "3", "after": "4"}


def test_a_child_without_birth_date_is_told_again_by_name_at_the_school(
    school: Notebook, sheet: Sheet
) -> None:
    heads = ["CCT", "Nombre(s)", "Primer apellido", "Edad", "Sexo", "Grado"]
    file = sheet(heads, ["12KPR0001Z", "Itzel", "Sánchez", "9", "M", "3"])
    assert counts(school.take("students", file, *NOTICE)) == (1, 0, 0, 0, 0)
    assert counts(school.take("students", file, *NOTICE)) == (0, 0, 1, 0, 0)


def test_a_curp_learned_later_goes_to_the_same_child(school: Notebook, sheet: Sheet) -> None:
    school.take("students", sheet(STUDENT, JOSE), *NOTICE)
    outcome = school.take("students", sheet([*STUDENT, "CURP"], [*JOSE, JOSE_CURP]), *NOTICE)
    assert counts(outcome) == (0, 1, 0, 0, 0)
    assert school.give("students", *WHOLE)[0]["answers"]["curp"] == JOSE_CURP


def test_a_school_that_two_notebooks_registered_takes_students_by_its_key_and_its_name(
    school: Notebook, sheet: Sheet
) -> None:
    store = Store.open(school.home)
    by = str(store.meta("advisor"))
    named = {"cct": "12KPR0001Z", "name": "La Ciénega", "shift": "matutino"}
    (first,) = list(store.find(School))
    store.save([make.school(**named)], by=by)
    store.close()
    by_name = ["La Ciénega", *JOSE[1:]]
    assert counts(school.take("students", sheet(STUDENT, ITZEL, by_name), *NOTICE)) == (2, 0, 0, 0, 0)
    assert {one["answers"]["school"] for one in school.give("students")} == {first.id}


def test_no_curp_is_shown_whole_not_even_a_wrong_one_but_the_file_of_refused_rows_keeps_it(
    school: Notebook, sheet: Sheet
) -> None:
    wrong = JOSE_CURP[:-1] + str((int(JOSE_CURP[-1]) + 1) % 10)
    students = sheet([*STUDENT, "CURP"], [*JOSE, wrong])
    about_nobody = sheet(["Alumno", "Fecha"], [JOSE_CURP, "2025-10-06"], name="dx.csv")
    for kind, file, curp in (("students", students, wrong), ("DXA", about_nobody, JOSE_CURP)):
        told = school.take(kind, file)
        assert told["refused_count"] == 1 and curp not in json.dumps(told)
        assert curp in Path(told["refused_file"]).read_text(encoding="utf-8")
        shown = school.run("import", kind, str(file), "--no-input").decode() + school.errors
        assert curp not in shown and curp[:4] in shown
    school.run("student", "show", JOSE_CURP)
    assert school.code == 3 and JOSE_CURP not in school.errors and JOSE_CURP[:4] in school.errors


def test_a_curp_of_somebody_else_is_refused_and_pointed_out(school: Notebook, sheet: Sheet) -> None:
    heads = [*STUDENT, "CURP"]
    school.take("students", sheet(heads, [*JOSE, JOSE_CURP]), *NOTICE)
    outcome = school.take("students", sheet(heads, [*ITZEL, JOSE_CURP]), *NOTICE)
    assert [one["code"] for one in outcome["refused"]] == ["curp_of_another"]
    assert [one["code"] for one in outcome["duplicates"]] == ["same_curp"]


def test_a_namesake_at_another_school_is_pointed_out_and_never_merged(school: Notebook, sheet: Sheet) -> None:
    school.take("students", sheet(STUDENT, ITZEL), *NOTICE)
    school.take("schools", sheet(SCHOOL, ["12KPR0002Y", "Otra", "Matutino"]))
    outcome = school.take("students", sheet(STUDENT, ["12KPR0002Y", *ITZEL[1:]]), *NOTICE)
    assert counts(outcome) == (1, 0, 0, 0, 0)
    (known,) = outcome["duplicates"]
    assert (known["line"], known["code"]) == (2, "same_name_and_birth")
    assert known["record"] in {one["id"] for one in school.give("students")}


def test_namesakes_of_two_schools_in_one_file_are_pointed_out_too(school: Notebook, sheet: Sheet) -> None:
    school.take("schools", sheet(SCHOOL, ["12KPR0002Y", "Otra", "Matutino"]))
    outcome = school.take("students", sheet(STUDENT, ITZEL, JOSE, ["12KPR0002Y", *ITZEL[1:]]), *NOTICE)
    assert counts(outcome) == (3, 0, 0, 0, 0)
    (known,) = outcome["duplicates"]
    assert (known["line"], known["code"]) == (4, "same_name_and_birth")
    assert known["record"] in {one["id"] for one in school.give("students")}


def test_a_child_with_the_same_curp_at_a_new_school_has_moved_there(school: Notebook, sheet: Sheet) -> None:
    heads = [*STUDENT, "CURP", "Alta"]
    school.take("students", sheet(heads, [*JOSE, JOSE_CURP, "2025-08-25"]), *NOTICE)
    school.take("schools", sheet(SCHOOL, ["12KPR0002Y", "Otra", "Matutino"]))
    photo = sheet(["x"], ["y"]).with_name("acta.png")
    Image.new("RGB", (40, 30)).save(photo)
    consent = ("--consent-by", "Su mamá", "--consent-how", "firma")
    school.run("attach", str(photo), "--to", school.give("students")[0]["id"], *consent)
    outcome = school.take(
        "students", sheet(heads, ["12KPR0002Y", *JOSE[1:], JOSE_CURP, "2025-10-01"]), *NOTICE
    )
    assert counts(outcome) == (0, 1, 0, 0, 0)
    by_school = {one["school_cct"]: one for one in school.give("students")}
    assert by_school["12KPR0001Z"]["answers"]["until"] == "2025-10-01"
    assert "until" not in by_school["12KPR0002Y"]["answers"]
    assert by_school["12KPR0001Z"]["id"] == by_school["12KPR0002Y"]["id"]
    (note,) = json.loads(school.run("attachment", "list", "--school", "12KPR0002Y", "--json"))
    assert note["children"] == "si", "what is attached to the child is read where the child is"


def test_a_family_is_tied_to_the_child_by_name(school: Notebook, sheet: Sheet) -> None:
    school.take("students", sheet(STUDENT, ITZEL, JOSE), *NOTICE)
    heads = ["CCT", "Nombre(s)", "Primer apellido", "Alumno", "Parentesco"]
    rows = [["12KPR0001Z", "Rosa", "Peña", child, "Mamá"] for child in ("Itzel Sánchez Peña", "ÑUU JOSE")]
    file = sheet(heads, *rows, ["12KPR0001Z", "Juan", "Ruiz", "Nadie", "Papá"])
    outcome = school.take("families", file, *NOTICE)
    assert [(one["field"], one["code"]) for one in outcome["refused"]] == [("student", "no_such")]
    found = school.give("families")
    assert len(found) == 2 and len({one["id"] for one in found}) == 1
    assert counts(school.take("families", file, *NOTICE)) == (0, 0, 2, 0, 1)


def test_the_school_of_a_whole_file_is_said_once(school: Notebook, sheet: Sheet) -> None:
    file = sheet(STUDENT[1:], ITZEL[1:])
    assert counts(school.take("students", file, "--school", "12KPR0001Z", *NOTICE)) == (1, 0, 0, 0, 0)
    assert school.take("students", file, "--school", "12KPR0099Z")["error"] == "not_found"


def test_undo_takes_back_people_with_all_that_came_with_them(school: Notebook, sheet: Sheet) -> None:
    file = sheet(STUDENT, ITZEL, JOSE)
    school.take("students", file, *NOTICE)
    school.run("undo", "--json")
    assert school.give("students") == []
    assert counts(school.take("students", file, *NOTICE)) == (2, 0, 0, 0, 0)


def test_a_curp_of_a_child_with_another_name_is_refused_though_the_birth_date_agrees(
    school: Notebook, sheet: Sheet
) -> None:
    heads = [*STUDENT, "CURP"]
    school.take("students", sheet(heads, [*JOSE, JOSE_CURP]), *NOTICE)
    other = ["12KPR0001Z", "Otro", "Nombre", "X", *JOSE[4:], JOSE_CURP]
    outcome = school.take("students", sheet(heads, other), *NOTICE)
    assert [one["code"] for one in outcome["refused"]] == ["curp_of_another"]
    assert [one["code"] for one in outcome["duplicates"]] == ["same_curp"]
    assert school.give("students")[0]["answers"]["first_names"] == "José"


def test_a_name_corrected_in_part_is_still_of_the_child_with_that_curp(
    school: Notebook, sheet: Sheet
) -> None:
    heads = [*STUDENT, "CURP"]
    school.take("students", sheet(heads, [*JOSE, JOSE_CURP]), *NOTICE)
    corrected = ["12KPR0001Z", "José Luis", *JOSE[2:], JOSE_CURP]
    assert counts(school.take("students", sheet(heads, corrected), *NOTICE)) == (0, 1, 0, 0, 0)


def test_rows_that_come_to_one_child_by_curp_and_by_name_contradict_each_other_only_once(
    school: Notebook, sheet: Sheet
) -> None:
    heads = [*STUDENT, "CURP"]
    by_name, by_curp = [*JOSE[:6], "5", ""], ["12KPR0001Z", "José Luis", *JOSE[2:], JOSE_CURP]
    school.take("students", sheet(heads, [*JOSE, JOSE_CURP]), *NOTICE)
    file = sheet(heads, by_name, [*JOSE, JOSE_CURP], by_curp, [*by_name[:7], JOSE_CURP])
    for changed in (1, 0):
        outcome = school.take("students", file, *NOTICE)
        assert counts(outcome) == (0, changed, 2 - changed, 0, 2)
        assert {one["code"] for one in outcome["refused"]} == {"repeated_in_file"}
        assert school.give("students")[0]["answers"]["grade"] == "5"


def test_a_new_child_told_with_and_without_curp_is_one_child(school: Notebook, sheet: Sheet) -> None:
    file = sheet([*STUDENT, "CURP"], [*JOSE, JOSE_CURP], [*JOSE, ""], [*JOSE[:6], "5", ""])
    for new in (1, 0):
        assert counts(school.take("students", file, *NOTICE)) == (new, 0, 2 - new, 0, 1)


def test_a_name_told_again_without_its_accents_is_the_same_and_with_more_of_them_is_told(
    school: Notebook, sheet: Sheet
) -> None:
    """The ñ that comes second is not dropped without a word, and the ñ that is there stays."""
    bare, whole = ["12KPR0001Z", "Jose", "Nuu", *JOSE[3:]], JOSE
    for rows, said in (((bare, whole), (1, 0, 0, 0, 1)), ((bare,), (0, 0, 1, 0, 0))):
        assert counts(school.take("students", sheet(STUDENT, *rows), *NOTICE)) == said
    assert counts(school.take("students", sheet(STUDENT, whole), *NOTICE)) == (0, 1, 0, 0, 0), "by itself"
    assert school.give("students")[0]["answers"]["surname"] == "Ñuu"
    whole_first = sheet(STUDENT, [*ITZEL[:3], "Peña", *ITZEL[4:]], [*ITZEL[:3], "PENA", *ITZEL[4:]])
    assert counts(school.take("students", whole_first, *NOTICE)) == (1, 0, 1, 0, 0)


def test_a_child_in_two_schools_of_one_file_is_told_so_and_the_second_row_by_itself_is_a_move(
    school: Notebook, sheet: Sheet
) -> None:
    school.take("schools", sheet(SCHOOL, ["12KPR0002Y", "Otra", "Matutino"]))
    heads = [*STUDENT, "CURP"]
    outcome = school.take(
        "students", sheet(heads, [*JOSE, JOSE_CURP], ["12KPR0002Y", *JOSE[1:], JOSE_CURP]), *NOTICE
    )
    (refused,) = outcome["refused"]
    assert (refused["line"], refused["field"], refused["column"], refused["value"], refused["code"]) == (
        3, "school", "CCT", "12KPR0002Y", "at_two_schools",
    )  # fmt: skip
    refused = Path(str(outcome["refused_file"]))
    assert counts(school.take("students", refused, *NOTICE)) == (0, 0, 0, 0, 1), "nobody said that they moved"
    refused.write_text(refused.read_text("utf-8-sig").replace(",repetido", ","), "utf-8")
    assert counts(school.take("students", refused, *NOTICE)) == (0, 1, 0, 0, 0)


def test_a_row_that_contradicts_an_earlier_one_is_told_by_what_it_says_itself() -> None:
    """The grade, which is in the file: not the school year, which the program worked out."""
    row = Row(3, [], given={"grade": "5"}, twice=True)
    checked = Checked({"ciclo": "2025-2026", "grade": "5"})
    decision = decide(row, Have({"grade": "4"}, draft="one"), lambda _: checked)
    assert [(problem.field, problem.code) for problem in decision.problems] == [("grade", "repeated_in_file")]
