"""What `make` installs is named exactly, once, in `constraints.txt`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution

from packaging.requirements import Requirement

from tests.house.walls import ROOT


def test_everything_that_make_installs_is_pinned_to_what_is_installed() -> None:
    pins = dict(
        line.split("==")
        for line in (ROOT / "constraints.txt").read_text().splitlines()
        if not line.startswith("#")
    )
    pinned = {_key(name): version for name, version in pins.items()}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["build-system"]["requires"], *project["dependency-groups"]["dev"]]
    asked += [*project["project"]["dependencies"], *project["project"]["optional-dependencies"]["server"]]
    needed = dict(_needed(asked, set()))
    needed.pop("pip", None)  # it came with the environment
    assert len(needed) > 40
    assert {name: version for name, version in needed.items() if pinned.get(name) != version} == {}


def _needed(lines: list[str], seen: set[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Every distribution that these requirements lead to, with its installed version."""
    for need in map(Requirement, lines):
        for extra in ("", *need.extras):
            if (need.name, extra) in seen:
                continue
            seen.add((need.name, extra))
            try:
                found = distribution(need.name)
            except PackageNotFoundError:
                continue  # of another system: colorama on Windows
            yield _key(need.name), found.version
            inner = [line for line in found.requires or [] if _applies(Requirement(line), extra)]
            yield from _needed(inner, seen)


def _applies(need: Requirement, extra: str) -> bool:
    return need.marker is None or need.marker.evaluate({"extra": extra})


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
