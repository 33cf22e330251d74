"""Records and answers as a person or a program reads them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from fieldkit import text
from fieldkit.cli import kit
from fieldkit.domain.entry import Entry
from fieldkit.domain.person import Kinship, Membership, Person
from fieldkit.domain.record import Record, are_ids
from fieldkit.domain.register import LINKS
from fieldkit.domain.school import School
from fieldkit.text import t

if TYPE_CHECKING:
    from fieldkit.cli.listing import Names
    from fieldkit.forms.form import Form, Item
    from fieldkit.store.drafts import Draft

CODED = {-7: "show.not_applicable", -8: "show.not_known", -9: "show.not_observed"}
"""How a coded missing answer reads (domain §4.0)."""


def row(record: Record) -> dict[str, Any]:
    """A record for a program: who it is, in which state, and its answers beside them. A CURP goes masked."""
    facts = {"id": record.id, **masked(record.answers), "form": record.form, "state": record.state}
    name = getattr(record, "name", None)
    if name:
        facts["name"] = name
    if record.flagged:
        facts["flagged"] = True
    return facts


def entry_row(sheet: Record | Draft) -> dict[str, Any]:
    """One sheet in a list: which form, about whom, when. A draft is in state `draft`."""
    facts = {code: sheet.answers.get(code) for code in ("school", "student", "date")}
    return {"id": sheet.id, "form": sheet.form, **facts, "state": getattr(sheet, "state", "draft")}


def draft_row(draft: Draft) -> dict[str, Any]:
    """A draft in a list, with ids in place of the names or keys that somebody wrote."""
    from fieldkit.actions.references import resolve

    answers, _ = resolve(kit.store(), _form(draft.form), draft.answers)
    seen = discreet(answers)
    return {**entry_row(draft), **{code: seen.get(code) for code in ("school", "student")}}


def draft_line(draft: Draft, names: Names) -> dict[str, Any]:
    """A draft in a list for a person: which form, about whom or what, when it was last touched."""
    about = Person(draft.id, "", "", {"answers": draft.answers}).name or draft.answers.get("name")
    if not about and draft.record and _form(draft.form).kind != "entry":  # a plan is of a school
        about = name_of(draft.record)
    if not about:
        pointers = names.of(draft_row(draft))
        about = pointers.get("student") or pointers.get("school")
    day = draft.answers.get("date")
    return {
        "form": _form(draft.form).label(text.language()),
        "about": " · ".join(str(word) for word in (about, day) if word),
        "at": f"{datetime.fromisoformat(draft.at).astimezone():%Y-%m-%d %H:%M}",
        "id": draft.id,
    }


def whole(record: Record) -> dict[str, Any]:
    """All of a record for a program: its envelope, and its answers apart."""
    envelope = {key: value for key, value in record.doc.items() if key != "answers"}
    return {
        "id": record.id,
        "kind": record.kind,
        "rev": record.rev,
        "flagged": record.flagged,
        **envelope,
        "answers": masked(record.answers),
    }


def masked(answers: Mapping[str, Any]) -> Mapping[str, Any]:
    """The answers with the CURP masked: enough to tell two apart, too little to copy."""
    if answers.get("curp"):
        from fieldkit.domain.identifiers import masked as mask

        return {**answers, "curp": mask(str(answers["curp"]))}
    return answers


def discreet(answers: Mapping[str, Any]) -> Mapping[str, Any]:
    """The answers of a draft: any of them may be the CURP of somebody who is not registered yet."""
    from fieldkit.domain import identifiers

    seen: dict[str, Any] = json.loads(identifiers.discreet(json.dumps(answers, ensure_ascii=False)))
    return masked(seen)


def sheet(form: Form, answers: Mapping[str, Any]) -> Iterator[str]:
    """The answers under their questions, line by line, as on paper."""
    answers = masked(answers)
    for group in form.groups:
        if group.repeat:
            rows = answers.get(group.code) or []
            asked = [_lines(group.items, row) for row in rows]
        else:
            asked = [_lines(group.items, answers)]
        if any(asked):
            yield ""
            yield group.label(text.language())
        for number, lines in enumerate(asked, 1):
            if group.repeat:
                yield f"  {number}."
            yield from lines
    known = {*form.items, *(group.code for group in form.groups), *LINKS}
    yield from (f"  {code}: {value}" for code, value in answers.items() if code not in known)


def _form(code: str) -> Form:
    """The form of a record: a list does without, and is quicker for it."""
    from fieldkit.forms.form import known

    return known(code)


def _lines(items: tuple[Item, ...], answers: Mapping[str, Any]) -> list[str]:
    language = text.language()
    return [
        f"  {item.label(language)}: {value(item, answers[item.code])}"
        for item in items
        if item.code in answers
    ]


def value(item: Item, answer: Any) -> str:
    """One answer in words."""
    if isinstance(answer, int) and answer in CODED and answer in item.missing:
        return t(CODED[answer])
    if item.type == "yesno" or (answer in ("si", "no") and not item.asked):
        return t("show.yes" if answer == "si" else "show.no")
    if item.choices:
        return ", ".join(_label(item, code) for code in (answer if isinstance(answer, list) else [answer]))
    if item.type == "ref":
        return name_of(str(answer))
    if item.type == "signature" and isinstance(answer, Mapping):
        mode = str(answer.get("mode", ""))
        return f"{answer.get('name', '')} ({text.words('show').get(f'signed_{mode}', mode)})"
    if item.type == "gps" and isinstance(answer, Mapping):
        return f"{answer.get('lat')}, {answer.get('lon')}"
    if item.type == "given" and are_ids(answer):
        return ", ".join(map(name_of, answer.split()))
    return f"{round(answer, 2):g}" if isinstance(answer, float) and not item.asked else str(answer)


def _label(item: Item, code: str) -> str:
    choice = item.choice(code)
    return choice.label(text.language()) if choice else str(code)


def name_of(identity: str) -> str:
    """The name of a record, to read in the place of its id; of a school with its key and its place, of a
    sheet its form, day and whose it is."""
    record = kit.store().any(identity)
    if isinstance(record, School):
        return placed(record)
    if isinstance(record, Entry):
        from fieldkit.cli import who

        return who.sheet(kit.store(), record, named=True)
    if record is None and identity == kit.by():
        return kit.store().meta("name") or identity
    return title(record) if record else identity


def title(record: Record) -> str:
    """What a person recognises a record by."""
    return str(getattr(record, "name", "") or getattr(record, "date", "") or record.id)


def placed(school: School) -> str:
    """A school's key and name, with its community: many have the same name, and a name is never a key."""
    parts = (school.cct, school.name, str(school.answers.get("community") or ""))
    return " · ".join(dict.fromkeys(filter(None, parts)))


