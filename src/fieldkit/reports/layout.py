"""A report laid out as it is read, in the language in use: words and numbers, for the PDF and the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fieldkit import __version__, text
from fieldkit.domain.identifiers import discreet
from fieldkit.domain.reference import Reference
from fieldkit.domain.reporting import FORMS
from fieldkit.forms.form import load
from fieldkit.reports.canvas import height
from fieldkit.reports.figure import Change, Hidden, Indicator
from fieldkit.reports.lines import RELATIVE, Line, any_hidden, formula, lines, notes, part, title
from fieldkit.reports.numbers import HIDDEN, day, difference, month, of_unit, plain, relative
from fieldkit.reports.pictures import drawn, pictures
from fieldkit.reports.report import Pupil, Report
from fieldkit.text import t

WRITTEN = ("achievements", "difficulties", "support", "next")
PUPIL = ("name", "focal", "sessions", "minutes", "achieved", "risk")
"""The columns of the list of pupils."""
_WORDS = ("page", "page_of", "indicators", "charts", "pupils", "written", "references", "before", "after",
          "difference", "whole", "from_to", "part", "matched")  # fmt: skip
_BESIDE = 25
"""The room a chart takes besides its drawing."""
_SHORT = 12
"""Letters of a digest that are enough for people to compare."""


def layout(report: Report) -> dict[str, Any]:
    """All that is read, in order."""
    return {
        "lang": text.language(),
        "title": t(f"rendering.title_{report.sort}"),
        "programme": programme(report.header),
        "head": heads(report),
        "blocks": [_block(indicator) for indicator in report.indicators if indicator.parts],
        "charts": list(_charts(report)),
        "sort": report.sort,
        "pupils": [pupil_row(pupil, subjects(report)) for pupil in report.pupils],
        "pupil_heads": pupil_heads(report),
        "references": [{"title": one.name, "text": reference(one)} for one in report.references],
        "written": list(_written(report)),
        "legend": list(legend(report)),
        "frozen": bool(report.frozen),
        "status": status(report),
        "made": made(report),
        "words": {word: t(f"rendering.{word}") for word in _WORDS},
    }


def programme(header: Mapping[str, str]) -> str:
    """What the programme and its institution are called: as the notebook says, else as is usual."""
    known = {"programme": t("rendering.programme"), "institution": t("rendering.institution")}
    return " · ".join((header.get(key) or name) for key, name in known.items())


def heads(report: Report) -> list[list[str]]:
    """Whose report it is, of when and by whom: pairs of a name and what it is."""
    scope = report.scope
    name = t("rendering.country") if scope.level == "nation" else scope.name
    known = (name, scope.community, scope.key if scope.level == "school" else "")
    place = " · ".join(dict.fromkeys(one for one in known if one))
    if scope.schools > 1:
        place = f"{place} ({t('rendering.schools', count=scope.schools)})"
    found = [[t(f"rendering.level_{scope.level}"), place], [t("rendering.period"), period(report)]]
    if report.advisor and scope.level != "advisor":
        found.append([t("rendering.advisor"), report.advisor])
    return found


def period(report: Report) -> str:
    """The time of a report in words: `octubre de 2025`."""
    if report.sort == "monthly":
        return month(report.period)
    days = t("rendering.days", since=day(report.since), until=day(report.until))
    name = t(f"rendering.period_{report.sort}", period=report.period, ciclo=report.ciclo)
    return f"{name} ({days})"


def status(report: Report) -> str:
    """Its edition, and whether it is frozen."""
    edition = t("rendering.edition", edition=report.edition)
    digest = report.frozen[:_SHORT]
    frozen = t("rendering.frozen", digest=digest) if digest else t("rendering.not_frozen")
    if report.counted:
        frozen = f"{frozen} · {t('rendering.counted', day=day(report.counted))}"
    return f"{edition} · {frozen}" if report.is_sent else frozen


def made(report: Report) -> str:
    """With what it was made, and what it was counted from."""
    cut = t("rendering.cut", records=plain(report.cut.records), digest=report.cut.digest[:_SHORT])
    return f"{t('rendering.made_by', version=__version__)} · {cut}"


def reference(one: Reference) -> str:
    """A reference value without its name: the number, its year and its source."""
    return f"{plain(one.value)} · {one.origin}"


def legend(report: Report) -> Iterator[str]:
    """What the signs beside the numbers mean."""
    for word in ("legend_no_data", "legend_n", "legend_points", "legend_rounded"):
        yield t(f"rendering.{word}")
    if any_hidden(report):
        yield t("rendering.legend_hidden")


def _charts(report: Report) -> Iterator[dict[str, Any]]:
    """The charts, each with the side of a page (0 or 1) on which it stands so that both come out as long."""
    tall = [0.0, 0.0]
    for picture in pictures(report):
        svg = drawn(picture)
        side = tall.index(min(tall))
        tall[side] += height(svg) + _BESIDE
        yield {"title": picture.title, "told": picture.told, "svg": svg, "side": side}


def _written(report: Report) -> Iterator[dict[str, str]]:
    """The advisor's own words; of many schools together there are none, and none are missed."""
    if not report.is_sent or (report.scope.level != "school" and not report.written):
        return
    for name in WRITTEN:
        words = discreet(report.written.get(name, "").strip())
        yield {"title": written_title(report, name), "text": words or t("rendering.nothing_written")}


