"""
Deadlines counted as the law counts (民法典200–204); the table of cases is in `test_cases`.
"""

from datetime import UTC, date, datetime

import pytest

from campuslex.dates.calendar import Calendar
from campuslex.dates.clock import Clock, Deadline, relied_on
from campuslex.dates.counting import count, deadline
from campuslex.dates.policy import Policy, Reading
from campuslex.dates.refusals import CannotCompute
from campuslex.dates.systems import System
from campuslex.dates.units import Kind, Span, Unit
from campuslex.dates.zone import CHINA
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
    found = last_day(start, number, unit)
    assert (found.by, found.nominal, found.clipped) == (by, nominal, clipped)


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
    for start in (date(2026, 1, 2), date(2026, 1, 1)):
        found = deadline(start, 4, "year", own)
        assert found is not None
        assert found.by == date(2030, 1, 2)


def test_a_deadline_says_what_it_rests_on() -> None:
    """Articles, the readings relied on, and what 日 was taken for."""
    clock = Clock(system=System.PETITION, calendar=SHIPPED)
    found = count(date(2026, 3, 6), Span(15, Unit.DAY), clock)
    assert (found.by, found.nominal, found.unit) == (date(2026, 3, 23), date(2026, 3, 21), Unit.CALENDAR_DAY)
    assert found.citations == ("civil-code.201", "civil-code.203")
    assert found.readings == (Reading("A-04.analogy", "moves"), Reading("A-04.weekend", "moves"))


@pytest.mark.parametrize(
    ("system", "number", "unit", "citations"),
    [
        (System.CIVIL, 1, "month", ("civil-code.201", "civil-code.202")),
        (System.CIVIL_PROCEDURE, 1, "day", ("civil-proc.85",)),
        (System.ADMINISTRATIVE_LITIGATION, 1, "day", ("admin-lit.101", "civil-proc.85")),
        (System.CRIMINAL_PROCEDURE, 1, "month", ("cpl.105", "spc-cpl2021.202")),
        (System.CRIMINAL_PROCEDURE, 1, "year", ("cpl.105", "civil-code.202")),
        (System.ADMINISTRATIVE_PENALTY, 2, "day", ("civil-code.201", "penalty.85")),
        (System.ADMINISTRATIVE_PENALTY, 2, "calendar_day", ("civil-code.201",)),
        (System.RECONSIDERATION, 3, "day", ("recon.88", "civil-proc.85")),
        (System.POLICE_PROCEDURE, 1, "day", ("mps-proc.35",)),
        (System.LOCAL, 1, "day", ("civil-code.201",)),
    ],
)
def test_a_system_cites_its_articles(system: System, number: int, unit: str, citations: tuple[str, ...]) -> None:
    """Its own clause, the one it refers to, else the general law; what a number of 日 means, where that is said."""
    assert count(date(2025, 6, 3), Span(number, unit), Clock(system=system)).citations == citations


def test_the_general_law_is_that_of_its_day() -> None:
    """民法总则 from 2017-10-01, 民法典 from 2021-01-01; before, nothing we hold is cited."""
    span = Span(1, "calendar_day")
    assert count(date(2021, 1, 4), span).citations == ("civil-code.201",)
    assert count(date(2020, 12, 29), span).citations == ("gpcl.201",)
    assert count(date(2017, 10, 9), span).citations == ("gpcl.201",)
    assert count(date(2017, 9, 5), span).citations == ()


def test_a_unit_that_says_what_it_means_is_not_reinterpreted() -> None:
    """Only 日 as the text writes it is for the system to tell; days said to be of the calendar stay so."""
    clock = Clock(system=System.RECONSIDERATION)
    assert count(date(2026, 3, 6), Span(5, "day"), clock).by == date(2026, 3, 13)
    assert count(date(2026, 3, 6), Span(5, "calendar_day"), clock).by == date(2026, 3, 11)


def test_an_instant_ends_hours_and_a_day_ends_days() -> None:
    """Hours have a last instant; everything has a last day in China."""
    at = datetime(2026, 3, 13, 20, 0, tzinfo=UTC)
    hours, days = count(at, Span(24, "hour")), count(at, Span(1, "calendar_day"))
    assert hours.instant == datetime(2026, 3, 15, 4, 0, tzinfo=CHINA)
    assert hours.day == date(2026, 3, 15)
    assert days.instant is None
    assert days.day == days.nominal.replace(day=16) == date(2026, 3, 16)


def test_a_limit_in_an_unknown_year_may_be_a_cap() -> None:
    """What never moves needs no calendar."""
    span = Span(6, "month")
    with pytest.raises(CalendarUnknown):
        count(date(2026, 9, 30), span)
    assert count(date(2026, 9, 30), span, Clock(kind=Kind.CAP)).by == date(2027, 3, 30)


def test_readings_of_many_results_make_one_receipt() -> None:
    """Each reading once, by its id."""
    policy = Policy(weekend="stays")
    found = [count(date(2026, 3, 9), Span(number, "day"), Clock(policy=policy)) for number in (3, 5, 6)]
    assert relied_on(*found) == {"A-04.weekend": "stays"}
    assert relied_on(found[0]) == {}


@pytest.mark.parametrize("number", [0, -1, True, 1.5])
def test_a_span_counts_from_one(number: int) -> None:
    """No deadline of nought, negative, or broken days."""
    with pytest.raises(ValueError, match="count from 1"):
        Span(number, "calendar_day")


def test_an_unknown_unit_is_none() -> None:
    """A misspelt unit is refused."""
    with pytest.raises(ValueError, match="fortnight"):
        deadline(date(2026, 3, 9), 1, "fortnight", SHIPPED)


@pytest.mark.parametrize("unit", ["hour", "day", "month", "year"])
def test_the_end_of_all_years(unit: str) -> None:
    """Beyond the year 9999 there is no day."""
    with pytest.raises(CannotCompute, match="9999"):
        count(datetime(2026, 3, 9, tzinfo=CHINA), Span(10**9, unit))
