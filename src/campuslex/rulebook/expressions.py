"""
Conditions as people write them, read with `ast` and checked against a vocabulary.

Allowed: `and or not`, comparisons (chained too), `in`, literals, `param.…`, facts, and in presumptions `known(…)`.
"""

import ast
import operator
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import TypeAlias

from campuslex.model.vocabulary import FactSpec, Flag, Number, Word, Words
from campuslex.rulebook.nodes import (
    FLAG_FULL,
    FLAG_TRUE,
    And,
    Column,
    Known,
    KnownFact,
    Mask,
    Node,
    Not,
    Or,
    Range,
    Unset,
)

Parameter: TypeAlias = int | str | None
MAX_NUMBER = 10**9
MAX_DEPTH = 32
"""Deepest nesting of a condition: the engines write conditions as Python, which nests two hundred deep."""


class ExpressionError(ValueError):
    """
    A condition cannot be read; the message says what is wrong, `remedy` what to do.
    """

    def __init__(self, message: str, value: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.message, self.value, self.remedy = message, value, remedy


class Reader:
    """
    Reads conditions of one scope.

    Args:
        vocabulary: The facts that may be named.
        parameter: Gives a parameter's value; None is unset; raises KeyError for one that does not exist.
        presumption: Whether `known(…)` is allowed.
    """

    def __init__(
        self, vocabulary: Mapping[str, FactSpec], parameter: Callable[[str], Parameter], presumption: bool = False
    ) -> None:
        self._vocabulary, self._parameter, self._presumption = vocabulary, parameter, presumption

    def read(self, text: str) -> Node:
        """
        The tree of a condition.

        Raises:
            ExpressionError: What is wrong, with the nearest right word.
        """
        try:
            tree = ast.parse(text.strip(), mode="eval")
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            raise ExpressionError("not an expression", text[:60]) from error
        try:
            return self._node(tree.body)
        except RecursionError:
            raise ExpressionError("nested too deeply", text[:60], "split it into several rules") from None

    def _node(self, tree: ast.expr, depth: int = 0) -> Node:
        if depth > MAX_DEPTH:
            raise ExpressionError("nested too deeply", remedy="split it into several rules")
        if isinstance(tree, ast.BoolOp):
            items = tuple(self._node(value, depth + 1) for value in tree.values)
            return And(items) if isinstance(tree.op, ast.And) else Or(items)
        if isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.Not):
            return Not(self._node(tree.operand, depth + 1))
        if isinstance(tree, ast.Compare):
            return self._compare(tree)
        if isinstance(tree, ast.Call):
            return self._known(tree, depth)
        if isinstance(tree, (ast.Name, ast.Attribute)):
            return self._flag(tree)
        raise ExpressionError("a condition holds only and, or, not, comparisons and facts", ast.unparse(tree)[:60])

    def _flag(self, tree: ast.expr) -> Node:
        spec = self._fact(tree)
        if not isinstance(spec.kind, Flag):
            raise ExpressionError("not a yes-or-no fact, compare it", spec.name, f"such as `{_sample(spec)}`")
        return Mask(Column(spec.name), FLAG_TRUE, FLAG_FULL)

    def _known(self, tree: ast.Call, depth: int) -> Node:
        if not (
            isinstance(tree.func, ast.Name) and tree.func.id == "known" and len(tree.args) == 1 and not tree.keywords
        ):
            raise ExpressionError("no function may be called", ast.unparse(tree)[:60])
        if not self._presumption:
            raise ExpressionError("only a presumption may ask what is known", ast.unparse(tree)[:60])
        (asked,) = tree.args
        if isinstance(asked, (ast.Name, ast.Attribute)):
            spec = self._fact(asked)
            if isinstance(spec.kind, Words):
                raise ExpressionError(
                    "ask of a member whether it is known", spec.name, f"such as `known({_sample(spec)})`"
                )
            if not isinstance(spec.kind, Flag):
                return KnownFact(Column(spec.name), isinstance(spec.kind, Number))
        return Known(self._node(asked, depth + 1))

    def _fact(self, tree: ast.expr) -> FactSpec:
        name = ast.unparse(tree)
        spec = self._vocabulary.get(name)
        if isinstance(tree, ast.Call):
            raise ExpressionError("no function may be called", name[:60])
        if spec is None:
            close = get_close_matches(name, list(self._vocabulary), n=1)
            raise ExpressionError("no such fact", name, f"did you mean `{close[0]}`?" if close else "")
        return spec

    def _compare(self, tree: ast.Compare) -> Node:
        operands = [tree.left, *tree.comparators]
        links = [self._link(left, op, right) for left, op, right in zip(operands, tree.ops, operands[1:], strict=False)]
        return links[0] if len(links) == 1 else And(tuple(links))

    def _link(self, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Node:
        if isinstance(op, (ast.In, ast.NotIn)):
            node = self._membership(left, right)
            return Not(node) if isinstance(op, ast.NotIn) else node
        if isinstance(left, ast.Constant) or _parameter_name(left):
            return self._test(self._fact(right), _MIRROR.get(type(op), type(op)), left)
        return self._test(self._fact(left), type(op), right)

    def _membership(self, left: ast.expr, right: ast.expr) -> Node:
        if isinstance(left, ast.Constant):
            spec = self._fact(right)
            if not isinstance(spec.kind, Words):
                raise ExpressionError("not a set of words", spec.name, f"such as `{_sample(spec)}`")
            member = _word(left, spec.kind.words, spec.name)
            return Mask(Column(spec.name, member), FLAG_TRUE, FLAG_FULL)
        spec = self._fact(left)
        if not isinstance(right, (ast.Tuple, ast.List, ast.Set)) or not right.elts:
            raise ExpressionError("`in` wants a list of literals", ast.unparse(right)[:60])
        if isinstance(spec.kind, Word):
            words = spec.kind.words
            accepted = 0
            for element in right.elts:
                accepted |= 1 << words.index(_word(element, words, spec.name))
            return _masked(spec, spec.kind, accepted)
        tests = [self._test(spec, ast.Eq, element) for element in right.elts]
        return tests[0] if len(tests) == 1 else Or(tuple(tests))

    def _test(self, spec: FactSpec, op: type[ast.cmpop], value: ast.expr) -> Node:
        if op not in _COMPARISONS:
            raise ExpressionError("`is` is no comparison", spec.name, "use == or !=")
        if not isinstance(spec.kind, (Word, Number)):
            raise ExpressionError("cannot be compared", spec.name, f"such as `{_sample(spec)}`")
        name = _parameter_name(value)
        if name:
            given = self._given(name)
            if given is None:
                return Unset(name)
            value = ast.Constant(given)
        if isinstance(spec.kind, Word):
            return self._word_test(spec, spec.kind, op, value)
        return _number_test(spec, spec.kind, op, value)

    def _given(self, name: str) -> Parameter:
        try:
            return self._parameter(name)
        except KeyError:
            raise ExpressionError("no such parameter", f"param.{name}") from None

    def _word_test(self, spec: FactSpec, kind: Word, op: type[ast.cmpop], value: ast.expr) -> Node:
        rank = kind.words.index(_word(value, kind.words, spec.name))
        if op not in (ast.Eq, ast.NotEq) and not kind.ordered:
            raise ExpressionError("has no order", spec.name, "use == or in")
        accepts = _COMPARISONS[op]
        return _masked(spec, kind, sum(1 << index for index in range(len(kind.words)) if accepts(index, rank)))


_COMPARISONS: dict[type[ast.cmpop], Callable[[int, int], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.GtE: operator.ge,
    ast.Gt: operator.gt,
    ast.LtE: operator.le,
    ast.Lt: operator.lt,
}
_MIRROR: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Lt: ast.Gt, ast.LtE: ast.GtE, ast.Gt: ast.Lt, ast.GtE: ast.LtE}


def _parameter_name(tree: ast.expr) -> str:
    if isinstance(tree, ast.Attribute):
        text = ast.unparse(tree)
        return text.removeprefix("param.") if text.startswith("param.") else ""
    return ""


def _word(tree: ast.expr, words: tuple[str, ...], fact: str) -> str:
    value = tree.value if isinstance(tree, ast.Constant) else None
    if not isinstance(value, str) or value not in words:
        close = get_close_matches(str(value), words, n=1)
        remedy = f"did you mean `{close[0]}`?" if close else f"one of: {', '.join(words[:12])}"
        raise ExpressionError(f"`{fact}` has no such word", ast.unparse(tree)[:60], remedy)
    return value


def _masked(spec: FactSpec, kind: Word, accepted: int) -> Node:
    full = (1 << len(kind.words)) - 1
    if accepted in (0, full):
        raise ExpressionError("this test cannot vary", spec.name, "every value gives the same answer")
    return Mask(Column(spec.name), accepted, full)


def _number_test(spec: FactSpec, kind: Number, op: type[ast.cmpop], value: ast.expr) -> Node:
    given = value.value if isinstance(value, ast.Constant) else None
    if isinstance(given, bool) or not isinstance(given, int):
        raise ExpressionError(f"`{spec.name}` is a whole number", ast.unparse(value)[:60])
    column = Column(spec.name)
    low, high = {
        ast.GtE: (given, None),
        ast.Gt: (given + 1, None),
        ast.LtE: (None, given),
        ast.Lt: (None, given - 1),
    }.get(op, (given, given))
    always = (low is None or low <= kind.low) and (high is None or high >= MAX_NUMBER)
    never = (high is not None and high < kind.low) or (low is not None and low > MAX_NUMBER)
    if always or never:
        raise ExpressionError("this test cannot vary", spec.name, "every value gives the same answer")
    low = None if low is not None and low <= kind.low else low
    node = Range(column, low, high)
    return Not(node) if op is ast.NotEq else node


def _sample(spec: FactSpec) -> str:
    if isinstance(spec.kind, Flag):
        return spec.name
    if isinstance(spec.kind, Number):
        return f"{spec.name} >= 1"
    if isinstance(spec.kind, Words):
        return f"'{spec.kind.words[0]}' in {spec.name}"
    return f"{spec.name} == '{spec.kind.words[0]}'"
