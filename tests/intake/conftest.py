"""A notebook that files are imported into, through the command itself."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from fieldkit.cli import app, kit

WHOLE = ("--with-curp", "--purpose", "becas", "--receiver", "la SEP")
NOTICE = ("--notice", "2025-1", "--notice-to", "Familias", "--notice-how", "leido")


class Notebook:
    """One notebook. Each `run` is a command of its own."""

    def __init__(
        self, home: Path, capsysbinary: pytest.CaptureFixture[bytes], patch: pytest.MonkeyPatch
    ) -> None:
        self.home, self._said, self._patch = home, capsysbinary, patch
        self.code = 0
        self.errors = ""
        self.run("init", "--advisor", "Ana Ruiz", "--no-input")

    def run(self, *words: str) -> bytes:
        """What a command wrote; its exit code stays in `code`, what it said beside it in `errors`."""
        self._patch.setattr(kit, "_store", None)
        self.code = app.run(list(words))
        if kit._store is not None:
            kit._store.close()
        said = self._said.readouterr()
        self.errors = said.err.decode()
        return said.out

    def take(self, kind: str, file: Path | str, *words: str) -> dict[str, Any]:
        """Import a file: the outcome, or the error, as JSON."""
        found: dict[str, Any] = json.loads(
            self.run("import", kind, str(file), "--json", "--no-input", *words)
        )
        return found

    def give(self, kind: str, *words: str) -> list[dict[str, Any]]:
        """Export whole records."""
        return [json.loads(line) for line in self.run("export", kind, "--jsonl", "-", *words).splitlines()]


@pytest.fixture
def notebook(
    home: Path, today: str, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> Notebook:
    """An empty notebook on 20 October 2025."""
    return Notebook(home, capsysbinary, monkeypatch)


SCHOOL = ["CCT", "Nombre", "Turno"]
LA_CIENEGA = ["12KPR0001Z", "La Ciénega", "Matutino"]
STUDENT = ["CCT", "Nombre(s)", "Apellido paterno", "Apellido materno", "Fecha de nacimiento", "Sexo", "Grado"]
ITZEL = ["12KPR0001Z", "Itzel", "Sánchez", "Peña", "14/03/2016", "M", "3"]
JOSE = ["12KPR0001Z", "José", "Ñuu", "", "02/05/2015", "H", "4"]


def as_csv(rows: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    """Rows as a CSV text."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[..., Path]:
    """Writes rows to a CSV file."""

    def write(
        *rows: Sequence[str], name: str = "hoja.csv", encoding: str = "utf-8", delimiter: str = ","
    ) -> Path:
        file = tmp_path / name
        file.write_bytes(as_csv(rows, delimiter).encode(encoding))
        return file

    return write


@pytest.fixture
def school(notebook: Notebook, sheet: Callable[..., Path]) -> Notebook:
    """The notebook with one school."""
    assert notebook.take("schools", sheet(SCHOOL, LA_CIENEGA, name="escuela.csv"))["new"] == 1
    return notebook


CAT = ["Clave", "Versión", "Tipo", "Materia", "Grado", "Título", "Plan", "standard_code", "standard_text",
       "Texto o enunciado", "Desafío", "Qué es lograrlo", "Fuente o autor"]  # fmt: skip
MAZORCAS = ["MAT-3-001", "2", "Problema", "Matemáticas", "3", "Las mazorcas", "Plan 2022", "PDA-1",
            "Multiplica", "Hay 12 en cada costal", "Sin contar", "Explica por qué", "Propia"]  # fmt: skip
TUT = ["CCT", "Inicio", "Ejercicio", "Tutor", "Aprendiz", "¿Por qué lo eligió el aprendiz?", "seed",
       "U07[1].U07_F", "U07[1].U07_M", "U07[1].U07_P", "U07[1].U07_A",
       "Sesiones[2].Fecha de la sesión", "Sesiones[2].Minutos", "Sesiones[2].U07_P", "Sesiones[2].Avance",
       "Resultado", "Fin", "U09"]  # fmt: skip
PLANTED = ["12KPR0001Z", "2025-09-24", "las mazorcas", "Ana Ruiz", "Itzel Sánchez Peña", "Cuenta", "sí",
           "2025-09-24", "40", "De uno en uno", "2", "2025-09-26", "30", "De diez en diez", "4",
           "Resuelto solo", "2025-09-26", "4"]  # fmt: skip


@pytest.fixture
def room(school: Notebook, sheet: Callable[..., Path]) -> Notebook:
    """The notebook with a class and an exercise in its second version."""
    school.take("students", sheet(STUDENT, ITZEL, JOSE), *NOTICE)
    assert school.take("exercises", sheet(CAT, MAZORCAS))["new"] == 1
    return school
