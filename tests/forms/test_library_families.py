"""The forms of families and network: APC, RGI, RGC, APM, PRO, CON, RED, HIS."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fieldkit.forms.check import Checked, check
from fieldkit.forms.form import load

TODAY = date(2025, 10, 20)
HEADER = {"school": "0199-school", "date": "2025-10-06", "ciclo": "2025-2026"}
SIGNED = {"name": "Rosa Peña", "mode": "huella"}

APC: dict[str, Any] = {
    **HEADER,
    "community": "La Ciénega",
    "attendees": 18,
    "OFF": [
        {"OFF_C": "presidencia", "OFF_P": "0199-rosa", "OFF_S": "2025-10-06"},
        {"OFF_C": "secretaria", "OFF_P": "0199-luz", "OFF_S": "2025-10-06", "OFF_U": "2026-07-15"},
        {"OFF_C": "vocal", "OFF_P": "0199-eva", "OFF_S": "2025-10-06"},
        {"OFF_C": "vocal", "OFF_P": "0199-ines", "OFF_S": "2025-10-06"},
    ],
    "CP": [{"CP_T": "hospedaje", "CP_W": "Cada familia una semana"}],
    "nights_promised": 12,
    "meals_promised": 30,
    "signature": SIGNED,
}
RGI: dict[str, Any] = {
    **HEADER,
    "edition": 1,
    "ART": [
        {"ART_N": 1, "ART_T": "Los niños llegan a tiempo.", "ART_K": "asistencia"},
        {"ART_N": 2, "ART_T": "Cada familia da una comida por semana.", "ART_K": "contraparte"},
    ],
    "votes_for": 17,
    "votes_against": 1,
}
RGC: dict[str, Any] = {
    **HEADER,
    "month": "2025-10",
    "CHK": [
        {"CHK_N": 1, "CHK_T": "Los niños llegan a tiempo.", "CHK_S": "a_medias"},
        {"CHK_N": 2, "CHK_T": "Cada familia da una comida por semana.", "CHK_S": "no_aplica"},
    ],
}
APM: dict[str, Any] = {
    **HEADER,
    "kind": "ordinaria",
    "called": 20,
    "present_m": 9,
    "present_h": 2,
    "agenda": "Lista, avance, acuerdos",
    "topics": "El grupo lee mejor que en septiembre.",
    "no_agreements": "no",
    "AGR": [{"AGR_Q": "Arreglar la cerca", "AGR_R": "Comité", "AGR_F": "2025-11-06"}],
    "rating": 4,
    "signature": SIGNED,
}
PRO: dict[str, Any] = {
    **HEADER,
    "who": "0199-rosa",
    "sort": "actividad",
    "description": "Leer cuentos en casa los domingos",
    "status": "recibida",
}
CON: dict[str, Any] = {
    **HEADER,
    "sort": "hospedaje",
    "family": "0199-rosa",
    "quantity": 1,
    "received_by": "Ana Ruiz",
}
RED: dict[str, Any] = {
    **HEADER,
    "levels": ["regional", "otros_asesores"],
    "who": "Equipo de Tlapa",
    "topic": "Materiales de lectura",
    "AGR": [{"AGR_Q": "Prestar libros", "AGR_R": "Ana", "AGR_F": "2025-10-31"}],
}
HIS: dict[str, Any] = {
    **HEADER,
    "anonymous": "no",
    "person": "0199-itzel",
    "story": "Antes no hablaba en clase; hoy contó un cuento a todos.",
    "consent": "si",
    "consent_by": "Luz Peña, su mamá",
    "consent_how": "firma",
    "consent_date": "2025-10-06",
}
SHEETS = {
    "APC": APC, "RGI": RGI, "RGC": RGC, "APM": APM, "PRO": PRO, "CON": CON, "RED": RED, "HIS": HIS,
}  # fmt: skip


def checked(code: str, **changes: Any) -> Checked:
    """The whole sheet of a form with these answers in place of its own; None leaves one out."""
    answers = {item: value for item, value in {**SHEETS[code], **changes}.items() if value is not None}
    return check(load(code), answers, today=TODAY)


def wrong(code: str, **changes: Any) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in checked(code, **changes).errors]


@pytest.mark.parametrize("code", SHEETS)
def test_a_whole_sheet_is_complete_and_keeps_every_answer(code: str) -> None:
    found = checked(code)
    assert found.problems == ()
    assert SHEETS[code].items() <= found.answers.items()


@pytest.mark.parametrize("code", SHEETS)
def test_no_sheet_is_of_a_day_to_come(code: str) -> None:
    assert ("date", "future_date") in wrong(code, date="2025-10-21")


@pytest.mark.parametrize(
    ("code", "needed"),
    [
        ("APC", "school date community attendees nights_promised meals_promised signature OFF CP"),
        ("RGI", "school date votes_for votes_against ART"),
        ("RGC", "school date month CHK"),
        ("APM", "school date kind called present_m present_h agenda topics signature AGR"),
        ("PRO", "school date who sort description status"),
        ("CON", "school date sort family quantity received_by"),
        ("RED", "date levels who topic"),
        ("HIS", "school date story consent"),
    ],
)
def test_what_is_needed_to_finish(code: str, needed: str) -> None:
    found = check(load(code), {"ciclo": "2025-2026"}, today=TODAY)
    assert {problem.field for problem in found.errors} == set(needed.split())


# ---- APC


def offices(*held: tuple[str, str]) -> list[dict[str, str]]:
    return [{"OFF_C": office, "OFF_P": who, "OFF_S": "2025-10-06"} for office, who in held]


@pytest.mark.parametrize(
    "held",
    [
        offices(("presidencia", "a"), ("tesoreria", "b")),
        offices(("secretaria", "a"), ("vocal", "b")),
        offices(("presidencia", "a"), ("secretaria", "a")),
        offices(("presidencia", "a"), ("secretaria", "b"), ("presidencia", "c")),
        offices(("presidencia", "a"), ("secretaria", "b"), ("secretaria", "c")),
        offices(("presidencia", "a"), ("secretaria", "b"), ("tesoreria", "c"), ("tesoreria", "d")),
    ],
    ids=["no secretary", "no chair", "one person", "two chairs", "two secretaries", "two treasurers"],
)
def test_an_association_has_a_chair_and_a_secretary_who_are_two_people(held: list[dict[str, str]]) -> None:
    assert wrong("APC", OFF=held) == [("OFF", "constraint")]


def test_an_office_does_not_end_before_it_begins() -> None:
    held = offices(("presidencia", "a"), ("secretaria", "b"))
    held[1]["OFF_U"] = "2025-10-05"
    assert wrong("APC", OFF=held) == [("OFF[2].OFF_U", "constraint")]


def test_no_more_nights_or_meals_are_promised_than_a_month_has() -> None:
    assert wrong("APC", nights_promised=31, meals_promised=93) == []
    assert wrong("APC", nights_promised=32, meals_promised=94) == [
        ("nights_promised", "out_of_range"),
        ("meals_promised", "out_of_range"),
    ]


@pytest.mark.parametrize(("code", "item"), [("APC", "act_photo"), ("HIS", "photo")])
def test_a_photo_is_named_by_its_content_never_by_a_file_name(code: str, item: str) -> None:
    assert wrong(code, **{item: "0f" * 32 + ".jpg"}) == []
    assert wrong(code, **{item: "Itzel Sánchez.jpg"}) == [(item, "constraint")]


# ---- RGI and RGC


def test_articles_are_told_apart_by_their_numbers() -> None:
    twice = [*RGI["ART"], {"ART_N": 2, "ART_T": "No se fuma.", "ART_K": "convivencia"}]
    assert wrong("RGI", ART=twice) == [("ART", "constraint")]


def test_rules_without_a_majority_are_pointed_out() -> None:
    (odd,) = checked("RGI", votes_for=9, votes_against=9).problems
    assert (odd.field, odd.level) == ("votes_against", "warning")
    assert checked("RGI", votes_for=9, votes_against=8).problems == ()


@pytest.mark.parametrize("month", ["2025-11", "2025-13", "2025-00", "10-2025", "octubre", "2025-1"])
def test_the_month_that_is_checked_is_one_that_has_begun(month: str) -> None:
    assert wrong("RGC", month=month) == [("month", "constraint")]
    assert wrong("RGC", month="2024-12") == []


def test_every_article_is_answered() -> None:
    rows = [RGC["CHK"][0], {"CHK_N": 2, "CHK_T": "…"}]
    assert wrong("RGC", CHK=rows) == [("CHK[2].CHK_S", "required")]


# ---- APM


@pytest.mark.parametrize(
    ("called", "women", "men", "quorum"),
    [
        (20, 9, 2, "si"),
        (20, 9, 1, "no"),
        (21, 8, 3, "si"),
        (21, 10, 0, "no"),
        (1, 1, 0, "si"),
        (1, 0, 0, "no"),
    ],
)
def test_a_quorum_is_half_of_those_called_and_one_more(
    called: int, women: int, men: int, quorum: str
) -> None:
    """Of 20, half is 10 and one more 11; of 21, the half is cut to 10, so 11 too; of one, that one."""
    assert checked("APM", called=called, present_m=women, present_h=men).answers["quorum"] == quorum


def test_nobody_is_present_who_was_not_called() -> None:
    assert wrong("APM", present_m=21, present_h=0) == [
        ("present_m", "constraint"),
        ("present_h", "constraint"),
    ]
    assert wrong("APM", present_m=10, present_h=11) == [("present_h", "constraint")]
    assert wrong("APM", present_m=10, present_h=10) == []


def test_minutes_have_agreements_or_say_that_there_were_none() -> None:
    assert wrong("APM", AGR=[]) == [("AGR", "too_few_rows")]
    assert wrong("APM", no_agreements=None) == []
    without = checked("APM", no_agreements="si", AGR=None)
    assert without.problems == ()
    both = checked("APM", no_agreements="si")
    assert [(odd.field, odd.code) for odd in both.problems] == [("AGR", "not_relevant")]


def test_an_agreement_is_for_the_day_of_the_meeting_or_later() -> None:
    early = [{"AGR_Q": "Arreglar la cerca", "AGR_R": "Comité", "AGR_F": "2025-10-05"}]
    assert wrong("APM", AGR=early) == [("AGR[1].AGR_F", "constraint")]
    assert wrong("RED", AGR=early) == [("AGR[1].AGR_F", "constraint")]


# ---- PRO, CON, RED, HIS


def test_a_proposal_that_was_carried_out_says_what_came_of_it() -> None:
    assert wrong("PRO", status="realizada") == [("outcome", "required")]
    assert wrong("PRO", status="realizada", outcome="Leyeron ocho familias") == []
    assert wrong("PRO", status="no_viable") == []
    early = checked("PRO", status="en_marcha", outcome="Leyeron ocho familias")
    assert "outcome" not in early.answers


def test_a_line_of_the_ledger_counts_one_to_three() -> None:
    assert wrong("CON", quantity=3) == []
    assert wrong("CON", quantity=0) == [("quantity", "out_of_range")]
    assert wrong("CON", quantity=4) == [("quantity", "out_of_range")]
    assert checked("CON", sort="noches").answers["sort"] == "hospedaje"


def test_a_contact_needs_no_school() -> None:
    assert wrong("RED", school=None) == []
    assert wrong("RED", AGR=None) == []


def test_a_story_without_consent_cannot_be_finished() -> None:
    assert wrong("HIS", consent="no", consent_by=None, consent_how=None, consent_date=None) == [
        ("consent", "constraint")
    ]
    assert wrong("HIS", consent_by=None, consent_how=None, consent_date=None) == [
        ("consent_by", "required"),
        ("consent_how", "required"),
        ("consent_date", "required"),
    ]
    assert wrong("HIS", consent_date="2025-10-21") == [("consent_date", "future_date")]


def test_an_anonymous_story_keeps_no_person() -> None:
    found = checked("HIS", anonymous="si")
    assert "person" not in found.answers
    assert wrong("HIS", anonymous="si", person=None) == []
