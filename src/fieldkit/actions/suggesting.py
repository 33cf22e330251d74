"""Who should tutor whom next, from what a notebook knows: languages, wishes, who is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Literal, NamedTuple

from fieldkit.actions.network import Network
from fieldkit.actions.references import resolve
from fieldkit.domain.entry import Entry, in_order
from fieldkit.domain.pairing import Group, Plan, this_week, until_all
from fieldkit.domain.person import TEACHER, Person
from fieldkit.forms.form import load
from fieldkit.store.store import Store

SPANISH = "espanol"
UNDER_WAY, GIVEN_UP = "en_curso", "abandonado"

Reason = Literal["nobody_there", "all_may", "under_way", "nobody_may", "tutor_away", "no_language"]
"""Why there are no pairs: nobody is there; all who are there may tutor it; who may not is learning it
already; nobody in the network may; who may is not there; who may is there and shares no language with them.
"""


class Suggestion(NamedTuple):
    """Pairs for a group. begun: (person, exercise, tutor or None) of who learns already; None: only the
    account or the demonstration is missing. reason: of a plan without pairs.
    """

    plan: Plan
    begun: list[tuple[str, str, str | None]]
    reason: Reason | None = None


def suggest(
    store: Store, network: Network, exercise: str | None, here: Collection[str], limit: int | None = None
) -> Suggestion:
    """The rounds until everybody may tutor an exercise, or this week's pairs in all of them.

    here: who is there, by id. limit: so many rounds at most.
    """
    people = [person for person in network.names if person in here]
    codes = [exercise] if exercise else network.known
    drafts = _drafts(store)
    begun = _begun(network, drafts, codes, here)
    group = Group(
        people,
        _languages(store, network, people),
        _wishes(store, network),
        Counter([one.tutor for one in network.facts.tutorings if one.outcome == UNDER_WAY])
        + Counter(drafts.values()),
        {(person, code) for person, code, _ in begun},
    )
    able = {code: {one.person for one in network.held if one.exercise == code} for code in codes}
    if exercise:
        plan = until_all(group, exercise, able[exercise], limit)
    else:
        pairs = tuple(this_week(group, able, codes))
        plan = Plan(pairs, min(1, len(pairs)), min(1, len(pairs)))
    return Suggestion(plan, begun, None if plan.pairs else _reason(group, able))


def _reason(group: Group, able: Mapping[str, Collection[str]]) -> Reason:
    """Why a group has no pairs. able: who may tutor each exercise, there or not."""
    if not group.people:
        return "nobody_there"
    lacking = {(one, code) for code in able for one in group.people if one not in able[code]}
    if able and not lacking:
        return "all_may"
    waiting = {code for one, code in lacking.difference(group.begun)}
    if lacking and not waiting:
        return "under_way"
    tutors = {one for code in waiting for one in able[code]}
    if not tutors:
        return "nobody_may"
    return "tutor_away" if tutors.isdisjoint(group.people) else "no_language"


def default_group(network: Network, exercise: str | None, me: str) -> set[str]:
    """The class, and whoever else of the school may tutor the exercise; who works here is there too."""
    tutors = {one.person for one in network.held if exercise in (None, one.exercise)}
    return {*network.students, *(tutors & (network.roles.keys() | {me}))}


def _drafts(store: Store) -> dict[tuple[str, str], str]:
    """The pairs that were taken up and are not written yet: the tutor, by tutee and exercise.

    A draft that a file began has names in place of ids.
    """
    found = {}
    for draft in store.drafts(form="TUT"):
        answers, _ = resolve(store, load("TUT"), draft.answers)
        exercise, tutor, tutee = (answers.get(code) for code in ("U01", "U02", "U03"))
        if isinstance(exercise, str) and isinstance(tutor, str) and isinstance(tutee, str):
            found[tutee, exercise] = tutor
    return found


def _begun(
    network: Network,
    drafts: Mapping[tuple[str, str], str],
    codes: Collection[str],
    here: Collection[str],
) -> list[tuple[str, str, str | None]]:
    """Who is being tutored now, in a draft too, and who solved it and has still to write or present."""
    able = {(one.person, one.exercise) for one in network.held}
    found: dict[tuple[str, str], str | None] = {}
    for one in sorted(network.facts.tutorings, key=lambda one: (one.start, one.id)):
        key = (one.tutee, one.exercise)
        if one.exercise not in codes or one.tutee not in here or key in able:
            continue
        if one.outcome == UNDER_WAY:
            found[key] = one.tutor
        elif one.solved:
            found[key] = None
    for (tutee, code), tutor in drafts.items():
        if code in codes and tutee in here and (tutee, code) not in able:
            found.setdefault((tutee, code), tutor)
    return [(person, code, tutor) for (person, code), tutor in found.items()]


def _wishes(store: Store, network: Network) -> set[tuple[str, str]]:
    """Who wants to learn what: the newest word of each, and what a tutee chose and did not finish."""
    said: dict[tuple[str, str], bool] = {}
    for sheet in in_order(store.find(Entry, form="INT", until=network.day)):
        key = (str(sheet.answers.get("person")), str(sheet.answers.get("exercise")))
        said[key] = sheet.answers.get("over") != "si"
    chosen = {(one.tutee, one.exercise) for one in network.facts.tutorings if one.outcome == GIVEN_UP}
    return {key for key, still in said.items() if still} | (chosen - said.keys())


def _languages(store: Store, network: Network, people: Iterable[str]) -> Mapping[str, set[str]]:
    """The languages of each person: those of the home, and Spanish. Not known of somebody: no language."""
    known = store.get_many(Person, list(people))
    return {
        one: languages(known[one].answers, network.roles.get(one)) if one in known else {SPANISH}
        for one in people
    }


def languages(answers: Mapping[str, Any], role: str | None) -> set[str]:
    """What a person understands; nothing when it is not known whether Spanish is among it.

    A teacher speaks Spanish; of a child it is asked.
    """
    home = answers.get("home_languages")
    spoken = set(home) if isinstance(home, list) else set()
    spanish = answers.get("spanish")
    if role == TEACHER or spanish in ("habla", "entiende"):
        spoken.add(SPANISH)
    if spanish == "no_habla":
        spoken.discard(SPANISH)
    return spoken if SPANISH in spoken or spanish == "no_habla" else set()
