"""What advisers are called whom only the sheets of tutoring name."""

from __future__ import annotations

from fieldkit.domain.change import Edit
from fieldkit.domain.record import new_id
from fieldkit.store import advisers
from fieldkit.store.store import Store
from tests import make
from tests.store.conftest import BY


def test_the_sheets_are_read_once_however_many_advisers_are_asked_for(store: Store, school: str) -> None:
    """Three sheets name three advisers, two of them alike but for an accent: their name means both."""
    names = {new_id(): name for name in ("Inés Peña", "Ines Pena", "Raúl Cano")}
    sheets = [
        Edit("entry", f"s:{school}", make.doc("TUT", {"school": school, "U02": id, "U02_name": name}))
        for id, name in names.items()
    ]
    store.save(sheets, by=BY)
    named, asked = advisers.Named(store), list[str]()
    store.connection.set_trace_callback(asked.append)
    found = [named.name(id) for id in names]
    inés, ines, raúl = names
    assert named.called("raul cano") == [raúl] == named.called(raúl)
    assert sorted(named.called("Inés Peña")) == sorted([inés, ines])
    assert (named.called("Nadie"), named.name(new_id())) == ([], "")
    store.connection.set_trace_callback(None)
    assert found == list(names.values())
    assert sum("'TUT'" in question for question in asked) == 1, asked
