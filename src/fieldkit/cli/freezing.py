"""What `fieldkit report` does beyond showing: writing the advisor's own parts, and freezing."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from fieldkit import __version__, settings, text
from fieldkit.actions import freezing
from fieldkit.cli import counting, keyed, kit, prepared, prompt
from fieldkit.cli.counting import Counted
from fieldkit.cli.l10n import WrongUsage
from fieldkit.domain import naming
from fieldkit.domain.entry import Entry
from fieldkit.domain.person import Person
from fieldkit.domain.plan import is_open
from fieldkit.domain.reporting import FORMS
from fieldkit.domain.school import School
from fieldkit.errors import Unusable
from fieldkit.forms.form import Form, load
from fieldkit.forms.guidance import guidance
from fieldkit.reports import frozen
from fieldkit.reports.document import identity
from fieldkit.reports.figure import Count
from fieldkit.reports.monthly_plan import in_force
from fieldkit.reports.period import Period
from fieldkit.text import t

FAMILIES = ("REG-A", "REG-F")
"""The forms of children and their relatives."""


def rows() -> Iterator[dict[str, Any]]:
    """The reports frozen, then those that something is written for: id, state, edition, date, record."""
    store = kit.store()
    for sort, form in FORMS.items():
        for sheet in store.find(Entry, form=form):
            yield _row(sort, sheet.answers, "frozen", sheet.answers.get("edition"), sheet.id)
        for draft in store.drafts(form=form):
            yield _row(sort, draft.answers, "draft", None, draft.id)


def _row(sort: str, answers: Mapping[str, Any], state: str, edition: Any, record: str) -> dict[str, Any]:
    place = kit.store().get(School, str(answers.get("school")))
    ciclo, code = answers.get("ciclo"), answers.get("period")
    time = {"monthly": answers.get("month"), "bimonthly": f"{ciclo}/{code}", "annual": ciclo}[sort]
    name = f"{sort}:{place.cct if place else answers.get('school')}:{time}"
    facts = {"edition": edition, "date": answers.get("date"), "digest": answers.get("digest")}
    return {"id": name, "report": counting.told(name), "state": state, **facts, "record": record}


# writing


def write(typed: str, pairs: list[str], answers: str | None, asking: bool, as_json: bool) -> None:
    """Keep what is written for a report."""
    found = counting.count(*counting.named(typed), mending=True)
    form = load(found.which.form)
    said: dict[str, Any] = prepared.answers(form, answers) if answers else {}
    said |= prepared.pairs(form, pairs)
    if not said and not asking:
        raise WrongUsage("nothing_given")
    _only_words(said, form)
    for words in [said] if said else _asked(form, found):  # each is on disk before the next is asked for
        draft = freezing.write(kit.store(), found.which, words, today=kit.today())
    written = frozen.words(draft.answers)
    told = {"id": identity(found.shown), "state": "draft", "draft": draft.id, "written": written}
    told["named"] = _named(written, as_json)
    kit.result(as_json, told, "report.kept", id=counting.called(found.shown))


def _named(written: Mapping[str, str], as_json: bool) -> list[str]:
    """The children's names in what is written: they are pointed out, for a report is read by many."""
    families = [one for one in kit.store().find(Person) if one.form in FAMILIES]
    names = naming.names(written.values(), families)
    if names and not as_json:
        kit.note("naming.found", names=", ".join(names))
    return names


def _only_words(said: Mapping[str, Any], form: Form) -> None:
    for name in said:
        if name not in frozen.WRITTEN:
            known = ", ".join(form.items[code].label(text.language()) for code in frozen.WRITTEN)
            raise WrongUsage("not_a_part", text=name, known=known)


def _asked(form: Form, found: Counted) -> Iterable[dict[str, str | None]]:
    """What the advisor writes: in the editor of the system when one is set, else one line for each part."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    labels = {code: form.items[code].label(text.language()) for code in frozen.WRITTEN}
    before = found.fresh.written
    return [_in_editor(editor, labels, before)] if editor else _line_by_line(labels, before)


def _line_by_line(labels: Mapping[str, str], before: Mapping[str, str]) -> Iterator[dict[str, str | None]]:
    """Each part as it is typed, and in the end nothing more."""
    for code, label in labels.items():
        kit.say("report.part", part=label, now=before.get(code) or t("report.nothing_yet"))
        typed = prompt.line(t("ask.prompt")).strip()
        if typed == ".":
            break
        if typed:
            yield {code: None if typed == "--" else typed}
    yield {}


def _in_editor(editor: str, labels: Mapping[str, str], before: Mapping[str, str]) -> dict[str, str | None]:
    """Edit all parts in one file, in the notebook's own folder; it is gone afterwards."""
    page = (
        t("report.editor") + "\n" + "".join(_section(labels[code], before.get(code, "")) for code in labels)
    )
    with tempfile.TemporaryDirectory(dir=settings.home()) as folder:
        file = Path(folder) / "informe.md"
        file.write_text(page, encoding="utf-8")
        try:
            subprocess.run([*shlex.split(editor), str(file)], check=True)
        except (OSError, subprocess.CalledProcessError) as trouble:
            raise Unusable(file=editor, why="editor") from trouble
        return _sections(file.read_text(encoding="utf-8"), labels)


