"""
Deadlines counted as the law counts (民法典200–204).
"""

from datetime import date

import pytest

from campuslex.dates.calendar import Calendar
from campuslex.dates.counting import Deadline, deadline
from campuslex.errors import CalendarUnknown

SHIPPED = Calendar()


def last_day(start: date, number: int, unit: str) -> Deadline:
    found = deadline(start, number, unit, SHIPPED)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("start", "number", "by", "moved"),
    [
        (date(2026, 3, 9), 3, date(2026, 3, 12), False),  # the first day, a Monday, is not counted
        (date(2026, 3, 9), 4, date(2026, 3, 13), False),  # a Friday stays
        (date(2026, 3, 9), 5, date(2026, 3, 16), True),  # a Saturday moves to Monday
        (date(2026, 3, 9), 6, date(2026, 3, 16), True),  # a Sunday too
        (date(2026, 3, 9), 7, date(2026, 3, 16), False),  # the Monday is its own
        (date(2026, 2, 9), 5, date(2026, 2, 14), False),  # a make-up Saturday is worked
        (date(2026, 2, 9), 6, date(2026, 2, 24), True),  # the first day of Spring Festival
        (date(2026, 2, 9), 14, date(2026, 2, 24), True),  # its last day
        (date(2026, 2, 9), 15, date(2026, 2, 24), False),
        (date(2025, 9, 24), 7, date(2025, 10, 9), True),  # 1 October 2025 to the end of eight days off
        (date(2025, 9, 24), 4, date(2025, 9, 28), False),  # a make-up Sunday
    ],
)
def test_calendar_days(start: date, number: int, by: date, moved: bool) -> None:
    """The first day is not counted; a last day off moves to the next working day (民法典201, 203)."""
    found = last_day(start, number, "calendar_day")
    assert (found.by, found.moved, found.clipped) == (by, moved, False)


@pytest.mark.parametrize(
    ("start", "number", "by"),
    [
        (date(2026, 3, 12), 1, date(2026, 3, 13)),  # Thursday to Friday
        (date(2026, 3, 13), 1, date(2026, 3, 16)),  # Friday to Monday
        (date(2026, 3, 14), 1, date(2026, 3, 16)),  # from a Saturday
        (date(2026, 2, 12), 2, date(2026, 2, 14)),  # a make-up Saturday counts
        (date(2026, 2, 12), 3, date(2026, 2, 24)),  # Spring Festival does not
        (date(2025, 9, 26), 1, date(2025, 9, 28)),  # nor an ordinary Saturday, but a make-up Sunday does
        (date(2025, 9, 30), 1, date(2025, 10, 9)),
        (date(2025, 9, 30), 3, date(2025, 10, 11)),  # a make-up Saturday after the festival
        (date(2025, 9, 30), 4, date(2025, 10, 13)),
    ],
)
def test_working_days(start: date, number: int, by: date) -> None:
    """Only working days count, make-up days among them; the last of them never moves."""
    found = last_day(start, number, "working_day")
    assert (found.by, found.moved) == (by, False)


@pytest.mark.parametrize(
    ("start", "number", "unit", "nominal", "by", "clipped"),
    [
        (date(2026, 3, 12), 1, "month", date(2026, 4, 12), date(2026, 4, 13), False),  # a Sunday moves
        (date(2025, 1, 30), 1, "month", date(2025, 2, 28), date(2025, 2, 28), True),
        (date(2025, 1, 28), 1, "month", date(2025, 2, 28), date(2025, 2, 28), False),
        (date(2026, 1, 31), 1, "month", date(2026, 2, 28), date(2026, 2, 28), True),  # a make-up Saturday
        (date(2025, 8, 31), 6, "month", date(2026, 2, 28), date(2026, 2, 28), True),
        (date(2024, 1, 31), 1, "month", date(2024, 2, 29), date(2024, 2, 29), True),  # a leap year
        (date(2024, 2, 29), 1, "year", date(2025, 2, 28), date(2025, 2, 28), True),
        (date(2024, 2, 28), 1, "year", date(2025, 2, 28), date(2025, 2, 28), False),
        (date(2020, 2, 29), 4, "year", date(2024, 2, 29), date(2024, 2, 29), False),
        (date(2025, 12, 31), 1, "month", date(2026, 1, 31), date(2026, 2, 2), False),  # over the year's end
        (date(2025, 10, 1), 1, "year", date(2026, 10, 1), date(2026, 10, 8), False),  # into National Day
    ],
)
def test_months_and_years(start: date, number: int, unit: str, nominal: date, by: date, clipped: bool) -> None:
    """They end on the corresponding day or, lacking one, on the month's last day (民法典202), then move (203)."""
    assert last_day(start, number, unit) == Deadline(by, nominal, clipped)


@pytest.mark.parametrize("unit", ["hour", "school_week", "term"])
def test_some_units_have_no_last_day_alone(unit: str) -> None:
    """Hours need a time of day, weeks and terms of school a school calendar."""
    assert deadline(date(2026, 3, 9), 24, unit, SHIPPED) is None


def test_the_end_of_the_known_years() -> None:
    """A last day in 2026 is answered, one that falls in or moves to 2027 is not."""
    assert last_day(date(2026, 12, 1), 30, "calendar_day").by == date(2026, 12, 31)
    for number, unit in ((31, "calendar_day"), (23, "working_day"), (2, "month"), (1, "year")):
        with pytest.raises(CalendarUnknown):
            deadline(date(2026, 12, 1), number, unit, SHIPPED)


def test_a_deadline_that_crosses_a_year_asks_for_its_calendar() -> None:
    """What only the last day needs is all that is asked: the years between may be unknown."""
    own = Calendar.from_days([date(2030, 1, 1)])
    assert deadline(date(2026, 1, 2), 4, "year", own) == Deadline(date(2030, 1, 2), date(2030, 1, 2))
    assert deadline(date(2026, 1, 1), 4, "year", own) == Deadline(date(2030, 1, 2), date(2030, 1, 1))
