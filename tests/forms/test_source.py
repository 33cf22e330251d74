"""A form file with mistakes: every one told, with its line and its reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldkit import text
from fieldkit.errors import BadForm, NotFound, Unreadable
from fieldkit.forms.form import codes, load
from fieldkit.forms.source import read_toml
from tests.forms.small import COLOURS, HEAD, group, item

GOOD = HEAD + COLOURS + group("g", item("A", "integer"), item("B", "select_one", 'choices = "colour"'))


def found(folder: Path, written: str) -> list[tuple[str, str, int]]:
    file = folder / "T.toml"
    file.write_text(written, encoding="utf-8")
    with pytest.raises(BadForm) as caught:
        read_toml(file)
    for problem in caught.value.problems:
        for language in text.LANGUAGES:
            words = text.words("problem", language)[problem.code]
            assert str(problem.facts["line"]) in words.format(**problem.facts)
    return [(problem.field, problem.code, problem.facts["line"]) for problem in caught.value.problems]


def line_of(written: str, part: str) -> int:
    return written[: written.index(part)].count("\n") + 1


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        ('relevant = "${B} ="', "form_unfinished"),
        ('relevant = "${NOBODY} = 1"', "form_unknown_item"),
        ('constraint = ". < wish(1)"', "form_unknown_function"),
        ('warning = "if(1, 2)"', "form_arguments"),
        ('default = "1 2"', "form_unexpected"),
        ('required = "1 +"', "form_unfinished"),
        ('choice_filter = ")"', "form_unexpected"),
        ("constraint = \"regex(., '[a-')\"", "form_pattern"),
        ("constraint = \"level('height', .) = 'x'\"", "form_table"),
        ('relevant = "${C} = 1"', "form_circular"),
        ('choices = "height"', "form_choices"),
        ("range = 3", "form_key_shape"),
        ("range = [1]", "form_key_shape"),
        ('length = ["a", "b"]', "form_key_shape"),
        ('missing = ["-8"]', "form_key_shape"),
        ('hint = "x"', "form_key_shape"),
        ("required = 3", "form_key_shape"),
        ('identifier = "rfc"', "form_key_shape"),
    ],
)
def test_a_wrong_rule_is_told_with_the_line_of_its_item(tmp_path: Path, rules: str, code: str) -> None:
    written = GOOD + item("C", "integer", rules)
    (problem,) = found(tmp_path, written)
    assert problem == ("C", code, line_of(written, 'code = "C"'))


def test_a_wrong_rule_about_the_rows_of_a_group_is_told_with_its_line(tmp_path: Path) -> None:
    rows = group("R", item("N", "integer"), rules='repeat = true\nconstraint = "${NOBODY} = 1"')
    (problem,) = found(tmp_path, GOOD + rows)
    assert problem == ("R", "form_unknown_item", line_of(GOOD + rows, 'code = "R"'))


def test_calculations_that_wait_for_each_other_are_told(tmp_path: Path) -> None:
    circle = item("C", "calculate", 'calculation = "${D} + 1"') + item(
        "D", "calculate", 'calculation = "${C}"'
    )
    ((field, code, _),) = found(tmp_path, GOOD + circle)
    assert (field, code) == ("C", "form_circular")


def test_a_group_that_hangs_on_one_of_its_own_items_is_circular(tmp_path: Path) -> None:
    own = group("h", item("C", "yesno"), rules="relevant = \"${C} = 'si'\"")
    assert [problem[1] for problem in found(tmp_path, GOOD + own)] == ["form_circular"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('code = "B"', 'code = "A"', ("A", "form_duplicate")),
        ('code = "A"', 'code = "g"', ("g", "form_duplicate")),
        ('code = "azul"', 'code = "rojo"', ("colour", "form_duplicate")),
        ('type = "integer"', 'type = "number"', ("A", "form_type")),
        (', en = "Brown"', "", ("colour", "form_label")),
        ('title = { es = "Prueba", ', "title = { ", ("title", "form_label")),
        ("version = 1", "", ("version", "form_key_missing")),
        ('kind = "entry"', 'kind = "visit"', ("kind", "form_kind")),
        ('kind = "entry"', 'kind = "entry"\nkey = ["A", "C"]', ("key", "form_key")),
        ('kind = "entry"', 'kind = "entry"\nsubject = "C"', ("subject", "form_key")),
    ],
)
def test_a_wrong_head_list_or_name_is_told(
    tmp_path: Path, old: str, new: str, expected: tuple[str, str]
) -> None:
    assert old in GOOD
    assert [problem[:2] for problem in found(tmp_path, GOOD.replace(old, new, 1))] == [expected]


def test_all_mistakes_are_told_together(tmp_path: Path) -> None:
    two = item("C", "integer", 'relevant = "1 +"') + item("D", "integer", 'constraint = "${X}"')
    assert [problem[:2] for problem in found(tmp_path, GOOD + two)] == [
        ("C", "form_unfinished"),
        ("D", "form_unknown_item"),
    ]


def test_what_is_not_toml_is_told_with_its_line(tmp_path: Path) -> None:
    assert found(tmp_path, GOOD + "\nthis is not toml") == [("", "form_toml", GOOD.count("\n") + 2)]


@pytest.mark.parametrize(
    "written", ["", "group = 3", "choices = 3", "[[group]]", "group = [1]", "choices.a = [1]"]
)
def test_a_file_of_any_other_shape_is_refused_whole(tmp_path: Path, written: str) -> None:
    assert found(tmp_path, written)


def test_a_file_that_cannot_be_read_as_text_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "T.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Unreadable):
        read_toml(tmp_path / "T.toml")
    with pytest.raises(Unreadable):
        read_toml(tmp_path / "nobody.toml")


def test_a_form_of_ones_own_is_loaded_from_its_folder_and_never_hides_ours(tmp_path: Path) -> None:
    (tmp_path / "T.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "FS.toml").write_text(GOOD, encoding="utf-8")
    assert load("T", tmp_path).items["B"].label("en") == "What?"
    assert load("FS", tmp_path).code == "FS"
    assert codes(tmp_path) == (*codes(), "T")


@pytest.mark.parametrize("code", ["T", "../T", "", "FS.json", "fs"])
def test_a_form_that_does_not_exist_is_not_found(tmp_path: Path, code: str) -> None:
    with pytest.raises(NotFound):
        load(code, tmp_path)


@pytest.mark.parametrize("value", ["[" * 5000, "9" * 5000])
def test_a_value_without_an_end_is_told_like_any_other_mistake(tmp_path: Path, value: str) -> None:
    assert found(tmp_path, f"a = {value}") == [("", "form_toml", 1)]


def test_a_form_that_is_huge_or_a_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "T.toml").write_text("#" * 1_000_001, encoding="utf-8")
    (tmp_path / "F.toml").mkdir()
    for name, why in (("T.toml", "form_large"), ("F.toml", "closed")):
        with pytest.raises(Unreadable) as refused:
            read_toml(tmp_path / name)
        assert refused.value.why == why
