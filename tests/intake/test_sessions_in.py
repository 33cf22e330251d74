"""A row for each session: the rows of one tutoring become one, and a later table goes on with it."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.intake.conftest import PLANTED, TUT, Notebook
from tests.intake.test_import import counts

Sheet = Callable[..., Path]


BY_SESSION = ["CCT", "Ejercicio", "Tutor", "Aprendiz", "¿Por qué lo eligió el aprendiz?", "seed",
              "Fecha de la sesión", "Minutos", "¿De dónde partió el aprendiz?", "Avance",
              "Resultado", "Fin", "U09"]  # fmt: skip
WITH_ITZEL = ["12KPR0001Z", "MAT-3-001", "Ana Ruiz", "Itzel Sánchez Peña", "Cuenta", "sí"]
MONDAY = [*WITH_ITZEL, "22/09/2025", "40", "De uno en uno", "2", "En curso", "", ""]
FRIDAY = [*WITH_ITZEL, "26/09/2025", "30", "De diez en diez", "4", "Resuelto solo", "26/09/2025", "4"]


def sessions(room: Notebook) -> list[list[tuple[str, int]]]:
    kept = sorted((one["answers"] for one in room.give("TUT")), key=lambda one: one["date"])
    return [[(row["U07_F"], row["U07_M"]) for row in one["U07"]] for one in kept]


def test_a_column_without_a_name_is_told_by_where_it_stood_before_rows_were_joined(
    room: Notebook, sheet: Sheet
) -> None:
    """Between the sessions of the file, as its eighth column: H. In the joined table it is the seventh."""
    rows = ([*row[:7], extra, *row[7:]] for row, extra in ((BY_SESSION, ""), (MONDAY, ""), (FRIDAY, "sí")))
    assert room.take("TUT", sheet(*rows))["nameless_columns"] == ["H"]


def test_rows_of_one_tutoring_are_its_sessions_whatever_their_order(room: Notebook, sheet: Sheet) -> None:
    """Friday stands before Monday: one tutoring that began on Monday, solved on Friday."""
    outcome = room.take("TUT", sheet(BY_SESSION, FRIDAY, MONDAY))
    assert (counts(outcome), outcome["unknown_columns"]) == ((1, 0, 0, 0, 0), [])
    assert sessions(room) == [[("2025-09-22", 40), ("2025-09-26", 30)]]
    (kept,) = room.give("TUT")
    told = kept["answers"]
    assert (told["date"], told["U08"], told["U06_F"], told["minutes"]) == (
        "2025-09-22", "resuelto_solo", "2025-09-26", 70,
    )  # fmt: skip


def test_a_table_of_sessions_twice_changes_nothing_and_with_one_more_it_grows(
    room: Notebook, sheet: Sheet
) -> None:
    room.take("TUT", sheet(BY_SESSION, MONDAY))
    assert counts(room.take("TUT", sheet(BY_SESSION, MONDAY))) == (0, 0, 1, 0, 0)
    assert counts(room.take("TUT", sheet(BY_SESSION, MONDAY, FRIDAY))) == (0, 1, 0, 0, 0)
    assert sessions(room) == [[("2025-09-22", 40), ("2025-09-26", 30)]]


def test_after_one_that_is_over_the_same_two_begin_another(room: Notebook, sheet: Sheet) -> None:
    """Given up on the 26th, begun again on 6 October, with the same exercise."""
    given_up = [*WITH_ITZEL, "26/09/2025", "30", "De dos en dos", "1", "Abandonado", "26/09/2025", "", "Sed"]
    again = [*WITH_ITZEL, "06/10/2025", "20", "De dos en dos", "3", "En curso", "", "", ""]
    head = [*BY_SESSION, "¿Por qué se abandonó?"]
    assert counts(room.take("TUT", sheet(head, [*MONDAY, ""], given_up, again))) == (2, 0, 0, 0, 0)
    assert sessions(room) == [[("2025-09-22", 40), ("2025-09-26", 30)], [("2025-10-06", 20)]]


def test_the_columns_of_the_first_session_alone_are_those_of_each_row(room: Notebook, sheet: Sheet) -> None:
    """As the empty sheet of the program has them, with the beginning in every row."""
    head = [*TUT[:11], *TUT[15:]]
    first = [*PLANTED[:11], "", "", ""]
    second = [*PLANTED[:7], *PLANTED[11:]]
    assert counts(room.take("TUT", sheet(head, first, second))) == (1, 0, 0, 0, 0)
    assert sessions(room) == [[("2025-09-24", 40), ("2025-09-26", 30)]]


def test_a_table_of_sessions_without_a_day_of_their_own_has_it_in_the_beginning(
    room: Notebook, sheet: Sheet
) -> None:
    head = ["Inicio" if name == "Fecha de la sesión" else name for name in BY_SESSION]
    assert counts(room.take("TUT", sheet(head, MONDAY, FRIDAY))) == (1, 0, 0, 0, 0)
    assert sessions(room) == [[("2025-09-22", 40), ("2025-09-26", 30)]]


def test_a_session_that_cannot_be_read_is_refused_with_its_line(room: Notebook, sheet: Sheet) -> None:
    odd = [*WITH_ITZEL, "31/02/2025", "40", "De uno en uno", "2", "En curso", "", ""]
    outcome = room.take("TUT", sheet(BY_SESSION, odd))
    assert counts(outcome) == (0, 0, 0, 0, 1)
    assert outcome["refused"][0]["line"] == 2


# a later table goes on with what the notebook has

WEDNESDAY = [*WITH_ITZEL, "24/09/2025", "20", "De cinco en cinco", "3", "En curso", "", ""]
OCTOBER = [*WITH_ITZEL, "06/10/2025", "25", "De dos en dos", "3", "En curso", "", ""]
BEGUN = ["Inicio", *BY_SESSION]


def answers(room: Notebook) -> dict[str, Any]:
    (kept,) = room.give("TUT")
    found: dict[str, Any] = kept["answers"]
    return found


def by_hand(room: Notebook, sheet: Sheet, *starts: str) -> None:
    """Open tutorings that began on these days, as a table with a row for each has them."""
    rows = [[*PLANTED[:1], day, *PLANTED[2:7], day, *PLANTED[8:11], *[""] * 4, "En curso", "", ""]
            for day in starts]  # fmt: skip
    assert room.take("TUT", sheet(TUT, *rows, name="a_mano.csv"))["new"] == len(starts)


def test_sessions_of_a_later_file_are_added_to_the_tutoring_that_is_going_on(
    room: Notebook, sheet: Sheet
) -> None:
    """40 minutes on Monday, 20 on Wednesday; in a dry run as a change, and with nothing kept."""
    room.take("TUT", sheet(BY_SESSION, MONDAY))
    later = sheet(BY_SESSION, WEDNESDAY, name="despues.csv")
    outcome = room.take("TUT", later, "--dry-run")
    fields = outcome["changes"][0]["fields"]
    assert (counts(outcome), fields["minutes"]) == ((0, 1, 0, 0, 0), {"before": 40, "after": 60})
    assert [len(fields["U07"][side]) for side in ("before", "after")] == [1, 2]
    said = room.run("import", "TUT", str(later), "--dry-run", "--no-input").decode()
    assert "Sesiones: — → 2025-09-24, 20, De cinco en cinco, 3 · Minutos en total: 40 → 60" in said
    assert sessions(room) == [[("2025-09-22", 40)]]
    assert counts(room.take("TUT", later)) == (0, 1, 0, 0, 0)
    assert sessions(room) == [[("2025-09-22", 40), ("2025-09-24", 20)]]
    assert counts(room.take("TUT", later)) == (0, 0, 1, 0, 0)
    assert counts(room.take("TUT", sheet(BY_SESSION, MONDAY))) == (0, 0, 1, 0, 0)


def test_a_later_file_closes_it_and_none_of_the_files_again_opens_it(room: Notebook, sheet: Sheet) -> None:
    files = [sheet(BY_SESSION, row, name=f"{row[6][:2]}.csv") for row in (MONDAY, WEDNESDAY, FRIDAY)]
    assert [counts(room.take("TUT", file))[:2] for file in files] == [(1, 0), (0, 1), (0, 1)]
    closed = answers(room)
    assert (closed["date"], closed["U08"], closed["U06_F"], closed["minutes"]) == (
        "2025-09-22", "resuelto_solo", "2025-09-26", 90,
    )  # fmt: skip
    assert [counts(room.take("TUT", file)) for file in files] == [(0, 0, 1, 0, 0)] * 3
    assert answers(room) == closed


def test_undoing_the_later_file_leaves_what_there_was_and_history_tells_both(
    room: Notebook, sheet: Sheet
) -> None:
    room.take("TUT", sheet(BY_SESSION, MONDAY))
    before = answers(room)
    batch = room.take("TUT", sheet(BY_SESSION, FRIDAY))["batch"]
    (kept,) = room.give("TUT")
    assert len(json.loads(room.run("history", kept["id"], "--json"))) == 2
    room.run("undo", batch, "--json")
    assert (room.code, answers(room)) == (0, before)


def test_a_session_is_the_same_by_day_and_minutes_and_two_of_one_day_are_two(
    room: Notebook, sheet: Sheet
) -> None:
    """The afternoon of Monday, 15 minutes, is another session; what the morning's row says anew is kept."""
    room.take("TUT", sheet(BY_SESSION, MONDAY))
    afternoon = [*MONDAY[:7], "15", *MONDAY[8:]]
    better = [*MONDAY[:9], "3", *MONDAY[10:]]
    assert counts(room.take("TUT", sheet(BY_SESSION, afternoon, better))) == (0, 1, 0, 0, 0)
    found = [(row["U07_F"], row["U07_M"], row["U07_A"]) for row in answers(room)["U07"]]
    assert found == [("2025-09-22", 40, 3), ("2025-09-22", 15, 2)]