def written_title(report: Report, name: str) -> str:
    """What one of the advisor's own parts is called: as on the form that it is written in."""
    return load(FORMS[report.sort]).items[name].label(text.language())


def subjects(report: Report) -> list[str]:
    """The subjects in which some pupil has a level."""
    return list(dict.fromkeys(subject for pupil in report.pupils for subject in pupil.levels))


def pupil_heads(report: Report) -> list[str]:
    """The columns of the list of pupils."""
    return [*(t(f"rendering.{name}") for name in PUPIL), *map(part, subjects(report))]


def pupil_row(pupil: Pupil, subjects: list[str]) -> list[str]:
    """A pupil's cells; of a level, what it was and what it is."""
    last = plain(pupil.achieved[-1][1]) if pupil.achieved else plain(None)
    yes = t("rendering.yes" if pupil.focal else "rendering.no")
    levels = [pupil.levels.get(subject, (None, None)) for subject in subjects]
    moved = [" → ".join(part(level) if level else plain(None) for level in both) for both in levels]
    return [pupil.name, yes, plain(pupil.sessions), plain(pupil.minutes), last, part(pupil.risk), *moved]


# indicators


def _block(indicator: Indicator) -> dict[str, Any]:
    """One indicator: its own number, then its parts: as rows of before and after, or side by side."""
    found = [line for line in lines(indicator) if "table" not in line.names[:-1]]
    own = next((line for line in found if not line.names), None)
    changes = any(isinstance(line.value, Change) for line in found)
    return {
        "code": indicator.code,
        "title": title(indicator.code),
        "formula": formula(indicator.code),
        "notes": notes(indicator),
        "own": None if own is None or changes else {"told": own.told, "among": own.among},
        "changes": [_change(line) for line in found] if changes else [],
        "matched": any(line.names[-1:] == ("matched",) for line in found),
        "groups": [] if changes else _groups([line for line in found if line.names]),
        "tables": list(_tables(indicator.parts, ())),
    }


def _change(line: Line) -> dict[str, Any]:
    value = line.value
    if isinstance(value, Change):
        before, after = (of_unit(one.value, one.unit) for one in (value.before, value.after))
        told = difference(value)
    else:
        hidden = isinstance(value, Hidden)
        before, after, told = ("", "", HIDDEN) if hidden else ("", line.told, "")
    return {
        "label": _label(line),
        "before": before,
        "after": after,
        "told": told,
        "among": line.among,
        "relative": relative(value) if line.code in RELATIVE and isinstance(value, Change) else "",
        "everybody": line.names[-1:] == ("all",),
    }


def _label(line: Line) -> str:
    """How a row is called: one of everybody stands under that of the same pupils, which need not say so."""
    names = line.names[:-1] if line.names[-1:] == ("matched",) else line.names
    if names[-1:] == ("all",):
        names = names[-1:]
    return Line(line.code, names, line.value).label or part("own")


def _groups(found: list[Line]) -> list[dict[str, Any]]:
    """Parts side by side; those inside another part stand behind its name, said once."""
    groups: dict[tuple[str, ...], list[Line]] = {}
    for line in found:
        groups.setdefault(line.names[:-1], []).append(line)
    return [
        {"label": Line(some[0].code, names, some[0].value).label, "items": list(map(_item, some))}
        for names, some in groups.items()
    ]


def _item(line: Line) -> dict[str, str]:
    label = Line(line.code, line.names[-1:], line.value).label
    return {"label": label, "told": line.told, "among": line.among}


def _tables(parts: Mapping[str, Any], names: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """The parts called `table`: how many went from each row to each column."""
    for name, found in parts.items():
        if name == "table" and isinstance(found, Mapping):
            yield {
                "label": " · ".join(map(part, names)),
                "heads": [part(column) for column in next(iter(found.values()), {})],
                "rows": [
                    [part(row), *(Line("", (), cell).told for cell in cells.values())]
                    for row, cells in found.items()
                ],
            }
        elif isinstance(found, Mapping):
            yield from _tables(found, (*names, name))
