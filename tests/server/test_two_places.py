"""One notebook used on two machines, which its centre finds out; and one put back from a copy, which it must
never take for two."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldkit.domain.change import Edit
from tests.server.test_centre_put_back import serving, written
from tests.server.test_command import Centre, Command
from tests.server.test_other_centre import joined, proved, view
from tests.sync.world import CCTS, person, school


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    """A running centre in a file."""
    office, database = Command(tmp_path / "office"), f"sqlite:///{tmp_path / 'centre.db'}"
    with serving(office, database) as url:
        yield Centre(office, database, url)


@pytest.fixture
def ana(centre: Centre, tmp_path: Path) -> Command:
    """A notebook with a school that the centre has."""
    found = joined(centre, tmp_path, "Ana")
    written(found, Edit("school", "s:{record}", school(CCTS["A"])))
    assert found("sync")[0] == 0
    return found


def copied(one: Command, to: Path) -> Command:
    """The folder of a notebook, as it is, at another place."""
    return Command(Path(shutil.copytree(one.home, to)))


def put_back(one: Command, image: Command) -> None:
    """A notebook is as its image was."""
    shutil.rmtree(one.home)
    shutil.copytree(image.home, one.home)


def writes(one: Command, name: str) -> None:
    """One more child, and a sync."""
    ((place,),) = [[row[0] for row in view(one) if '"cct"' in row[2]]]
    written(one, Edit("person", f"s:{place}", person(first_names=name)))
    one("sync")


def test_two_machines_with_one_notebook_are_told_and_part(
    centre: Centre, ana: Command, tmp_path: Path
) -> None:
    copy = copied(ana, tmp_path / "copy")
    writes(ana, "Nadia")
    writes(copy, "Omar")
    code, said = ana("sync")
    assert code == 4
    assert "Este cuaderno se usa en dos equipos" in said and "--equipo-nuevo" in said
    assert ana("status")[0] == 4 and "se usa en dos equipos" in ana("status")[1]
    assert ana("status", "--json")[1]["twin"] is True
    assert "Se usa en dos equipos a la vez" in centre("device", "list")[1]
    assert copy("sync", "--json")[1]["twin"] is True, "the other one too"

    ((id,),) = [[one["id"] for one in centre("advisor", "list", "--json")[1]]]
    given = centre("advisor", "code", id, "--json")[1]["code"]
    assert copy("enroll", centre.url, given, "--new-device")[0] == 0
    for one, name in ((copy, "Iris"), (ana, "Uri"), (copy, "Eva"), (ana, "Ada"), (copy, "Sol"), (ana, "Luz")):
        writes(one, name)
        assert (one("sync")[0], one("status")[0]) == (0, 0), name
    copy("sync")
    assert view(ana) == view(copy) and len(view(ana)) == 9
    held = [one["held"] for one in centre("device", "list", "--json")[1]]
    assert sorted(held) == [3, 6], "the school, Nadia, Omar, Uri, Ada, Luz are of the first device"
    assert len(proved(ana)) == 5 and len(proved(copy)) == 5, "each its own lines, and the school"
    assert "dos equipos" not in centre("device", "list")[1]


def test_a_notebook_put_back_from_any_image_is_not_taken_for_two(
    centre: Centre, ana: Command, tmp_path: Path
) -> None:
    """Put back from an old image, then from a newer one of what was left behind, then the old one again."""
    old = copied(ana, tmp_path / "old")
    writes(ana, "Nadia")
    newer = copied(ana, tmp_path / "newer")
    writes(ana, "Omar")
    for image, name in ((old, "Iris"), (newer, "Uri"), (old, "Eva")):
        put_back(ana, image)
        writes(ana, name)
        code, found = ana("sync", "--json")
        assert (code, found["twin"]) == (0, False), name
    assert len(view(ana)) == 6
    assert "dos equipos" not in centre("device", "list")[1]
    assert not any(one["twin"] for one in centre("device", "list", "--json")[1])


def test_a_notebook_moved_to_another_machine_is_one(centre: Centre, ana: Command, tmp_path: Path) -> None:
    """From an image, on a new machine; the old one is gone."""
    image = copied(ana, tmp_path / "image")
    writes(ana, "Nadia")
    for name in ("Omar", "Iris"):
        writes(image, name)
        assert image("sync")[0] == 0
    assert len(view(image)) == 4
