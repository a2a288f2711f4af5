"""
The walker: a condition evaluated node by node, slowly, with what it read. It explains; it is also a third opinion.
"""

from collections.abc import Mapping

from campuslex.engine.values import FAILS, HOLDS, OPEN, Layout, Vector
from campuslex.rulebook.nodes import And, Atom, Column, Known, KnownFact, Mask, Node, Not, Or, Range, Unset


def verdict(node: Node, layout: Layout, vector: Vector) -> int:
    """
    A node's verdict by Kleene's tables: `and` is the least, `or` the greatest, `not` turns about.
    """
    if isinstance(node, And):
        return min(verdict(item, layout, vector) for item in node.items)
    if isinstance(node, Or):
        return max(verdict(item, layout, vector) for item in node.items)
    if isinstance(node, Not):
        return HOLDS - verdict(node.item, layout, vector)
    if isinstance(node, Known):
        return HOLDS if verdict(node.item, layout, vector) == HOLDS else FAILS
    return OPEN if isinstance(node, Unset) else _atom(node, layout.slots[node.column], vector)


def _atom(node: Atom, slot: int, vector: Vector) -> int:
    first = vector[slot]
    if isinstance(node, KnownFact):
        known = first == vector[slot + 1] if node.number else first & (first - 1) == 0
        return HOLDS if known else FAILS
    if isinstance(node, Mask):
        if first & ~node.accepted & node.full == 0:
            return HOLDS
        return OPEN if first & node.accepted else FAILS
    return _range(node, first, vector[slot + 1])


def _range(node: Range, low: int, high: int) -> int:
    least, most = (-1 if node.low is None else node.low), (high if node.high is None else node.high)
    if low >= least and high <= most:
        return HOLDS
    return OPEN if high >= least and low <= most else FAILS


def open_leaves(node: Node, layout: Layout, vector: Vector) -> list[Atom | Unset]:
    """
    The open atoms and unset parameters that keep a node open; none where it is not open.
    """
    return _explore(node, layout.slots, vector)[1]


def _explore(node: Node, slots: Mapping[Column, int], vector: Vector) -> tuple[int, list[Atom | Unset]]:
    if isinstance(node, (Mask, Range, KnownFact)):
        found = _atom(node, slots[node.column], vector)
        return found, [node] if found == OPEN else []
    if isinstance(node, Not):
        found, leaves = _explore(node.item, slots, vector)
        return HOLDS - found, leaves
    if isinstance(node, (And, Or)):
        settling = FAILS if isinstance(node, And) else HOLDS
        result, gathered = HOLDS - settling, list[Atom | Unset]()
        for item in node.items:
            found, leaves = _explore(item, slots, vector)
            if found == settling:
                return settling, []
            if found == OPEN:
                result = OPEN
                gathered += leaves
        return result, gathered
    if isinstance(node, Known):
        return (HOLDS if _explore(node.item, slots, vector)[0] == HOLDS else FAILS), []
    return OPEN, [node]
