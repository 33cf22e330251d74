"""The packaged guide: sound, as written, and about things there are."""

from __future__ import annotations

from datetime import date

from fieldkit.forms import guidance
from fieldkit.forms.form import codes


def test_the_built_guide_is_the_one_that_is_written() -> None:
    assert guidance.BUILT.read_text(encoding="utf-8") == guidance.built()


def test_steps_are_numbered_named_once_and_in_both_languages() -> None:
    found = guidance.guidance()
    assert [step.number for step in found.steps] == list(range(1, len(found.steps) + 1))
    assert len({step.code for step in found.steps}) == len(found.steps)
    for words in [*(step.title for step in found.steps), *(step.when for step in found.steps)]:
        assert words["es"].strip()
        assert words["en"].strip()
    assert {step.phase for step in found.steps} == found.phases.keys()


def test_the_phases_come_in_the_order_of_the_programme() -> None:
    found = list(guidance.guidance().phases)
    places = [found.index(step.phase) for step in guidance.guidance().steps]
    assert found == ["inicio", "diagnostico", "planeacion", "ejecucion", "evaluacion"]
    assert places == sorted(places)


def test_every_form_of_a_step_is_there() -> None:
    named = {form for step in guidance.guidance().steps for form in step.forms}
    assert named - set(codes()) == set()


def test_a_day_of_a_step_falls_in_its_ciclo() -> None:
    """A ciclo goes from August to July: September is in its first year, January in its second."""
    found = guidance.guidance()
    assert found.step("class").due("2025-2026") == date(2025, 9, 15)
    assert found.step("second").begins("2025-2026") == date(2026, 1, 7)
    assert found.step("visit").due("2025-2026") is None


def test_a_book_is_named_once() -> None:
    titles = [book["title"] for book in guidance.guidance().books]
    assert len(set(titles)) == len(titles) > 0
