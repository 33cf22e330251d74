"""A report counted or, when it was frozen, as it was sent: what `fieldkit report` shows and writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from fieldkit import text
from fieldkit.actions import freezing, programme
from fieldkit.cli import keyed, kit, meant, names
from fieldkit.cli.l10n import WrongUsage
from fieldkit.domain.calendar import Calendar
from fieldkit.domain.person import Membership
from fieldkit.domain.reporting import Which
from fieldkit.domain.school import School, first_registered
from fieldkit.errors import NotFound
from fieldkit.reports import bimonthly, frozen, monthly, period
from fieldkit.reports.document import document, identity
from fieldkit.reports.gather import Facts, cut, gather
from fieldkit.reports.period import Period
from fieldkit.reports.report import Report, Scope, together

if TYPE_CHECKING:
    from fieldkit.reports.rendering import Format

Files = Mapping["Format", str | None]
"""The file that is wanted in each format; None where none is."""

SORTS = ("monthly", "bimonthly", "annual")


@dataclass(frozen=True, slots=True)
class Counted:
    """A report of one school as it is shown: frozen when it was, else of today.

    fresh: of today. differing: what today's data would give otherwise than what was frozen. broken: what was
    frozen cannot be shown, because it is not what its digest says; only freezing it again can mend that.
    """

    which: Which
    facts: Facts
    shown: Report
    fresh: Report
    broken: bool = False

    @property
    def differing(self) -> list[str]:
        """The codes of the numbers that are not any more what was sent."""
        return frozen.differing(self.shown, self.fresh) if self.shown.frozen else []

    def document(self) -> dict[str, Any]:
        """For a program."""
        return {**document(self.shown), **({"differing": self.differing} if self.shown.frozen else {})}


# which time and which schools


def month(typed: str | None) -> Period:
    """The month of an option; the last one that ended. Raises WrongUsage, for one that has not begun too."""
    if typed is None:
        return period.month_before(kit.today())
    return _begun(_read(period.month, typed, "not_a_month"), typed)


def bimester(typed: str | None, ciclo: str | None) -> Period:
    """The bimester of the options; the last one of the ciclo that ended. Raises WrongUsage."""
    year = kit.ciclo(ciclo)
    if typed is None:
        codes = calendar().year(year).periods
        every = [period.bimester(calendar(), year, code) for code in codes]
        over = [one for one in every if one.last < kit.today()]
        return over[-1] if over else _begun(every[0], every[0].name)
    code = keyed.bimester(typed)
    return _begun(_read(lambda one: period.bimester(calendar(), year, one), code, "not_a_bimester"), typed)


def year(typed: str | None) -> Period:
    """The ciclo of an option; the one we are in. Raises WrongUsage."""
    name = kit.ciclo(typed)
    return _begun(_read(period.school_year, name, "not_a_ciclo"), name)


def _read(reader: Callable[[str], Period], typed: str, code: str) -> Period:
    try:
        return reader(typed)
    except ValueError:
        raise WrongUsage(code, text=typed) from None


def _begun(found: Period, typed: str) -> Period:
    if found.first > kit.today():
        raise WrongUsage("not_begun", text=typed, day=found.since)
    return found


@cache
def calendar() -> Calendar:
    """The school calendar of this notebook; that its own file could not be used is said once."""
    from fieldkit.cli import calendar

    return calendar.known()


def schools(typed: str | None) -> list[School]:
    """The school somebody means, or all of this notebook. Raises NotFound, Ambiguous."""
    place = meant.school_or_all(typed)
    if place:
        return [place]
    found = first_registered(kit.store().find(School))
    if not found:
        raise NotFound(kind="school", text="", why="no_schools")
    return sorted(found, key=lambda school: (school.cct, school.id))


# counting


def count(sort: str, time: Period, school: School, *, mending: bool = False) -> Counted:
    """The report of a school. mending: also one whose frozen numbers are broken. Raises Unreadable."""
    store = kit.store()
    drafts = [(draft.form, draft.answers) for draft in store.drafts()]
    facts = gather(store, school, today=kit.today(), drafts=drafts, calendar=calendar())
    which = Which(sort, school.id, time.ciclo, time.name)
    words = freezing.begun(store, which)
    sent = freezing.sent(store, which)
    told = frozen.words(words.answers if words else sent.answers if sent else {})
    fresh = replace(_numbers(sort, facts, time), written=told, **_head())
    if sent is None:
        return Counted(which, facts, fresh, fresh)
    if mending and not frozen.intact(sent.answers):
        edition, digest = sent.answers.get("edition"), str(sent.answers.get("digest"))
        known = replace(fresh, edition=edition if isinstance(edition, int) else 1, frozen=digest)
        return Counted(which, facts, known, fresh, broken=True)
    return Counted(which, facts, frozen.as_sent(fresh, sent.answers, facts.name), fresh)


def _numbers(sort: str, facts: Facts, time: Period) -> Report:
    if sort == "annual":
        from fieldkit.reports import annual
        from fieldkit.reports.annual_pupils import enrolled_in_secondary

        onward = enrolled_in_secondary(kit.store().find(Membership))
        return annual.report(facts, time.ciclo, onward)
    return monthly.report(facts, time) if sort == "monthly" else bimonthly.report(facts, time)


def _head() -> dict[str, Any]:
    store = kit.store()
    return {"advisor": store.meta("name") or "", "header": programme.settings(store)}


def _sum(reports: list[Report], facts: list[Facts]) -> Report:
    """The sum of the reports of several schools: the advisor's."""
    scope = Scope("advisor", kit.by(), kit.store().meta("name") or "", len(reports))
    return together(reports, scope, cut(facts, reports[0].until.isoformat()))


