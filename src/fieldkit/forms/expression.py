"""The expression language of XLSForm, compiled once to closures.

`compile_expression("${V05} = 'x' and selected(${VA2}, 'lectura')", …)` gives a function of a Scope. Inside a
repeat, `${VA2}` is this row's answer; outside it is the list of all rows' answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NoReturn

from fieldkit.forms import values
from fieldkit.forms.functions import FUNCTIONS
from fieldkit.forms.scope import Closure, Known, Scope, answer, of_row, of_rows, own
from fieldkit.forms.values import Value, number, truth

__all__ = ["BadExpression", "Closure", "Known", "Scope", "compile_expression", "references"]

REFERENCE = re.compile(r"\$\{\s*([A-Za-z_][\w-]*)\s*\}")
TOKEN = re.compile(
    r"\s*(?:(\$\{[^}]*\})|(\d+(?:\.\d*)?|\.\d+)|('[^']*'|\"[^\"]*\")|([A-Za-z]+(?:-[A-Za-z]+)*)"
    r"|(!=|<=|>=|[-+*=<>(),.]))"
)
REF, NUMBER, TEXT, NAME, SIGN, END = 1, 2, 3, 4, 5, 6
DEEPEST = 100


class BadExpression(ValueError):
    """An expression that cannot be read: why (a word), what is wrong with it, position (first sign is 1)."""

    def __init__(self, why: str, found: str, position: int) -> None:
        super().__init__(f"{why}: {found!r} at {position}")
        self.why, self.found, self.position = why, found, position


_LEVELS: tuple[dict[str, Callable[[Value, Value], Value]], ...] = (
    {"=": values.equal, "!=": values.unequal},
    {
        "<": values.less,
        "<=": values.at_most,
        ">": lambda left, right: values.less(right, left),
        ">=": lambda left, right: values.at_most(right, left),
    },
    {"+": values.add, "-": values.subtract},
    {"*": values.multiply, "div": values.divide, "mod": values.remainder},
)


def references(text: str) -> tuple[str, ...]:
    """The codes an expression names."""
    return tuple(REFERENCE.findall(text))


def compile_expression(
    text: str, known: Mapping[str, Known], here: str = "", missing: tuple[int, ...] = ()
) -> Closure:
    """The closure of an expression written for an item in the repeat `here` that allows `missing`.

    Raises BadExpression with the position.
    """
    return _Parser(text, known, here, missing).closure()


class _Parser:
    """Recursive descent over the tokens; each level gives back a closure."""

    def __init__(self, text: str, known: Mapping[str, Known], here: str, missing: tuple[int, ...]) -> None:
        self.text, self.known, self.here, self.missing = text, known, here, missing
        self.tokens = _tokens(text)
        self.at = 0
        self.depth = 0

    def closure(self) -> Closure:
        found = self.either()
        if self.tokens[self.at][0] != END:
            self.fail("unexpected")
        return found

    def fail(self, why: str) -> NoReturn:
        _, token, position = self.tokens[self.at]
        raise BadExpression(why, token, position)

    def take(self, token: str) -> bool:
        """Step over that sign or word if it comes next."""
        kind, found, _ = self.tokens[self.at]
        if found == token and kind in (SIGN, NAME):
            self.at += 1
            return True
        return False

    def need(self, token: str) -> None:
        if not self.take(token):
            self.fail("unexpected")

    def either(self) -> Closure:
        self.depth += 1
        if self.depth > DEEPEST:
            self.fail("too_deep")
        left = self.both()
        while self.take("or"):
            left = _or(left, self.both())
        self.depth -= 1
        return left

    def both(self) -> Closure:
        left = self.level(0)
        while self.take("and"):
            left = _and(left, self.level(0))
        return left

    def level(self, depth: int) -> Closure:
        """One level of two-sided operators, the loosest first."""
        if depth == len(_LEVELS):
            return self.signed()
        left = self.level(depth + 1)
        while True:
            kind, token, _ = self.tokens[self.at]
            operator = _LEVELS[depth].get(token) if kind in (SIGN, NAME) else None
            if operator is None:
                return left
            self.at += 1
            left = _two(operator, left, self.level(depth + 1))

    def signed(self) -> Closure:
        signs = 0
        while self.take("-"):
            signs += 1
        found = self.single()
        if not signs:
            return found
        sign = -1 if signs % 2 else 1
        return lambda scope: sign * number(found(scope))

    def single(self) -> Closure:
        kind, token, _ = self.tokens[self.at]
        if self.take("("):
            found = self.either()
            self.need(")")
            return found
        if kind == SIGN and token != ".":
            self.fail("unexpected")
        if kind == NAME:
            return self.named(token)
        if kind == END:
            self.fail("unfinished")
        if kind == REF:
            found = self.reference(token)
        elif kind == NUMBER:
            found = _Always(float(token) if "." in token else int(token))
        elif kind == TEXT:
            found = _Always(token[1:-1])
        else:
            found = own(self.missing)
        self.at += 1
        return found

    def reference(self, token: str) -> Closure:
        code = token[2:-1].strip()
        if code not in self.known:
            self.fail("unknown_item")
        target = self.known[code]
        if not target.repeat:
            return answer(code, target.missing)
        if target.repeat == code:
            return lambda scope: [""] * len(scope.answers.get(code) or ())
        if target.repeat == self.here:
            return of_row(code, target.missing)
        return of_rows(target.repeat, code, target.missing)

    def named(self, name: str) -> Closure:
        if self.tokens[self.at + 1][1] != "(" or self.tokens[self.at + 1][0] != SIGN:
            if name != "name":
                self.fail("unexpected")
            self.at += 1
            return lambda scope: scope.name
        if name not in FUNCTIONS and name not in ("if", "today", "now"):
            self.fail("unknown_function")
        start = self.at
        self.at += 2
        arguments = self.arguments()
        closure = _call(name, arguments)
        if closure is None:
            self.at = start
            self.fail("arguments")
        return closure

    def arguments(self) -> list[Closure]:
        if self.take(")"):
            return []
        found = [self.either()]
        while self.take(","):
            found.append(self.either())
        self.need(")")
        return found


def _tokens(text: str) -> list[tuple[int, str, int]]:
    found, at = [], 0
    end = len(text.rstrip())
    while at < end:
        match = TOKEN.match(text, at)
        if match is None or match.lastindex is None:
            start = len(text) - len(text[at:].lstrip())
            raise BadExpression("unexpected", text[start], start + 1)
        kind = match.lastindex
        found.append((kind, match[kind], match.start(kind) + 1))
        at = match.end()
    return [*found, (END, "", end + 1)]


def _call(name: str, arguments: list[Closure]) -> Closure | None:
    """The closure of a call, or None when the number of arguments is wrong."""
    if name in ("today", "now"):
        # Nothing in a form may hang on the hour a device believes it is, so now() is today.
        return (lambda scope: scope.today) if not arguments else None
    if name == "if":
        return _if(*arguments) if len(arguments) == 3 else None
    function, fewest, most = FUNCTIONS[name]
    if len(arguments) < fewest or (most is not None and len(arguments) > most):
        return None
    if len(arguments) == 1:
        (only,) = arguments
        return lambda scope: function(only(scope))
    if len(arguments) == 2:
        return _two(function, arguments[0], arguments[1])
    if len(arguments) == 3:
        one, two, three = arguments
        return lambda scope: function(one(scope), two(scope), three(scope))
    return lambda scope: function(*[argument(scope) for argument in arguments])


class _Always:
    """The closure of a constant. An expression around it takes the value instead of calling it."""

    __slots__ = ("value",)

    def __init__(self, value: Value) -> None:
        self.value = value

    def __call__(self, _: Scope) -> Value:
        return self.value


def _two(operator: Callable[[Value, Value], Value], left: Closure, right: Closure) -> Closure:
    if type(right) is _Always:
        second = right.value
        return lambda scope: operator(left(scope), second)
    if type(left) is _Always:
        first = left.value
        return lambda scope: operator(first, right(scope))
    return lambda scope: operator(left(scope), right(scope))


def _or(left: Closure, right: Closure) -> Closure:
    return lambda scope: truth(left(scope)) or truth(right(scope))


def _and(left: Closure, right: Closure) -> Closure:
    return lambda scope: truth(left(scope)) and truth(right(scope))


def _if(condition: Closure, then: Closure, otherwise: Closure) -> Closure:
    if type(then) is type(otherwise) is _Always:
        one, two = then.value, otherwise.value
        return lambda scope: one if truth(condition(scope)) else two
    if type(then) is _Always:
        said = then.value
        return lambda scope: said if truth(condition(scope)) else otherwise(scope)
    return lambda scope: then(scope) if truth(condition(scope)) else otherwise(scope)
