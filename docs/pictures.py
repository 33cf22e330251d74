"""Draw the pictures of the documents from the invented district: `make pictures`.

A blank sheet, a report of a month and of a year, as PNG of the very PDF; the screen and a tutoring network,
as SVG. Few greys, so that they are small; nothing in them changes from one run to the next.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
from PIL import Image
from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME

from fieldkit.actions.network import network_of
from fieldkit.forms.form import load
from fieldkit.reports import annual, monthly, network, network_drawing, paper, pdf, terminal
from fieldkit.reports.gather import gather
from fieldkit.reports.period import month
from fieldkit.reports.pictures import pictures
from fieldkit.reports.rendering import write
from fieldkit.reports.report import Cut, Report
from fieldkit.store.store import Store

DOCS = Path(__file__).parent
TARGET = DOCS / "pictures"
TODAY = date(2026, 7, 16)
GREYS, SCALE = 16, 1.25

WRITTEN = {
    "achievements": "Los cinco focales leen en voz alta frente al grupo. La APEC reparó el techo del aula.",
    "difficulties": "Dos días sin paso por la crecida del río; se repusieron en sábado.",
    "support": "Material de fracciones y un juego de libros para tercer ciclo.",
    "next": "Tutoría diaria con los focales, visita a las familias que faltan y asamblea el día 14.",
}

SVG = """<svg class="{unique_id}" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, "DejaVu Sans Mono", Consolas, monospace; \
font-size: {char_height}px; line-height: {line_height}px; white-space: pre; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" \
height="{terminal_height}"/></clipPath>{lines}</defs>
<rect x="0.5" y="0.5" width="{width}" height="{height}" fill="#ffffff"/>
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}<g class="{unique_id}-matrix">{matrix}</g>
</g>
</svg>
"""
"""Rich's own picture of a terminal fetches its letters from elsewhere; this one uses those at hand."""


def main() -> int:
    """Draw them all into docs/pictures."""
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        blank = Path(folder) / "FS.pdf"
        paper.write(load("FS"), str(blank))
        _draw(blank.read_bytes(), "ficha-en-blanco")
        for name, report in _reports(Path(folder) / "notebook"):
            _draw(pdf.render(report), name)
            if report.sort == "monthly":
                _screen(report)
            if report.sort == "annual":
                _page(report, Path(folder))
                _workbook(report, Path(folder))
    return 0


def _reports(home: Path) -> Iterator[tuple[str, Report]]:
    """A month and a year of the first school, as they could be sent."""
    sys.path.insert(0, str(DOCS.parent / "sample_data"))
    from load import make

    home.mkdir()
    make(home)
    store = Store.open(home)
    from fieldkit.domain.school import School

    school = min(store.find(School), key=lambda one: one.cct)
    facts = gather(store, school, today=TODAY)
    for name, counted in (
        ("informe-mensual", monthly.report(facts, month("2025-10"))),
        ("informe-anual", annual.report(facts, "2025-2026")),
        ("informe-de-red", network.report(facts, "2025-2026")),
    ):
        cut = Cut(counted.cut.records, "5b4a2d17a357" * 5)  # of the records, whose ids are new each time
        sent = replace(counted, cut=cut, advisor="Ana Ruiz")
        yield name, replace(sent, frozen=cut.digest, written=WRITTEN) if counted.is_sent else sent
    _network(store, school.id)
    store.close()


def _network(store: Store, school: str) -> None:
    """Who learned from whom, in the exercise most of the school have learned."""
    found = network_of(store, TODAY, school)
    most = max(found.exercises, key=lambda one: (found.coverage(one).qualified, one))
    drawing = network_drawing.tree(
        found.rooted(most),
        most,
        found.name,
        f"{most} · {found.title(most)}",
        lambda level: f"Generación {level}",
    )
    (TARGET / "red-de-tutoria.svg").write_text(f"{drawing}\n", encoding="utf-8")


def _page(report: Report, folder: Path) -> None:
    """The top of a report as a browser shows it."""
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        print("informe-en-pagina.png: Chromium is not installed")
        return
    file, picture = folder / "page.html", folder / "page.png"
    write(report, "html", str(file))
    asked = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1000,1250"]
    subprocess.run(
        [browser, *asked, f"--screenshot={picture}", file.as_uri()], check=True, capture_output=True
    )
    _save(Image.open(picture), "informe-en-pagina")


def _workbook(report: Report, folder: Path) -> None:
    """The charts of a report as an office shows them."""
    office = shutil.which("soffice")
    if office is None:
        print("informe-en-excel.png: LibreOffice is not installed")
        return
    file = folder / "book.xlsx"
    write(report, "xlsx", str(file))
    command = [office, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True)
    _draw(file.with_suffix(".pdf").read_bytes(), "informe-en-excel", pictures(report)[0].title)


def _draw(body: bytes, name: str, saying: str = "") -> None:
    """The first page of a PDF; or the first that says something."""
    pages = pypdfium2.PdfDocument(body)
    page = next(one for one in pages if saying in one.get_textpage().get_text_range())
    _save(page.render(scale=SCALE, grayscale=True).to_pil(), name)


def _save(picture: Image.Image, name: str) -> None:
    picture.convert("L").quantize(GREYS).save(TARGET / f"{name}.png", optimize=True)


def _screen(report: Report) -> None:
    """The beginning of a report as the terminal shows it."""
    short = replace(report, indicators=report.indicators[:9], pupils=report.pupils[:6])
    console = Console(file=io.StringIO(), record=True, width=80, highlight=False, emoji=False, markup=False)
    terminal.draw(short, console)
    drawing = console.export_svg(
        title="", theme=DEFAULT_TERMINAL_THEME, code_format=SVG, unique_id="fieldkit", font_aspect_ratio=0.61
    )
    (TARGET / "informe-en-pantalla.svg").write_text(drawing, encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