def called(report: Report) -> str:
    """The name of a report in the language in use, `mensual:12KPR0001Z:2025-10`; `named` reads both."""
    return told(identity(report))


def told(name: str) -> str:
    """The same of a name."""
    sort, _, rest = name.partition(":")
    return f"{names.shown(sort, text.language())}:{rest}"


def named(typed: str) -> tuple[str, Period, School]:
    """Sort, time and school of a report by its id, `monthly:12KPR0001Z:2025-10`.

    Raises WrongUsage, NotFound.
    """
    said, _, rest = typed.strip().partition(":")
    school, _, time = rest.rpartition(":")
    sort = names.meant(said, list(SORTS))
    if sort is None or not school:
        raise WrongUsage("not_a_report", text=typed)
    ciclo, _, code = time.rpartition("/")
    if sort == "bimonthly":
        return sort, bimester(code, ciclo or None), schools(school)[0]
    return sort, month(time) if sort == "monthly" else year(time), schools(school)[0]


# showing


def give(
    sort: str,
    time: Period,
    school: str | None,
    files: Files,
    as_json: bool,
    *,
    public: bool = False,
    edition: int | None = None,
) -> None:
    """Show a report, and write the files that are wanted of it. public: without any child in it. edition: the
    frozen one that is wanted again, in place of the last."""
    counted = [count(sort, time, one) for one in schools(school)]
    if edition is not None:
        counted = [_again(one, edition) for one in counted]
    if public:
        counted = [_public(one) for one in counted]
    alone = counted[0] if len(counted) == 1 else None
    whole = alone.shown if alone else _sum([one.shown for one in counted], [one.facts for one in counted])
    said = alone.document() if alone else {"schools": [one.document() for one in counted]}
    deliver(whole, files, as_json, **said)
    if not as_json:
        _point_out(counted)


def _again(counted: Counted, edition: int) -> Counted:
    """An edition of a report as it was sent. Raises WrongUsage when there is none, Unreadable."""
    store = kit.store()
    known = freezing.editions(store, freezing.sent(store, counted.which))
    if edition not in known:
        told = ", ".join(map(str, known)) or "—"
        raise WrongUsage("no_edition", text=edition, id=called(counted.shown), known=told)
    return replace(counted, shown=frozen.as_sent(counted.fresh, known[edition], counted.facts.name))


def _public(counted: Counted) -> Counted:
    """Without any child in it, and nobody's name in what was written."""
    from fieldkit.domain import naming
    from fieldkit.domain.person import Person
    from fieldkit.text import t

    people, written = list(kit.store().find(Person, withdrawn=True)), counted.shown.written
    if found := naming.names(written.values(), people):
        kit.note("naming.left_out", names=", ".join(found))
    if any(written.values()):
        kit.note("naming.read_it")
    hidden = naming.without(written, people, t("naming.instead"))
    return replace(counted, shown=replace(counted.shown, pupils=(), written=hidden))


def network(time: Period, school: str | None, files: Files, as_json: bool) -> None:
    """Show the report of a tutoring network; it is of today, and is not frozen."""
    from fieldkit.reports import network

    store = kit.store()
    found = [gather(store, one, today=kit.today(), calendar=calendar()) for one in schools(school)]
    each = [replace(network.report(facts, time.ciclo), **_head()) for facts in found]
    whole = each[0] if len(each) == 1 else _sum(each, found)
    deliver(whole, files, as_json, **({} if len(each) == 1 else {"schools": list(map(document, each))}))


def deliver(report: Report, files: Files, as_json: bool, **said: Any) -> None:
    """Write the files that are wanted of a report, and show it. said: more of it for a program."""
    wanted = {kind: file for kind, file in files.items() if file}
    for kind, file in wanted.items():
        from fieldkit.reports import rendering

        rendering.write(report, kind, file)
    if as_json:
        kit.out({**document(report), **said})
    elif wanted:
        for file in dict.fromkeys(file for file in wanted.values() if file != "-"):
            kit.say("report.written_to", file=file)
    else:
        from fieldkit.reports import terminal

        terminal.show(report)


def _point_out(counted: Iterable[Counted]) -> None:
    """Frozen numbers that today's data would not give any more."""
    for one in counted:
        if one.differing:
            kit.note("report.differs", id=called(one.shown), codes=", ".join(map(code_words, one.differing)))


def code_words(code: str) -> str:
    """A number by its code, the children's lines by their name."""
    from fieldkit.text import t

    return t("report.pupils") if code == "pupils" else code
