"""A class that tutors itself: its sheets as a script would give them, and the command that saves them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fieldkit.store.store import Store
from tests import make
from tests.cli.conftest import NOW, Notebook
from tests.house.commands import facts

EXERCISE = {
    "code": "MAT-3-001", "type": "problema", "subject": "matematicas", "band": "3", "title": "Las mazorcas",
    "standard_plan": "Plan 2022", "standard_code": "PDA-1", "standard_text": "Multiplica",
    "statement": "Hay 12 mazorcas en cada costal. ¿Cuántas en 4 costales?", "challenge": "Sin contar",
    "mastery": "Explica por qué", "source": "Propia",
}  # fmt: skip

SOLVED = {"U05": "Le gusta contar", "U08": "resuelto_solo", "U09": 4}


class Class:
    """The notebook of a class on 20 October 2025, spoken to through the command line."""

    def __init__(self, notebook: Notebook, folder: Path) -> None:
        self.home, self.cct, self.school, self.folder = notebook.home, notebook.cct, notebook.school, folder

    def run(self, *words: object, leaves: int = 0, lang: str = "es", **answers: Any) -> Any:
        """A command with these answers, if any, and what it says as JSON. leaves: with which exit code."""
        if answers:
            file = self.folder / "answers.json"
            file.write_text(json.dumps(answers), encoding="utf-8")
            words = (*words, "--answers", file)
        return facts(*words, home=self.home, code=leaves, FIELDKIT_NOW=NOW, FIELDKIT_LANG=lang)

    def join(self, *names: str, **answers: Any) -> list[str]:
        """More students of the school: their ids."""
        store = Store.open(self.home)
        by = str(store.meta("advisor"))
        people = [make.person(self.school, first_names=name, surname="Ramos", **answers) for name in names]
        ids = [change.record for change in store.save(people, by=by)]
        store.save([make.membership(self.school, one) for one in ids], by=by)
        store.close()
        return ids

    def tutoring(
        self, tutor: str, tutee: str, first: str, last: str = "", *, exercise: str = "MAT-3-001", **other: Any
    ) -> Any:
        """One tutoring, solved in one session, or in two."""
        days = [first, last] if last else [first]
        sessions = [{"U07_F": day, "U07_M": 40, "U07_P": "Cuenta", "U07_A": 4} for day in days]
        ended = {} if other.get("U08") == "en_curso" else {"U06_F": last or first}
        solved: Mapping[str, Any] = {"U05": "Quiso", "U08": "en_curso"} if not ended else SOLVED
        who = {"U01": exercise, "U02": tutor, "U03": tutee, "date": first, "school": self.cct}
        return self.run("tutoring", "new", **{**who, "U07": sessions, **solved, **ended, **other})

    def account(self, person: str, day: str, *, exercise: str = "MAT-3-001", **other: Any) -> Any:
        """A sufficient account."""
        who = {"person": person, "exercise": exercise, "date": day, "school": self.cct}
        told = {"account": "Conté de doce en doce", "language": "español", "read_by": "Ana Ruiz"}
        return self.run("account", "new", **{**who, **told, "sufficient": "si", **other})

    def demonstration(
        self, person: str, day: str, evaluator: str = "Ana Ruiz", *, exercise: str = "MAT-3-001", **other: Any
    ) -> Any:
        """An accepted demonstration."""
        who = {"person": person, "exercise": exercise, "date": day, "school": self.cct}
        told = {"audience": ["companeros"], "audience_n": 3, "evaluator": evaluator, "mastery": 3}
        return self.run("demonstration", "new", **{**who, **told, "accepted": "si", **other})

    def learns(self, tutee: str, tutor: str, first: str, day: str, **other: Any) -> Any:
        """The whole cycle of one person, from the first session to the demonstration. Returns the last."""
        self.tutoring(tutor, tutee, first, **other)
        self.account(tutee, day)
        return self.demonstration(tutee, day, tutor)


def begun(notebook: Notebook, folder: Path) -> Class:
    """A class where Itzel learned from Ana Ruiz, who works here; José has not begun."""
    found = Class(notebook, folder)
    found.run("exercise", "new", **EXERCISE)
    found.learns("Itzel", "Ana Ruiz", "2025-09-24", "2025-10-06", seed="si")
    return found
