"""
What the builders of an answer share.
"""

import itertools
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Self

import attrs
from attrs import define

from campuslex.assessment.answer import Due
from campuslex.assessment.findings import FindingsOnDay
from campuslex.assessment.merge import Merged
from campuslex.dates.calendar import Calendar
from campuslex.dates.clock import Clock
from campuslex.dates.counting import count
from campuslex.dates.policy import Policy
from campuslex.dates.refusals import CannotCompute
from campuslex.dates.units import Span
from campuslex.engine.values import FAILS, HOLDS, OPEN
from campuslex.errors import CalendarUnknown
from campuslex.rulebook.book import Rulebook, Selected
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

    def due(self, record: DueRecord | None, item: Selected) -> Due | None:
        """
        A deadline with its last day, where that can be told, by the clock of the rule's instrument.
        """
        if record is None:
            return None
        by = None
        start = self.starts.get(record.from_.value)
        if start is not None and record.number is not None and record.unit is not None:
            by = self._last_day(start, Span(record.number, record.unit), record, item)
        unit = record.unit.value if record.unit else None
        return Due(record.number, unit, record.from_.value, by, record.strength.value, record.promptness)

    def _last_day(self, start: date, span: Span, record: DueRecord, item: Selected) -> date | None:
        system = self.book.instruments[item.rule.provision.instrument].system
        clock = Clock(system=system, kind=record.kind, policy=policy_of(self.book), calendar=self.calendar)
        try:
            return count(start, span, clock).day
        except CalendarUnknown as error:
            self.unknown_years.add(error.year)
        except CannotCompute:
            pass  # hours and school weeks have no day without an instant or the school's terms
        return None


def policy_of(book: Rulebook) -> Policy:
    """
    How what the law leaves open in counting is read, by the readings of a book.
    """
    fields = attrs.fields(Policy)
    chosen = {
        field.name: book.chosen(field.metadata["id"]) for field in fields if field.metadata["id"] in book.readings
    }
    return Policy(**chosen)  # type: ignore[arg-type]


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