def _section(label: str, words: str) -> str:
    return f"\n# {label}\n{words}\n"


def _sections(page: str, labels: Mapping[str, str]) -> dict[str, str | None]:
    """What stands under each heading. A heading that was taken out takes its part out."""
    codes = {label: code for code, label in labels.items()}
    found: dict[str, list[str]] = {code: [] for code in labels}
    here: list[str] = []
    for line in page.splitlines():
        code = codes.get(line.removeprefix("# ").strip()) if line.startswith("# ") else None
        here = found[code] if code else here
        if code is None:
            here.append(line)
    return {code: "\n".join(lines).strip() or None for code, lines in found.items()}


# freezing


def freeze(typed: str, yes: bool, reason: str | None, asking: bool, as_json: bool) -> None:
    """Keep a report as it is sent, after looking it over."""
    sort, time, school = counting.named(typed)
    found = counting.count(sort, time, school, mending=True)
    before, name = found.shown, counting.called(found.shown)
    told: dict[str, Any] = {"id": identity(before), "state": "frozen"}
    if before.frozen and not (found.broken or found.differing or _rewritten(found)):
        told |= {"edition": before.edition, "digest": before.frozen, "changed": False}
        kit.result(as_json, told, "report.as_it_was", id=name, edition=before.edition)
        return
    ahead = time.until if time.last >= kit.today() else ""
    if ahead and not (yes or asking or _due(sort, time)):
        raise WrongUsage("not_over", until=ahead)
    if before.frozen and not (reason or "").strip():
        raise WrongUsage("new_edition", edition=before.edition)
    missing, named = _missing(found, time), _named(found.fresh.written, as_json)
    if asking and not yes and not _agreed(missing, ahead):
        kit.say("report.not_frozen")
        return
    saved = _save(found, reason or "")
    told |= {"edition": saved["edition"], "digest": saved["digest"], "changed": True, "missing": missing}
    told |= {"named": named}
    facts = {"edition": saved["edition"], "digest": saved["digest"][:12]}
    kit.result(as_json, told, "report.frozen", id=name, **facts)


def _due(sort: str, time: Period) -> bool:
    """Whether the guide asks for it already: the report of a school year is read in July, before its end."""
    begins = guidance().step("year").begins(time.ciclo) if sort == "annual" else None
    return begins is not None and begins <= kit.today()


def _save(found: Counted, reason: str) -> Mapping[str, Any]:
    """Freeze it; gives the answers that keep it."""
    edition = found.shown.edition + 1 if found.shown.frozen else 1
    answers = frozen.frozen(replace(found.fresh, edition=edition), found.which.known, _versions(found))
    facts: dict[str, Any] = {
        "until": found.fresh.until,
        "by": kit.by(),
        "today": kit.today(),
        "reason": reason,
    }
    return freezing.freeze(kit.store(), found.which, answers, **facts).answers


def _rewritten(found: Counted) -> bool:
    """Whether something else is written for the report than was frozen."""
    return dict(found.shown.written) != dict(found.fresh.written)


def _missing(found: Counted, time: Period) -> dict[str, int]:
    """What is missing in the report: the counts of M21, the plans that are not closed, and how many of the
    four parts nobody wrote."""
    parts: Mapping[str, Any] = {}
    if found.which.sort != "annual":
        parts = found.fresh.indicator("M21").parts
    counts = {name: int(part.total) for name, part in parts.items() if isinstance(part, Count)}
    unwritten = sum(code not in found.fresh.written for code in frozen.WRITTEN)
    plans = in_force(found.facts, time)
    counts["plans_open"] = sum(is_open(one.answers) for one in plans)
    return {**counts, "unwritten": unwritten}


def _agreed(missing: Mapping[str, int], ahead: str) -> bool:
    """Show what is missing, and ask whether to go on. ahead: the last day of a time that is not over."""
    if ahead:
        kit.say("report.not_over", until=ahead)
    for name, count in missing.items():
        if count:
            kit.say(f"report.missing_{name}", count=count)
    return bool(keyed.yes(prompt.line(t("report.go_on"))))


def _versions(found: Counted) -> str:
    """The versions of the program and of the forms of the sheets that were counted."""
    used = sorted(found.facts.entries)
    return "; ".join([f"fieldkit {__version__}", *(f"{code} {_newest(found, code)}" for code in used)])


def _newest(found: Counted, code: str) -> str:
    return "/".join(sorted({str(sheet.doc.get("version", "")) for sheet in found.facts.entries[code]}))
