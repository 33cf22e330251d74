"""Above the school: what is added, what is hidden, and that nothing hidden can be worked out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldkit.reports.disclosure import Node
from fieldkit.reports.figure import Change, Count, Hidden, Indicator, Median, Ratio, as_json
from fieldkit.reports.packed import pack
from fieldkit.reports.report import Cut, Pupil, Report, Scope
from fieldkit.reports.territory import Tree, state

Parts = dict[str, Any]
STAGES = ("preescolar", "primaria", "secundaria")


def school(key: str, *indicators: Indicator) -> Report:
    """The report of a school of which only these numbers count."""
    return Report(
        sort="annual",
        scope=Scope("school", key, key),
        ciclo="2025-2026",
        period="2025-2026",
        since=date(2025, 8, 1),
        until=date(2026, 7, 31),
        indicators=indicators,
        cut=Cut(10, "ab"),
        pupils=(Pupil("Itzel", focal=True),),
        written={"achievements": "Itzel ya lee."},
    )


def attended(part: int, whole: int) -> Indicator:
    """A13 of a school: how many of its focal children were attended."""
    return Indicator("A13", {"attended": Ratio(part, whole)})


def grown(*schools: tuple[str, str, Indicator]) -> tuple[Tree, Report]:
    """A tree of these schools (key, region, indicator), and the report of the first."""
    tree, reports = Tree(), [school(key, indicator) for key, _, indicator in schools]
    for report, (_, region, _) in zip(reports, schools, strict=True):
        tree.add(pack(report), region=region)
    return tree, reports[0]


def test_parts_and_wholes_are_added_and_the_school_in_the_middle_stands_beside() -> None:
    """5 of 5, 5 of 10 and 2 of 20: 12 of 35 = 34.3 %. By school 100, 50 and 10 %: 50 % in the middle.

    The mean of the three percentages, 53.3 %, is nowhere.
    """
    tree, like = grown(
        ("12KPR0001A", "Montaña", attended(5, 5)),
        ("12KPR0002B", "Montaña", attended(5, 10)),
        ("12KPR0003C", "Montaña", attended(2, 20)),
    )
    found = tree.report(("12", "montana"), like)
    parts = found.indicator("A13").parts
    assert parts["attended"].value == pytest.approx(1200 / 35)
    assert isinstance(parts["median"]["attended"], Median)
    assert as_json(parts)["median"] == {"attended": {"value": 50, "schools": 3}}
    assert (found.scope.level, found.scope.name, found.scope.schools) == ("region", "Montaña", 3)


def test_the_lines_of_children_and_what_was_written_stay_at_the_school() -> None:
    tree, like = grown(("12KPR0001A", "Montaña", attended(5, 5)))
    assert like.pupils
    assert like.written
    for node in ((), ("12",), ("12", "montana")):
        found = tree.report(node, like)
        assert found.pupils == ()
        assert found.written == {}
        assert found.cut.records == 10


def test_a_small_number_is_hidden_and_the_next_smallest_of_its_sum_with_it() -> None:
    """Regions of 3, 8 and 20 focal children: the 3 are hidden, and the 8, or 31 − 8 − 20 would tell."""
    tree, like = grown(
        ("12KPR0001A", "a", attended(1, 3)),
        ("12KPR0002B", "b", attended(4, 8)),
        ("12KPR0003C", "c", attended(9, 20)),
    )
    shown = {name: tree.report(("12", name), like).indicator("A13").parts["attended"] for name in "abc"}
    assert shown == {"a": Hidden(), "b": Hidden(), "c": Ratio(9, 20)}
    assert tree.report(("12",), like).indicator("A13").parts["attended"] == Ratio(14, 31)


def test_a_region_alone_in_its_state_is_hidden_with_it() -> None:
    tree, like = grown(("12KPR0001A", "a", attended(1, 3)), ("20KPR0002B", "b", attended(4, 8)))
    hidden = [tree.report(node, like).indicator("A13").parts["attended"] for node in (("12",), ("12", "a"))]
    assert hidden == [Hidden(), Hidden()]
    assert tree.report(("20",), like).indicator("A13").parts["attended"] == Hidden()
    assert tree.report((), like).indicator("A13").parts["attended"] == Ratio(5, 11)


def test_what_is_left_between_all_and_the_cohort_is_a_number_too() -> None:
    """22 children in all, 20 of them in the cohort: of the other 2 nothing may be told, so all are hidden."""

    def low(matched: int, everybody: int) -> Indicator:
        pair = {"value": Change(Ratio(5, matched), Ratio(4, matched)),
                "all": Change(Ratio(6, everybody), Ratio(4, everybody))}  # fmt: skip
        return Indicator("A07", pair)

    tree, like = grown(("12KPR0001A", "a", low(20, 22)), ("12KPR0002B", "b", low(30, 40)))
    parts = tree.report(("12", "a"), like).indicator("A07").parts
    assert isinstance(parts["value"], Change)
    assert parts["all"] == Hidden()


def test_sessions_and_days_are_many_where_the_children_are_few() -> None:
    """One child had 30 sessions, three children 40 days of class: that is one child, and three."""
    grown_up = Change(Ratio(60, 20, "mean", 1), Ratio(90, 30, "mean", 1))
    many = Change(Ratio(300, 100, "mean", 12), Ratio(300, 100, "mean", 12))
    for code, few, enough in (
        ("M07", grown_up, many),
        ("M04", Ratio(36, 40, children=3), Ratio(90, 100, children=10)),
        ("M06", Count(600, 11, 1), Count(6000, 90, 12)),
    ):
        schools = [Indicator(code, {"value": part}) for part in (few, enough, enough + enough)]
        tree, like = grown(*((f"12KPR000{place}A", "abc"[place], one) for place, one in enumerate(schools)))
        shown = [tree.report(("12", name), like).indicator(code).parts["value"] for name in "abc"]
        assert shown == [Hidden(), Hidden(), enough + enough], code


def test_a_subject_of_few_is_not_what_the_others_leave_of_the_total() -> None:
    """Twelve children in reading and two in something else: 600 − 540 minutes would be those of the two."""
    work = Indicator(
        "M06",
        {"minutes": Count(600, 11, 13), "lectura": {"minutes": Count(540, None, 12)},
         "otra": {"minutes": Count(60, None, 2)}},
    )  # fmt: skip
    tree, like = grown(("12KPR0001A", "a", work), ("20KPR0001A", "a", work), ("20KPR0002A", "b", work))
    parts = tree.report(("12", "a"), like).indicator("M06").parts
    assert parts["minutes"] == Count(600, 11)
    assert {parts[subject]["minutes"] for subject in ("lectura", "otra")} == {Hidden()}


def test_who_had_no_session_is_shown_where_the_share_of_those_who_had_one_is() -> None:
    """11 of 12 focal children attended is 1 without a session: it is told both ways, or neither."""
    for focal, told in ((12, Count(1, 12)), (4, Hidden())):
        attended = Indicator("M05", {"value": Count(20), "of_focal": Ratio(focal - 1, focal)})
        missing = Indicator("M21", {"without_session": Count(1, of=focal)})
        tree, like = Tree(), school("12KPR0001A", attended, missing)
        tree.add(pack(like), region="a")
        found = tree.report(("12", "a"), like)
        assert found.indicator("M21").parts["without_session"] == told
        assert (found.indicator("M05").parts["of_focal"] == Hidden()) == (told == Hidden())


def test_few_children_among_the_tutors_are_not_what_the_adults_leave_of_all() -> None:
    """Three children, one teacher and two relatives: 6 − 1 − 2 would tell of the three."""
    people = {"value": Count(6), "students": Count(3), "teachers": Count(1), "relatives": Count(2)}
    by_month = {"by_month": {"2025-10": Count(2)}}
    for code in ("N01", "N08"):
        tree, like = grown(("12KPR0001A", "a", Indicator(code, people | (by_month if code == "N08" else {}))))
        parts = tree.report(("12", "a"), like).indicator(code).parts
        assert [parts[name] for name in ("value", "students")] == [Hidden(), Hidden()]
        assert parts["teachers"] == Count(1)
        assert parts.get("by_month", {}) == ({"2025-10": Hidden()} if code == "N08" else {})


def test_results_of_a_test_that_few_took_are_hidden_too() -> None:
    """Four pupils were tested in one region, thirty and forty in two others."""
    found = [
        Indicator("A05", {"results": Count(1, 1), "PLANEA 2018": {"lenguaje": {"good": share}}})
        for share in (
            Change(Ratio(), Ratio(1, 4)),
            Change(Ratio(), Ratio(9, 30)),
            Change(Ratio(), Ratio(9, 40)),
        )
    ]
    tree, like = grown(*((f"12KPR000{place}A", "abc"[place], one) for place, one in enumerate(found)))
    shown = [tree.report(("12", name), like).indicator("A05").parts for name in "abc"]
    assert [one["PLANEA 2018"]["lenguaje"]["good"] == Hidden() for one in shown] == [True, True, False]
    assert shown[0]["results"] == Count(1, 1), "that there are results is no secret"


def test_deeds_are_counted_however_few() -> None:
    tree, like = grown(("12KPR0001A", "a", Indicator("A21", {"value": Count(2, 2)})))
    assert tree.report(("12", "a"), like).indicator("A21").parts["value"] == Count(2, 2)


def test_reasons_for_leaving_are_shown_from_the_state_up_and_only_when_none_is_rare() -> None:
    """12: 9 migrated and 6 moved, in two regions: shown for the state alone. 20: one died: not shown."""

    def left(**reasons: int) -> Indicator:
        parts = {reason: Ratio(count, 40) for reason, count in reasons.items()}
        return Indicator("A14", {"value": Ratio(40 - sum(reasons.values()), 40), "left": parts})

    tree, like = grown(
        ("12KPR0001A", "a", left(migracion=9)),
        ("12KPR0002B", "b", left(cambio_de_comunidad=6)),
        ("20KPR0003C", "c", left(migracion=5, fallecimiento=1)),
    )
    assert tree.report(("12", "a"), like).indicator("A14").parts["left"] == Hidden(), "nor for which reason"
    assert tree.report(("20",), like).indicator("A14").parts["left"] == Hidden(), "nor that somebody died"
    assert tree.report(("12", "a"), like).indicator("A14").parts["value"] == Ratio(31, 40)
    assert tree.report((), like).indicator("A14").parts["left"] == Hidden(), "and 12 with it"


def test_how_many_stayed_is_not_shown_where_few_left() -> None:
    """25 children, 1 left: 24 of 25 would tell of that one, and so would the sum less the other regions."""

    def stayed(whole: int, left: int) -> Indicator:
        return Indicator(
            "A14", {"value": Ratio(whole - left, whole), "left": {"migracion": Ratio(left, whole)}}
        )

    tree, like = grown(
        ("12KPR0001A", "a", stayed(25, 1)),
        ("12KPR0002B", "b", stayed(40, 9)),
        ("12KPR0003C", "c", stayed(50, 10)),
    )
    shown = [tree.report(("12", name), like).indicator("A14").parts["value"] for name in "abc"]
    assert shown == [Hidden(), Hidden(), Ratio(40, 50)]


def test_a_median_of_one_or_two_schools_is_not_shown() -> None:
    tree, like = grown(("12KPR0001A", "a", attended(5, 5)), ("12KPR0002B", "a", attended(4, 8)))
    assert "median" not in tree.report(("12", "a"), like).indicator("A13").parts


def test_a_school_too_small_is_in_no_median() -> None:
    """50, 50, 50 % and one child of one: the middle of three schools, not of four."""
    tree, like = grown(
        *((f"12KPR000{place}A", "a", attended(5, 10)) for place in range(3)),
        ("12KPR0009A", "a", attended(1, 1)),
    )
    found = as_json(tree.report(("12", "a"), like).indicator("A13").parts)
    assert found["median"]["attended"] == {"value": 50, "schools": 3}


def test_the_state_is_the_first_two_digits_of_the_key() -> None:
    assert [state(key) for key in ("12KPR0001Z", "PROV-20-0001", "sin clave")] == ["12", "20", ""]


# nothing hidden can be worked out


Sizes = tuple[int, int, int, int]
"""Children of a school in preschool, primary and secondary who are in the cohort, and those who are not."""

sizes = st.tuples(*[st.integers(0, 7)] * 3, st.integers(0, 6))
places = st.lists(
    st.tuples(st.sampled_from(["12", "20", "07"]), st.sampled_from("abc"), sizes), min_size=1, max_size=14
)


def told(number: int, size: Sizes) -> Report:
    """The report of a school with that many children: A01, A02, A04, A17 and A24, as a year's report."""
    cohort, everybody = sum(size[:3]), sum(size)

    def share(whole: int) -> Change:
        return Change(Ratio(whole // 2, whole), Ratio(whole // 3, whole))

    low = {"lenguaje": {"value": share(cohort), "all": share(everybody)}}
    stages = {name: share(count) for name, count in zip(STAGES, size, strict=False) if count}
    good = {"lenguaje": {**low["lenguaje"], **({"stages": stages} if stages else {})}}
    taking_part = Ratio(everybody // 2, everybody)
    return (f"{number:04}", low, good, taking_part)  # type: ignore[return-value]


def reports(schools: list[tuple[str, str, Sizes]]) -> list[tuple[str, Report]]:
    found = []
    for number, (where, region, size) in enumerate(schools):
        serial, low, good, taking_part = told(number, size)  # type: ignore[misc]
        key = f"{where}KPR{serial}A"
        row = {"participation": taking_part, "lenguaje": low["lenguaje"]["value"]}
        indicators = [Indicator("A01", low), Indicator("A02", low), Indicator("A04", good),
                      Indicator("A17", {"value": taking_part}), Indicator("A24", {key: row})]  # fmt: skip
        found.append((region, school(key, *indicators)))
    return found


@settings(max_examples=300, deadline=None)
@given(places)
def test_no_number_of_fewer_than_five_children_can_be_worked_out(
    schools: list[tuple[str, str, Sizes]],
) -> None:
    """All that every report above the school shows, as equations: no small number has one solution.

    Unknown is what is hidden, and what is never shown; known are the sums that hold by what the numbers mean:
    a place is the sum of those in it, a cohort the sum of its stages, all are the cohort and the others.
    """
    tree, like = Tree(), None
    truth: dict[tuple[Node, str], int] = {}
    for region, one in reports(schools):
        like = one
        tree.add(pack(one), region=region)
    for number, (where, region, size) in enumerate(schools):
        leaf = (where, region, f"{where}KPR{number:04}A")
        for depth in range(4):
            for name, count in zip((*STAGES, "others"), size, strict=True):
                truth[leaf[:depth], name] = truth.get((leaf[:depth], name), 0) + count
    for node in {node for node, _ in truth}:
        truth[node, "value"] = sum(truth[node, name] for name in STAGES)
        truth[node, "all"] = truth[node, "families"] = truth[node, "value"] + truth[node, "others"]
    assert like is not None
    known = shown(tree, like)
    for cell, number in known.items():
        assert truth[cell] == number
    unknown = truth.keys() - known.keys()
    space = reduced([{c: f for c, f in sum_.items() if c in unknown} for sum_ in equations(truth)])
    secrets = [cell for cell, number in truth.items() if 0 < number < 5]
    assert not [cell for cell in secrets if cell in known or determined(cell, space)]


def shown(tree: Tree, like: Report) -> dict[tuple[Node, str], int]:
    """How many children each number shown anywhere tells of."""
    found: dict[tuple[Node, str], int] = {}
    for level in ("nation", "state", "region"):
        for node in tree.places(level):  # type: ignore[arg-type]
            report = tree.report(node, like)
            for code in ("A01", "A02", "A04"):
                parts = report.indicator(code).parts["lenguaje"]
                for name in ("value", "all"):
                    note(found, (node, name), parts[name])
                stages = parts.get("stages", {})
                visible = stages and Hidden() not in stages.values()
                for name in STAGES if visible else ():
                    note(found, (node, name), stages.get(name, Change()))
            note(found, (node, "families"), report.indicator("A17").parts["value"])
            for key, row in report.indicator("A24").parts.items():
                leaf = next(leaf for leaf in tree.totals if leaf[-1:] == (key,))
                note(found, (leaf, "value"), row["lenguaje"])
                note(found, (leaf, "families"), row["participation"])
    return found


def note(found: dict[tuple[Node, str], int], cell: tuple[Node, str], value: object) -> None:
    if not isinstance(value, Hidden):
        whole = value.after.whole if isinstance(value, Change) else value.whole  # type: ignore[attr-defined]
        found[cell] = int(whole)


Cell = tuple[Node, str]


def equations(cells: Iterable[Cell]) -> list[dict[Cell, int]]:
    """What must add up, as factors of cells whose sum is nought."""
    found: list[dict[Cell, int]] = []
    nodes = {node for node, _ in cells}
    for node in nodes:
        found.append({(node, "value"): -1, **{(node, name): 1 for name in STAGES}})
        found.append({(node, "all"): -1, (node, "value"): 1, (node, "others"): 1})
        inside = [one for one in nodes if one[:-1] == node and one]
        for name in (*STAGES, "others", "value", "all", "families"):
            if inside:
                found.append({(node, name): -1, **{(one, name): 1 for one in inside}})
    return found


PRIME = 1_000_003


def reduced(rows: Iterable[Mapping[Cell, int]]) -> dict[Cell, dict[Cell, int]]:
    """The rows in echelon form, by the cell each begins with: Gauss, in numbers modulo a prime."""
    space: dict[Cell, dict[Cell, int]] = {}
    for row in rows:
        left = remainder(row, space)
        if left:
            first = min(left)
            inverse = pow(left[first], -1, PRIME)
            space[first] = {cell: factor * inverse % PRIME for cell, factor in left.items()}
    return space


def remainder(row: Mapping[Cell, int], space: Mapping[Cell, Mapping[Cell, int]]) -> dict[Cell, int]:
    """What stays of a row when all that the space can explain is taken away."""
    left = {cell: factor % PRIME for cell, factor in row.items()}
    while True:
        cell = min((one for one in left if one in space), default=None)
        if cell is None:
            return left
        times = left[cell]
        for other, factor in space[cell].items():
            rest = (left.get(other, 0) - times * factor) % PRIME
            if rest:
                left[other] = rest
            else:
                left.pop(other, None)


def determined(cell: Cell, space: Mapping[Cell, Mapping[Cell, int]]) -> bool:
    """Whether the equations leave a cell one value only."""
    return not remainder({cell: 1}, space)
