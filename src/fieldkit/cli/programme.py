"""`fieldkit programme`: the header of every report."""

from __future__ import annotations

from fieldkit.cli import kit

app = kit.noun("programme")


@app.command("show")
def show(as_json: kit.Json = False) -> None:
    """Show the header of reports."""
    from fieldkit.actions import programme

    _tell(programme.settings(kit.store()), as_json)


@app.command("set")
def change(pairs: kit.Set = None, as_json: kit.Json = False) -> None:
    """Change parts of the header."""
    from fieldkit.actions import programme

    _tell(programme.change(kit.store(), _read(pairs or [])), as_json)


def _read(pairs: list[str]) -> dict[str, str | None]:
    """The parts by their codes, however they were called in either language. Raises WrongUsage."""
    from fieldkit import text
    from fieldkit.actions.programme import DEFAULT
    from fieldkit.cli.l10n import WrongUsage
    from fieldkit.domain.names import fold

    called = {fold(text.words("programme", one)[code]): code for code in DEFAULT for one in text.LANGUAGES}
    found: dict[str, str | None] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        code = name.strip() if name.strip() in DEFAULT else called.get(fold(name))
        if not sign or code is None:
            known = ", ".join(text.words("programme")[one] for one in DEFAULT)
            raise WrongUsage("not_a_setting", text=pair, known=known)
        found[code] = value.strip() or None
        _refuse_unreadable(value if code == "references" else "")
    if not found:
        raise WrongUsage("nothing_given")
    return found


def _refuse_unreadable(written: str) -> None:
    """Raises WrongUsage for the first reference value that is none."""
    from fieldkit.cli.l10n import WrongUsage
    from fieldkit.domain.reference import pieces, reference

    for piece in pieces(written):
        if reference(piece) is None:
            raise WrongUsage("not_a_reference", text=piece)


def _tell(header: dict[str, str], as_json: bool) -> None:
    from fieldkit.text import t

    header = {**header, "programme": header["programme"] or t("rendering.programme")}
    if as_json:
        kit.out(header)
        return
    for code, value in header.items():
        kit.say("programme.line", name=t(f"programme.{code}"), value=value or "—")
