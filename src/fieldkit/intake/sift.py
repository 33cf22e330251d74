"""The rows of a table against which nothing is to be said, found a column at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from fieldkit.forms.answer import blank
from fieldkit.forms.bulk import Notes
from fieldkit.forms.computing import Rows
from fieldkit.forms.reading import Column
from fieldkit.intake import table
from fieldkit.intake.filling import Filling
from fieldkit.intake.pages import Pages
from fieldkit.intake.plan import Fair
from fieldkit.intake.references import References
from fieldkit.intake.rows import Reader


class Sift:
    """Takes from rows of cells those that are evidently fair; the others are to be looked at one by one."""

    def __init__(
        self,
        reader: Reader,
        references: References,
        filling: Filling,
        check: Callable[[Mapping[str, Column], int], tuple[Rows, Notes]],
        pages: Pages,
    ) -> None:
        self.reader, self.references, self.filling = reader, references, filling
        self.check, self.pages = check, pages

    def __call__(self, found: Sequence[table.Row]) -> Fair:
        """The fair ones of these rows."""
        lines, said = self.reader.columns(found)
        if not lines:
            return Fair([], [], {})
        self._resolve(said, len(lines))
        rows, notes = self.check(self._filled(said, len(lines)), len(lines))
        doubtful = rows.doubtful.union(_silent(said))
        made = self.pages.many(rows)
        if not doubtful:
            return Fair(lines, made, {lines[place]: told for place, told in notes.items()})
        fair = [place for place in range(len(lines)) if place not in doubtful]
        return Fair(
            [lines[place] for place in fair],
            [made[place] for place in fair],
            {lines[place]: told for place, told in notes.items() if place not in doubtful},
        )

    def _resolve(self, said: dict[str, Column], count: int) -> None:
        """Put ids in the place of names."""
        for item in self.references.items:
            if item.code in said and not item.repeat:
                schools = said.get("school") or [None] * count
                said[item.code] = self.references.column(item, said[item.code], schools)

    def _filled(self, said: Mapping[str, Column], count: int) -> dict[str, Column]:
        """What the rows say, and what stands in them where they say nothing."""
        nothing = [None] * count
        found = self.filling.columns(lambda code: said.get(code, nothing), count)
        for code, column in said.items():
            known = found.get(code)
            if known is None:
                found[code] = column
            else:
                found[code] = [two if blank(one) else one for one, two in zip(column, known, strict=True)]
        return found


def _silent(said: Mapping[str, Column]) -> Sequence[int]:
    """The places of the rows that say nothing."""
    if any(all(column) for column in said.values()):
        return ()
    return [place for place, cells in enumerate(zip(*said.values(), strict=True)) if all(map(blank, cells))]
