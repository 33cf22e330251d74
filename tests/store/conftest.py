"""A notebook with a school in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldkit.store.store import Store
from tests import make

BY = "01990000-0000-7000-8000-00000000000a"


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    """A new, empty notebook."""
    opened = Store.open(home, create=True)
    yield opened
    opened.close()


@pytest.fixture
def school(store: Store) -> str:
    """The id of a school in it."""
    (change,) = store.save([make.school()], by=BY)
    return change.record
