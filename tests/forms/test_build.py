"""The built forms are those of the sources."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest

from fieldkit.forms.build import build, built
from fieldkit.forms.form import BUILT, LIBRARY, codes, load
from fieldkit.forms.source import read_toml

SOURCES = sorted(LIBRARY.glob("*.toml"))


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_a_built_form_is_its_source(source: Path) -> None:
    assert (BUILT / f"{source.stem}.json").read_text(encoding="utf-8") == built(source), (
        "run: python -m fieldkit.forms.build"
    )


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_a_loaded_form_is_its_source_and_named_like_its_file(source: Path) -> None:
    form, read = load(source.stem), read_toml(source)
    assert form.code == source.stem
    assert [asdict(group) for group in form.groups] == [asdict(group) for group in read.groups]


def test_there_is_one_built_form_for_each_source() -> None:
    assert codes() == tuple(source.stem for source in SOURCES)


def test_a_form_without_source_goes_away_when_built_again(tmp_path: Path) -> None:
    (tmp_path / "OLD.json").write_text("{}")
    assert [file.stem for file in build(into=tmp_path)] == [source.stem for source in SOURCES]
    assert not (tmp_path / "OLD.json").exists()


@pytest.mark.parametrize("code", codes())
def test_every_form_speaks_both_languages(code: str) -> None:
    form = load(code)
    for language in ("es", "en"):
        assert form.label(language)
        assert all(group.label(language) for group in form.groups)
        assert all(item.label(language) for item in form.items.values())
        assert all(choice.label(language) for item in form.items.values() for choice in item.choices)
