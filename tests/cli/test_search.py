"""Searching: every hit is told, whatever it is; so is that there is none."""

from __future__ import annotations

import pytest

from fieldkit import text
from fieldkit.cli import search
from fieldkit.domain.kinds import KINDS
from tests.cli.conftest import Notebook
from tests.house.commands import facts, fieldkit


@pytest.mark.parametrize("language", text.LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_record_has_its_word(kind: str, language: str) -> None:
    text.use(language)
    try:
        assert search.called(kind).isalpha()
    finally:
        text.use("es")


@pytest.mark.parametrize(("language", "word"), [("es", "escuela"), ("en", "school")])
def test_a_school_that_has_a_kind_of_its_own_is_found_as_a_school(
    notebook: Notebook, language: str, word: str
) -> None:
    said = fieldkit("buscar", "cienega", home=notebook.home, FIELDKIT_LANG=language)
    assert word in said
    assert "comunitaria" not in said
    assert [row["kind"] for row in facts("search", "cienega", home=notebook.home)] == ["school"]


def test_that_nobody_is_called_so_is_said(notebook: Notebook) -> None:
    assert fieldkit("buscar", "nuño", home=notebook.home) == "No encontré «nuño».\n"
    assert facts("buscar", "nuño", home=notebook.home) == []


@pytest.mark.parametrize("words", [("",), (" ", " ")])
def test_a_search_for_nothing_is_no_search(notebook: Notebook, words: tuple[str, ...]) -> None:
    assert facts("search", *words, home=notebook.home, code=2)["error"] == "no_words"


def test_drafts_are_found_by_name_whatever_the_accents(notebook: Notebook) -> None:
    given = '{"first_names": "Lucía", "surname": "Sánchez", "second_surname": "Núñez"}'
    begun = facts("student", "new", "--answers", "-", home=notebook.home, typed=given, code=3)
    found = facts("search", "sanchez", home=notebook.home)
    assert [(row["name"], row["kind"], row["state"]) for row in found] == [
        ("Itzel Sánchez Peña", "person", "finished"),
        ("Lucía Sánchez Núñez", "person", "draft"),
    ]
    assert found[1]["id"] == begun["id"]
    assert [row["state"] for row in facts("search", "NUNEZ", "luc", home=notebook.home)] == ["draft"]
    assert facts("search", "nunez", "itzel", home=notebook.home) == []
    assert len(facts("search", "sanchez", "--limit", "1", home=notebook.home)) == 1
    assert "borrador" in fieldkit("buscar", "núñez", home=notebook.home)


def test_a_school_that_is_a_draft_is_found_too(notebook: Notebook) -> None:
    facts("school", "new", "--name", "Primaria Las Peñas", "--no-input", home=notebook.home, code=3)
    (row,) = facts("search", "penas", home=notebook.home)
    assert (row["name"], row["kind"], row["state"]) == ("Primaria Las Peñas", "school", "draft")
