"""The documents say what is true: what can be played is played, what is named exists, all is documented."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from fieldkit.cli import app, names
from fieldkit.forms import form
from tests.house import console
from tests.house.walls import ROOT, modules, name, tracked

DOCS = ROOT / "docs"
SETTING = re.compile(r"^`export FIELDKIT_HOME=(\S+) FIELDKIT_NOW=(\S+)`", re.MULTILINE)
"""What a page asks to be typed first: a notebook of its own, and the day of its examples."""

PLAYED = [
    "es/primera-semana.md",
    "es/importar.md",
    "es/llenar.md",
    "es/familias.md",
    "es/tutorias.md",
    "es/sincronizar.md",
    "es/del-diagnostico-al-informe.md",
    "es/la-primera-red.md",
    "es/informes.md",
    "es/consultas.md",
    "en/first-week.md",
    "en/importing.md",
    "en/filling.md",
    "en/from-diagnosis-to-report.md",
    "en/the-first-network.md",
    "en/reports.md",
    "en/families.md",
    "en/tutoring.md",
    "en/syncing.md",
    "en/queries.md",
]


@pytest.mark.parametrize("page", PLAYED)
def test_a_page_plays_as_it_is_written(page: str, tmp_path: Path, home: Path) -> None:
    shutil.copytree(ROOT / "sample_data", tmp_path / "sample_data")
    _, day = _setting(page)
    environment = {**os.environ, "FIELDKIT_NOW": day, "PYTHONUTF8": "1"}
    assert console.Reader(tmp_path, environment).play(DOCS / page) > 2


def test_no_page_is_played_in_the_notebook_of_another() -> None:
    homes = [_setting(page)[0] for page in PLAYED]
    assert len(set(homes)) == len(homes)


def _setting(page: str) -> tuple[str, str]:
    """The notebook and the day that a page asks for."""
    (setting,) = SETTING.findall((DOCS / page).read_text(encoding="utf-8"))
    return setting[0], setting[1]


def test_every_command_is_in_the_reference_of_both_languages() -> None:
    for language, file in (("es", "es/referencia/ordenes.md"), ("en", "en/reference/commands.md")):
        page = (DOCS / file).read_text(encoding="utf-8")
        missing = [
            command for command in app.MODULES if f"## fieldkit {names.shown(command, language)}" not in page
        ]
        assert not missing


def test_every_setting_of_the_environment_is_in_the_reference() -> None:
    inner = {"FIELDKIT_CRASH", "FIELDKIT_COMPLETE"}  # the fault tests' own; the shell's own
    read = {
        name for module in modules() for name in re.findall(r"FIELDKIT_[A-Z]+", module.read_text("utf-8"))
    }
    for file in ("es/referencia/ordenes.md", "en/reference/commands.md"):
        assert not [
            name for name in read - inner if f"`{name}`" not in (DOCS / file).read_text(encoding="utf-8")
        ]


def test_every_command_answers_to_a_spanish_name() -> None:
    def spanish(group: Any) -> list[str]:
        inner = [group.get_command(None, name) for name in group.known()]
        below = [name for command in inner if hasattr(command, "known") for name in spanish(command)]
        return [*group.known(), *below]

    assert not [command for command in spanish(app.root()) if command not in names.SPANISH]


def test_every_form_has_its_page_in_both_languages() -> None:
    for folder in ("es/referencia/formularios", "en/reference/forms"):
        assert {page.stem for page in (DOCS / folder).glob("*.md")} - {"README"} == set(form.codes())


def test_every_link_between_documents_leads_somewhere() -> None:
    broken = [
        f"{name(page)}: {target}"
        for page in tracked()
        if page.suffix == ".md"
        for target in re.findall(
            r"\]\(([^)#]+)(?:#[^)]*)?\)", re.sub(r"`[^`]*`", "", page.read_text("utf-8"))
        )
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert not broken


def test_every_decision_says_what_and_why_and_is_listed_by_its_number() -> None:
    decisions = sorted((DOCS / "decisions").glob("[0-9]*.md"))
    assert [int(page.name[:4]) for page in decisions] == list(range(1, len(decisions) + 1))
    for page in decisions:
        text = page.read_text(encoding="utf-8")
        assert text.startswith(f"# {page.name[:4]}. ") and "**Decision.**" in text and "**Why.**" in text, (
            page
        )
