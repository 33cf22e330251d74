"""Filling in a form: beginning with what is known, finishing it whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from fieldkit.actions import rules, sheet
from fieldkit.actions.references import resolve
from fieldkit.domain import naming, story
from fieldkit.domain.change import Edit
from fieldkit.domain.entry import Entry, bucket_of, rows
from fieldkit.domain.names import fold
from fieldkit.domain.person import STUDENT, Kinship, Membership, Person
from fieldkit.errors import Problem, Untimely
from fieldkit.forms.check import Checked, check
from fieldkit.forms.form import Form, Item, load
from fieldkit.store.drawn import drawn
from fieldkit.store.givens import givens, students
from fieldkit.store.index import columns
from fieldkit.store.promises import FOLLOWED, Follow, open_rows, readable
from fieldkit.store.store import Store


def begin(
    store: Store,
    form: str,
    *,
    today: date,
    school: str | None = None,
    student: str | None = None,
    **known: Any,
) -> dict[str, Any]:
    """The first answers of a sheet: school, student (ids), the day, and what the program knows for them.

    Everything left open by earlier sheets of the school is there as rows that wait for an answer. Call it
    again when the school, the student or the day changes: `begin(store, form, today=…, **answers)`.
    """
    asked = load(form)
    facts = {"date": today.isoformat(), **known, "school": school, "student": student}
    answers = {code: value for code, value in facts.items() if value is not None}
    kept = {code: value for code, value in answers.items() if code in asked.items or asked.group(code)}
    for follow in FOLLOWED:
        waiting = open_rows(store, asked, answers).get(follow.rows)
        if waiting:
            kept[follow.rows] = _answered_before(follow, waiting, rows(known, follow.rows))
        elif (
            follow.rows in kept
        ):  # of another day; what was answered of them is told, the rest was never asked
            kept[follow.rows] = [row for row in rows(known, follow.rows) if row.get(follow.state)]
    rules.tie(rules.articles(store, asked, answers), asked, kept)
    kept |= {code: some for code, some in drawn(store, form, kept).items() if asked.group(code)}
    return {**kept, **givens(store, asked, answers)}


def moved(store: Store, form: str, answers: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of a sheet whose school or day is answered anew, without what only came from where it was.

    That is what was drawn from that school and nobody changed; and, at another school, whatever was asked of
    the agreements and the rules of the first. before: the answers until then.
    """
    kept, asked = dict(answers), load(form)
    there = {code: before[code] for code in ("school", "date") if code in before}
    for code, was in drawn(store, form, there).items():
        if kept.get(code) == was:
            del kept[code]
    if before.get("school") not in (None, answers.get("school")):
        for code in (*(follow.rows for follow in FOLLOWED), rules.CHECK):
            if asked.group(code):
                kept.pop(code, None)
    return kept


def review(
    store: Store, form: str, answers: Mapping[str, Any], *, today: date, by: str | None = None
) -> Checked:
    """The answers as `finish` would save them, with all their problems; those left unasked are warnings.

    by: whose sheet it is; warned of when the same one is here already.
    """
    asked = load(form)
    resolved, unfound = resolve(store, asked, answers)
    resolved |= drawn(store, form, resolved) | givens(store, asked, resolved)
    unfound += rules.tie(rules.articles(store, asked, resolved), asked, resolved)
    unanswered: list[Problem] = []
    waiting = open_rows(store, asked, resolved)
    for follow in FOLLOWED:
        if follow.rows in waiting:  # also when nothing is open: then every answer is to no agreement
            unanswered += _recognise(asked, follow, resolved, waiting[follow.rows])
    checked = check(asked, resolved, today=today)
    odd = against(store, asked, checked.answers, by)
    return Checked(checked.answers, (*unfound, *checked.problems, *unanswered, *odd))