def test_what_an_earlier_session_says_of_the_result_does_not_stand_against_a_later_one(
    room: Notebook, sheet: Sheet
) -> None:
    """Wednesday comes after Friday, which said why it was chosen and that it was solved."""
    room.take("TUT", sheet(BY_SESSION, MONDAY, FRIDAY))
    late = [*WITH_ITZEL[:4], "Otra cosa", "no", *WEDNESDAY[6:]]
    alone = [*late[:6], "26/09/2025", "30", *FRIDAY[8:]]
    assert counts(room.take("TUT", sheet(BY_SESSION, late, alone))) == (0, 1, 0, 0, 0)
    told = answers(room)
    assert sessions(room) == [[("2025-09-22", 40), ("2025-09-24", 20), ("2025-09-26", 30)]]
    assert (told["U05"], told["seed"], told["U08"]) == ("Cuenta", "si", "resuelto_solo")


def test_a_file_that_ends_one_tutoring_and_begins_another_does_so_in_any_order_of_lines(
    room: Notebook, sheet: Sheet
) -> None:
    room.take("TUT", sheet(BY_SESSION, MONDAY))
    assert counts(room.take("TUT", sheet(BY_SESSION, OCTOBER, FRIDAY))) == (1, 1, 0, 0, 0)
    assert sessions(room) == [[("2025-09-22", 40), ("2025-09-26", 30)], [("2025-10-06", 25)]]


