"""
Age is counted as criminal and public-security law count it: a year is reached on the day after the birthday.
"""

from datetime import date, timedelta

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from campuslex.model.age import age_on

DAY = timedelta(days=1)
born_days = st.dates(date(1990, 1, 1), date(2030, 12, 31))
years = st.integers(0, 40)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        ("2012-03-01", "2026-02-28", 13),
        ("2012-03-01", "2026-03-01", 13),
        ("2012-03-01", "2026-03-02", 14),
        ("2012-02-29", "2026-02-28", 13),
        ("2012-02-29", "2026-03-01", 14),
        ("2012-02-29", "2028-02-28", 15),
        ("2012-02-29", "2028-02-29", 15),
        ("2012-02-29", "2028-03-01", 16),
        ("2012-12-31", "2026-12-31", 13),
        ("2012-12-31", "2027-01-01", 14),
        ("2012-01-01", "2026-01-01", 13),
        ("2012-01-01", "2026-01-02", 14),
        ("2026-03-01", "2026-03-01", 0),
        ("2025-03-01", "2026-03-01", 0),
    ],
)
def test_the_birthday_itself_is_still_the_old_age(born: str, day: str, age: int) -> None:
    """On the birthday the year is not yet reached (spc-juv2006.2); 29 February is the last day of the month."""
    assert age_on(date.fromisoformat(born), date.fromisoformat(day)) == age


@given(born_days, years)
@example(date(2012, 2, 29), 14)
@example(date(2012, 2, 29), 16)
def test_both_sides_of_every_birthday(born: date, reached: int) -> None:
    """The age goes up by one overnight, from the birthday to the day after."""
    assume(reached)
    birthday = _birthday(born, born.year + reached)
    assert age_on(born, birthday) == reached - 1
    assert age_on(born, birthday + DAY) == reached


@given(born_days, st.integers(0, 15_000))
def test_age_never_goes_down(born: date, days: int) -> None:
    """From one day to the next the age stays or goes up by one."""
    day = born + days * DAY
    assert age_on(born, day + DAY) - age_on(born, day) in (0, 1)


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)), st.integers(0, 15_000), st.integers(0, 400))
def test_the_younger_is_never_older(born: date, days: int, later: int) -> None:
    """Whoever is born later is not older on any day."""
    day = born + (days + later) * DAY
    assert age_on(born + later * DAY, day) <= age_on(born, day)


@given(born_days, st.integers(1, 400))
def test_no_age_before_birth(born: date, days: int) -> None:
    """There is no age on a day before the birth."""
    with pytest.raises(ValueError, match="before the birth"):
        age_on(born, born - days * DAY)


def _birthday(born: date, year: int) -> date:
    return born.replace(year=year) if (born.month, born.day) != (2, 29) else date(year, 3, 1) - DAY
