"""Small forms written in a test, as short as what the test is about."""

from __future__ import annotations

import tomllib

from fieldkit.forms.form import Form, form_of
from fieldkit.forms.source import problems

HEAD = 'code = "T"\nversion = 1\nkind = "entry"\ntitle = { es = "Prueba", en = "Trial" }\n'
LABEL = 'label = { es = "¿Qué?", en = "What?" }\n'
COLOURS = """choices.colour = [
  { code = "rojo", es = "Rojo", en = "Red" },
  { code = "azul", es = "Azul, el del mar", en = "Blue" },
  { code = "cafe", es = "Café", en = "Brown", also = ["marrón"] },
]
"""


def item(code: str, kind: str, rules: str = "") -> str:
    """One item in TOML."""
    return f'[[group.item]]\ncode = "{code}"\ntype = "{kind}"\n{LABEL}{rules}\n'


def group(code: str, *items: str, rules: str = "") -> str:
    """One group in TOML."""
    return f'[[group]]\ncode = "{code}"\n{LABEL}{rules}\n' + "".join(items)


def form(*groups: str) -> Form:
    """The form of these groups, with a list of colours. It must be sound."""
    raw = tomllib.loads(HEAD + COLOURS + "".join(groups))
    assert not problems(raw)
    return form_of(raw)


def one(*items: str) -> Form:
    """A form of one group."""
    return form(group("g", *items))
