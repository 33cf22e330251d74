"""What the notebook offers for a question beside what its form says: the week's plan, the last family …"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from fieldkit import text
from fieldkit.cli.keyed import Option
from fieldkit.domain import plan
from fieldkit.domain.entry import Entry, in_order, rows
from fieldkit.domain.school import School
from fieldkit.text import t

if TYPE_CHECKING:
    from fieldkit.cli.steps import Step
    from fieldkit.store.store import Store

Answers = Mapping[str, Any]


class Offer(NamedTuple):
    """options: what may be chosen by its number; of a free text, each is the text itself. default: what an
    Enter answers, None to leave it as the form says."""

    options: list[Option]
    default: Any = None


class Asked(NamedTuple):
    """A question, the answers so far, and the options it has anyway."""

    step: Step
    answers: Answers
    options: list[Option]

    @property
    def school(self) -> str:
        """The school of the sheet (its id)."""
        return str(self.answers["school"])

    @property
    def date(self) -> str:
        """The day of the sheet."""
        return str(self.answers["date"])


class Offers:
    """What is offered for the questions of one form. closing: a plan is closed, and only that is asked."""

    def __init__(self, store: Store, form: str, *, closing: bool = False) -> None:
        self.store, self.form, self.closing = store, form, closing
        self._seen: list[str | None] | None = None

    def asks(self, step: Step) -> bool:
        """Whether a question is asked now: what becomes of a plan only when it is closed."""
        if self.form != "PB":
            return True
        late = step.item is not None and step.item.code in (*plan.FATE, *plan.CLOSING)
        return late is self.closing and not (step.item and step.item.code == "closed")

    def of(self, step: Step, answers: Answers, options: list[Option]) -> Offer:
        """What is offered for a question. options: those it has anyway."""
        if step.item and step.item.to == "school" and len(options) == 1:
            return Offer(options, options[0][0])
        found = _OFFERS.get((self.form, step.item.code if step.item else ""))
        return found(self, Asked(step, answers, options)) if found and _placed(answers) else Offer(options)

    def heading(self, step: Step, answers: Answers) -> list[str]:
        """What is told where the questions of a row begin; of a child, where a decision is asked for."""
        if not step.row:
            told = _TOLD.get((self.form, step.group.code))
            return told(answers) if told else []
        row = answers[step.group.code][step.row - 1]
        if self.closing:
            return [_activity(row)]
        promised = self.store.get(Entry, str(row.get("V06_A", "")).rpartition(".")[0])
        return [_family(promised)] if promised and promised.form == "VH" else []

    # a visit

    def _purpose(self, asked: Asked) -> Offer:
        from fieldkit.actions.plan import ahead

        rows = ahead(self.store, asked.school, date.fromisoformat(asked.date))
        return Offer(list({str(row["ACT_N"]): _activity(row) for row in rows}.items()))

    def _game(self, asked: Asked) -> Offer:
        """The games of the week's plan."""
        from fieldkit.actions.plan import ahead

        rows = ahead(self.store, asked.school, date.fromisoformat(asked.date))
        return Offer([(str(row["ACT_N"]), _activity(row)) for row in rows if row.get("ACT_K") == "R"])

    def _place(self, asked: Asked) -> Offer:
        """The number of an article: its place."""
        return Offer(asked.options, asked.step.row)

    def _pupils(self, asked: Asked) -> Offer:
        """The focal ones first, with a mark."""
        newest: dict[Any, Any] = {}
        found = self.store.find(Entry, form="RIE", school=asked.school, until=asked.date)
        for sheet in in_order(found):
            newest[sheet.answers.get("student")] = sheet.answers.get("focal")
        chosen = {student for student, focal in newest.items() if focal == "si"}
        first = [(code, t("monitoring.focal", name=label)) for code, label in asked.options if code in chosen]
        return Offer(first + [option for option in asked.options if option[0] not in chosen])

    def _goals(self, asked: Asked) -> Offer:
        from fieldkit.actions.plan import goals

        return Offer([(goal, goal) for goal in goals(self.store, asked.school)])

    def _home_visits(self, asked: Asked) -> Offer:
        """Those of the day, by the family's name."""
        day = asked.date
        found = self.store.find(Entry, form="VH", school=asked.school, since=day, until=day)
        return Offer([(visit.id, _family(visit)) for visit in found] or asked.options)

    def _host(self, asked: Asked) -> Offer:
        """The family of the last visit."""
        before = self.store.find(Entry, form="FS", school=asked.school, until=asked.date)
        hosts = [visit.answers["VF4_F"] for visit in before if isinstance(visit.answers.get("VF4_F"), str)]
        here = [host for host in hosts if host in dict(asked.options)]
        return Offer(asked.options, here[-1] if here else None)

    def _next_day(self, asked: Asked) -> Offer:
        """The next day in the community that a plan names."""
        plans = self.store.find(Entry, form="PB", school=asked.school)
        days = [str(row.get("DAY_D")) for one in plans for row in rows(one.answers, "DAY")]
        return Offer(asked.options, min((day for day in days if day > asked.date), default=None))

    def _community(self, asked: Asked) -> Offer:
        """That of the school."""
        school = self.store.get(School, asked.school)
        return Offer(asked.options, school.answers.get("community") if school else None)

    # a child

    def _texts(self, _: Asked) -> Offer:
        """The texts of the catalogue, by their keys; another one may be typed."""
        from fieldkit.domain.exercise import Exercise, newest

        known = newest(self.store.find(Exercise)).values()
        return Offer([(one.code, one.name) for one in known if one.answers.get("type") == "texto"])

    def _own(self, asked: Asked) -> Offer:
        """The children of the family first."""
        from fieldkit.domain.person import Kinship

        family = asked.answers.get("family")
        kin = {one.answers.get("student") for one in self.store.match(Kinship, f"{family}|", prefix=True)}
        first = [option for option in asked.options if option[0] in kin]
        return Offer(first + [option for option in asked.options if option[0] not in kin])

    # a tutoring

    def _able(self, asked: Asked) -> Offer:
        """Those who may tutor the exercise on that day first, with a mark."""
        from fieldkit.store.qualified import able

        code = asked.answers.get("U01") or asked.answers.get("exercise")
        may = able(self.store, code, asked.date) if isinstance(code, str) else set()
        first = [(id, t("tutoring.able", name=label)) for id, label in asked.options if id in may]
        return Offer(first + [option for option in asked.options if option[0] not in may])

    def _theirs(self, asked: Asked) -> Offer:
        """The tutorings of whoever wrote, in the exercise it is about."""
        wanted = asked.answers.get("person"), asked.answers.get("exercise")
        sheets = self.store.find(Entry, form="TUT")
        mine = {one.id for one in sheets if (one.answers.get("U03"), one.answers.get("U01")) == wanted}
        return Offer([option for option in asked.options if option[0] in mine])

    def _ended(self, asked: Asked) -> Offer:
        """The day of the last session."""
        days = [str(row["U07_F"]) for row in rows(asked.answers, "U07") if row.get("U07_F")]
        return Offer(asked.options, max(days, default=None))

    # a plan

    def _strategy(self, asked: Asked) -> Offer:
        from fieldkit.store.drawn import strategy

        return Offer(asked.options, strategy(self.store, asked.school, date.fromisoformat(asked.date)))

    def _done_on(self, asked: Asked) -> str | None:
        from fieldkit.actions.plan import seen_done

        if self._seen is None:
            self._seen = seen_done(self.store, asked.answers)
        return self._seen[asked.step.row - 1]

    def _fate(self, asked: Asked) -> Offer:
        """Done, when the visits show it; else it has to be said."""
        left = [option for option in asked.options if option[0] != plan.PLANNED]
        return Offer(left, plan.DONE if self._done_on(asked) else "")

    def _when(self, asked: Asked) -> Offer:
        return Offer(asked.options, self._done_on(asked))


