"""Notebooks of a known size to measure on, made through fieldkit's own store and commands."""

from __future__ import annotations

import csv
import json
import os
import random
import shutil
import subprocess
from pathlib import Path

from benchmarks.measure import BIN, WORK

NAMES = ("Citlali", "Xóchitl", "Mateo", "Itzel", "Ángel", "Yaretzi", "Emiliano", "Lucía", "Tonatiuh", "Inés")
SURNAMES = ("Muñoz", "García", "Sánchez", "Tlapa", "Peña", "Ñuu", "Ramírez", "Cuautli", "Guzmán", "Bárcenas")
_TEXT = """
de que la a el en y se los con las no por una su un para le lo al del como más pero o cuando sin
sobre también muy ya porque después hasta hay donde desde todo durante todos antes otra ni entre
algo poco quien niña niño maestra familia lectura cuento texto párrafo palabra letra sílaba sonido
cuaderno problema suma resta semillas dibujo tarea juego compañera equipo escuela comunidad camino
lluvia cosecha café asamblea reunión acuerdo leyó escribió resolvió explicó preguntó intentó logró
pidió dibujó contó ayudó faltó llegó ofreció practicó revisó despacio solo juntos voz alta lengua
náhuatl español grande pequeño difícil fácil primero segundo tercero mañana tarde semana mes minutos
veces ideas respuesta error duda confianza pena gusto interés avance apoyo resultado
"""


def prose(dice: random.Random, words: int) -> str:
    """Free text as hard to compress as what people write: words drawn by Zipf's law (the n-th as 1/n)."""
    vocabulary = _TEXT.split()
    chosen = dice.choices(vocabulary, [1 / n for n in range(1, len(vocabulary) + 1)], k=words)
    return " ".join(chosen).capitalize() + "."


def environment(home: Path) -> dict[str, str]:
    """The environment of one notebook, on one fixed day."""
    return {
        **os.environ,
        "FIELDKIT_HOME": str(home),
        "FIELDKIT_NOW": "2025-10-31T12:00:00",
        "FIELDKIT_LANG": "es",
    }


def fieldkit(home: Path, *words: str) -> str:
    """Run one command to its end; anything but success stops the benchmark."""
    done = subprocess.run(
        [str(BIN / "fieldkit"), *words], env=environment(home), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"fieldkit {' '.join(words)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def cct(number: int) -> str:
    """An invented school key of Guerrero with its check letter."""
    from fieldkit.domain.identifiers import cct_letter

    head = f"12KPR{number:04d}"
    return head + cct_letter(head)


def fresh(name: str) -> Path:
    """An empty notebook with one advisor."""
    home = WORK / name
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    fieldkit(home, "init", "--advisor", "Ana Ruiz", "--no-input")
    return home


def schools_file(path: Path, count: int, first: int = 0) -> Path:
    """A CSV of so many schools, from this number on."""
    with path.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(["CCT", "NOMBRE", "NIVEL", "TURNO"])
        table.writerows(
            [cct(n), f"Escuela {SURNAMES[n % 10]} {n}", "primaria", "matutino"]
            for n in range(first, first + count)
        )
    return path


def students_file(path: Path, count: int, schools: int, first: int = 0, seed: int = 5) -> Path:
    """A CSV of so many students, spread over so many schools, from this one on."""
    dice = random.Random(seed)
    with path.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(["school", "first_names", "surname", "second_surname", "birth_date", "sex", "grade",
                        "no_curp_reason", "since"])  # fmt: skip
        for n in range(count):
            name = f"{dice.choice(NAMES)} {dice.choice(NAMES)}"
            born = f"{dice.randint(2013, 2018)}-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}"
            surnames = dice.choice(SURNAMES), dice.choice(SURNAMES)
            table.writerow([cct(first + n % schools), f"{name} {n:x}", *surnames, born, dice.choice("HM"),
                            dice.randint(1, 6), "no_tiene", "2025-09-01"])  # fmt: skip
    return path


NOTICE = (
    "--notice",
    "2025-1",
    "--notice-date",
    "2025-09-01",
    "--notice-to",
    "Madre",
    "--notice-how",
    "leido",
)


def sheet(school: str, day: str, dice: random.Random, students: list[str]) -> dict[str, object]:
    """A believable monitoring sheet: three pupils, a teacher, an agreement."""
    return {
        "school": school,
        "date": day,
        "V01": "jornada",
        "V02": "asesor",
        "V03_A": "08:00",
        "V03_B": "13:30",
        "V05": prose(dice, 8),
        "V07_H": dice.randint(3, 7),
        "V07_M": dice.randint(3, 7),
        "VA": [
            {"VA1": who, "VA2": dice.choice(["lectura", "escritura", "matematicas"]),
             "VA3": dice.randrange(20, 60, 5), "VA4": prose(dice, 6), "VA5": dice.randint(1, 4),
             "VA6": prose(dice, 14)}
            for who in dice.sample(students, 3)
        ],
        "VD1": "no",
        "VF4_H": "no",
        "VF4_C": 0,
        "VZ1": "no",
        "VZ3": [{"VZ3_Q": prose(dice, 10), "VZ3_R": "Docente", "VZ3_F": "2025-12-01"}],
        "VZ4": "2025-12-01",
        "VZ5": {"name": "Rosa Peña", "mode": "firmo"},
    }  # fmt: skip


def write_json(path: Path, value: object) -> Path:
    """A file of answers."""
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path


def students_of(home: Path, school: str) -> list[str]:
    """The ids of the students of one school."""
    return [row["id"] for row in json.loads(fieldkit(home, "student", "list", "--school", school, "--json"))]


def students_with_school(home: Path) -> list[tuple[str, str]]:
    """Every student of a notebook with the key of their school."""
    keys = {row["id"]: row["cct"] for row in json.loads(fieldkit(home, "school", "list", "--json"))}
    rows = json.loads(fieldkit(home, "student", "list", "--json"))
    return [(keys.get(row["school"], row["school"]), row["id"]) for row in rows]
