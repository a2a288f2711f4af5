"""
What the builders of an answer share.
"""

import itertools
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Self

from attrs import define

from campuslex.assessment.answer import Due
from campuslex.assessment.findings import FindingsOnDay
from campuslex.assessment.merge import Merged
from campuslex.dates.calendar import Calendar
from campuslex.dates.counting import deadline
from campuslex.engine.values import FAILS, HOLDS, OPEN
from campuslex.errors import CalendarUnknown
from campuslex.rulebook.book import Rulebook
from campuslex.rulebook.records import Due as DueRecord

BASES = ("established", "presumed", "conditional")
"""The basis by the first world in which a conclusion holds."""


@define(eq=False)
class Context:
    """
    One assessment in the making.

    Args:
        book: The rules.
        on: Day of the assessment.
        merged: What was evaluated.
        found: The findings that count.
        calendar: Holidays and make-up working days.
        starts: Day by name of starting event.
        status: Where the determination stands, once known.
        unknown_years: Years the calendar lacked.
    """

    book: Rulebook
    on: date
    merged: Merged
    found: FindingsOnDay
    calendar: Calendar
    starts: Mapping[str, date | None]
    status: str
    unknown_years: set[int]

    @classmethod
    def of_flat(
        cls, book: Rulebook, on: date, merged: Merged, calendar: Calendar, starts: Mapping[str, date | None]
    ) -> Self:
        """
        The context of a petition or a school term: no findings, nothing suspected.
        """
        return cls(book, on, merged, FindingsOnDay({}, ()), calendar, starts, "", set())

    def due(self, record: DueRecord | None) -> Due | None:
        """
        A deadline with its last day, where that can be told.
        """
        if record is None:
            return None
        by = None
        start = self.starts.get(record.from_.value)
        if start is not None and record.number is not None and record.unit is not None:
            try:
                found = deadline(start, record.number, record.unit.value, self.calendar)
                by = found.by if found else None
            except CalendarUnknown as error:
                self.unknown_years.add(error.year)
        unit = record.unit.value if record.unit else None
        return Due(record.number, unit, record.from_.value, by, record.strength.value, record.promptness)


def first_world(verdicts: Sequence[int]) -> int | None:
    """
    The first world in which something holds: 0 E, 1 P, 2 C.
    """
    return verdicts.index(HOLDS) if HOLDS in verdicts else None


def verdict_and_basis(verdicts: tuple[int, ...]) -> tuple[str, str] | None:
    """
    How a conclusion stands over the worlds; None where it fails.
    """
    return _TOLD[verdicts]


_TOLD: dict[tuple[int, ...], tuple[str, str] | None] = {
    verdicts: ("holds", BASES[verdicts.index(HOLDS)])
    if HOLDS in verdicts
    else ("open", "conditional")
    if OPEN in verdicts
    else None
    for count in (1, 3)
    for verdicts in itertools.product((FAILS, OPEN, HOLDS), repeat=count)
}
"""How a conclusion stands, by its verdicts over the worlds."""


def enum_value(item: Any) -> str | None:
    """
    The word of an enum member, or None.
    """
    return None if item is None else str(item)
