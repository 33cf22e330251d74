"""`fieldkit backup`: the whole notebook in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from fieldkit.cli import kit

app = kit.leaf("backup")

File = Annotated[Path, kit.argument("file", "backup.argument")]


@app.command("backup")
def backup(file: File, as_json: kit.Json = False) -> None:
    """Copy the notebook with its photos, also while somebody writes in it."""
    from fieldkit.store import backup as copies
    from fieldkit.store import engine

    store = kit.store()
    with engine.guarded(store.home):
        copies.backup(store.connection, store.home, file)
    kit.result(as_json, {"file": str(file)}, "backup.done", file=file)