def against(store: Store, form: Form, answers: Mapping[str, Any], by: str | None) -> list[Problem]:
    """Warnings of what is on record against this sheet: the same one (by: whose), who was not at the school
    that day, of a tutoring its other sheets, of a home visit who is whose family, of a strategy where the
    school stands, of an anonymous story whom it names."""
    twice = same(store, form, answers, by) if by else []
    twice += _not_there(store, form, answers)
    if form.code == "VH":
        return twice + _no_kin(store, form, answers)
    if form.code == "EI":
        return twice + _other_start(form, answers)
    if form.code == story.FORM:
        return twice + _named(store, form, answers)
    if "exercise_version" not in form.items:
        return twice
    from fieldkit.actions import tutoring  # tutoring alone needs it

    return twice + tutoring.odd(store, form, answers)


def _not_there(store: Store, form: Form, answers: Mapping[str, Any]) -> list[Problem]:
    """A warning for each student of a sheet who was not at the school on its day, where any are."""
    day = readable(answers.get("date"))
    named = [(field, item, value) for field, item, value in _students(form, answers) if value]
    if form.kind != Entry.kind or not day or not named:
        return []
    there = {one.person for one in students(store, str(answers.get("school")), day)}
    return [
        Problem(field, "not_there", {"label": dict(item.labels), "date": day.isoformat()}, "warning")
        for field, item, value in named
        if there and value not in there and store.get(Person, str(value))  # a name that is nobody's is told
    ]


def _students(form: Form, answers: Mapping[str, Any]) -> Iterator[tuple[str, Item, Any]]:
    """Each student whom a sheet names: where, the item and the id."""
    for item in form.items.values():
        if item.to == STUDENT and item.repeat:
            for place, row in enumerate(rows(answers, item.repeat), 1):
                yield f"{item.repeat}[{place}].{item.code}", item, row.get(item.code)
        elif item.to == STUDENT:
            yield item.code, item, answers.get(item.code)


def _no_kin(store: Store, form: Form, answers: Mapping[str, Any]) -> list[Problem]:
    """A warning for each child of a home visit who is not on record as of whoever was visited."""
    kin = {one.student for one in store.match(Kinship, f"{answers.get('family')}|", prefix=True)}
    children = [row.get("student") for row in rows(answers, "students")]
    label = dict(form.items["student"].labels)
    return [
        Problem(f"students[{place}].student", "no_kin", {"label": label}, "warning")
        for place, child in enumerate(children, 1)
        if child and answers.get("family") and child not in kin
    ]


def _other_start(form: Form, answers: Mapping[str, Any]) -> list[Problem]:
    """A warning for each goal of a strategy (EI) that starts elsewhere than the notebook counts."""
    found = []
    for place, row in enumerate(rows(answers, "I05"), 1):
        said, counted = row.get("I05_V"), answers.get(f"base_{row.get('I05_I')}")
        if not isinstance(said, int | float) or not isinstance(counted, int | float):
            continue
        if said >= 0 and abs(said - counted) > _ROUNDED:
            facts = {"label": dict(form.items["I05_V"].labels), "value": f"{counted:g}"}
            found.append(Problem(f"I05[{place}].I05_V", "other_start", facts, "warning"))
    return found


def _named(store: Store, form: Form, answers: Mapping[str, Any]) -> list[Problem]:
    """A warning when the words of an anonymous story name a child, a relative or a teacher of the school."""
    if not story.is_anonymous(answers):
        return []
    people = [person for _, person in store.find_with(Membership, Person, school=answers.get("school"))]
    if not (found := naming.names([str(answers.get(story.WORDS) or "")], people)):
        return []
    facts = {"label": dict(form.items[story.WORDS].labels), "value": ", ".join(found)}
    return [Problem(story.WORDS, "names_somebody", facts, "warning")]


_ROUNDED = 0.5
"""Somebody may write 42 where the notebook counts 42.2."""


