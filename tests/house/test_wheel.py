"""The wheel alone, with nothing but what it plainly requires: no server, no tests, no tools."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from fieldkit.cli.tour.district import DISTRICT_WIDE
from tests.house.walls import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python with the wheel and what it requires, taken from the environment of the tests: no network."""
    folder = tmp_path_factory.mktemp("clean") / "venv"
    _run(sys.executable, "-m", "venv", "--without-pip", folder)
    (site,) = [*folder.glob("lib/python*/site-packages"), *folder.glob("Lib/site-packages")]
    for needed in _required(distribution("fieldkit"), {}).values():
        for top in {Path(file).parts[0] for file in needed.files or [] if ".." not in Path(file).parts}:
            (site / top).symlink_to(Path(str(needed.locate_file(top))))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    return next(folder.glob("[bS]*/python*"))


def test_the_wheel_carries_forms_catalogues_sentences_and_the_district(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    lists = [f"sample_data/{name}" for name in DISTRICT_WIDE]
    carried = ("forms/library/FS.toml", "forms/library/built/FS.json", "text/es/", *lists)
    for wanted in (
        *carried,
        "reports/report.typ",
        "reports/paper.typ",
        "reports/network.typ",
        "reports/page.css",
    ):
        assert any(name.startswith(f"fieldkit/{wanted}") for name in names), wanted


def test_help_and_a_first_notebook_work_without_the_server_extra(python: Path, home: Path) -> None:
    assert "fastapi" in _run(python, "-c", "import fastapi", fails=True)
    assert "iniciar" in _run(python, "-m", "fieldkit", "--help")
    _run(python, "-m", "fieldkit", "init", "--advisor", "Ana Ruiz", "--no-input")
    assert _run(python, "-m", "fieldkit", "school", "list", "--json").strip() == "[]"
    assert "[server]" in _run(python, "-m", "fieldkit", "demo", fails=True)


def _required(of: Distribution, found: dict[str, Distribution]) -> dict[str, Distribution]:
    """Everything a distribution requires, and what that requires, extras left out."""
    for line in of.requires or []:
        need = Requirement(line)
        if (need.marker is None or need.marker.evaluate({"extra": ""})) and _key(need.name) not in found:
            found[_key(need.name)] = distribution(need.name)
            _required(found[_key(need.name)], found)
    return found


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _run(*command: object, fails: bool = False) -> str:
    words = [str(word) for word in command]
    environment = {**os.environ, "PYTHONPATH": "", "COLUMNS": "100"}
    answer = subprocess.run(words, check=False, cwd=ROOT, capture_output=True, text=True, env=environment)
    assert bool(answer.returncode) is fails, answer.stderr
    return answer.stderr if fails else answer.stdout
