"""Counting what rests in a file, straight from its tables: how the tour checks what everybody else says."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

from fieldkit.store.engine import FILE


def journal(home: Path) -> set[str]:
    """The ids of all changes in the journal of a notebook."""
    return {str(row[0]) for row in _rows(home / FILE, "SELECT id FROM change")}


def receipts(home: Path) -> list[tuple[str, str]]:
    """The receipts kept in a notebook, each as the text that was signed and its signature."""
    rows = _rows(home / FILE, "SELECT body, signature FROM receipt")
    return [(bytes(body).decode(), bytes(signature).decode()) for body, signature in rows]


def arrived(centre: Path) -> Counter[str]:
    """How often each change of a device rests at an embedded centre: once, if all is well."""
    return Counter(str(row[0]) for row in _rows(centre, "SELECT id FROM change WHERE device IS NOT NULL"))


def records(centre: Path) -> Counter[str]:
    """How many records an embedded centre has, by kind and form: `entry FS`."""
    rows = _rows(centre, "SELECT kind || ' ' || form FROM record WHERE state <> 'withdrawn'")
    return Counter(str(row[0]) for row in rows)


def _rows(file: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        return connection.execute(sql).fetchall()
