"""
The last day as counted, before offices are asked whether they are open.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from attrs import frozen
from dateutil.relativedelta import relativedelta

from campuslex.dates.clock import Clock
from campuslex.dates.pauses import Pause, paused, stretched, stretched_hours
from campuslex.dates.refusals import CannotCompute
from campuslex.dates.school import SchoolCalendar
from campuslex.dates.systems import Rules
from campuslex.dates.units import Kind, Span, Unit
from campuslex.dates.zone import ONE_DAY

DAYS_OF_A_WEEK = 7
SCHOOL_DAYS_OF_A_WEEK = 5


@frozen
class Nominal:
    """
    A last day as counted.

    Args:
        day: Last day.
        clipped: Whether the month had no corresponding day.
        fixed: Whether it is a working day or the end of a term, so that nothing moves it.
    """

    day: date
    clipped: bool = False
    fixed: bool = False


def nominal_hour(start: datetime, number: int, full: bool, pauses: Sequence[Pause]) -> datetime:
    """
    The last instant of some hours.

    Args:
        start: Instant in China's time.
        number: Hours.
        full: Whether they begin with the next full hour.
        pauses: Merged days that do not count.

    Raises:
        CannotCompute: A pause within still lasts.
        OverflowError: Beyond the year 9999.
    """
    begins = start.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1) if full else start
    return stretched_hours(begins, begins + timedelta(hours=number), pauses)


def nominal_day(start: date, span: Span, rules: Rules, clock: Clock, pauses: Sequence[Pause]) -> Nominal:
    """
    The last day of a span of days or longer.

    Args:
        start: Day of the starting event; a day of the span itself only where a measure is served.
        span: Not of hours, nor of 日 not yet told apart.
        rules: How its system counts.
        clock: How it is counted.
        pauses: Merged days that do not count.

    Raises:
        CalendarUnknown: Working days of a year that the calendar lacks.
        CannotCompute: Terms are missing, or a pause within still lasts.
        OverflowError: Beyond the year 9999.
    """
    first = start if clock.kind is Kind.SERVED else start + ONE_DAY
    if span.unit is Unit.TERM:
        return Nominal(_school(span, clock).end_of_term(start, span.number), fixed=True)
    counted = _counted_days(span, clock)
    if counted is not None:
        number, counts = counted
        return Nominal(_nth(first, number, counts, pauses), fixed=span.unit is not Unit.SCHOOL_WEEK)
    if span.unit in (Unit.MONTH, Unit.YEAR):
        end = _corresponding(start, span, rules)
        clipped = end.day < start.day
        end -= start + ONE_DAY - first
    else:
        days = span.number * (DAYS_OF_A_WEEK if span.unit is Unit.WEEK else 1)
        end, clipped = first + timedelta(days=days - 1), False
    return Nominal(stretched(first, end, pauses), clipped)


def _counted_days(span: Span, clock: Clock) -> tuple[int, Callable[[date], bool]] | None:
    """
    How many days of which sort are counted one by one; None for a unit that is added at once.
    """
    if span.unit is Unit.WORKING_DAY:
        return span.number, clock.calendar.is_workday
    if span.unit is Unit.SCHOOL_WEEK:
        return span.number * DAYS_OF_A_WEEK, _school(span, clock).in_term
    if _in_school_days(span, clock):
        school = _school(span, clock)
        return span.number * SCHOOL_DAYS_OF_A_WEEK, lambda day: school.in_term(day) and clock.calendar.is_workday(day)
    return None


def _in_school_days(span: Span, clock: Clock) -> bool:
    """
    Whether a week that caps a measure is read as five days of school.
    """
    return span.unit is Unit.WEEK and clock.kind is not Kind.LIMIT and clock.policy.week == "five_school_days"


def _school(span: Span, clock: Clock) -> SchoolCalendar:
    if clock.school is None:
        raise CannotCompute("school_calendar", f"`{span.unit}` needs the school's terms; supply a school calendar")
    return clock.school


def _nth(day: date, number: int, counts: Callable[[date], bool], pauses: Sequence[Pause]) -> date:
    """
    The `number`-th day that counts, a day itself included.
    """
    while True:
        number -= counts(day) and not paused(day, pauses)
        if not number:
            return day
        day += ONE_DAY


def _corresponding(start: date, span: Span, rules: Rules) -> date:
    """
    The day that corresponds to the start, or the month's last day where there is none (民法典202).
    """
    months = span.number if span.unit is Unit.MONTH else 12 * span.number
    from_month_end = rules.month_end and span.unit is Unit.MONTH and (start + ONE_DAY).day == 1
    # relativedelta clips to the month's last day, so that the 31st asks for that day itself.
    day = 31 if from_month_end else start.day
    try:
        return start + relativedelta(months=months, day=day)
    except ValueError:
        raise OverflowError from None
