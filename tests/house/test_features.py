"""Every feature of the programme can be shown: its command runs in the notebook of a whole year."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from fieldkit.cli import app, kit
from tests.house.commands import fieldkit
from tests.house.walls import ROOT

sys.path.insert(0, str(ROOT / "docs"))
from features import FEATURES, SCHOOL, Feature

NOW = "2026-03-20T12:00:00"


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The notebook of Ana Ruiz with her whole school year."""
    home = tmp_path_factory.mktemp("year")
    loaded = [sys.executable, str(ROOT / "sample_data" / "load.py"), str(home)]
    subprocess.run(loaded, check=True, env={**os.environ, "FIELDKIT_LANG": "es"})
    return home


@pytest.mark.parametrize("feature", FEATURES, ids=[one.code for one in FEATURES])
def test_a_feature_is_shown_by_its_command(
    feature: Feature, year: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command ends well and says something about what the year has."""
    monkeypatch.setenv("FIELDKIT_HOME", str(year))
    monkeypatch.setenv("FIELDKIT_NOW", NOW)
    monkeypatch.setattr(kit, "_store", None)
    code = app.run(shlex.split(feature.command))
    if kit._store is not None:
        kit._store.close()
    said = capsys.readouterr()
    assert code == 0, said.err
    assert len(said.out) > 40, said.out


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        ('advisor show "Ana Ruiz"', "Universidad Pedagógica Nacional"),
        ("advisor list", "sí"),
        ("programme show", "Segundo ciclo en la región"),
        ("teacher show Maricela", "Que cada grado tenga su rincón de problemas"),
        (f"report annual --school {SCHOOL} --ciclo 2025-2026", "PLANEA 2025-2026 · Primaria"),
        ("school focus", "no"),
        ("school focus", "sí"),
        ("attachment list", "Diagnóstico del alumno"),
    ],
)
def test_a_year_has_what_its_commands_are_there_to_show(command: str, shown: str, year: Path) -> None:
    """Profile and goals, results of a national test, focus schools, a photo: none of them is empty."""
    assert f" {shown}" in fieldkit(*shlex.split(command), home=year, FIELDKIT_NOW=NOW)


def test_every_feature_is_listed_once_and_in_order() -> None:
    codes = [one.code for one in FEATURES]
    assert codes == sorted(set(codes))