def reason(said: str) -> str:
    """Why a record was changed: as somebody wrote it, or in words what the program did by itself."""
    words = text.words("show")
    return " / ".join(words.get(f"reason_{one}", one) for one in said.split(" / "))


def state(code: str) -> str:
    """A state in words; one that this version does not know stays as it is."""
    return text.words("show").get(f"state_{code}", code)


def record(found: Record, as_json: bool) -> None:
    """One record, whole: its answers under their questions, and what hangs on it."""
    beside, focal = _beside(found), _focal(found)
    if as_json:
        kit.out(
            {**whole(found), **{key: [whole(one) for one in some] for key, some in beside.items()}, **focal}
        )
        return
    for one in (found, *(one for some in beside.values() for one in some)):
        form = _form(one.form)
        kit.say("show.head", title=form.label(text.language()), state=state(one.state), id=one.id)
        if one.doc.get("reason"):
            kit.say("show.reason", reason=reason(one.doc["reason"]))
        for line in sheet(form, one.answers):
            kit.line(kit.plain(line))
    if focal:
        told = focal["focal"]
        kit.say("show.focal", since=told["since"], reasons=told["told"])


def _focal(found: Record) -> dict[str, Any]:
    """Of a child who is focal today: since when, and why; else nothing."""
    if not isinstance(found, Person):
        return {}
    from fieldkit.store.identified import focal_since

    sheet = focal_since(kit.store(), found.id, kit.today())
    if sheet is None:
        return {}
    item, reasons = _form("RIE").items["reasons"], sheet.answers.get("reasons") or []
    return {"focal": {"since": sheet.date, "reasons": reasons, "told": value(item, reasons)}}


def _beside(found: Record) -> dict[str, list[Record]]:
    """What a person is at schools, and whose family."""
    if not isinstance(found, Person):
        return {}
    store = kit.store()
    ties = [*store.find(Kinship, subject=found.id), *store.match(Kinship, f"{found.id}|", prefix=True)]
    return {"memberships": list(store.find(Membership, subject=found.id)), "family": list(ties)}


def draft(found: Draft, as_json: bool) -> None:
    """What is answered in a draft so far."""
    found = replace(found, answers=dict(discreet(found.answers)))
    if as_json:
        kit.out({**entry_row(found), "at": found.at, "answers": found.answers})
        return
    form = _form(found.form)
    kit.say("show.head", title=form.label(text.language()), state=state("draft"), id=found.id)
    for line in sheet(form, found.answers):
        kit.line(kit.plain(line))
