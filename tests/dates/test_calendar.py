"""
Working days as the State Council arranges them, or as a host says.
"""

import pickle
from datetime import date

import pytest

from campuslex.dates.calendar import Calendar
from campuslex.errors import CalendarUnknown, FactsError

SHIPPED = Calendar()


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 3, 13), True),  # a Friday
        (date(2026, 3, 14), False),  # a Saturday
        (date(2026, 2, 13), True),  # the last Friday before Spring Festival
        (date(2026, 2, 14), True),  # a make-up Saturday
        (date(2026, 2, 15), False),  # Spring Festival begins, on a Sunday
        (date(2026, 2, 23), False),  # its last day, a Monday
        (date(2026, 2, 24), True),
        (date(2025, 9, 28), True),  # a make-up Sunday
        (date(2025, 10, 8), False),  # National Day and Mid-Autumn end, a Wednesday
        (date(2025, 10, 9), True),
    ],
)
def test_the_shipped_calendar_knows_holidays_and_make_up_days(day: date, works: bool) -> None:
    """A holiday in the week is off, a make-up weekend day is worked."""
    assert SHIPPED.is_workday(day) is works


@pytest.mark.parametrize(
    ("day", "following"),
    [
        (date(2026, 2, 14), date(2026, 2, 14)),
        (date(2026, 2, 15), date(2026, 2, 24)),
        (date(2025, 10, 1), date(2025, 10, 9)),
        (date(2025, 9, 27), date(2025, 9, 28)),
    ],
)
def test_the_next_working_day_passes_over_a_whole_holiday(day: date, following: date) -> None:
    """A working day is its own next one; a chain of days off is passed over."""
    assert SHIPPED.next_workday(day) == following


@pytest.mark.parametrize("year", [2003, 2027])
def test_a_year_without_arrangement_is_unknown(year: int) -> None:
    """Before the first and after the last year arranged nothing is guessed."""
    with pytest.raises(CalendarUnknown, match=f"no calendar for `{year}`") as caught:
        SHIPPED.is_workday(date(year, 3, 1))
    assert caught.value.year == year
    assert pickle.loads(pickle.dumps(caught.value)).year == year  # noqa: S301, our own bytes


def test_the_last_known_day_is_known_and_the_next_is_not() -> None:
    """31 December 2026 is answered, 1 January 2027 is not."""
    assert SHIPPED.is_workday(date(2026, 12, 31))
    with pytest.raises(CalendarUnknown):
        SHIPPED.next_workday(date(2027, 1, 1))


def test_a_host_may_bring_a_year() -> None:
    """Days off and make-up days that a host supplies decide their whole year, and no other."""
    own = Calendar.from_days(holidays=[date(2027, 1, 1)], workdays=[date(2027, 1, 3)])
    assert [own.is_workday(date(2027, 1, day)) for day in range(1, 5)] == [False, False, True, True]
    assert own.is_workday(date(2026, 2, 14))
    with pytest.raises(CalendarUnknown):
        own.is_workday(date(2028, 1, 3))


def test_a_host_may_correct_a_shipped_year() -> None:
    """A year that a host brings outranks the shipped one."""
    own = Calendar.from_days([date(2026, 3, 13)])
    assert not own.is_workday(date(2026, 3, 13))
    assert not own.is_workday(date(2026, 2, 14)), "the host names no make-up day"


def test_calendars_are_values() -> None:
    """Equal days make equal calendars, with one hash."""
    first, second = (Calendar.from_days([date(2027, 1, 1)]) for _ in range(2))
    assert first == second
    assert hash(first) == hash(second)
    assert first != SHIPPED


@pytest.mark.parametrize(
    ("day", "holiday"),
    [
        (date(2026, 3, 14), False),  # an ordinary Saturday
        (date(2026, 3, 13), False),  # a Friday
        (date(2026, 2, 14), False),  # a make-up Saturday
        (date(2026, 2, 15), True),  # a Sunday within Spring Festival
        (date(2026, 2, 20), True),  # a day off in exchange
        (date(2024, 6, 8), False),  # a Saturday beside Dragon Boat, not arranged
        (date(2024, 6, 10), True),
    ],
)
def test_a_holiday_is_no_ordinary_weekend(day: date, holiday: bool) -> None:
    """Days off as arranged are holidays, weekends within them too; other weekends are not."""
    assert SHIPPED.is_holiday(day) is holiday


def test_holidays_of_an_unknown_year_are_unknown() -> None:
    """Nor is a holiday guessed."""
    with pytest.raises(CalendarUnknown):
        SHIPPED.is_holiday(date(2027, 10, 1))


def test_holidays_of_a_host() -> None:
    """A host's days off are holidays, weekends among them; its other weekends are ordinary."""
    own = Calendar.from_days([date(2027, 1, 1), date(2027, 1, 2)], [date(2027, 1, 10)])
    assert [own.is_holiday(date(2027, 1, day)) for day in (1, 2, 3, 10, 11)] == [True, True, False, False, False]


def test_single_days_without_a_year() -> None:
    """A host may know some days and not the year: those answer, the rest stays unknown."""
    own = Calendar.from_days([date(2027, 2, 8)], [date(2027, 2, 20)], years=())
    assert not own.is_workday(date(2027, 2, 8))
    assert own.is_holiday(date(2027, 2, 8))
    assert own.is_workday(date(2027, 2, 20))
    with pytest.raises(CalendarUnknown):
        own.is_workday(date(2027, 2, 9))


def test_a_day_is_off_or_worked() -> None:
    """A day named as both is refused, and named."""
    with pytest.raises(FactsError, match="both off and worked `2027-01-03`"):
        Calendar.from_days([date(2027, 1, 1), date(2027, 1, 3)], [date(2027, 1, 3)])
