"""What people do beyond monitoring sheets, each command killed at a random instant.

Each deed leaves its mark (`marca-7-plan`) in what it saves, so that it is found wherever it ended up.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pexpect
from PIL import Image

from fieldkit.domain.entry import Entry
from fieldkit.domain.identifiers import cct_letter
from fieldkit.store.store import Store
from tests import make
from tests.cli.classroom import EXERCISE
from tests.cli.test_plan import PLAN
from tests.faults.truths import REPORT, insist
from tests.forms.test_library_families import SHEETS

if TYPE_CHECKING:
    from tests.faults.story import Story

SIGNED = {"name": "Marta Ríos", "mode": "firmo"}
SESSION = {"U07_F": "2026-05-04", "U07_M": 40, "U07_P": "Cuenta", "U07_A": 4}
STRATEGY: dict[str, Any] = {
    "date": "2026-05-04", "I02": [{"I02_A": "Itzel"}], "I04_M": "Con los dedos", "I06": ["juego"],
    "I03": [{"I03_D": "Marta", "I03_F": "2026-05-04", "I03_P": "Eligió los textos"}], "I07_M": 60,
    "I05": [{"I05_I": "otro", "I05_T": "Problemas", "I05_V": 0, "I05_M": 3, "I05_F": "2026-06-20"}],
    "I07_H": "Lunes", "I09_T": "Juegan en casa", "I11": "Con la docente", "I11R": [{"I11_F": "2026-06-15"}],
    "I12_D": SIGNED, "I12_A": SIGNED,
}  # fmt: skip
LEARNT = {"person": "José", "exercise": EXERCISE["code"], "date": "2026-05-04"}

SHEETS_OF: dict[str, tuple[tuple[str, ...], dict[str, Any], str]] = {
    "plan": (("plan", "new"), PLAN, "ACT"),
    "strategy": (("strategy", "new"), STRATEGY, "I09_T"),
    "apec": (("apec", "new"), SHEETS["APC"], "community"),
    "rules": (("rules", "new"), SHEETS["RGI"], "ART"),
    "minutes": (("minutes", "new"), SHEETS["APM"], "topics"),
    "story": (("story", "new"), SHEETS["HIS"], "story"),
    "tutoring": (("tutoring", "new"), {
        "U01": EXERCISE["code"], "U02": "Itzel", "U03": "José", "date": "2026-05-04", "U07": [SESSION],
        "U08": "en_curso",
    }, "U05"),
    "account": (("account", "new"), {
        **LEARNT, "account": "Conté", "language": "español", "read_by": "Ana Ruiz", "sufficient": "no",
    }, "account"),
    "demonstration": (("demonstration", "new"), {
        **LEARNT, "audience": ["companeros"], "audience_n": 3, "evaluator": "Ana Ruiz", "mastery": 2,
        "accepted": "no",
    }, "notes"),
    "qualification": (("fill", "ACR"), LEARNT, "why"),
}  # fmt: skip
"""The command, a whole sheet, and the item that takes the mark."""

ROWS = 40
"""Of an import."""

SECONDS = 0.3
"""Until the kill at the latest: about twice what a save takes."""


def populate(story: Story) -> None:
    """Who and what the sheets are about: children, families, a teacher, a diagnosis, an exercise."""
    store = Store.open(story.home)
    by = str(store.meta("advisor"))
    place = json.loads(story.run("school", "list", "--json"))[0]["id"]
    roles = {
        "Itzel": "student",
        "José": "student",
        "Nadia": "student",
        "Marta": "teacher",
        "Rosa": "relative",
        "Luz": "relative",
    }
    forms = {"student": "REG-A", "teacher": "REG-D", "relative": "REG-F"}
    for name, role in roles.items():
        (one,) = store.save([make.person(place, forms[role], first_names=name)], by=by)
        since = {"since": "2025-09-01"}
        store.save([make.membership(place, one.record, role, **since)], by=by)
        story.people[name] = one.record
    store.close()
    story.people["diagnosis"] = story.saved(("fill", "DXE"), {**_diagnosis(), "school": story.school})["id"]
    why = {"agreed_with": "Marta", "reasons": ["lectura"], "priority": 1, "focal": "si"}
    story.saved(("fill", "RIE"), {"school": story.school, "date": "2025-09-20", "student": "Itzel", **why})
    story.saved(("exercise", "new"), EXERCISE)
    who = {"U01": EXERCISE["code"], "U02": "Ana Ruiz", "U03": "Itzel", "date": "2025-09-24", "seed": "si"}
    solved = {"U05": "Quiso", "U08": "resuelto_solo", "U09": 4, "U06_F": "2025-09-24"}
    story.saved(("tutoring", "new"), {**who, **solved, "U07": [{**SESSION, "U07_F": "2025-09-24"}]})
    passed = {**LEARNT, "person": "Itzel", "date": "2025-10-06"}
    for noun, better in (
        ("account", {"sufficient": "si"}),
        ("demonstration", {"accepted": "si", "mastery": 3}),
    ):
        story.saved((noun, "new"), {**SHEETS_OF[noun][1], **passed, **better})


def _diagnosis() -> dict[str, Any]:
    """A whole diagnosis of a class, of the sample data."""
    lines = (Path("sample_data") / "ciclo_ana.jsonl").read_text(encoding="utf-8").splitlines()
    found: dict[str, Any] = next(json.loads(one)["answers"] for one in lines if '"DXE"' in one)
    return found


def answered(story: Story, sort: str, mark: str) -> dict[str, Any]:
    """A whole sheet of a sort, with its mark and the people of this school."""
    _, whole, place = SHEETS_OF[sort]
    told = {**whole, "school": story.school}
    if sort == "plan":
        told["ACT"] = [{**row, "ACT_N": f"{row['ACT_N']} {mark if not at else ''}".strip()}
                       for at, row in enumerate(whole["ACT"])]  # fmt: skip
    elif sort == "rules":
        told["ART"] = [{**whole["ART"][0], "ART_T": mark}, *whole["ART"][1:]]
    else:
        told[place] = mark
    if sort == "strategy":
        told["I01"] = [{"I01_D": story.people["diagnosis"]}]
    if sort == "apec":
        names = ("Rosa", "Luz")
        told["OFF"] = [{**row, "OFF_P": one} for row, one in zip(whole["OFF"], names, strict=False)]
    if sort == "story":
        told["person"] = "Itzel"
    return told


def whole(story: Story, sort: str, mark: str) -> dict[str, Any]:
    """A whole sheet of a sort, saved and not killed: what was said of it."""
    _make_room(story, sort)
    return story.saved(SHEETS_OF[sort][0], answered(story, sort, mark))


ALONE = ("strategy", "plan")
"""Of these there is one of a school year, or of a bimester."""


def _make_room(story: Story, sort: str) -> None:
    """Withdraw the sheet in whose place this one comes; a plan rests on a strategy."""
    if sort in ALONE:
        for one in json.loads(story.run(sort, "list", "--json")):
            story.run(sort, "withdraw", one["id"], "--reason", "otra", "--json")
    if sort == "plan" and not json.loads(story.run("strategy", "list", "--json")):
        whole(story, "strategy", "la que sigue")


def sheet(story: Story, dice: random.Random, number: int) -> None:
    """Any of the sheets, from a file, killed."""
    sort = dice.choice(sorted(SHEETS_OF))
    mark = f"marca-{number}-{sort}"
    _make_room(story, sort)
    file = story.file("answers.json", answered(story, sort, mark))
    words = [*SHEETS_OF[sort][0], "--school", story.school, "--answers", file, "--no-input", "--json"]
    story.marked(mark, story.killed(words, SECONDS, dice))


def closing(story: Story, dice: random.Random, number: int) -> None:
    """The closing of a plan, killed: it is open as it was, or closed with all that was said."""
    mark = f"marca-{number}-closing"
    plan = whole(story, "plan", f"plano-{number}")["id"]
    rows = [{"ACT_N": row["ACT_N"], "ACT_E": "no_realizada", "ACT_W": "Llovió"}
            for row in answered(story, "plan", f"plano-{number}")["ACT"]]  # fmt: skip
    said = {"done_well": mark, "difficulties": "b", "adjustments": "c", "teacher_signature": "Rosa Peña"}
    file = story.file("closing.json", {**said, "ACT": rows})
    printed = story.killed(["plan", "close", plan, "--answers", file, "--no-input", "--json"], SECONDS, dice)
    story.marked(mark, printed, state="corrected")
    answers = story.kept(plan)
    closed = answers.get("done_well") == mark and all(row.get("ACT_E") for row in answers["ACT"])
    untouched = "done_well" not in answers and not any(row.get("ACT_E") for row in answers["ACT"])
    insist(closed or untouched, f"a plan closed by half: {answers}")


def photo(story: Story, dice: random.Random, number: int) -> None:
    """A photo attached, or one taken back, killed."""
    notes = sorted(story.notes)
    if notes and dice.random() < 0.3:
        note = dice.choice(notes)
        words = ["attachment", "remove", note, "--reason", "repetida", "--json"]
        story.killed(words, SECONDS, dice)
        story.notes.discard(note)
        return
    mark = f"marca-{number}-foto"
    file = story.work / "photo.png"
    Image.frombytes("RGB", (64, 64), dice.randbytes(64 * 64 * 3)).save(file)
    to = ["--to", story.people["Itzel"], "--consent-by", mark, "--consent-how", "firma"]
    printed = story.killed(["attach", str(file), *to, "--json"], 2 * SECONDS, dice)
    if story.marked(mark, printed, state=None):
        story.notes.add(json.loads(printed)["id"])


def freezing(story: Story, dice: random.Random, number: int) -> None:
    """A report written for and frozen, for the first time or again, killed."""
    mark = f"marca-{number}-informe"
    month = f"{2000 + dice.randrange(20)}-{1 + dice.randrange(12):02}"
    name = f"monthly:{story.school}:{month}"
    before = _edition(story, month)
    story.run("report", "write", name, "--set", f"achievements={mark}", "--json")
    story.tried.add(mark)
    words = ["report", "freeze", name, "--yes", "--no-input", "--reason", "otra vez", "--json"]
    printed = story.killed(words, 3 * SECONDS, dice)
    after = _edition(story, month)
    if printed.strip():
        told = json.loads(printed)
        insist((told["edition"], told["digest"]) == after[:2], f"said to be frozen and is not: {told}")
    insist(after[0] in (before[0], before[0] + 1), f"editions {before} → {after}")
    written = json.loads(story.run("report", "write", name, "--set", "next=x", "--json"))["written"]
    insist(written["achievements"] == mark, f"what was written for a report is lost: {written}")
    story.discard_drafts()
    if after[0] > before[0]:
        insist(mark in after[2], "frozen without what was written for it")


def _edition(story: Story, month: str) -> tuple[int, str, str]:
    """Edition, digest and what was written of the frozen report of a month; edition 0 when it is not."""
    store = Store.open(story.home)
    found = [one.answers for one in store.find(Entry, form=REPORT) if one.answers.get("month") == month]
    store.close()
    insist(len(found) < 2, f"two frozen reports of {month}")
    return next(((a["edition"], a["digest"], a["achievements"]) for a in found), (0, "", ""))


def results(story: Story, dice: random.Random, number: int) -> None:
    """Results of a national test imported, killed: all of them or none."""
    batch = [f"marca-{number}-{row}" for row in range(ROWS)]
    head = "NOMBRE DE LA ESCUELA,CLAVE DE LA ESCUELA,TURNO,EXTENSIÓN,ALUMNOS PROGRAMADOS,ALUMNOS EVALUADOS"
    levels = ",".join(["INSUFICIENTE,ELEMENTAL,BUENO,EXCELENTE"] * 2)
    rows = (
        f"{mark},{_key(number, row)},MATUTINO,,20,18,55,25,20,0,70,20,5,5" for row, mark in enumerate(batch)
    )
    file = story.work / "results.csv"
    file.write_text("\n".join((f"{head},{levels}", *rows)), encoding="utf-8")
    words = ["import", "results", str(file), "--test", "ENLACE", "--year", "2010", "--no-input", "--json"]
    story.killed(words, 2 * SECONDS, dice)
    there = story.there(set(batch))
    insist(not there or there == set(batch), f"half of an import of results: {len(there)}")


def _key(number: int, row: int) -> str:
    """The key of a school that no other round has."""
    digits = f"{12 + number % 20}DPR{number // 20 * 100 + row:04}"
    return digits + cct_letter(digits)


def suggested(story: Story, dice: random.Random, number: int) -> None:
    """A suggested pair accepted at a terminal, then killed: what was said to be begun is in the drafts."""
    words = ["tutoring", "suggest", "--school", story.school, "--exercise", EXERCISE["code"]]
    terminal = pexpect.spawn(
        sys.executable, ["-m", "fieldkit", *words], encoding="utf-8", timeout=20,
        env={**story.environment, "TERM": "dumb"},
    )  # fmt: skip
    terminal.expect_exact("> ")
    terminal.sendline("")
    said = dice.random() < 0.5
    if said:
        terminal.expect("orrador")
    terminal.kill(9)
    terminal.wait()
    story.kills += 1
    drafts = json.loads(story.run("draft", "list", "--json"))
    insist(bool(drafts) or not said, "a pair said to be begun is no draft")
    insist(len(drafts) < 2, f"a pair begun twice: {drafts}")
    story.discard_drafts()


DEEDS: tuple[Callable[[Story, random.Random, int], None], ...] = (
    *(sheet, sheet, sheet, closing, photo, photo, freezing, results, suggested),
)
