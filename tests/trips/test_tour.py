"""The tour is real: it plays in both languages, and says so loudly when anything is not as it must be."""

from __future__ import annotations

import json
import shutil
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from fieldkit.cli.demo import typed
from fieldkit.cli.tour.district import source
from fieldkit.cli.tour.link import Link
from fieldkit.cli.tour.play import play
from fieldkit.cli.tour.stage import quoted
from tests.house.commands import fieldkit


@pytest.mark.parametrize(("language", "ends"), [("es", "Todo cuadra"), ("en", "It all adds up")])
def test_the_tour_comes_to_its_end(home: Path, language: str, ends: str) -> None:
    told = fieldkit("demo", "--lang", language, home=home)
    assert ends in told
    assert told.count("[ana] $ fieldkit") > 10
    assert ("mensual:12" in told, "monthly:12" in told) == (language == "es", language == "en")


def test_what_is_too_long_for_a_line_goes_on_below_it() -> None:
    """The remedy stands at the end of what a command answers: the tour must not cut it off."""
    answer = "  renglón 15, Fecha de nacimiento: " + "no es una fecha " * 8 + "/a/path/that-stays-whole.csv"
    lines = quoted(answer).splitlines()
    assert len(lines) > 1 and max(map(len, lines)) <= 110
    assert " ".join(map(str.strip, lines)) == answer.strip()
    assert lines[0].startswith("      r") and lines[1].startswith("        ")


def test_the_tour_ends_with_commands_as_they_are_typed_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripts = tmp_path / ".venv" / "bin"
    scripts.mkdir(parents=True)
    monkeypatch.setattr(sys, "executable", str(scripts / "python"))
    monkeypatch.setenv("PATH", "")
    monkeypatch.chdir(tmp_path)
    assert typed() == str(Path(".venv/bin/fieldkit"))
    monkeypatch.chdir(scripts)
    assert typed() == str(scripts / "fieldkit")
    (scripts / "fieldkit").write_text("#!/bin/sh\n", encoding="utf-8")
    (scripts / "fieldkit").chmod(0o700)
    monkeypatch.setenv("PATH", str(scripts))
    assert typed() == "fieldkit"


def test_the_tour_fails_loudly_when_a_count_is_off(tmp_path: Path) -> None:
    files = Path(shutil.copytree(source(), tmp_path / "district"))
    expected = json.loads((files / "expected.json").read_text(encoding="utf-8"))
    expected["rosters"]["12KPR9001T"]["students"] += 1
    (files / "expected.json").write_text(json.dumps(expected), encoding="utf-8")
    (tmp_path / "tour").mkdir()
    assert play(tmp_path / "tour", files=files) == "alumnos: hay [0, 0, 13], debía haber [0, 0, 14]"
    assert (tmp_path / "tour" / "ana" / "fieldkit.db").is_file()


@contextmanager
def echoing() -> Iterator[int]:
    """Somebody on this computer who says everything twice. Yields their port."""
    with socket.create_server(("127.0.0.1", 0)) as door:

        def answer() -> None:
            while True:
                try:
                    visitor, _ = door.accept()
                except OSError:
                    return
                with visitor:
                    while said := visitor.recv(1000):
                        visitor.sendall(said * 2)

        threading.Thread(target=answer, daemon=True).start()
        yield door.getsockname()[1]
        door.shutdown(socket.SHUT_RDWR)


def say(port: int, words: bytes, wanted: int) -> bytes:
    """What is heard of an answer before the connection ends or the wanted length is there."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as road:
        road.sendall(words)
        heard = b""
        while len(heard) < wanted and (piece := road.recv(1000)):
            heard += piece
    return heard


def test_a_good_link_lets_everything_through() -> None:
    with echoing() as port, Link(port) as link:
        assert say(link.port, b"abc", 6) == b"abcabc"


def test_a_bad_link_cuts_the_answer_and_a_mended_one_does_not() -> None:
    with echoing() as port, Link(port) as link:
        link.worsen(4)
        assert say(link.port, b"abc", 6) == b""
        assert link.reached.is_set()
        link.mend()
        assert say(link.port, b"abc", 6) == b"abcabc"


def test_a_link_that_holds_keeps_the_connection_open_and_silent() -> None:
    with echoing() as port, Link(port) as link:
        link.worsen(0, holds=True)
        with socket.create_connection(("127.0.0.1", link.port), timeout=0.5) as road:
            road.sendall(b"abc")
            assert link.reached.wait(5)
            with pytest.raises(TimeoutError):
                road.recv(10)