_Maker = Callable[[Offers, Asked], Offer]
_OFFERS: dict[tuple[str, str], _Maker] = {
    ("FS", "V05"): Offers._purpose,
    ("FS", "VZ1_T"): Offers._game,
    ("FS", "VZ4"): Offers._next_day,
    ("APC", "community"): Offers._community,
    ("RGI", "ART_N"): Offers._place,
    ("FS", "VA1"): Offers._pupils,
    ("FS", "VD2_M"): Offers._goals,
    ("FS", "VF1_V"): Offers._home_visits,
    ("FS", "VF4_F"): Offers._host,
    ("DXA", "L10"): Offers._texts,
    ("VH", "student"): Offers._own,
    ("TUT", "U02"): Offers._able,
    ("TUT", "U06_F"): Offers._ended,
    ("REL", "tutoring"): Offers._theirs,
    ("DEM", "evaluator"): Offers._able,
    ("PB", "strategy"): Offers._strategy,
    ("PB", "GOAL_T"): Offers._goals,
    ("PB", "ACT_E"): Offers._fate,
    ("PB", "ACT_F"): Offers._when,
}
"""By form and item, what is offered."""


def _activity(row: Answers) -> str:
    """An activity of a plan: `Recreativa · Lotería de palabras · 2025-10-20`."""
    from fieldkit.cli import show
    from fieldkit.forms.form import load

    items = load("PB").items
    told = (show.value(items[code], row[code]) for code in ("ACT_K", "ACT_N", "ACT_D") if code in row)
    return " · ".join(told)


def _explained(answers: Answers) -> list[str]:
    """The risk of the child, in words."""
    from fieldkit.cli import risk

    known = answers.get("risk")
    return [risk.words(str(known), str(answers.get("flags", "")).split())] if known else []


def _lacking(answers: Answers) -> list[str]:
    """The kinds of activity that a plan has none of."""
    from fieldkit.forms.form import load

    kinds = {row.get("ACT_K") for row in plan.activities(answers)}
    known = load("PB").items["ACT_K"]
    lacking = [choice.label(text.language()) for choice in known.choices if choice.code in "RTD"]
    have = {choice.label(text.language()) for choice in known.choices if choice.code in kinds}
    return [t("plan.lacks", kinds=", ".join(one for one in lacking if one not in have))]


_TOLD: dict[tuple[str, str], Callable[[Answers], list[str]]] = {
    ("RIE", "decision"): _explained,
    ("PB", "rule"): _lacking,
}
"""By form and group, what is told where its questions begin."""


def _placed(answers: Answers) -> bool:
    """Whether it is known where and when: everything that is offered hangs on it."""
    return bool(answers.get("school") and answers.get("date"))


def _family(visit: Entry) -> str:
    """Whose home was visited."""
    from fieldkit.cli import show

    return show.name_of(str(visit.answers.get("family", "")))