def test_a_table_that_still_says_under_way_does_not_begin_again_what_was_closed_by_hand(
    room: Notebook, sheet: Sheet
) -> None:
    file = sheet(BY_SESSION, MONDAY)
    room.take("TUT", file)
    (kept,) = room.give("TUT")
    closing = ("--set", "U08=abandonado", "--set", "U08_M=Sed", "--set", "U06_F=2025-09-23")
    room.run("tutoring", "correct", kept["id"], *closing, "--reason", "terminó")
    assert (room.code, counts(room.take("TUT", file))) == (0, (0, 0, 1, 0, 0))
    assert answers(room)["U08"] == "abandonado"


def test_rows_with_different_beginnings_may_go_on_with_one_tutoring(room: Notebook, sheet: Sheet) -> None:
    room.take("TUT", sheet(BY_SESSION, MONDAY))
    both = sheet(BEGUN, ["22/09/2025", *WEDNESDAY], ["06/10/2025", *OCTOBER])
    assert counts(room.take("TUT", both)) == (0, 2, 0, 0, 0)
    assert sessions(room) == [[("2025-09-22", 40), ("2025-09-24", 20), ("2025-10-06", 25)]]
    assert counts(room.take("TUT", both)) == (0, 0, 2, 0, 0)


@pytest.mark.parametrize(
    ("start", "found"),
    [
        ("22/09/2025", [[("2025-09-22", 40), ("2025-10-06", 25)]]),
        ("06/10/2025", [[("2025-09-22", 40), ("2025-10-06", 25)]]),
        ("19/09/2025", [[("2025-10-06", 25)], [("2025-09-22", 40)]]),
    ],
)
def test_the_beginning_a_row_tells_says_whether_it_is_the_one_going_on(
    room: Notebook, sheet: Sheet, start: str, found: list[object]
) -> None:
    """That day or later it is the one that began on the 22nd; before, it is one of its own."""
    room.take("TUT", sheet(BY_SESSION, MONDAY))
    outcome = room.take("TUT", sheet(BEGUN, [start, *OCTOBER]))
    assert (outcome["refused"], sessions(room)) == ([], found)


