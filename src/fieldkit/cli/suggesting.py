"""Suggested pairs: for a program, in words, and taken up one by one at a terminal."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from fieldkit.actions import lookup, suggesting
from fieldkit.actions.network import EVERYBODY, Network
from fieldkit.actions.suggesting import Suggestion
from fieldkit.cli import failure, keyed, kit, names, prompt, show
from fieldkit.domain.pairing import Pair
from fieldkit.errors import Ambiguous, NotFound
from fieldkit.text import language, t


def who(
    network: Network, exercise: str | None, present: str | None, absent: str | None, *, everybody: bool
) -> set[str]:
    """Who is there. present: only these names, and who works here; absent: all but these names."""
    group = suggesting.default_group(network, exercise, kit.by())
    if everybody:
        group |= set(network.group(EVERYBODY))
    if present:
        group = _ids(network, present) | (group & {kit.by()})
    return group - (_ids(network, absent) if absent else set())


def _ids(network: Network, names: str) -> set[str]:
    """The persons in a list of names with commas. Raises NotFound, Ambiguous."""
    store = kit.store()
    return {lookup.anyone(store, name.strip(), network.school) for name in names.split(",") if name.strip()}


def facts(network: Network, found: Suggestion, exercise: str | None) -> dict[str, Any]:
    """A suggestion for a program."""
    return {
        "school": network.school,
        "exercise": exercise,
        "rounds": found.plan.rounds,
        "least": found.plan.least,
        "reason": found.reason,
        "pairs": [_row(network, one) for one in found.plan.pairs],
        "unreached": [{"id": one, "name": network.name(one)} for one in found.plan.unreached],
        "begun": [
            {"person": person, "name": network.name(person), "exercise": code, "tutor": tutor}
            for person, code, tutor in found.begun
        ],
    }


def _row(network: Network, one: Pair) -> dict[str, Any]:
    return {
        "round": one.round,
        "tutor": one.tutor,
        "tutor_name": network.name(one.tutor),
        "tutee": one.tutee,
        "tutee_name": network.name(one.tutee),
        "exercise": one.exercise,
        "because": one.why,
        "why": _why(network, one),
    }


def _why(network: Network, one: Pair) -> str:
    return t(f"tutoring.why_{one.why}", tutor=network.name(one.tutor), tutee=network.name(one.tutee))


def tell(network: Network, found: Suggestion, exercise: str | None) -> None:
    """A suggestion in words, round by round."""
    plan = found.plan
    for number in range(1, plan.rounds + 1):
        kit.say("tutoring.round", number=number)
        for one in plan.pairs:
            if one.round == number:
                kit.say("tutoring.pair", **_named(network, one), why=_why(network, one))
    if exercise and plan.pairs:
        cut = plan.rounds < plan.least  # --rounds asked for fewer than it takes
        key = "rounds_cut" if cut else "rounds_begun" if found.begun else "rounds"
        kit.say(f"tutoring.{key}", rounds=plan.rounds, least=plan.least)
    for person, code, tutor in found.begun:
        key = "tutoring.begun" if tutor else "tutoring.nearly"
        who = tutor and (network.names.get(tutor) or show.name_of(tutor))  # of a draft no sheet tells
        kit.say(key, name=network.name(person), exercise=code, tutor=who or "")
    if plan.unreached:
        kit.say("tutoring.unreached", names=", ".join(map(network.name, plan.unreached)))
    if found.reason:
        kit.say("tutoring.no_pairs", why=t(f"tutoring.none_{found.reason}", command=_new()))


def _named(network: Network, one: Pair) -> dict[str, str]:
    return {"tutor": network.name(one.tutor), "tutee": network.name(one.tutee), "exercise": one.exercise}


def _new() -> str:
    said = language()
    return f"fieldkit {names.shown('tutoring', said)} {names.shown('new', said, 'tutoring')}"


# taking them up


def take_up(network: Network, found: Suggestion) -> None:
    """Ask about each pair of the first round: accepted, it is a draft of its tutoring, to be filled in. One
    of whom somebody is in a pair that was changed is passed over, and said to be."""
    taken: dict[str, str] = {}
    for one in found.plan.pairs:
        if one.round > 1:
            break
        if busy := next((who for who in (one.tutor, one.tutee) if who in taken), None):
            facts = {"name": network.name(busy), "other": network.name(taken[busy])}
            kit.say("tutoring.taken_already", **_named(network, one), **facts)
            continue
        kit.say("tutoring.pair", **_named(network, one), why=_why(network, one))
        answer = _answer()
        if answer == ".":
            break
        pair = _changed(network, one) if answer == "c" else (one.tutor, one.tutee)
        if answer != "i" and pair:
            if busy := next((who for who in pair if who in taken), None):
                kit.say("tutoring.taken_too", name=network.name(busy), other=network.name(taken[busy]))
            _begin(network, *pair, one.exercise)
            taken |= {pair[0]: pair[1], pair[1]: pair[0]}


def _answer() -> str:
    """`a` to accept, `c` to change, `i` to ignore, `.` to end; anything else is asked again."""
    while True:
        typed = prompt.line(t("tutoring.take_up")).strip().lower()
        if typed in ("", "a", *keyed.YES):
            return "a"
        if typed in ("c", "i", ".", *keyed.NO):
            return "i" if typed in keyed.NO else typed
        kit.say("tutoring.take_up_so")


def _changed(network: Network, one: Pair) -> tuple[str, str] | None:
    """Two others in the place of a pair; None when somebody leaves that."""
    able = [may.person for may in network.held if may.exercise == one.exercise]
    tutor = _asked(network, "tutoring.ask_tutor", one.tutor, able)
    if tutor is None:
        return None
    if tutor not in able:
        kit.say("tutoring.not_able", name=show.name_of(tutor), exercise=one.exercise)
    missing = network.coverage(one.exercise).missing
    tutee = _asked(network, "tutoring.ask_tutee", one.tutee, [who for who in missing if who != tutor], tutor)
    return (tutor, tutee) if tutee else None


def _asked(
    network: Network, question: str, default: str, likely: Collection[str], besides: str = ""
) -> str | None:
    """Somebody in the place of the one suggested, whom an Enter keeps, and not the one besides; `?` lists who
    is likely. None when `.` leaves it."""
    while True:
        typed = prompt.line(t(question, default=kit.plain(network.name(default)))).strip()
        if typed == ".":
            return None
        if typed == "?":
            for person in likely:
                kit.line(kit.plain(f"    {network.name(person)}"))
            continue
        try:
            found = lookup.anyone(kit.store(), typed, network.school) if typed else default
        except (NotFound, Ambiguous) as trouble:
            kit.line(kit.plain(failure.sentence(trouble)))
            continue
        if found != besides:
            return found
        kit.say("tutoring.not_oneself")


def _begin(network: Network, tutor: str, tutee: str, exercise: str) -> None:
    from fieldkit.actions import draft, entry
    from fieldkit.store.drafts import Draft

    pair = {"school": network.school, "date": network.day, "U01": exercise, "U02": tutor, "U03": tutee}
    answers = entry.begin(kit.store(), "TUT", today=kit.today(), **pair)
    kept = draft.keep(kit.store(), Draft("TUT", answers), answers)
    kit.say("tutoring.begun_draft", draft=kept.id[-8:])
