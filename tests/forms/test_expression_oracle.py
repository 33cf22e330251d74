"""Our expressions against an independent XForms engine, over what both know."""

from __future__ import annotations

import rxeval
from hypothesis import given, settings
from hypothesis import strategies as some

from fieldkit.forms import values
from fieldkit.forms.expression import Known, Scope, compile_expression

# Left out, because the other engine departs from XPath 1.0: `<` on a list, of which it takes only the first
# (§3.4 asks whether any answer holds), and round() of halves below zero (§4.4 rounds up). Dates are left out
# because ours are days and its are text.
KNOWN = {"a": Known(), "b": Known(), "s": Known(), "gone": Known(), "v": Known("r"), "r": Known("r")}
PATHS = {
    "${a}": "/data/a",
    "${b}": "/data/b",
    "${s}": "/data/s",
    "${gone}": "/data/gone",
    "${v}": "/data/r/v",
}

numbers = some.integers(0, 50).map(str) | some.sampled_from(["0.5", "1.25", "${a}", "${b}", "${gone}"])
words = some.sampled_from(["'x'", "'lectura'", "''", "'7'", "${s}", "${gone}"])
nodes = some.just("${v}")


def _join(parts: tuple[str, str, str]) -> str:
    return f"({parts[0]} {parts[1]} {parts[2]})"


def _arithmetic(inner: some.SearchStrategy[str]) -> some.SearchStrategy[str]:
    signs = some.sampled_from(["+", "-", "*", "div", "mod"])
    return (
        some.tuples(inner, signs, inner).map(_join)
        | inner.map(lambda one: f"int({one})")
        | numbers.map(lambda one: f"round({one})")
        | some.tuples(inner, inner).map(lambda two: f"max({two[0]}, {two[1]})")
        | some.tuples(inner, inner).map(lambda two: f"min({two[0]}, {two[1]})")
        | some.tuples(nodes).map(lambda one: f"sum({one[0]})")
        | some.tuples(nodes).map(lambda one: f"count({one[0]})")
    )


arithmetic = some.recursive(numbers, _arithmetic, max_leaves=5)
anything = arithmetic | words
comparisons = some.tuples(anything, some.sampled_from(["=", "!=", "<", "<=", ">", ">="]), anything)
comparisons |= some.tuples(anything, some.sampled_from(["=", "!="]), nodes)
conditions = some.recursive(
    comparisons.map(_join) | some.just("selected(${s}, 'lectura')") | some.just("true()"),
    lambda inner: (
        some.tuples(inner, some.sampled_from(["and", "or"]), inner).map(_join)
        | inner.map(lambda one: f"not({one})")
    ),
    max_leaves=5,
)
texts = some.recursive(
    words,
    lambda inner: (
        some.tuples(inner, arithmetic).map(lambda two: f"concat({two[0]}, {two[1]})")
        | some.tuples(conditions, inner, inner).map(lambda three: f"if({', '.join(three)})")
        | some.tuples(inner, inner).map(lambda two: f"coalesce({two[0]}, {two[1]})")
    ),
    max_leaves=4,
)
answers = some.fixed_dictionaries(
    {
        "a": some.integers(0, 99),
        "b": some.sampled_from([0, 0.5, 12.25]),
        "s": some.lists(some.sampled_from(["lectura", "escritura"]), unique=True, min_size=1),
        "r": some.lists(some.fixed_dictionaries({"v": some.integers(0, 9)}), min_size=1, max_size=3),
    }
)


def ours(text: str, given_answers: dict[str, object]) -> str:
    return values.text(compile_expression(text, KNOWN)(Scope(given_answers, "2025-10-20")))


def theirs(text: str, given_answers: dict[str, object]) -> str:
    for name, path in PATHS.items():
        text = text.replace(name, path)
    leaves = {**given_answers, "s": " ".join(given_answers["s"]), "gone": ""}  # type: ignore[arg-type]
    rows = "".join(f"<r><v>{row['v']}</v></r>" for row in leaves.pop("r"))
    fields = "".join(f"<{name}>{leaf}</{name}>" for name, leaf in leaves.items())
    return rxeval.eval_expression(text, f'<data id="t">{fields}{rows}</data>', today="2025-10-20")


@settings(max_examples=400, deadline=None)
@given(arithmetic | conditions | texts, answers)
def test_another_engine_finds_the_same(text: str, given_answers: dict[str, object]) -> None:
    assert ours(text, given_answers) == theirs(text, given_answers)
