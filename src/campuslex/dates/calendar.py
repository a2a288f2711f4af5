"""
Working days and holidays, from the State Council's arrangements (the door to chinesecalendar).
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Self

from attrs import frozen

from campuslex.errors import CalendarUnknown

SATURDAY = 5


@frozen
class Calendar:
    """
    Which days are working days.

    Args:
        holidays: Days off that a host supplied.
        workdays: Make-up working days that a host supplied.
        years: Years the host's days cover; other years come from the shipped calendar.
    """

    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()

    @classmethod
    def from_days(cls, holidays: Iterable[date], workdays: Iterable[date] = ()) -> Self:
        """
        A calendar for the years of some days off and make-up working days.
        """
        off, on = frozenset(holidays), frozenset(workdays)
        return cls(off, on, frozenset(day.year for day in off | on))

    def is_workday(self, day: date) -> bool:
        """
        Whether offices work on a day.

        Raises:
            CalendarUnknown: The year's arrangement is not known.
        """
        if day.year in self.years:
            return day in self.workdays or (day not in self.holidays and day.weekday() < SATURDAY)
        import chinese_calendar  # noqa: PLC0415, a tenth of the time to import the package, and most answers need no calendar

        try:
            return bool(chinese_calendar.is_workday(day))
        except NotImplementedError:
            raise CalendarUnknown(day.year) from None

    def next_workday(self, day: date) -> date:
        """
        The day itself, or the first working day after it.

        Raises:
            CalendarUnknown: As `is_workday`.
        """
        while not self.is_workday(day):
            day += timedelta(days=1)
        return day
