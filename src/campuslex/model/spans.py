"""
Partly known values: an interval of whole numbers, or one of several words.
"""

from datetime import date
from enum import StrEnum
from typing import Generic, NewType, TypeAlias, TypeVar

from attrs import frozen

E = TypeVar("E", bound=StrEnum)

MAX_INT = 10**9
"""Greatest whole number a document may hold (design §4)."""


@frozen
class Span:
    """
    A whole number known to lie within bounds, both included.
    """

    low: int
    high: int

    def to_dict(self) -> dict[str, int]:
        """
        The document form, `{"from": low, "to": high}`.
        """
        return {"from": self.low, "to": self.high}


@frozen
class OneOf(Generic[E]):
    """
    A word known to be one of several.
    """

    values: tuple[E, ...]

    def to_dict(self) -> dict[str, list[str]]:
        """
        The document form, `{"one_of": [...]}`.
        """
        return {"one_of": [str(value) for value in self.values]}


Whole: TypeAlias = int | Span | None
"""A whole number, an interval, or unknown."""
Code = NewType("Code", str)
"""An opaque id: letters, digits, dot, underscore, hyphen; never an identity or mobile number."""
Jurisdiction = NewType("Jurisdiction", str)
"""Six digits of GB/T 2260."""
Moment = NewType("Moment", date)
"""A day, or an instant with its offset from UTC."""
