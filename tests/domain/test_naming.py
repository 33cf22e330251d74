"""Which words of a text are the name of a child."""

from __future__ import annotations

import pytest

from fieldkit.domain import naming
from fieldkit.domain.person import Person


def _child(first_names: str, surname: str, second_surname: str) -> Person:
    answers = {"first_names": first_names, "surname": surname, "second_surname": second_surname}
    return Person(first_names, "s:1", "1", {"form": "REG-A", "answers": answers})


CHILDREN = [_child("José Ángel", "Méndez", "de la Cruz"), _child("Luz", "Peña", "Peña")]


@pytest.mark.parametrize(
    "name",
    [
        *("José", "JOSE ANGEL", "josé ángel", "josé méndez", "José A. Méndez", "Méndez de la Cruz"),
        *("Méndez, José", "Luz Peña", "Peña Peña", "peña peña luz"),
        *("josé", "jose", "méndez cruz"),
    ],
)
def test_a_name_is_left_out_whole_however_it_is_written(name: str) -> None:
    assert naming.without({"a": f"Hoy {name} leyó."}, CHILDREN, "[x]") == {"a": "Hoy [x] leyó."}


@pytest.mark.parametrize(
    "text",
    [
        *("Se fue la luz, y luz no habrá.", "La cruz de la peña.", "Doña Rosa Méndez vino.", "Un ángel."),
        "Bajo la peña, peña alta.",
        "La cruz y la luz.",
    ],
)
def test_a_word_that_may_be_anybodys_stays(text: str) -> None:
    assert naming.without({"a": text}, CHILDREN, "[x]") == {"a": text}
