"""A school made of a few records, in a real notebook, for reports to count from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fieldkit.actions.advisor import init
from fieldkit.domain.change import Edit
from fieldkit.reports.gather import Facts, gather
from fieldkit.store.store import Store
from tests import make

TODAY = date(2025, 12, 1)


class Place:
    """A school in a notebook: put records in, take its facts out."""

    def __init__(self, store: Store, **school: Any) -> None:
        self.store = store
        self.by = str(store.meta("advisor"))
        (made,) = store.save([make.school(**school)], by=self.by)
        self.school = made.record

    def child(self, name: str = "Itzel", **membership: Any) -> str:
        """A child at the school; gives the id."""
        (one,) = self.store.save([make.person(self.school, first_names=name)], by=self.by)
        self.store.save([make.membership(self.school, one.record, **membership)], by=self.by)
        return one.record

    def relative(self, *children: str, name: str = "Luz") -> str:
        """A relative of these children; gives the id."""
        (one,) = self.store.save([make.person(self.school, "REG-F", first_names=name)], by=self.by)
        ties = [
            Edit("kinship", f"s:{self.school}", make.doc("REG-F", {"person": one.record, "student": child}))
            for child in children
        ]
        self.store.save([make.membership(self.school, one.record, "relative"), *ties], by=self.by)
        return one.record

    def sheet(self, form: str, date: str, **answers: Any) -> str:
        """A finished sheet; gives the id. `state` makes it another."""
        state = answers.pop("state", "finished")
        found = {"school": self.school, "date": date, **answers}
        edit = Edit("entry", f"s:{self.school}", make.doc(form, found, state))
        return self.store.save([edit], by=self.by)[0].record

    def focal(self, child: str, date: str, focal: str = "si", **answers: Any) -> str:
        """An identification: focal or not from this day on."""
        return self.sheet("RIE", date, student=child, focal=focal, **answers)

    def facts(self, today: date = TODAY, **more: Any) -> Facts:
        """What a report counts from."""
        return gather(self.store, self.school, today=today, **more)


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    """The notebook of Ana Ruiz."""
    opened = init(home, "Ana Ruiz")
    yield opened
    opened.close()


@pytest.fixture
def place(store: Store) -> Place:
    """A school with nobody in it yet."""
    return Place(store)
