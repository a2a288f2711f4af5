"""
In what the law counts, and what for.
"""

from enum import StrEnum
from typing import Any

from attrs import Attribute, field, frozen


class Unit(StrEnum):
    """
    Units of a span of time.

    `DAY` is 日 as an instrument writes it: which days it means is for the instrument to say (penalty.85, recon.88).
    The others mean what they say, whatever the instrument.
    """

    HOUR = "hour"
    DAY = "day"
    CALENDAR_DAY = "calendar_day"
    WORKING_DAY = "working_day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    SCHOOL_WEEK = "school_week"
    TERM = "term"


class Kind(StrEnum):
    """
    What a span is for.

    `LIMIT`: something is to be done by its last day, which moves when offices are closed.
    `CAP`: an upper limit, a window or a limitation period; it never moves.
    `SERVED`: a measure carried out day by day; its first day is one of its days, and it never moves.
    """

    LIMIT = "limit"
    CAP = "cap"
    SERVED = "served"


def _at_least_one(span: "Span", _: "Attribute[int]", number: Any) -> None:
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise ValueError(f"a span of `{number}` {span.unit} is none; count from 1")


@frozen
class Span:
    """
    A number of units.

    Args:
        number: How many, at least 1.
        unit: Of what.

    Raises:
        ValueError: The number is not a whole number from 1, or there is no such unit.
    """

    number: int = field(validator=_at_least_one)
    unit: Unit = field(converter=Unit)
