"""A colleague has a newer fieldkit: what it wrote, and this one does not know, stops no command."""

from __future__ import annotations

from typing import Any

import pytest

from fieldkit.domain.change import Edit
from fieldkit.store.store import Store
from tests import make
from tests.hostile.conftest import Outside

CCT = "12KPR0001Z"

READING = (
    "today", "guide", "agenda", "status", "search palabra", f"school show {CCT}", "student list",
    "student list --json", f"student risk --school {CCT}", "teacher list", "family list", "diagnostic list",
    "plan list", "monitoring list", f"apec show --school {CCT}", "rules list", "minutes list", "story list",
    f"counterpart list --school {CCT}", "strategy list", "exercise list", "exercise list --json",
    "tutoring list", f"tutoring network --school {CCT}", "qualification list", "attachment list",
    f"report monthly --school {CCT}", f"report annual --school {CCT}", f"report network --school {CCT}",
    "report list", "export students --jsonl -", "export FS --csv -", "undo",
)  # fmt: skip


@pytest.fixture
def newer(outside: Outside) -> list[str]:
    """Records of a kind, of forms and with answers of tomorrow, as a sync brings them: their ids."""
    store = Store.open(outside.home)
    by = str(store.meta("advisor"))
    place = store.save([make.school(cct=CCT)], by=by)[0].record
    child = store.save([make.person(place)], by=by)[0].record
    store.save([make.membership(place, child)], by=by)
    told = {"school": place, "date": "2025-10-06", "title": "Una palabra"}
    tie = {"person": child, "role": "director", "since": "2025-09-01"}
    of_tomorrow: list[tuple[str, str, dict[str, Any]]] = [
        ("tomorrow", "TOMORROW", {}),
        ("entry", "NUEVO", {"student": child}),
        ("entry", "FS", {"V01": "visita_virtual", "VA": [{"VA1": child, "VA9": 1}], "VZ": "texto"}),
        ("person", "REG-Z", {"first_names": "Palabra"}),
        ("membership", "REG-Z", tie),
        ("exercise", "CAZ", {"code": "MAT-9-999", "version": "1"}),
    ]
    edits = [
        Edit(
            kind,
            f"a:{by}" if kind == "exercise" else f"s:{place}",
            make.doc(form, {**told, **more}, version=99),
        )
        for kind, form, more in of_tomorrow
    ]
    ids = [change.record for change in store.save(edits, by=by)]
    store.close()
    return ids


@pytest.mark.parametrize("words", READING)
def test_no_command_stumbles_over_what_it_does_not_know(
    outside: Outside, newer: list[str], words: str
) -> None:
    assert outside.run(*words.split()).code in (0, 3)


def test_what_is_not_known_has_a_history_or_is_nothing_we_know(outside: Outside, newer: list[str]) -> None:
    for record in newer:
        assert outside.run("history", record).code in (0, 3)
        assert outside.run("history", record[-8:], "--json").code in (0, 3)
        assert outside.run("monitoring", "show", record).code in (0, 3)
    assert "Palabra" in outside.run("search", "palabra").out