def test_of_several_that_are_going_on_the_row_has_to_say_which(room: Notebook, sheet: Sheet) -> None:
    """The refused rows are in the file as they came; with the beginning of one they go in."""
    by_hand(room, sheet, "2025-09-22", "2025-09-24")
    outcome = room.take("TUT", sheet(BY_SESSION, OCTOBER, [*OCTOBER[:6], "07/10/2025", *OCTOBER[7:]]))
    assert counts(outcome) == (0, 0, 0, 0, 1)
    assert (
        "hay 2 tutorías que pueden ser esta (empezaron: 2025-09-22, 2025-09-24)"
        in (outcome["refused"][0]["message"])
    )
    kept = list(csv.reader(Path(outcome["refused_file"]).read_text("utf-8-sig").splitlines()))
    assert [row[: len(BY_SESSION)] for row in kept][:2] == [BY_SESSION, OCTOBER]
    mended = [[head, *row] for head, row in zip(("Inicio", "24/09/2025", "24/09/2025"), kept, strict=True)]
    assert counts(room.take("TUT", sheet(*mended, name="corregido.csv"))) == (0, 1, 0, 0, 0)
    assert [len(one) for one in sessions(room)] == [1, 3]


def test_a_bad_session_is_told_by_its_own_place_and_changes_nothing(room: Notebook, sheet: Sheet) -> None:
    room.take("TUT", sheet(BY_SESSION, MONDAY))
    long = [*OCTOBER[:7], "999", *OCTOBER[8:]]
    outcome = room.take("TUT", sheet(BY_SESSION, long))
    assert (counts(outcome), outcome["refused"][0]["field"]) == ((0, 0, 0, 0, 1), "U07[1].U07_M")
    assert sessions(room) == [[("2025-09-22", 40)]]


def test_a_row_for_each_tutoring_is_what_it_says_and_is_joined_with_nothing(
    room: Notebook, sheet: Sheet
) -> None:
    room.take("TUT", sheet(BY_SESSION, MONDAY))
    assert counts(room.take("TUT", sheet(TUT, PLANTED))) == (1, 0, 0, 0, 0)
