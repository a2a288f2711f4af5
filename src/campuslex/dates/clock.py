"""
How a span is counted, and what counting finds.
"""

from datetime import date, datetime
from typing import Self

from attrs import evolve, frozen

from campuslex.dates.calendar import Calendar
from campuslex.dates.policy import Policy, Reading
from campuslex.dates.school import SchoolCalendar
from campuslex.dates.systems import System
from campuslex.dates.units import Kind, Unit
from campuslex.dates.zone import day_of


@frozen(kw_only=True)
class Clock:
    """
    How a span is counted.

    Args:
        system: Whose clock it is.
        kind: What the span is for.
        policy: How what the law leaves open is read.
        calendar: Holidays and make-up working days.
        school: The school's terms; None if they are not known.
    """

    system: System = System.CIVIL
    kind: Kind = Kind.LIMIT
    policy: Policy = Policy()
    calendar: Calendar = Calendar()
    school: SchoolCalendar | None = None


@frozen
class Deadline:
    """
    The end of a span of time.

    Args:
        by: Last day; for hours the last instant, in China's time.
        nominal: The same as counted, before it moved to a working day.
        clipped: Whether the month had no corresponding day (民法典202).
        unit: Unit that was counted; a 日 of law as the day it was taken for.
        readings: Readings that the result relied on, in order.
        citations: Norms by which it was counted.
    """

    by: date
    nominal: date
    clipped: bool = False
    unit: Unit = Unit.CALENDAR_DAY
    readings: tuple[Reading, ...] = ()
    citations: tuple[str, ...] = ()

    @property
    def moved(self) -> bool:
        """
        Whether the last day moved because offices are closed (民法典203).
        """
        return self.by != self.nominal

    @property
    def day(self) -> date:
        """
        The last day in China, also of hours.
        """
        return day_of(self.by)

    @property
    def instant(self) -> datetime | None:
        """
        The last instant; None where the span ends with a day.
        """
        return self.by if isinstance(self.by, datetime) else None

    def relying_on(self, *readings: Reading) -> Self:
        """
        The same, relying on further readings.
        """
        return evolve(self, readings=tuple(sorted({*self.readings, *readings}))) if readings else self


def relied_on(*deadlines: Deadline) -> dict[str, str]:
    """
    The readings that some results relied on, option by id, as a receipt lists them.
    """
    found = sorted({reading for deadline in deadlines for reading in deadline.readings})
    return {reading.id: reading.option for reading in found}
