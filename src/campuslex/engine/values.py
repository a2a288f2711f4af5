"""
Flat facts as numbers: one mask a word or flag, two bounds a number.
"""

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from campuslex.model.spans import MAX_INT, OneOf, Span
from campuslex.model.vocabulary import FactSpec, Flag, Members, Number, Row, Value, Word, Words
from campuslex.rulebook.nodes import FLAG_FALSE, FLAG_FULL, FLAG_TRUE, Column

HOLDS, OPEN, FAILS = 2, 1, 0
"""A verdict as an engine gives it."""
VERDICT_NAMES = ("fails", "open", "holds")
Vector = list[int]


@frozen
class Layout:
    """
    Where each column stands in a vector. A word or flag takes one slot, a number two: least, then greatest value.
    """

    columns: tuple[Column, ...]
    slots: Mapping[Column, int]
    specs: tuple[FactSpec, ...]
    size: int

    def encode(self, row: Row) -> Vector:
        """
        A row as a vector; a fact the row lacks is unknown.
        """
        vector: Vector = []
        for column, spec in zip(self.columns, self.specs, strict=True):
            vector.extend(encode_value(spec, column.member, row.get(column.fact)))
        return vector


def layout(columns: Iterable[Column], vocabulary: Mapping[str, FactSpec]) -> Layout:
    """
    A layout of columns in their order.
    """
    ordered = tuple(dict.fromkeys(columns))
    specs = tuple(vocabulary[column.fact] for column in ordered)
    slots, size = {}, 0
    for column, spec in zip(ordered, specs, strict=True):
        slots[column] = size
        size += 2 if isinstance(spec.kind, Number) else 1
    return Layout(ordered, slots, specs, size)


def encode_value(spec: FactSpec, member: str | None, value: Value) -> Sequence[int]:
    """
    One value as it stands in a vector.
    """
    kind = spec.kind
    if isinstance(kind, Flag):
        return (FLAG_FULL if value is None else FLAG_TRUE if value else FLAG_FALSE,)
    if isinstance(kind, Number):
        return _bounds(value)
    if isinstance(kind, Words):
        return (_membership(member or "", value),)
    return (_mask(kind, value),)


def _bounds(value: Value) -> tuple[int, int]:
    if isinstance(value, Span):
        return value.low, value.high
    return (0, MAX_INT) if value is None else (int(value), int(value))  # type: ignore[arg-type]


def _membership(member: str, value: Value) -> int:
    if isinstance(value, Members):
        if member in value.has:
            return FLAG_TRUE
        return FLAG_FULL if value.maybe is None or member in value.maybe else FLAG_FALSE
    if isinstance(value, (tuple, list, frozenset)):
        return FLAG_TRUE if member in value else FLAG_FALSE
    return FLAG_FULL


def _mask(kind: Word, value: Value) -> int:
    words = kind.words
    if value is None:
        return (1 << len(words)) - 1
    if isinstance(value, str):
        # a plain `primary` is either half
        if value not in words:
            return sum(1 << index for index, word in enumerate(words) if word.startswith(value + "_"))
        return 1 << words.index(value)
    several = value.values if isinstance(value, OneOf) else value
    mask = 0
    for word in several:  # type: ignore[union-attr]
        mask |= _mask(kind, str(word))
    return mask
