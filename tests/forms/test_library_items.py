"""The built-in forms hold every item of the instrument set, in both languages, and their files are sound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

import pytest

from fieldkit.forms.form import LIBRARY, Form, codes, load
from fieldkit.forms.source import raw_toml

ITEMS = {
    "DXE": (
        "E01 E02 E03_T E03_H E03_M E04_G E04_N E05 E06_G E06_D E07 E08-E19 O01-O12 O13_1-O13_5 O14"
        " M01_F M01_E M02_A M02_M M03 M04 M05 M06_Q M06_R M06_F M07_1-M07_3 Z1_D Z1_A"
    ),
    "DXA": (
        "L01-L06 L_TOT L_NIV L10 L11 L12 L_PPM L_VEL L13-L17 L_COM P01 P02_L P02_P T01-T07 T_TOT T_NIV"
        " C01-C10 C_TOT C_SIN C_NIV N01-N06 N_NIV A01-A03 A04_1-A04_5 A05 A06 LEN_NIV MAT_NIV"
        " language applied_by mood not_applied_reason"
    ),
    "SOC": "S1-S8 S_IND S_NIV F1-F7 F_IND F_NIV language applied_by mood not_applied_reason",
    "FS": (
        "V01 V02 V03_A V03_B V04 V05 V06_A V06_T V06_S V07_H V07_M VA1-VA8 VD1 O01-O12 VD2_T VD2_M VD2_F"
        " VD3_A VD3_T VD3_S VD4_1-VD4_3 VF1_N VF1_V VF2_N VF2_A VF2 VF3_N VF3_A VF3 VF4_H VF4_C VF4_F"
        " VZ1 VZ1_T VZ1_P VZ1_M VZ2 VZ2_P VZ3_Q VZ3_R VZ3_F VZ4 VZ5"
    ),
    "RIE": "diagnosis flags risk was_focal focal_others agreed_with focal reasons priority leaving_reason",
    "EI": (
        "I01_D I02_A I03_D I03_F I03_P I04_L I04_E I04_M I05_I I05_V I05_M I05_F I06 I07_M I07_H I08 I09_P"
        " I09_T I10 I11 I11_F I12_D I12_A I12_P I13 I13_T edition"
    ),
    "VH": "family student present minutes topics commitment reading_days F7 progress",
    "PB": (
        "period period_start period_end no_class strategy DAY_D GOAL_T ACT_K ACT_N ACT_O ACT_P ACT_S ACT_D"
        " ACT_M ACT_X ACT_I ACT_R ACT_E ACT_F ACT_W ACT_L missing_reason closed compliance done_well"
        " difficulties adjustments teacher_signature"
    ),
    "REG-E": (
        "cct name level kind modality shift organisation cvegeo community lat lon marginalisation languages"
        " access access_hours signal power focus"
    ),
    "REG-D": (
        "first_names surname second_surname figure since until grades_taught schooling home_languages"
        " lives_here goal goal_date goal_done"
    ),
    "REG-A": (
        "first_names surname second_surname birth_date birth_estimated sex curp no_curp_reason grade"
        " multigrade group home_languages spanish conditions over_age since until leaving_reason focal"
    ),
    "REG-F": (
        "first_names surname second_surname student relation responsible phone home_languages reads apec"
    ),
    "REG-P": (
        "name degree field university national experience_years experience eligible school since until"
        " coordinator region"
    ),
    "APC": (
        "community attendees OFF_C OFF_P OFF_S OFF_U CP_T CP_W nights_promised meals_promised act_photo"
        " signature"
    ),
    "RGI": "edition ART_N ART_T ART_K votes_for votes_against",
    "RGC": "month CHK_N CHK_T CHK_S",
    "APM": (
        "kind called present_m present_h quorum agenda topics no_agreements AGR_Q AGR_R AGR_F rating"
        " signature"
    ),
    "PRO": "who sort description need status linked outcome",
    "CON": "sort family quantity received_by",
    "RED": "levels who topic AGR_Q AGR_R AGR_F",
    "INM": "month achievements difficulties support next figures digest cut_records cut_digest edition",
    "INB": "period achievements difficulties support next figures digest cut_records cut_digest edition",
    "INA": "achievements difficulties support next figures digest cut_records cut_digest edition",
    "RES": (
        "cct shift extension name test year level grade registered tested flag under_80 school"
        " L_0-L_3 M_0-M_3"
    ),
    "CAT": (
        "code type subject band standard_plan standard_code standard_text title statement challenge mastery"
        " source version uaa language active"
    ),
    "TUT": "U01-U05 seed U06_F U07_F U07_M U07_P U07_H U07_A U07_Q U08 U08_M U09 U10 linked_sheet minutes",
    "REL": "person exercise account photo language read_by sufficient knew hard solved_how learned",
    "DEM": "person exercise audience audience_n evaluator mastery answered accepted",
    "ACR": "person exercise why",
    "INT": "person exercise over",
    "ENC": (
        "name date_end host level SCH_C SCH_N SCH_E students teachers relatives advisors authorities EJE_C"
        " tutorings demonstrations AGR_Q AGR_R AGR_F rating minors_consent"
    ),
    "ADJ": "of item file size children consent_by consent_how consent_date",
    "HIS": "person anonymous story consent consent_by consent_how consent_date photo",
}
"""Every item of the instrument set; compound ones in the parts they were split into."""

FORMS = tuple(sorted(ITEMS))


def listed(codes: str) -> Iterator[str]:
    """The codes of a list; `E08-E19` stands for all from the one to the other."""
    for word in codes.split():
        first, _, last = word.partition("-")
        if not last:
            yield first
            continue
        stem, start = re.fullmatch(r"(.*?)(\d+)", first).groups()  # type: ignore[union-attr]
        for number in range(int(start), int(last[len(stem) :]) + 1):
            yield f"{stem}{number:0{len(start)}}"


def test_these_are_the_forms() -> None:
    assert codes() == FORMS


@pytest.mark.parametrize("code", FORMS)
def test_every_item_of_the_instrument_is_there(code: str) -> None:
    assert set(listed(ITEMS[code])) - set(load(code).items) == set()


@pytest.mark.parametrize("code", FORMS)
def test_its_file_has_no_errors(code: str) -> None:
    assert raw_toml(LIBRARY / f"{code}.toml")["code"] == code


@pytest.mark.parametrize("code", FORMS)
def test_every_sentence_is_in_spanish_and_in_english(code: str) -> None:
    form = load(code)
    items = form.items.values()
    said = [form.title, *(group.labels for group in form.groups), *(item.labels for item in items)]
    said += [
        words
        for words in chain.from_iterable(
            (item.hints, item.constraint_message, item.warning_message) for item in items
        )
        if words is not None
    ]
    said += [choice.labels for item in items for choice in item.own]
    for words in said:
        assert words["es"].strip() and words["en"].strip()


@pytest.mark.parametrize("code", FORMS)
def test_what_is_refused_or_pointed_out_says_why_in_its_own_words(code: str) -> None:
    for item in load(code).items.values():
        if item.constraint:
            assert item.constraint_message, item.code
        if item.warning:
            assert item.warning_message, item.code


@pytest.mark.parametrize("code", FORMS)
def test_codes_of_options_are_slugs_or_the_programmes_own_letters(code: str) -> None:
    own = re.compile(r"[a-z][a-z0-9_]*|[PS][1-3]|[0-6]|[HMX]|[RTDFCEO]|B[1-5]|C3|L4|I|IV|A\d\d(_[a-z]+)?")
    for item in load(code).items.values():
        for choice in item.own:
            assert own.fullmatch(choice.code), (item.code, choice.code)


@pytest.mark.parametrize("code", [code for code in FORMS if not code.startswith(("REG", "CAT", "RES"))])
def test_every_sheet_begins_with_school_and_date(code: str) -> None:
    form = load(code)
    assert list(form.items)[:2] == ["school", "date"]
    assert form.items["school"].required is (code not in ("RED", "ADJ"))  # these may be of no school
    assert form.items["date"].required is True


def test_both_observations_of_a_class_ask_the_same() -> None:
    def observed(form: Form) -> list[tuple[str, str]]:
        return [(code, form.items[code].label("es")) for code in listed("O01-O12")]

    assert observed(load("DXE")) == observed(load("FS"))


def test_personal_facts_that_are_not_needed_are_warned_of_where_text_is_free() -> None:
    for code, item in (("DXE", "O14"), ("DXA", "A06"), ("FS", "VZ2"), ("VH", "notes"), ("HIS", "story")):
        assert "No escriba" in load(code).items[item].hint("es")
