"""
Layouts of vectors, and verdicts as engines give them.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from attrs import frozen

from campuslex.engine.encoding import Vector, compile_encoder
from campuslex.model.vocabulary import FactSpec, Number, Row
from campuslex.rulebook.nodes import Column

__all__ = ["FAILS", "HOLDS", "OPEN", "VERDICT_NAMES", "Layout", "Vector", "layout"]

HOLDS, OPEN, FAILS = 2, 1, 0
"""A verdict as an engine gives it."""
VERDICT_NAMES = ("fails", "open", "holds")


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
        return self._encoder(row)

    @cached_property
    def _encoder(self) -> Callable[[Row], Vector]:
        return compile_encoder(self.columns, self.specs)


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
