"""
Working days and holidays, from the State Council's arrangements (the door to chinesecalendar).
"""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Self

from attrs import frozen

from campuslex.dates.ics import days_of_ics
from campuslex.dates.zone import ONE_DAY
from campuslex.errors import CalendarUnknown, FactsError, Fault

SATURDAY = 5


@frozen
class Calendar:
    """
    Which days are working days.

    A day that a host supplied is as the host says; in a year the host covers, every other day of the week is worked and
    every other weekend is off; all further years come from the shipped calendar.

    Args:
        holidays: Days off that a host supplied.
        workdays: Make-up working days that a host supplied.
        years: Years the host's days cover.
    """

    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()

    @classmethod
    def from_days(
        cls, holidays: Iterable[date], workdays: Iterable[date] = (), years: Iterable[int] | None = None
    ) -> Self:
        """
        A calendar from some days off and make-up working days.

        Args:
            holidays: Days off as arranged, weekends within a holiday among them.
            workdays: Weekend days that are worked.
            years: Years that these days cover whole; every year in which one of them lies, if not said.

        Raises:
            FactsError: A day is both.
        """
        off, on = frozenset(holidays), frozenset(workdays)
        if off & on:
            raise FactsError([Fault("calendar", "both off and worked", str(day)) for day in sorted(off & on)])
        return cls(off, on, frozenset(years) if years is not None else frozenset(day.year for day in off | on))

    @classmethod
    def from_ics(cls, text: str, years: Iterable[int] | None = None) -> Self:
        """
        A calendar from the all-day events of an iCalendar file (RFC 5545), as published for subscription.

        An event whose summary has 班 is worked, another with 休, 放假 or 假期 is off, the rest is passed over.

        Args:
            text: The file's text.
            years: Years that it covers whole; if not said, those whose National Day (1 October) is off in it.

        Raises:
            FactsError: It does not read, or one of these events is not a whole day, repeats, or contradicts another.
            IcsUnavailable: `icalendar` is not installed.
        """
        off, on = days_of_ics(text)
        whole = {day.year for day in off if (day.month, day.day) == (10, 1)}
        return cls.from_days(off, on, whole if years is None else years)

    def is_workday(self, day: date) -> bool:
        """
        Whether offices work on a day.

        Raises:
            CalendarUnknown: The year's arrangement is not known.
        """
        if day in self.workdays or day in self.holidays:
            return day in self.workdays
        if day.year in self.years:
            return day.weekday() < SATURDAY
        return _shipped(day)[0]

    def is_holiday(self, day: date) -> bool:
        """
        Whether a day is off by the arrangement of a holiday; an ordinary weekend is not.

        Raises:
            CalendarUnknown: The year's arrangement is not known.
        """
        if day in self.workdays or day in self.holidays:
            return day in self.holidays
        if day.year in self.years:
            return False
        return _shipped(day)[1]

    def next_workday(self, day: date) -> date:
        """
        The day itself, or the first working day after it.

        Raises:
            CalendarUnknown: As `is_workday`.
        """
        while not self.is_workday(day):
            day += ONE_DAY
        return day


@cache
def _shipped(day: date) -> tuple[bool, bool]:
    """
    Whether a day is worked and whether it is of a holiday, kept: the package searches all its years at each question.
    """
    import chinese_calendar  # noqa: PLC0415, a tenth of the time to import the package, and most answers need no calendar

    try:
        off, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        raise CalendarUnknown(day.year) from None
    return not off, bool(off and name is not None)
