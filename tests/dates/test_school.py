"""
A school's terms.
"""

from datetime import date

import pytest

from campuslex.dates.refusals import CannotCompute
from campuslex.dates.school import SchoolCalendar
from campuslex.errors import FactsError

AUTUMN = (date(2025, 9, 1), date(2026, 1, 23))
SPRING = (date(2026, 2, 25), date(2026, 7, 10))
SCHOOL = SchoolCalendar.from_terms([SPRING, AUTUMN])


def test_terms_stand_in_order() -> None:
    """However they were given."""
    assert SCHOOL.terms == (AUTUMN, SPRING)


@pytest.mark.parametrize(
    ("day", "taught"),
    [
        (date(2025, 9, 1), True),
        (date(2026, 1, 23), True),
        (date(2026, 1, 24), False),
        (date(2026, 2, 24), False),
        (date(2026, 2, 25), True),
        (date(2026, 7, 10), True),
    ],
)
def test_a_day_lies_in_a_term_or_in_the_holidays(day: date, taught: bool) -> None:
    """First and last days are of the term."""
    assert SCHOOL.in_term(day) is taught


@pytest.mark.parametrize(("day", "missing"), [(date(2025, 8, 31), "earlier_terms"), (date(2026, 7, 11), "later_terms")])
def test_beyond_the_terms_known_nothing_is_guessed(day: date, missing: str) -> None:
    """Neither term nor holidays; what to supply is named."""
    for ask in (SCHOOL.in_term, lambda day: SCHOOL.end_of_term(day, 1)):
        with pytest.raises(CannotCompute, match="supply it") as caught:
            ask(day)
        assert caught.value.missing == missing


@pytest.mark.parametrize(
    ("terms", "told"),
    [
        ([], "terms: there is none"),
        ([(date(2026, 7, 10), date(2026, 2, 25))], "terms.0.to: lies before the term's first day `2026-02-25`"),
        ([AUTUMN, (date(2026, 1, 23), date(2026, 7, 10))], "terms.1.from: lies within the term before `2026-01-23`"),
    ],
)
def test_faulty_terms_are_refused(terms: list[tuple[date, date]], told: str) -> None:
    """None, one turned round, two that overlap."""
    with pytest.raises(FactsError) as caught:
        SchoolCalendar.from_terms(terms)
    assert told in str(caught.value)
