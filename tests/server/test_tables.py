"""The centre's tables: what the steps make is what the code declares, and what a notebook has too."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from fieldkit.errors import Unreadable
from fieldkit.store import centre
from fieldkit.store.store import Store
from fieldkit.store.tables import CentreRow, ChangeColumns, RecordColumns


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_the_steps_make_exactly_the_tables_declared(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path / 'c.db'}" if kind == "sqlite" else request.getfixturevalue("postgres_url")
    engine = centre.open_centre(url)
    with centre.reading(engine) as connection:
        assert compare_metadata(MigrationContext.configure(connection), CentreRow.metadata) == []
    engine.dispose()


def test_a_notebook_has_the_columns_that_both_sides_share(home: Path) -> None:
    store = Store.open(home, create=True)
    for table, shared in (("change", ChangeColumns), ("record", RecordColumns)):
        here = {row[1] for row in store.connection.execute(f"PRAGMA table_info({table})")}
        assert set(shared.model_fields) <= here
    store.close()


def test_a_centre_opened_again_is_the_same_centre_and_keeps_its_file_private(tmp_path: Path) -> None:
    file = tmp_path / "c.db"
    first, second = (centre.open_centre(f"sqlite:///{file}") for _ in range(2))
    assert centre.identity(first) == centre.identity(second)
    assert file.stat().st_mode & 0o077 == 0
    for engine in (first, second):
        engine.dispose()


def test_a_kept_change_survives_the_death_of_the_centre(tmp_path: Path) -> None:
    engine = centre.open_centre(f"sqlite:///{tmp_path / 'c.db'}")
    with engine.connect() as connection:
        for pragma, wanted in (("journal_mode", "wal"), ("synchronous", 2)):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == wanted
    engine.dispose()
    assert sqlite3.connect(tmp_path / "c.db").execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_what_is_no_centre_is_called_so_and_left_alone(tmp_path: Path, home: Path) -> None:
    Store.open(home, create=True).close()
    (tmp_path / "text.db").write_text("Lista de asistencia, y nada que sea una base de datos" * 30)
    for file in (tmp_path / "text.db", home / "fieldkit.db"):
        before = file.read_bytes()
        with pytest.raises(Unreadable) as told:
            centre.open_centre(f"sqlite:///{file}")
        assert told.value.why == "no_centre"
        assert file.read_bytes() == before


def test_a_database_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(Unreadable) as told:
        centre.open_centre("postgresql://ana:secreto@127.0.0.1:9/centro")
    assert (told.value.why, "secreto" in told.value.file) == ("no_centre", False)


def test_a_centre_of_a_newer_fieldkit_is_left_alone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'c.db'}"
    engine = centre.open_centre(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    with pytest.raises(Unreadable) as told:
        centre.open_centre(url)
    assert told.value.why == "newer_centre"


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_centre_of_the_first_step_is_brought_up_to_date_and_stays_the_same_one(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path / 'c.db'}" if kind == "sqlite" else request.getfixturevalue("postgres_url")
    engine = centre.open_centre(url)
    before = centre.identity(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP INDEX record_about")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    engine.dispose()
    engine = centre.open_centre(url)
    assert centre.identity(engine) == before
    with centre.reading(engine) as connection:
        assert compare_metadata(MigrationContext.configure(connection), CentreRow.metadata) == []
    engine.dispose()
