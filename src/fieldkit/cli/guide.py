"""`fieldkit guide`: what comes next at each school, and the steps of the programme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from fieldkit import text
from fieldkit.cli import kit, meant, names, show
from fieldkit.text import t, words

if TYPE_CHECKING:
    from fieldkit.actions.upcoming import Next
    from fieldkit.domain.school import School

app = kit.leaf("guide")

_NEAR = 300
"""A day so many days from today is told with its year."""

Steps = Annotated[bool, kit.option("--steps", "guide.steps")]


@app.command("guide")
def guide(school: kit.School = None, steps: Steps = False, as_json: kit.Json = False) -> None:
    """Say what comes next."""
    if steps:
        _tell_steps(as_json)
        return
    found = rows(school)
    if as_json:
        kit.out(found)
        return
    tell(found)
    if not found:
        kit.say("guide.nothing")


def rows(typed: str | None = None) -> list[dict[str, Any]]:
    """What comes next, at one school or all, the most pressing first: for a program, and in words."""
    from fieldkit.actions import guide
    from fieldkit.cli import calendar

    store = kit.store()
    school = meant.school_or_all(typed)
    return [_row(one) for one in guide.steps(store, calendar.known(), kit.today(), school)]


def tell(found: Iterable[Mapping[str, Any]]) -> None:
    """What comes next, each with the command for it."""
    for number, one in enumerate(found, 1):
        kit.say("guide.line", number=number, text=one["text"])
        kit.say("guide.command", command=one["command"])


def _row(one: Next) -> dict[str, Any]:
    from fieldkit.forms.guidance import guidance

    step, school = guidance().step(one.step), one.school
    return {
        "step": step.number,
        "code": one.step,
        "say": one.say,
        "school": school.id if school else None,
        "cct": school.cct if school else None,
        "text": sentence(one),
        "due": one.due.isoformat() if one.due else None,
        "late": bool(one.due and one.due < kit.today()),
        "forms": list(step.forms),
        **{key: value for key, value in one.facts.items() if value is not None},
        "command": spoken(one.command or step.commands[0], school),
    }


def sentence(one: Next) -> str:
    """What is to be done, and by when."""
    facts = {"school": place(one.school) if one.school else "", **one.facts}
    if "month" in facts:
        facts["month"] = month(str(facts["month"]))
    if facts.get("application"):
        facts["application"] = t(f"guide.application_{facts['application']}")
    if one.say == "tutoring":
        facts |= {"person": show.name_of(str(facts["person"])), "steps": _steps_of_tutoring(facts)}
    if "day" in facts:
        facts["day"] = day(date.fromisoformat(facts["day"]))
    single = f"{one.say}_one"
    key = single if facts.get("count") == 1 and single in words("guide") else one.say
    said = t(f"guide.{key}", **facts)
    return t("guide.joined", text=said, due=due(one.due)) if one.due else said


def _steps_of_tutoring(facts: Mapping[str, Any]) -> str:
    """What the tutorings of a school wait for: `2 en curso, falta 1 relato`."""
    steps = ((step, facts[step]) for step in ("under_way", "account", "demonstration") if step in facts)
    return ", ".join(
        t(f"guide.step_{step}{'_one' if count == 1 else ''}", count=count) for step, count in steps
    )


def place(school: School) -> str:
    """How a school is called in a sentence: by its community, which says more than its name."""
    return str(school.answers.get("community") or school.name or school.cct)


def due(when: date) -> str:
    """By when, as one says it today: `vence el viernes`, `para el 30 de septiembre`."""
    days = (when - kit.today()).days
    if days < 0:
        return t("guide.due_past", day=day(when))
    if days < 2:
        return t(f"guide.due_{days}")
    if days < 7:
        return t("guide.due_week", weekday=weekday(when))
    return t("guide.due_later", day=day(when))


def day(when: date) -> str:
    """A day in words, without its year unless that is long ago, or far away."""
    said = t("guide.day", number=when.day, month=t(f"guide.month_{when:%m}"))
    near = abs((when - kit.today()).days) < _NEAR
    return said if near else t("guide.day_of_year", day=said, year=when.year)


def weekday(when: date) -> str:
    """The name of a day of the week."""
    return t(f"guide.weekday_{when.weekday()}")


def month(written: str) -> str:
    """The name of a month, `2025-10`."""
    return t(f"guide.month_{written[5:7]}")


def spoken(command: str, school: School | None = None) -> str:
    """A command of the guide as it is typed in the language in use; without a school, without its option."""
    language = text.language()
    if school is None:
        command = command.removesuffix(" --school CCT")
    noun, *rest = command.split()
    said = ["fieldkit", names.shown(noun, language)]
    for word in rest:
        if word.startswith("--"):
            said.append(kit.named(word))
        elif word == "FILE":
            said.append(t("metavar.file"))
        elif school and "CCT" in (parts := word.split(":")):  # `monthly:CCT:2025-10` names a report
            said.append(":".join(school.cct if one == "CCT" else names.shown(one, language) for one in parts))
        elif noun == "import":
            said.append(_kind(word, language))
        else:
            said.append(names.shown(word, language, noun))
    return " ".join(said)


def _kind(word: str, language: str) -> str:
    """What can be imported, as it is called in a language."""
    from fieldkit.intake.kinds import NAMED

    return next((kind[language] for kind in NAMED.values() if kind["en"] == word), word)


def _tell_steps(as_json: bool) -> None:
    from fieldkit.forms.guidance import guidance

    found, language = guidance(), text.language()
    if as_json:
        kit.out({"steps": [_step(one) for one in found.steps], "books": list(found.books)})
        return
    phase = ""
    for one in found.steps:
        if one.phase != phase:
            phase = one.phase
            kit.line(f"\n{found.phases[phase][language]}")
        kit.say("guide.step", number=one.number, title=one.title[language])
        kit.say("guide.step_when", when=one.when[language])
        commands = "; ".join(map(spoken, one.commands))
        kit.say("guide.step_forms", forms=", ".join(one.forms), commands=commands)
    kit.line("")
    kit.say("guide.books")
    for book in found.books:
        kit.say("guide.book_year" if "year" in book else "guide.book", **book)


def _step(one: Any) -> dict[str, Any]:
    language = text.language()
    return {
        "step": one.number,
        "code": one.code,
        "phase": one.phase,
        "title": one.title[language],
        "when": one.when[language],
        "forms": list(one.forms),
        "commands": [spoken(command) for command in one.commands],
    }
