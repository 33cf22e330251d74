"""A report in every format: complete, the same bytes each time, and nothing that is written in it runs."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from fieldkit import text
from fieldkit.errors import Unusable
from fieldkit.reports import terminal
from fieldkit.reports.figure import Change, Count, Indicator, Ratio
from fieldkit.reports.layout import layout
from fieldkit.reports.rendering import FORMATS, Format, write
from fieldkit.reports.report import Report, Scope
from tests.reports import samples

REPORTS = {
    "monthly": samples.monthly,
    "annual": samples.annual,
    "regional": samples.regional,
    "odd": samples.odd,
}
ROOT = Path(__file__).parents[2]

MAKE = """
import sys
from fieldkit.reports.rendering import FORMATS, write
from tests.reports import samples
for kind in FORMATS:
    write(samples.annual(), kind, f"{sys.argv[1]}/out.{kind}")
"""


def made(report: Report, kind: Format, folder: Path) -> Path:
    """The file of a report."""
    target = folder / f"report.{kind}"
    write(report, kind, str(target))
    return target


def pages(file: Path) -> list[str]:
    """What each page of a PDF says, in one line."""
    found = pypdfium2.PdfDocument(file)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in found]


@pytest.mark.parametrize("language", text.LANGUAGES)
@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", REPORTS)
def test_every_report_is_drawn_in_every_format(
    name: str, kind: Format, language: str, tmp_path: Path
) -> None:
    text.use(language)
    assert made(REPORTS[name](), kind, tmp_path).stat().st_size > 1000
    assert [file.name for file in tmp_path.iterdir()] == [f"report.{kind}"]


@pytest.mark.parametrize("language", text.LANGUAGES)
def test_reference_values_stand_in_every_format_of_a_year(language: str, tmp_path: Path) -> None:
    """One value: its name, 45.5, 2011 and its source; what cannot be read is no line."""
    text.use(language)
    report = samples.annual(header={"references": "Nivel bajo (%) | 45.5 | 2011 | Fuente ajena; x | y"})
    heads = {"es": "Valores de referencia", "en": "Reference values"}
    shown = {kind: made(report, kind, tmp_path) for kind in FORMATS}
    cells = [cell.value for sheet in openpyxl.load_workbook(shown["xlsx"]) for row in sheet for cell in row]
    told = {
        "pdf": " ".join(pages(shown["pdf"])),
        "html": shown["html"].read_text("utf-8"),
        "csv": shown["csv"].read_text("utf-8"),
        "xlsx": " ".join(str(cell) for cell in cells),
        "txt": terminal.render(report).decode(),
    }
    for kind, words in told.items():
        for one in (heads[language], "Nivel bajo (%)", "45.5", "Fuente ajena"):
            assert one in words, (kind, one)
    assert json.loads(shown["json"].read_text("utf-8"))["references"] == [
        {"name": "Nivel bajo (%)", "value": 45.5, "year": 2011, "source": "Fuente ajena"}
    ]
    assert heads[language] not in terminal.render(samples.monthly(header=dict(report.header))).decode()


@pytest.mark.parametrize("language", text.LANGUAGES)
def test_the_programmes_scale_stands_beside_a_network_in_every_format(language: str, tmp_path: Path) -> None:
    """90 national visits a month; 25,000 in 24 months: 1,042 (1,041.7); of 2,500 advisers: 10; to 9,072
    schools: 2.8 (2.756)."""
    text.use(language)
    report = samples.annual(sort="network", indicators=(Indicator("N12", {"nacional": Count(4)}),), pupils=())
    shown = {kind: made(report, kind, tmp_path) for kind in FORMATS}
    cells = [cell.value for sheet in openpyxl.load_workbook(shown["xlsx"]) for row in sheet for cell in row]
    told = {
        "pdf": " ".join(pages(shown["pdf"])),
        "html": shown["html"].read_text("utf-8"),
        "csv": shown["csv"].read_text("utf-8"),
        "xlsx": " ".join(str(cell) for cell in cells),
        "txt": terminal.render(report).decode(),
    }
    nation = {"es": "coordinación nacional", "en": "national coordination"}[language]
    for kind, words in told.items():
        seen = " ".join(words.replace("1042", "1,042").split())
        for one in (nation, "90", "1,042", "2.8", "25,000", "9,072"):
            assert one in seen, (kind, one)
    values = [one["value"] for one in json.loads(shown["json"].read_text("utf-8"))["references"]]
    assert values == [90, 1042, 10, 2.8]


@pytest.mark.parametrize("kind", FORMATS)
def test_what_must_be_said_of_a_number_stands_in_every_format(kind: Format, tmp_path: Path) -> None:
    """A month of 133.3 %: the day on which more were present than are enrolled is named with it."""
    text.use("es")
    over = Indicator("M04", {"value": Ratio(16, 12)}, ("more_than_enrolled:2025-10-07",))
    file = made(samples.monthly(indicators=(over,), pupils=()), kind, tmp_path)
    if kind == "pdf":
        told = " ".join(pages(file))
    elif kind == "xlsx":
        sheets = openpyxl.load_workbook(file)
        told = " ".join(str(cell.value) for sheet in sheets for row in sheet for cell in row)
    else:
        told = file.read_text("utf-8")
    assert ("2025-10-07" if kind == "json" else "7 oct 2025") in " ".join(told.split())


def test_no_page_ends_within_the_table_of_moves(tmp_path: Path) -> None:
    """Wherever on the page it begins, each of 24 stands there with its last row, `Excelente 0 0 1 …`."""
    text.use("es")
    whole = samples.annual()
    moves = next(one for one in whole.indicators if one.code == "A06")
    for before in range(4):
        many = replace(whole, indicators=(*whole.indicators[:before], *(moves,) * 12))
        told = pages(made(many, "pdf", tmp_path))
        begun = [page.count("de ↓ a →") for page in told]
        assert sum(begun) == 24
        assert [page.count("Excelente 0 0 1 ") for page in told] == begun


def test_the_same_report_gives_the_same_bytes_wherever_and_whenever(tmp_path: Path) -> None:
    outcomes = []
    for zone, seed, where in (("America/Mexico_City", "0", ROOT), ("Asia/Tokyo", "77", tmp_path)):
        folder = tmp_path / seed
        folder.mkdir()
        environment = {
            **os.environ,
            "TZ": zone,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": str(ROOT),
            "COLUMNS": seed,
        }
        subprocess.run([sys.executable, "-c", MAKE, str(folder)], check=True, cwd=where, env=environment)
        outcomes.append({file.name: file.read_bytes() for file in sorted(folder.iterdir())})
    assert len(outcomes[0]) == len(FORMATS)
    assert [name for name, body in outcomes[0].items() if outcomes[1][name] != body] == []


def test_a_folder_that_is_not_there_is_told_and_no_half_file_is_left(tmp_path: Path) -> None:
    for kind in FORMATS:
        with pytest.raises(Unusable):
            write(samples.monthly(), kind, str(tmp_path / "no" / "x"))
    assert list(tmp_path.iterdir()) == []


def test_a_file_tells_the_day_its_report_ends_and_no_other(tmp_path: Path) -> None:
    """The year ends on 2026-07-31; when the file was really made is nowhere in it."""
    assert b"D:20260731000000Z" in made(samples.annual(), "pdf", tmp_path).read_bytes()
    with zipfile.ZipFile(made(samples.annual(), "xlsx", tmp_path)) as inside:
        assert {one.date_time[0] for one in inside.infolist()} == {1980}
        assert b"2026-07-31T00:00:00Z" in inside.read("docProps/core.xml")


def test_a_report_above_the_advisor_has_no_edition_and_the_country_has_a_name(tmp_path: Path) -> None:
    place = replace(samples.regional(), frozen="", scope=Scope("nation", "MX", "", 12))
    told = " ".join(pages(made(place, "pdf", tmp_path)))
    assert "País México (12 escuelas)" in told
    assert "Edición" not in told
    assert "Sin escribir todavía" not in told
    with zipfile.ZipFile(made(place, "xlsx", tmp_path)) as book:
        assert b"Sin escribir" not in book.read("xl/sharedStrings.xml")


# PDF


def test_a_month_fits_on_one_page_with_its_head_its_numbers_and_its_words(tmp_path: Path) -> None:
    (only,) = pages(made(samples.monthly(), "pdf", tmp_path))
    for told in (
        "Informe mensual", "La Ciénega · 12KPR0001Z", "octubre de 2025", "Ana Ruiz Bello",
        "Congelado: 9f2c4a7d1e8b", "85.7 % (96 de 112)", "s/d", "Apoyos que se piden",
        "Página 1 de 1", "Hecho con fieldkit",
    ):  # fmt: skip
        assert told in only


def test_a_year_takes_two_to_four_pages_and_says_that_it_may_change(tmp_path: Path) -> None:
    found = pages(made(samples.annual(), "pdf", tmp_path))
    assert 2 <= len(found) <= 4
    assert "Sin congelar" in found[0]
    assert "−14.0 pp" in found[0]
    assert "cambio relativo −23.7 %" in found[0]


def test_a_number_about_few_children_is_a_star_with_its_legend(tmp_path: Path) -> None:
    told = " ".join(pages(made(samples.regional(), "pdf", tmp_path)))
    assert "menos de cinco alumnos" in told
    assert "Itzel" not in told
    assert "Sin escribir" not in told
    assert "menos de cinco" not in " ".join(pages(made(samples.annual(), "pdf", tmp_path)))


def test_an_indicator_with_hundreds_of_rows_goes_on_from_page_to_page(tmp_path: Path) -> None:
    """A24 of a state: each of 200 schools with its families and two subjects."""
    change = Change(Ratio(5, 10), Ratio(3, 10))
    schools = {f"12KPR{n:04}X": {"participation": Ratio(7, 9), "lenguaje": change} for n in range(200)}
    report = samples.annual(indicators=(Indicator("A24", schools),), pupils=())
    told = " ".join(pages(made(report, "pdf", tmp_path)))
    assert [key for key in schools if key not in told] == []


def test_odd_names_stand_in_the_pdf_as_they_are(tmp_path: Path) -> None:
    told = " ".join(pages(made(samples.odd(), "pdf", tmp_path)))
    assert "#let x = $y$" in told
    assert "<i>*a*_b_@c" in told


# HTML


class Reader(HTMLParser):
    """Tags in order, attributes, and whether each that was opened was closed."""

    VOID = ("meta", "br", "rect", "circle", "polyline", "path")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("name", REPORTS)
def test_a_page_is_whole_and_fetches_and_runs_nothing(name: str, tmp_path: Path) -> None:
    page = made(REPORTS[name](), "html", tmp_path).read_text(encoding="utf-8")
    reader = Reader()
    reader.feed(page)
    assert reader.open == []
    assert not {tag for tag, _ in reader.tags} & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "base",
        "b/",
    }
    outside = {"src", "href", "onload", "onclick", "style", "xlink:href", "action"}
    assert not [(tag, facts) for tag, facts in reader.tags if outside & set(facts)]
    assert "url(http" not in page
    assert "@import" not in page


def test_a_page_is_read_out_rightly(tmp_path: Path) -> None:
    """Its language, one main heading, tables with a caption and named rows and columns, charts with words."""
    reader = Reader()
    reader.feed(made(samples.annual(), "html", tmp_path).read_text(encoding="utf-8"))
    count = {
        tag: sum(found == tag for found, _ in reader.tags) for tag in ("h1", "table", "caption", "thead")
    }
    assert reader.tags[0] == ("html", {"lang": "es"})
    assert count["h1"] == 1
    assert count["table"] == count["caption"] == count["thead"] > 0
    assert all(facts.get("scope") for tag, facts in reader.tags if tag == "th")
    assert all(facts.get("role") == "img" for tag, facts in reader.tags if tag == "svg")


# CSV, JSON, the screen


def test_csv_has_a_row_for_each_number_and_says_what_it_is(tmp_path: Path) -> None:
    file = made(samples.annual(), "csv", tmp_path)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    found = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    assert found[0] == ["clave", "indicador", "parte", "qué", "valor", "unidad", "numerador", "n"]
    mine = [row[3:] for row in found if row[0] == "A01" and row[2] == "Lenguaje · los mismos alumnos"]
    assert mine[0] == ["antes", "59", "%", "59", "100"]
    assert mine[2] == ["cambio", "-14", "pp", "", ""]
    assert mine[3][0] == "cambio relativo"
    assert ["A15", "s/d"] in [[row[0], row[4]] for row in found]


@pytest.mark.parametrize("kind", FORMATS)
def test_no_curp_that_somebody_wrote_in_a_report_is_in_its_files(kind: Format, tmp_path: Path) -> None:
    report = replace(samples.monthly(), written={"achievements": "Ya lee PEPJ150302HGRXXS04"})
    file = made(report, kind, tmp_path)
    parts = [file.read_bytes()]
    if kind == "pdf":
        parts = [page.encode() for page in pages(file)]
    elif kind == "xlsx":
        with zipfile.ZipFile(file) as packed:
            parts = [packed.read(name) for name in packed.namelist()]
    assert not any(b"PEPJ150302HGRXXS04" in part for part in parts)
    assert kind == "csv" or any(b"PEPJ******HGR***04" in part for part in parts)


def test_json_is_the_document_of_the_report(tmp_path: Path) -> None:
    found = json.loads(made(samples.monthly(), "json", tmp_path).read_text(encoding="utf-8"))
    assert found["id"] == "monthly:12KPR0001Z:2025-10"
    assert found["indicators"]["M04"]["n"] == 112


@pytest.mark.parametrize("name", ["monthly", "annual", "regional"])
def test_the_screen_keeps_to_eighty_columns_and_a_pipe_gets_no_colours(name: str) -> None:
    stream = io.StringIO()
    terminal.show(REPORTS[name](), stream)
    told = stream.getvalue()
    assert "\x1b" not in told
    assert max(map(len, told.splitlines())) <= 80
    assert "59.0 %" in told or "85.7 %" in told


def test_a_name_that_takes_two_lines_keeps_its_indent() -> None:
    long = "quiere llegar a bachillerato o más"
    part = Change(Ratio(1, 4), Ratio(2, 4))
    report = samples.annual(indicators=(Indicator("A11", {"further": part}),))
    stream = io.StringIO()
    terminal.show(report, stream)
    lines = stream.getvalue().splitlines()
    place = next(at for at, one in enumerate(lines) if one.startswith("    quiere"))
    assert long.endswith(lines[place + 1].strip()), "it takes two lines"
    assert lines[place + 1].startswith("    ")


def test_a_console_with_few_letters_gets_bars_and_arrows_it_can_write() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="cp1252", errors="strict")
    terminal.show(samples.monthly(), stream)
    stream.flush()
    told = raw.getvalue().decode("cp1252")
    assert "#####" in told
    assert "n = 10 > 14" in told


def test_nothing_in_a_name_reaches_the_terminal_as_a_command() -> None:
    stream = io.StringIO()
    terminal.show(samples.monthly(advisor="\x1b[2J[bold]Ana[/bold]"), stream)
    assert "\x1b" not in stream.getvalue()
    assert "[bold]Ana[/bold]" in stream.getvalue()


def test_what_is_inside_two_parts_has_its_names_once_and_one_row_each_on_the_screen() -> None:
    """Months of what was foreseen of one level; a part with one number stands behind its name."""
    months = {"2025-10": Count(2), "2025-11": Count(1)}
    one = Indicator(
        "A21", {"value": Count(3), "foreseen": {"regional": months, "estatal": {"2026-01": Count(4)}}}
    )
    report = replace(samples.annual(), indicators=(one,))
    (block,) = layout(report)["blocks"]
    told = [(group["label"], [item["label"] for item in group["items"]]) for group in block["groups"]]
    assert told == [
        ("previstas · regional", ["oct 2025", "nov 2025"]),
        ("previstas · estatal", ["ene 2026"]),
    ]
    rows = [" ".join(row.split()) for row in terminal.render(report).decode().splitlines()]
    at = rows.index("previstas · regional")
    assert rows[at + 1 : at + 4] == ["oct 2025 2", "nov 2025 1", "previstas · estatal · ene 2026 4"]
