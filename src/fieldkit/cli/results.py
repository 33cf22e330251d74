"""Results of national tests: what importing them asks beside any other import, and the focus schools."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from fieldkit.cli import kit, meant, prepared
from fieldkit.cli.l10n import WrongUsage
from fieldkit.text import t

if TYPE_CHECKING:
    from fieldkit.domain.focus import Reading, Series
    from fieldkit.forms.form import Form
    from fieldkit.intake.columns import Names
    from fieldkit.intake.table import Table

FORM = "RES"


def pairs(form: Form, more: list[str] | None, test: str | None, year: int | None) -> list[str]:
    """What `--set`, `--test` and `--year` say of every row. Raises WrongUsage for another form or test."""
    if form.code != FORM:
        if (test, year) != (None, None):
            raise WrongUsage("only_for_results")
        return list(more or ())
    said = {"test": meant.option(FORM, "test", test), "year": year}
    given = [f"{code}={value}" for code, value in said.items() if value is not None]
    return [*(more or ()), *given]


def arranged(
    form: Form, table: Table, names: Names, file: str, more: Sequence[str], subject: str | None
) -> Table:
    """The table with the columns of the form. more: what was said of every row.

    Raises WrongUsage when its heading is of another year, Unreadable when it is of another test.
    """
    if form.code != FORM:
        return table
    from fieldkit.intake import results

    if subject is not None and subject.lower() not in results.SUBJECTS:
        raise WrongUsage("which_subject", text=subject)
    said = prepared.pairs(form, more)
    year = int(said["year"]) if str(said.get("year")).isdecimal() else None
    years = results.years(table)
    if year is not None and len(years) == 1 and year not in years:
        raise WrongUsage("other_year", year=year, found=years.pop())
    told = results.Told(said.get("test"), year, subject and subject.lower())
    return results.arranged(table, names, file, told, _schools())


SAID_ONCE = {"test": "PLANEA", "year": "2018"}
"""What files of results seldom have in a column, with an example of what is said of all their rows."""


def insist(form: Form, file: str, lacking: Sequence[str]) -> None:
    """Raises Unreadable when all that is lacking (codes of items) is what is said of a whole file."""
    from fieldkit import text
    from fieldkit.errors import Unreadable

    if set(lacking) <= SAID_ONCE.keys():
        wanted = ", ".join(form.items[code].label(text.language()) for code in lacking)
        options = " ".join(f"{kit.named(f'--{code}')} {SAID_ONCE[code]}" for code in lacking)
        raise Unreadable(file=file, why="which_results", wanted=wanted, options=options)


def _schools() -> dict[str, str]:
    """The schools of the notebook by key and shift; by the key alone where only one has it."""
    from fieldkit.domain.school import School, first_registered

    schools = first_registered(kit.store().find(School))
    found = {f"{one.cct}|{one.answers.get('shift', '')}": one.id for one in schools}
    keys = [one.cct for one in schools]
    return found | {one.cct: one.id for one in schools if keys.count(one.cct) == 1}


def focus_list(year: int | None, both: bool, as_json: bool) -> None:
    """Every school with results: its three years, and whether they make it a focus school.

    year: the last of the three; without it, the last year with results of the test.
    """
    from fieldkit.domain.entry import Entry
    from fieldkit.domain.focus import series

    found = series(kit.store().find(Entry, form=FORM))
    last = {one.test: max(max(other.percents) for other in found if other.test == one.test) for one in found}
    rows = [_focus_row(one, year or last[one.test], "both" if both else "any") for one in found]
    if as_json:
        kit.stream(rows)
    elif not rows:
        kit.say("school.no_results")
    else:
        kit.say("school.focus_both_read" if both else "school.focus_any_read")
        heads = [
            t(f"school.focus_head_{head}") for head in ("cct", "shift", "name", "test", "percents", "focus")
        ]
        kit.table(heads, map(_focus_cells, rows))
        kit.say("school.focus_legend")


def _focus_row(found: Series, year: int, reading: Reading) -> dict[str, Any]:
    from fieldkit.domain.focus import SPAN, SUBJECTS, focus, focus_of

    return {
        "id": found.school,
        "cct": found.cct,
        "shift": found.shift,
        "extension": found.extension,
        "name": found.name,
        "test": found.test,
        "level": found.level,
        "year": year,
        "focus": focus(found, year, reading),
        "reading": reading,
        "subjects": {subject: focus_of(found, subject, year) for subject in SUBJECTS},
        "years": [
            {
                "year": one,
                "insufficient": {subject: found.insufficient(subject, one) for subject in SUBJECTS},
                "tested": found.tested.get(one),
                "under_80": one in found.under_80,
            }
            for one in range(year - SPAN + 1, year + 1)
        ],
    }


def _focus_cells(row: dict[str, Any]) -> list[str]:
    """A school in the table: language and mathematics of each year, `*` where under 80 % were tested."""
    from fieldkit.cli import show
    from fieldkit.forms.form import load

    years = [
        " / ".join("–" if percent is None else f"{percent:.1f}" for percent in one["insufficient"].values())
        + ("*" if one["under_80"] else "")
        for one in row["years"]
    ]
    test = f"{row['test'].upper()} {row['year'] - len(years) + 1}–{row['year']}"
    shift = show.value(load(FORM).items["shift"], row["shift"])
    return [row["cct"], shift, row["name"], test, "  ".join(years), t(f"school.focus_{row['focus']}")]
