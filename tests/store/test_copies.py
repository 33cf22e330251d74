"""A copy gets its name when it is whole and on the disk; that name is on the disk before anybody is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fieldkit.errors import Unreadable
from fieldkit.store import copies


def _never(_: Path) -> bool:
    return False


def test_the_file_is_on_the_disk_before_it_gets_its_name_and_the_name_before_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The power fails where it likes: what is asked of the disk is asked for real, and written down."""
    target, asked, fsync = tmp_path / "copia.zip", list[tuple[int, bytes | None]](), os.fsync

    def written_down(file: int) -> None:
        fsync(file)
        asked.append((os.fstat(file).st_ino, target.read_bytes() if target.exists() else None))

    monkeypatch.setattr(os, "fsync", written_down)
    with copies.in_place_of(target, _never) as half:
        half.write_bytes(b"whole")
    assert asked == [(target.stat().st_ino, None), (tmp_path.stat().st_ino, b"whole")]


@pytest.mark.parametrize("before", [None, b"of yesterday"])
def test_a_copy_that_breaks_off_leaves_what_was_there_and_nothing_half(
    tmp_path: Path, before: bytes | None
) -> None:
    target = tmp_path / "copia.zip"
    if before is not None:
        target.write_bytes(before)
    with pytest.raises(OSError, match="full"), copies.in_place_of(target, lambda _: True) as half:
        half.write_bytes(b"hal")
        raise OSError("the disk is full")
    found = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert found == ({} if before is None else {"copia.zip": before})


def test_a_half_of_a_power_cut_is_made_anew_for_its_owner_alone(tmp_path: Path) -> None:
    target = tmp_path / "copia.zip"
    left = tmp_path / "copia.zip.part"
    left.write_bytes(b"half of a longer one")
    left.chmod(0o644)
    with copies.in_place_of(target, _never) as half:
        assert (half.read_bytes(), half.stat().st_mode & 0o077) == (b"", 0)
        half.write_bytes(b"whole")
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("copia.zip", b"whole")]


@pytest.mark.parametrize("beside", ["", "-wal", "-journal"])
def test_what_is_no_such_copy_or_has_more_beside_it_keeps_its_place(tmp_path: Path, beside: str) -> None:
    target = tmp_path / "copia.zip"
    other = Path(f"{target}{beside}")
    other.write_bytes(b"somebody's")
    with (
        pytest.raises(Unreadable) as told,
        copies.in_place_of(target, lambda _: bool(beside)),
    ):
        pytest.fail("nothing is written")
    assert told.value.why == "no_copy"
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [(other.name, b"somebody's")]
