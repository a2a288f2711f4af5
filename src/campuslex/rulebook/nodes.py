"""
Conditions as small typed trees over flat facts.

Every atom is a test on one column: a word or flag by a mask of accepted values, a number by a range.
"""

from collections.abc import Iterator
from typing import TypeAlias

from attrs import frozen


@frozen
class Column:
    """
    What an atom reads: a fact, or one member of a set of words.
    """

    fact: str
    member: str | None = None

    def __str__(self) -> str:
        return self.fact if self.member is None else f"{self.fact}:{self.member}"


@frozen
class Mask:
    """
    The value's bit is in `accepted`. Flags have bits 1 (false) and 2 (true).

    Args:
        column: What is read.
        accepted: Bits of the accepted values.
        full: Bits of all values.
    """

    column: Column
    accepted: int
    full: int


@frozen
class Range:
    """
    The number lies within bounds, both included; None is unbounded.
    """

    column: Column
    low: int | None
    high: int | None


@frozen
class And:
    """
    All hold.
    """

    items: "tuple[Node, ...]"


@frozen
class Or:
    """
    Some holds.
    """

    items: "tuple[Node, ...]"


@frozen
class Not:
    """
    It does not hold.
    """

    item: "Node"


@frozen
class Known:
    """
    It is known to hold; two-valued. Presumptions alone may ask this.
    """

    item: "Node"


@frozen
class KnownFact:
    """
    The fact's value is known; two-valued. `number` tells which kind of column it is.
    """

    column: Column
    number: bool


@frozen
class Unset:
    """
    Rests on a parameter nobody has set: always open.
    """

    parameter: str


Node: TypeAlias = Mask | Range | And | Or | Not | Known | KnownFact | Unset
Atom: TypeAlias = Mask | Range | KnownFact
FLAG_TRUE, FLAG_FALSE, FLAG_FULL = 2, 1, 3


def atoms(node: Node) -> Iterator[Atom]:
    """
    Every atom below a node, in the order written.
    """
    if isinstance(node, (Mask, Range, KnownFact)):
        yield node
    elif isinstance(node, (And, Or)):
        for item in node.items:
            yield from atoms(item)
    elif isinstance(node, (Not, Known)):
        yield from atoms(node.item)


def parameters(node: Node) -> Iterator[str]:
    """
    Every unset parameter below a node.
    """
    if isinstance(node, Unset):
        yield node.parameter
    elif isinstance(node, (And, Or)):
        for item in node.items:
            yield from parameters(item)
    elif isinstance(node, (Not, Known)):
        yield from parameters(node.item)


def conjunction(*items: Node) -> Node:
    """
    All of some nodes, flattened.
    """
    flat = [part for item in items for part in (item.items if isinstance(item, And) else (item,))]
    return flat[0] if len(flat) == 1 else And(tuple(flat))
