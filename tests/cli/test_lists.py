"""Every list, as a person reads it."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Notebook
from tests.house.commands import fieldkit


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize(
    "noun", ["school", "student", "teacher", "family", "advisor", "monitoring", "diagnostic", "draft", "form"]
)
def test_every_list_reads(notebook: Notebook, noun: str, language: str) -> None:
    assert fieldkit(noun, "list", home=notebook.home, FIELDKIT_LANG=language).strip()


def test_a_teacher_is_listed_with_what_they_are(notebook: Notebook) -> None:
    words = ("--answers", "-", "--no-input", "--json", "--school", notebook.cct)
    given = (
        '{"first_names": "Rosa", "surname": "Peña", "figure": "docente", "notice_version": "1",'
        ' "notice_date": "2025-09-01", "notice_to": "ella", "notice_how": "leido"}'
    )
    fieldkit("teacher", "new", *words, home=notebook.home, typed=given)
    listed = fieldkit("teacher", "list", home=notebook.home)
    assert "FIGURA" in listed
    assert "Rosa Peña" in listed
