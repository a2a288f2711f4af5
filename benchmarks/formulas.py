"""
The rules' trees as every peer can say them: `not` driven into the tests, facts as booleans, numbers and words.

What a peer is given is made here from the same trees that campuslex compiles, so that all run the same rules. Ordered
words become their ranks and members of a set become booleans, which every peer compares faster than lists.
"""

from typing import Any, TypeAlias

from attrs import frozen

from benchmarks.incidents import Row
from campuslex.engine.values import Layout
from campuslex.model.vocabulary import FactSpec, Flag, Number, Word, Words
from campuslex.rulebook.nodes import FLAG_TRUE, And, Column, Mask, Node, Not, Or, Range


@frozen
class Is:
    """
    A boolean has a value.
    """

    name: str
    value: bool


@frozen
class Among:
    """
    A word is one of some.
    """

    name: str
    words: tuple[str, ...]


@frozen
class Between:
    """
    A number or rank lies within bounds, both included; None is unbounded.
    """

    name: str
    low: int | None
    high: int | None


@frozen
class All:
    """
    All hold.
    """

    items: "tuple[Formula, ...]"


@frozen
class Some:
    """
    At least one holds.
    """

    items: "tuple[Formula, ...]"


Test: TypeAlias = Is | Among | Between
Formula: TypeAlias = Test | All | Some


def formula(node: Node, layout: Layout, negate: bool = False) -> Formula:
    """
    A condition without `not`.
    """
    if isinstance(node, (And, Or)):
        items = tuple(formula(item, layout, negate) for item in node.items)
        return All(items) if isinstance(node, And) is not negate else Some(items)
    if isinstance(node, Not):
        return formula(node.item, layout, not negate)
    if isinstance(node, Range):
        return _range(name_of(node.column), node.low, node.high, negate)
    if isinstance(node, Mask):
        spec = layout.specs[layout.columns.index(node.column)]
        return _mask(node, spec, node.full & ~node.accepted if negate else node.accepted)
    raise TypeError(f"no two-valued peer can say {type(node).__name__}")


def _range(name: str, low: int | None, high: int | None, negate: bool) -> Formula:
    if not negate:
        return Between(name, low, high)
    outside: list[Formula] = [] if low is None else [Between(name, None, low - 1)]
    outside += [] if high is None else [Between(name, high + 1, None)]
    return outside[0] if len(outside) == 1 else Some(tuple(outside))


def _mask(node: Mask, spec: FactSpec, accepted: int) -> Formula:
    name = name_of(node.column)
    if not isinstance(spec.kind, Word):
        return Is(name, accepted == FLAG_TRUE)
    ranks = [rank for rank in range(len(spec.kind.words)) if accepted >> rank & 1]
    if not spec.kind.ordered:
        return Among(name, tuple(str(spec.kind.words[rank]) for rank in ranks))
    runs = [(rank, rank) for rank in ranks]
    merged = [runs[0]]
    for low, high in runs[1:]:
        if low == merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], high)
        else:
            merged.append((low, high))
    greatest = len(spec.kind.words) - 1
    tests = tuple(Between(name, low or None, None if high == greatest else high) for low, high in merged)
    return tests[0] if len(tests) == 1 else Some(tests)


def name_of(column: Column) -> str:
    """
    A column's name in the peers' languages.
    """
    return str(column).replace(".", "_").replace(":", "__")


def flat(row: Row, layout: Layout) -> dict[str, bool | int | str]:
    """
    A row as the peers' formulas read it.
    """
    return {
        name_of(column): _flat(column, spec, row[column.fact])
        for column, spec in zip(layout.columns, layout.specs, strict=True)
    }


def _flat(column: Column, spec: FactSpec, value: Any) -> bool | int | str:
    kind = spec.kind
    if isinstance(kind, (Flag, Number)):
        plain: bool | int = value
        return plain
    if isinstance(kind, Words):
        return column.member in value
    return kind.words.index(value) if kind.ordered else str(value)


@frozen
class Infix:
    """
    How a language writes `and`, `or` and `not`.
    """

    both: str = "and"
    either: str = "or"
    negation: str = "not "


def infix(item: Formula, symbols: Infix) -> str:
    """
    A formula in a language with infix operators.
    """
    if isinstance(item, (All, Some)):
        joint = f" {symbols.both} " if isinstance(item, All) else f" {symbols.either} "
        return "(" + joint.join(infix(part, symbols) for part in item.items) + ")"
    if isinstance(item, Is):
        return item.name if item.value else f"{symbols.negation}{item.name}"
    if isinstance(item, Among):
        tests = [f'{item.name} == "{word}"' for word in item.words]
    else:
        if item.low is not None and item.low == item.high:
            return f"{item.name} == {item.low}"
        low = [] if item.low is None else [f"{item.name} >= {item.low}"]
        high = [] if item.high is None else [f"{item.name} <= {item.high}"]
        return "(" + f" {symbols.both} ".join(low + high) + ")"
    return "(" + f" {symbols.either} ".join(tests) + ")"
