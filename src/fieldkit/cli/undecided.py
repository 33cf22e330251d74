"""What two people wrote differently, as a person reads it: what it is about, both values, how to decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fieldkit import text
from fieldkit.cli import kit, names, search, show
from fieldkit.domain.entry import Entry
from fieldkit.domain.person import Kinship, Membership
from fieldkit.domain.record import WITHDRAWN, Record, said
from fieldkit.forms.form import Form, known
from fieldkit.text import t

MOST = 10
"""How many a person is shown. A program gets them all."""

_LONGEST = 60
"""Letters of a value; the rest is in the history."""

_NOUNS = {
    "REG-E": "school",
    "REG-A": "student",
    "REG-D": "teacher",
    "REG-F": "family",
    "REG-P": "counterpart",
}
"""The nouns whose `correct` is for a form; of sheets it is `monitoring`, for all of them."""


def tell(clashes: Sequence[Mapping[str, Any]]) -> None:
    """Each record once, with both values of every answer in dispute, and the command that decides."""
    kit.say("undecided.count", count=len(clashes))
    for clash in clashes[:MOST]:
        _tell(clash)
    if len(clashes) > MOST:
        kit.say("sync.more", count=len(clashes) - MOST)


def tell_twice(found: Sequence[Mapping[str, Any]]) -> None:
    """What has come and perhaps was here already, with the command that takes one of the two away."""
    kit.say("undecided.twice_count", count=len(found))
    for one in found[:MOST]:
        record = kit.store().any(one["record"])
        ids = {"record": one["record"][-8:], "other": one["other"][-8:]}
        what, command = _called(record, one, known(one["form"])), _command(record, one, "withdraw")
        kit.say("undecided.twice", what=what, **ids, command=command)
    if len(found) > MOST:
        kit.say("sync.more", count=len(found) - MOST)


def _tell(clash: Mapping[str, Any]) -> None:
    from fieldkit.store import outbox

    change, stands = outbox.sides(kit.store().connection, clash)
    record = kit.store().any(clash["record"])
    form = known(clash["form"])
    what = _called(record, clash, form)
    for field in clash["fields"]:
        if field == "state":
            continue
        if field == "bucket":
            values = {"mine": _place(change.bucket), "stands": _place(record.bucket if record else "")}
        else:
            values = {"mine": _value(form, field, change.doc), "stands": _value(form, field, stands)}
        kit.say("undecided.clash", what=what, field=_label(form, field), **values, whose=_whose(clash["own"]))
    if "state" in clash["fields"]:  # one withdrew what the other corrected: the correction stands
        who = t("undecided.who_own" if clash["own"] else "undecided.who_other")
        mine = "withdrawn" if change.doc.get("state") == WITHDRAWN else "corrected"
        kit.say(f"undecided.i_{mine}", what=what, who=who)
        kit.say(
            "undecided.keep_or_not", keep=_keep(record, clash), withdraw=_command(record, clash, "withdraw")
        )
    else:
        kit.say("undecided.decide", command=_command(record, clash, "correct"))


def _called(record: Record | None, clash: Mapping[str, Any], form: Form) -> str:
    """A kind's word and the record's own name: `Escuela «uno»`; of a sheet its title, day and school."""
    if isinstance(record, Entry):
        place = record.answers.get("school")
        told = [form.label(text.language()), record.date, show.name_of(str(place)) if place else ""]
        return " · ".join(filter(None, told))
    word = search.called(clash["kind"]) if f"kind_{clash['kind']}" in text.words("search") else clash["kind"]
    name = show.name_of(record.person) if isinstance(record, (Membership, Kinship)) else ""
    return t("undecided.called", kind=word[:1].upper() + word[1:], name=name or show.name_of(clash["record"]))


def _label(form: Form, field: str) -> str:
    """The question that a field is, or the word for what is no question."""
    code = field.removeprefix("answers.")
    item, group = form.items.get(code), form.group(code)
    if found := item or group:
        return found.label(text.language())
    return t("undecided.field_bucket") if code == "bucket" else code


def _value(form: Form, field: str, doc: Mapping[str, Any]) -> str:
    """One side's answer in words, short; a CURP masked, rows counted."""
    code, found = field.removeprefix("answers."), said(doc, field)
    if found is None:
        return t("history.nothing")
    if code == "curp":
        found = show.masked({code: found})[code]
    if isinstance(found, list) and found and isinstance(found[0], Mapping):
        return t("undecided.rows", count=len(found))
    words = show.value(form.items[code], found) if code in form.items else str(found)
    return t("undecided.value", text=words if len(words) <= _LONGEST else words[:_LONGEST] + "…")


def _place(bucket: str) -> str:
    """The school a record is kept with."""
    return show.name_of(bucket.partition(":")[2]) if bucket.startswith("s:") else t("undecided.no_school")


def _whose(own: bool | None) -> str:
    if own is None:
        return ""
    return t("undecided.whose_own" if own else "undecided.whose_other")


def _keep(record: Record | None, clash: Mapping[str, Any]) -> str:
    """What lets a record count: a person who was withdrawn comes back with what went with them, also where
    somebody else's correction made them stand without it."""
    from fieldkit.actions.person import may_return
    from fieldkit.domain.person import Person

    which = record.person if isinstance(record, (Membership, Kinship)) else clash["record"]
    person = kit.store().get(Person, which)
    if person is None or not (person.state == WITHDRAWN or may_return(kit.store(), person)):
        return _command(record, clash, "correct")
    return _command(record, clash, "new", f"{kit.named('--person')} ")


def _command(record: Record | None, clash: Mapping[str, Any], verb: str, option: str = "") -> str:
    """What decides: to save the record again, with the value that is right; or to withdraw it."""
    language = text.language()
    noun = _NOUNS.get(clash["form"], "exercise" if clash["kind"] == "exercise" else "monitoring")
    which = record.person if isinstance(record, (Membership, Kinship)) else clash["record"]
    words = ["fieldkit", names.shown(noun, language), names.shown(verb, language, noun)]
    return " ".join([*words, f"{option}{which[-8:]}"])
