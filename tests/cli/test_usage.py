"""What the command line itself says: in the language in use, with what to do next and its exit code."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer._click import Context
from typer.core import TyperGroup

from fieldkit import text
from fieldkit.cli import app, names
from fieldkit.intake import kinds
from tests.cli.conftest import Notebook
from tests.house.commands import facts, fieldkit

TYPERS = (
    "Usage",
    "Options:",
    "Commands:",
    "Arguments:",
    "Show this message",
    "[OPTIONS]",
    "COMMAND",
    "[required]",
    "default:",
    "Missing",
    "Invalid value",
    "No such",
    "Try '",
    "Error:",
    "TEXT",
    "INTEGER",
    "Did you mean",
    "unexpected",
)
"""The words that Typer says of its own accord."""

WALK = """
import json, sys
from fieldkit import text
text.use(sys.argv[1])
from fieldkit.cli.root import make
from typer._click import Context
from typer.core import TyperGroup

def walk(command, path, parent=None):
    context = Context(command, info_name=path[-1], parent=parent, help_option_names=["--help"])
    yield path, command.get_help(context)
    if hasattr(command, "known"):
        for name in command.list_commands(context):
            yield from walk(command.get_command(context, name), [*path, name], context)

print(json.dumps([[path, help] for path, help in walk(make(), ["fieldkit"])]))
"""
"""Prints every command with its help page."""


def pages(language: str, home: Path) -> dict[str, str]:
    answer = subprocess.run(
        [sys.executable, "-c", WALK, language],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "FIELDKIT_HOME": str(home), "PYTHONUTF8": "1"},
    )
    return {" ".join(path): page for path, page in json.loads(answer.stdout)}


def typers(page: str) -> list[str]:
    """The words of Typer in a page; `TEXTO` is none of them."""
    return [word for word in TYPERS if re.search(rf"{re.escape(word)}(?![A-ZÁÉÍÓÚa-z])", page)]


def run(*words: str, home: Path, stdin: bytes = b"", **environment: str) -> Any:
    return subprocess.run(
        [sys.executable, "-m", "fieldkit", *words],
        check=False,
        capture_output=True,
        input=stdin,
        env={**os.environ, "FIELDKIT_HOME": str(home), **environment},
    )


def test_no_help_page_in_spanish_has_a_word_of_typers(home: Path) -> None:
    found = [(command, word) for command, page in pages("es", home).items() for word in typers(page)]
    assert not found


def test_every_command_has_its_help_in_both_languages(home: Path) -> None:
    spanish, english = pages("es", home), pages("en", home)
    assert len(spanish) == len(english) > 60
    bare = [command for page in (spanish, english) for command, help in page.items() if len(help) < 60]
    assert not bare
    same = [
        command for (command, es), (_, en) in zip(spanish.items(), english.items(), strict=True) if es == en
    ]
    assert not same


def test_every_command_has_a_spanish_name(home: Path) -> None:
    words = {word for command in pages("en", home) for word in command.split()[1:]}
    assert sorted(words - set(names.SPANISH)) == []


def test_every_option_of_two_words_has_a_spanish_name(home: Path) -> None:
    shown = {
        option
        for help in pages("en", home).values()
        for option in re.findall(r"^ +(--\w+-[\w-]+)", help, re.M)
    }
    assert len(shown) > 10
    assert sorted(shown - set(names.OPTIONS)) == []


def test_every_command_that_can_ask_can_be_told_not_to(home: Path) -> None:
    """What asks for answers, for a reason, or whether one is sure."""
    asking = re.compile(r"^  --(answers|reason|yes|rapid)\b", re.M)
    able = {command: help for command, help in pages("en", home).items() if asking.search(help)}
    assert len(able) > 60
    assert [command for command, help in able.items() if "--no-input" not in help] == []


def test_every_command_takes_no_input_and_says_it_where_it_asks_something() -> None:
    """A script says it always. `pages` above looks at what the help tells."""
    found: dict[str, set[str]] = {}

    def walk(group: TyperGroup, path: str, context: Context) -> None:
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None
            if isinstance(command, TyperGroup):
                walk(command, f"{path} {name}", context)
            else:
                found[f"{path} {name}"] = {word for param in command.params for word in param.opts}

    group = app.root()
    walk(group, "fieldkit", group.make_context("fieldkit", [], resilient_parsing=True))
    assert len(found) > 100
    assert [path for path, words in found.items() if not {"--no-input", "--sin-preguntas"} <= words] == []


def test_help_shows_the_names_of_the_language_in_use(home: Path) -> None:
    assert "  escuela " in fieldkit("--help", home=home)
    assert "  school " in fieldkit("--help", home=home, FIELDKIT_LANG="en")
    assert "escuela" not in fieldkit("--lang", "en", "--help", home=home)


@pytest.mark.parametrize("words", [("escuela", "lista"), ("school", "list"), ("Escuela", "listar")])
def test_a_command_answers_to_both_its_names(words: tuple[str, ...], notebook: Any) -> None:
    assert "12KPR0001Z" in fieldkit(*words, home=notebook.home)


def test_an_option_answers_to_both_its_names(notebook: Any) -> None:
    for option in ("--escuela", "--school"):
        assert "Itzel" in fieldkit("alumno", "lista", option, "12KPR0001Z", home=notebook.home)


@pytest.mark.parametrize("option", ["--anio", "--año", "--ano", "--year"])
def test_the_year_is_an_option_however_it_is_spelled(option: str, notebook: Any) -> None:
    assert "--anio 2010" in fieldkit("escuela", "focalizadas", option, "2012", home=notebook.home)


def test_a_command_with_an_accent_is_the_same_command(notebook: Any) -> None:
    assert fieldkit("diagnóstico", "lista", "--json", home=notebook.home).strip() == "[]"


@pytest.mark.parametrize(
    ("asked", "same"),
    [
        (("ayuda",), ("--ayuda",)),
        (("help",), ("--help",)),
        (("-h",), ("--help",)),
        (("ayuda", "alumno"), ("alumno", "--ayuda")),
        (("alumno", "lista", "-h"), ("alumno", "lista", "--help")),
    ],
)
def test_help_is_given_however_it_is_asked_for(
    asked: tuple[str, ...], same: tuple[str, ...], home: Path
) -> None:
    answers = [run(*words, home=home) for words in (asked, same)]
    assert [answer.returncode for answer in answers] == [0, 0]
    assert answers[0].stdout == answers[1].stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("escuelaa",), "No existe la orden «escuelaa». ¿Quiso decir «escuela»?"),
        (("visita",), "No existe la orden «visita». ¿Quiso decir «ficha»?"),
        (("scholo",), "No existe la orden «scholo». Vea"),
        (("importar", "resultados", "x.csv", "--prueba", "PISA"), "ENLACE, PLANEA"),
        (("escuela", "lsta"), "No existe la orden «lsta». ¿Quiso decir «lista»?"),
        (("escuela", "lista", "--jsn"), "No existe la opción --jsn. ¿Quiso decir --json?"),
        (("escuela", "lista", "--nada-asi"), "No existe la opción --nada-asi."),
        (("escuela", "ver"), "Falta ESCUELA: se ve con fieldkit escuela lista."),
        (("escuela", "lista", "--limit", "x"), "El valor de --limite no sirve: se espera un número."),
        (("escuela", "lista", "--limit"), "La opción --limit necesita un valor."),
        (("escuela", "lista", "otra"), "Sobra «otra». Si va junto con lo anterior,"),
        (("--lang", "fr", "estado"), "fieldkit habla «es» (español) y «en» (inglés), no «fr»."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_wrong_usage_is_said_in_spanish_and_leaves_with_2(
    words: tuple[str, ...], said: str, home: Path
) -> None:
    answer = run(*words, home=home)
    assert answer.returncode == 2
    assert said in answer.stderr.decode()
    assert not typers(answer.stderr.decode())


def test_wrong_usage_is_said_in_english_when_english_is_spoken(home: Path) -> None:
    answer = run("school", "list", "--limit", "x", home=home, FIELDKIT_LANG="en")
    assert "The value of --limit does not serve: expected a number." in answer.stderr.decode()


def test_wrong_usage_goes_to_a_program_as_json(home: Path) -> None:
    answer = run("escuela", "ver", "--json", home=home)
    assert answer.returncode == 2
    assert json.loads(answer.stdout)["error"] == "usage"


def test_the_language_of_init_stays(home: Path) -> None:
    fieldkit("--lang", "en", "init", "--advisor", "Ana", "--no-input", home=home)
    assert "There is nothing yet." in fieldkit("school", "list", home=home)
    assert "No hay nada" in fieldkit("school", "list", home=home, FIELDKIT_LANG="es")


def test_settings_that_cannot_be_read_do_not_stop_work(home: Path) -> None:
    fieldkit("init", "--advisor", "Ana", "--no-input", home=home)
    (home / "settings.json").write_text("{", encoding="utf-8")
    assert "No hay nada" in fieldkit("school", "list", home=home)


def test_a_console_that_knows_no_accents_still_answers(notebook: Any) -> None:
    answer = run("escuela", "lista", home=notebook.home, PYTHONIOENCODING="ascii")
    assert answer.returncode == 0
    assert b"La Ci?nega" in answer.stdout
    facts = run("escuela", "lista", "--json", home=notebook.home, PYTHONIOENCODING="cp850")
    assert json.loads(facts.stdout)[0]["name"] == "La Ciénega"


def unread(*words: object, home: Path) -> tuple[int, bytes]:
    """The exit code of a command whose output nobody reads, and what it said beside it."""
    read, write = os.pipe()
    os.close(read)
    with subprocess.Popen(
        [sys.executable, "-m", "fieldkit", *map(str, words)],
        stdout=write,
        stderr=subprocess.PIPE,
        env={**os.environ, "FIELDKIT_HOME": str(home)},
    ) as process:
        os.close(write)
        _, said = process.communicate()
    return process.returncode, said


@pytest.mark.parametrize("as_json", [(), ("--json",)])
def test_a_reader_that_goes_away_is_no_error(notebook: Any, as_json: tuple[str, ...]) -> None:
    assert unread("escuela", "lista", *as_json, home=notebook.home) == (0, b"")


@pytest.mark.parametrize("rows", [1, 12_000])
@pytest.mark.parametrize("as_json", [(), ("--json",)])
def test_nor_does_it_hide_that_rows_were_refused(
    notebook: Any, tmp_path: Path, rows: int, as_json: tuple[str, ...]
) -> None:
    file = tmp_path / "schools.csv"
    file.write_text("CCT,Nombre\n" + "una clave,La Ciénega\n" * rows, encoding="utf-8")
    assert unread("importar", "escuelas", file, *as_json, home=notebook.home) == (4, b"")


def test_nor_what_could_not_be_done(notebook: Any) -> None:
    code, said = unread("escuela", "ver", "ninguna", home=notebook.home)
    assert (code, said.count(b"\n")) == (3, 1)
    assert unread("escuela", "ver", "ninguna", "--json", home=notebook.home) == (3, b"")


def test_the_shell_completes_commands_and_options_in_the_language_in_use(home: Path) -> None:
    def completed(line: str, **environment: str) -> set[str]:
        facts = {"_FIELDKIT_COMPLETE": "complete_bash", "COMP_WORDS": line}
        facts["COMP_CWORD"] = str(len(line.split(" ")) - 1)
        return set(run(home=home, **facts, **environment).stdout.decode().split())

    assert {"escuela", "estado"} <= completed("fieldkit es")
    assert "school" in completed("fieldkit sc", FIELDKIT_LANG="en")
    assert completed("fieldkit escuela li") == {"lista"}
    assert "--escuela" in completed("fieldkit ficha nueva --es")


def test_completion_is_taught_to_the_shell(home: Path, tmp_path: Path) -> None:
    asked = f'"{sys.executable}" -m fieldkit --install-completion; exit $?'
    answer = subprocess.run(
        ["bash", "-c", asked],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "FIELDKIT_HOME": str(home), "HOME": str(tmp_path)},
    )
    assert answer.returncode == 0, answer.stderr
    assert "Listo: bash" in answer.stdout
    (script,) = (tmp_path / ".bash_completions").iterdir()
    assert "_FIELDKIT_COMPLETE" in script.read_text(encoding="utf-8")


def test_an_error_of_ours_leaves_a_trace_without_personal_data(notebook: Any) -> None:
    code = (
        "from fieldkit.cli import app, kit\n"
        "def broken(*_): raise RuntimeError('Itzel Sánchez')\n"
        "kit.store = broken\n"
        "raise SystemExit(app.run(['school', 'list']))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "FIELDKIT_HOME": str(notebook.home), "PYTHONUTF8": "1"},
    )
    assert answer.returncode == 1
    assert "Lo guardado está a salvo" in answer.stderr
    (file,) = (notebook.home / "log").glob("*.txt")
    trace = file.read_text(encoding="utf-8")
    assert "RuntimeError" in trace
    assert "school.py" in trace
    assert "Itzel" not in trace + answer.stderr


def test_spanish_words_name_spanish_options() -> None:
    """An option that has a Spanish name is never called by its English one in a Spanish sentence."""
    areas = [file.stem for file in Path(text.__file__).parent.joinpath("es").glob("[a-z]*.py")]
    english = {**names.OPTIONS, "--help": "--ayuda"}
    for area in areas:
        for key, sentence in text.words(area, "es").items():
            said = set(re.findall(r"--[a-z][a-z-]+", sentence))
            assert not said & english.keys(), f"{area}.{key}: {sentence}"


def test_nothing_is_counted_in_the_plural_when_it_is_one(notebook: Notebook, tmp_path: Path) -> None:
    file = tmp_path / "una.csv"
    out = fieldkit("exportar", "escuelas", "--csv", file, home=notebook.home)
    assert out == f"Registros en {file}: 1\n"
    said = fieldkit("importar", "escuelas", file, "--ensayo", home=notebook.home)
    assert "Nuevos: 0, cambiarían: 0, iguales: 1," in said


@pytest.mark.parametrize(
    ("noun", "form"),
    [
        ("fichas", "FS"),
        ("sheets", "FS"),
        ("Diagnósticos", "DXA"),
        ("diagnostics", "DXA"),
        ("visitas", "VH"),
        ("visits", "VH"),
        ("Escuelas", "REG-E"),
        ("soc", "SOC"),
        ("school", "REG-E"),
        ("escuela", "REG-E"),
        ("Alumna", "REG-A"),
        ("familiar", "REG-F"),
        ("ficha", "FS"),
        ("visita", "VH"),
        ("Tutorías", "TUT"),
    ],
)
def test_what_goes_in_and_out_is_called_by_its_everyday_name(noun: str, form: str) -> None:
    assert kinds.form(noun).code == form


def test_every_noun_of_commands_that_is_one_form_goes_in_and_out_by_its_names() -> None:
    nouns = "school student teacher family advisor monitoring diagnostic exercise plan strategy apec rules"
    nouns += " minutes proposal counterpart contact story tutoring account demonstration qualification"
    nouns += " encounter"
    for noun in nouns.split():
        assert len({kinds.form(word).code for word in (noun, *names.SPANISH[noun])}) == 1, noun


def test_a_form_of_ones_own_is_meant_before_a_noun_of_ours(tmp_path: Path) -> None:
    source = (Path(kinds.__file__).parents[1] / "forms" / "library" / "RED.toml").read_text(encoding="utf-8")
    (tmp_path / "VISITA.toml").write_text(source.replace('"RED"', '"VISITA"', 1), encoding="utf-8")
    assert kinds.form("visita", tmp_path).code == "VISITA"


@pytest.mark.parametrize("day", ["9999-12-30", "0001-01-02"])
@pytest.mark.parametrize(
    "words", [("agenda",), ("guide",), ("today",), ("monitoring", "new", "--no-input"), ("calendar", "show")]
)
def test_a_clock_that_cannot_be_right_is_said_in_a_sentence(
    words: tuple[str, ...], day: str, notebook: Notebook
) -> None:
    told = facts(*words, home=notebook.home, code=3, FIELDKIT_NOW=f"{day}T10:00:00")
    assert told["error"] == "untimely" and day in told["message"]
    facts("status", home=notebook.home, FIELDKIT_NOW=f"{day}T10:00:00")


def test_a_fixed_day_that_is_none_is_said_and_leaves_with_2(notebook: Notebook) -> None:
    said = facts("agenda", home=notebook.home, code=2, FIELDKIT_NOW="2025-13-20")
    assert "FIELDKIT_NOW dice «2025-13-20»" in said["message"]


def test_a_word_that_is_no_view_is_said(notebook: Notebook) -> None:
    assert (
        "No hay una vista «NOEXISTE»" in facts("consulta", "NOEXISTE", home=notebook.home, code=2)["message"]
    )
