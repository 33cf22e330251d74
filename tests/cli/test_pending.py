"""`fieldkit monitoring open`: what was promised and waits for its answer, without beginning a sheet."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import NOW, Notebook
from tests.house.commands import facts, fieldkit

AGREED = [{"VZ3_Q": "Traer libros", "VZ3_R": "APEC", "VZ3_F": "2025-10-31"}]
ADVICE = [{"VD2_T": "Leer por turnos", "VD2_F": "2025-10-31"}]
CONTACT = {
    "date": "2025-10-18",
    "levels": ["regional"],
    "who": "Región",
    "topic": "Materiales",
    "AGR": [{"AGR_Q": "Pedir mapas", "AGR_R": "Ana", "AGR_F": "2025-10-31"}],
}


@pytest.fixture
def promised(notebook: Notebook, answers: Callable[..., Path], tmp_path: Path) -> Notebook:
    """A notebook in which something was agreed at a school, recommended there, and agreed with the region."""
    _fill(notebook, "FS", answers(VZ3=AGREED, VD2=ADVICE), "--school", notebook.cct)
    contact = tmp_path / "contact.json"
    contact.write_text(json.dumps(CONTACT), encoding="utf-8")
    _fill(notebook, "RED", contact)
    return notebook


def _fill(notebook: Notebook, form: str, file: Path, *more: str) -> None:
    fieldkit("fill", form, *more, "--answers", file, "--no-input", home=notebook.home, FIELDKIT_NOW=NOW)


def waiting(notebook: Notebook, *words: str) -> list[tuple[Any, ...]]:
    rows = facts("monitoring", "open", *words, home=notebook.home, FIELDKIT_NOW=NOW)
    return [(row["kind"], row["what"], row["from"], row["school"]) for row in rows]


def test_all_that_is_open_is_listed_and_ones_own_at_the_end(promised: Notebook) -> None:
    school = promised.school
    assert waiting(promised) == [
        ("agreement", "Traer libros · APEC · 2025-10-31", "FS", school),
        ("recommendation", "Leer por turnos · 2025-10-31", "FS", school),
        ("agreement", "Pedir mapas · Ana · 2025-10-31", "RED", None),
    ]
    assert len(waiting(promised, "--school", promised.cct)) == 2


def test_what_was_answered_is_listed_no_more(promised: Notebook, answers: Callable[..., Path]) -> None:
    kept = [{"V06_T": "Traer libros · APEC · 2025-10-31", "V06_S": "cumplido"}]
    taken = [{"VD3_T": "Leer por turnos · 2025-10-31", "VD3_S": "adoptada"}]
    later = answers(date="2025-10-19", V06=kept, VD3=taken)
    _fill(promised, "FS", later, "--school", promised.cct)
    assert [kind for kind, *_ in waiting(promised)] == ["agreement"]


def test_a_person_reads_it_in_words(promised: Notebook) -> None:
    said = fieldkit("ficha", "abiertos", home=promised.home, FIELDKIT_NOW=NOW, FIELDKIT_LANG="es")
    assert "recomendación" in said and "Reunión o contacto de red" in said