def same(store: Store, form: Form, answers: Mapping[str, Any], by: str) -> list[Problem]:
    """A warning for each sheet that the form says is this one: same school, day and advisor (FS), or child,
    application and school year (DXA). Perhaps they are two: nothing is refused, nothing merged.
    """
    key = columns(Entry.kind, {"form": form.code, "state": "", "author": by, "answers": answers}).key
    found = store.match(Entry, key) if key else []
    told = [form.items[code] for code in form.key if code in form.items]
    alike = {language: ", ".join(item.label(language) for item in told) for language in form.title}
    place = next((item for item in reversed(told) if item.asked), None)
    facts = {"label": place.labels if place else form.title, "same": alike}
    field = place.code if place else ""
    return [Problem(field, "same_sheet", {**facts, "id": one.id}, "warning") for one in found]


_ONE = {"PB": "plan_exists", "EI": "strategy_exists", "RGC": "month_checked"}
"""The forms of which a school has one: a bimester, a ciclo, a month."""


def insist_on_one(form: Form, reviewed: Checked) -> None:
    """Raises Untimely when the review of a new sheet of which there is only one found another."""
    for problem in reviewed.warnings:
        if problem.code == "same_sheet" and form.code in _ONE:
            month = reviewed.answers.get("month")
            raise Untimely(why=_ONE[form.code], record=problem.facts["id"], month=month)


def finish(
    store: Store,
    form: str,
    answers: Mapping[str, Any],
    *,
    by: str,
    today: date,
    draft: str | None = None,
    reviewed: Checked | None = None,
) -> Entry:
    """Save a complete sheet. One that is not stays a draft: raises Invalid with its id and the problems.

    draft: the one this completes. reviewed: the review of these answers, when it was made just before. What
    earlier sheets left open and these answers do not mention stays open. What is about no school (RED) is
    the advisor's own.
    """
    asked = load(form)
    checked = reviewed or review(store, form, answers, today=today, by=by)
    answered = sheet.insist(store, asked, answers, checked, draft)
    doc = sheet.doc(asked, answered, author=by)
    (change,) = store.save([Edit(Entry.kind, bucket_of(answered, by), doc)], by=by, finishes=draft)
    return Entry(change.record, change.bucket, change.id, doc)


def _answered_before(
    follow: Follow, waiting: list[dict[str, Any]], here: Iterable[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The rows that wait, with the answers some of them already have in this sheet."""
    answers = {str(row.get(follow.identity)): row for row in here}
    return [{**row, **answers.get(row[follow.identity], {})} for row in waiting]


def _recognise(
    form: Form, follow: Follow, answers: dict[str, Any], waiting: list[dict[str, Any]]
) -> list[Problem]:
    """Tie each answered row to what it answers, by identity or by its text; warn of what has no answer, and
    of what answers nothing that is open."""
    answered = [dict(row) for row in rows(answers, follow.rows)]
    open_ones = {row[follow.identity]: row for row in waiting}
    left = dict(open_ones)
    texts = {fold(row[follow.text]): row for row in waiting}
    unknown: list[int] = []
    labels = dict(group.labels) if (group := form.group(follow.rows)) else {}
    for place, row in enumerate(answered, 1):
        known = open_ones.get(str(row.get(follow.identity))) or texts.get(fold(str(row.get(follow.text, ""))))
        if known:
            row.update(known)
            left.pop(known[follow.identity], None)
        else:
            unknown.append(place)
    if answered:
        answers[follow.rows] = answered
    still_open = [row[follow.text] for row in left.values()]
    if unknown:  # what is open is told with the row that may be about it, once
        code, facts = "which_agreement" if still_open else "no_agreement", {"open": "; ".join(still_open)}
        fields = [f"{follow.rows}[{place}]" for place in unknown]
        return [Problem(field, code, {"label": labels, **facts}, "warning") for field in fields]
    told = [{"label": labels, "value": words} for words in still_open]
    return [Problem(follow.rows, "open_agreement", fact, "warning") for fact in told]
