"""
The last day of a deadline, counted as the law counts (民法典200–204).

The first day is not counted; a last day on which offices are closed moves to the next working day (民法典203).
Months and years end on the corresponding day or, lacking one, on the month's last day (民法典202).
What a body of law says otherwise stands in `systems`, what it leaves open in `policy`.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from attrs import evolve

from campuslex.dates.calendar import Calendar
from campuslex.dates.clock import Clock, Deadline
from campuslex.dates.moving import moved
from campuslex.dates.nominal import nominal_day, nominal_hour
from campuslex.dates.pauses import Pause, merged
from campuslex.dates.refusals import CannotCompute
from campuslex.dates.systems import Rules, general_law, rules_on
from campuslex.dates.units import Kind, Span, Unit
from campuslex.dates.zone import day_of, in_china

PLAIN = Clock()
"""The general law, the default readings and the shipped calendar."""


def deadline(start: date, number: int, unit: str, calendar: Calendar) -> Deadline | None:
    """
    The last day of `number` units after `start` by the general law; None if days and holidays do not suffice.

    Args:
        start: Day of the starting event; not counted.
        number: How many units, at least 1.
        unit: A word of `Unit`; hours need a time of day, weeks and terms of school their calendar: they give None.
        calendar: Holidays and make-up working days.

    Raises:
        CalendarUnknown: A year the calendar lacks is touched.
        ValueError: There is no such number or unit.
    """
    try:
        return count(start, Span(number, Unit(unit)), Clock(calendar=calendar))
    except CannotCompute:
        return None


def count(start: date, span: Span, clock: Clock = PLAIN, pauses: Iterable[Pause] = ()) -> Deadline:
    """
    The end of a span of time.

    Args:
        start: Day of the starting event, or its instant with an offset from UTC; hours need the instant.
        span: How long.
        clock: How it is counted.
        pauses: Days that do not count, such as those of a hearing.

    Raises:
        CalendarUnknown: A year the calendar lacks is touched.
        CannotCompute: A time of day, terms or the end of a pause are missing, or the end lies beyond the year 9999.
        FactsError: An instant without offset from UTC.
    """
    try:
        if span.unit is Unit.HOUR:
            return _hours(start, span.number, clock, merged(pauses))
        return _governed(day_of(start), span, clock, merged(pauses))
    except OverflowError:
        raise CannotCompute("date_range", f"`{span.number}` {span.unit} end beyond the year 9999") from None


def _hours(start: date, number: int, clock: Clock, pauses: Sequence[Pause]) -> Deadline:
    """
    Hours end at an instant, and an instant never moves.
    """
    if not isinstance(start, datetime):
        raise CannotCompute("time_of_day", "hours run from an instant; give the time of day and its offset from UTC")
    begins = in_china(start)
    rules = rules_on(clock.system, begins.date())
    full = not rules.from_instant and clock.policy.hours_from == "next_full_hour"
    end = nominal_hour(begins, number, full, pauses)
    found = Deadline(end, end, unit=Unit.HOUR, citations=rules.begins(begins.date()))
    return found if rules.from_instant else found.relying_on(clock.policy.reading("hours_from"))


def _governed(start: date, span: Span, clock: Clock, pauses: Sequence[Pause]) -> Deadline:
    """
    The last day by the version in force at the start, or by that in force at the end where that is the reading.
    """
    rules = rules_on(clock.system, start)
    found = _counted(start, span, rules, clock, pauses)
    later = rules_on(clock.system, found.day)
    if later is rules:
        return found
    other = _counted(start, span, later, clock, pauses)
    if (other.by, other.unit) == (found.by, found.unit):
        return found
    reading = clock.policy.reading("governing_version")
    return (found if reading.option == "start" else other).relying_on(reading)


def _counted(start: date, span: Span, rules: Rules, clock: Clock, pauses: Sequence[Pause]) -> Deadline:
    meant = evolve(span, unit=_meant(span, rules))
    nominal = nominal_day(start, meant, rules, clock, pauses)
    citations = tuple(_citations(start, span, meant, rules, clock))
    found = Deadline(nominal.day, nominal.day, nominal.clipped, meant.unit, citations=citations)
    if span.unit is Unit.WEEK and clock.kind is not Kind.LIMIT:
        found = found.relying_on(clock.policy.reading("week"))
    return found if clock.kind is not Kind.LIMIT or nominal.fixed else moved(found, start, rules, clock)


def _meant(span: Span, rules: Rules) -> Unit:
    """
    The days that 日 means in a system: working days only where a clause says so of that number.
    """
    if span.unit is not Unit.DAY:
        return span.unit
    return Unit.WORKING_DAY if span.number in rules.working_days else Unit.CALENDAR_DAY


def _citations(start: date, span: Span, meant: Span, rules: Rules, clock: Clock) -> Iterator[str]:
    if clock.kind is not Kind.SERVED and meant.unit is not Unit.TERM:
        yield from rules.begins(start)
    if meant.unit is not span.unit and meant.unit is Unit.WORKING_DAY and rules.working not in rules.clause:
        yield rules.working
    if meant.unit is Unit.MONTH and rules.month_end:
        yield rules.month_end
    elif meant.unit in (Unit.MONTH, Unit.YEAR):
        yield from general_law(202, start)
