"""
Deadlines extended; the table has the dates.
"""

from datetime import date, datetime

import pytest

from campuslex.dates.clock import Clock
from campuslex.dates.counting import count
from campuslex.dates.extending import Extensions, extended
from campuslex.dates.refusals import ExtensionRefused
from campuslex.dates.school import SchoolCalendar
from campuslex.dates.systems import System
from campuslex.dates.units import Kind, Span
from campuslex.dates.zone import CHINA

PETITION = Clock(system=System.PETITION)
ONCE = Extensions(1, Span(30, "day"))


def test_nothing_granted_changes_nothing() -> None:
    """The deadline itself."""
    found = count(date(2026, 3, 2), Span(60, "day"), PETITION)
    assert extended(found, [], PETITION, ONCE) == found


@pytest.mark.parametrize(("number", "unit"), [(30, "day"), (4, "week"), (3, "working_day")])
def test_as_long_as_allowed_or_shorter(number: int, unit: str) -> None:
    """Lengths are compared by where they end, in whatever unit."""
    found = count(date(2026, 3, 2), Span(60, "day"), PETITION)
    assert extended(found, [Span(number, unit)], PETITION, ONCE).by > found.by


def test_a_short_extension_may_be_lost_in_a_holiday() -> None:
    """One day from 1 May, as counted, is 2 May, and both move to the 6th: an extension never shortens."""
    found = count(date(2026, 3, 2), Span(60, "day"), PETITION)
    assert extended(found, [Span(1, "day")], PETITION, ONCE).by == found.by == date(2026, 5, 6)


@pytest.mark.parametrize(("number", "unit"), [(31, "day"), (1, "month"), (5, "week")])
def test_longer_than_allowed(number: int, unit: str) -> None:
    """A month from 1 May has 31 days."""
    found = count(date(2026, 3, 2), Span(60, "day"), PETITION)
    with pytest.raises(ExtensionRefused, match=f"`{number}` {unit}"):
        extended(found, [Span(number, unit)], PETITION, ONCE)


def test_more_often_than_allowed() -> None:
    """The number of times is named."""
    found = count(date(2026, 3, 2), Span(60, "day"), PETITION)
    with pytest.raises(ExtensionRefused, match="extended `2` times; the norm allows `1`"):
        extended(found, [Span(1, "day")] * 2, PETITION, ONCE)


def test_an_extension_keeps_what_the_deadline_rests_on() -> None:
    """Citations once each, readings together."""
    found = count(date(2026, 3, 2), Span(60, "day"), PETITION)
    longer = extended(found, [Span(30, "day")], PETITION, ONCE)
    assert longer.citations == ("civil-code.201", "civil-code.203")
    assert {reading.id for reading in longer.readings} == {"A-04.analogy", "A-04.extension_from", "A-04.weekend"}


def test_a_measure_goes_on_the_day_after() -> None:
    """A week served from Monday to Sunday, and a week more, ends on the next Sunday."""
    clock = Clock(kind=Kind.SERVED)
    week = count(date(2026, 3, 9), Span(1, "week"), clock)
    assert extended(week, [Span(1, "week")], clock).by == date(2026, 3, 22)


def test_hours_go_on_from_their_instant() -> None:
    """Eight hours, and four more."""
    found = count(datetime(2026, 3, 9, 20, 0, tzinfo=CHINA), Span(8, "hour"))
    assert extended(found, [Span(4, "hour")]).by == datetime(2026, 3, 10, 8, 0, tzinfo=CHINA)


def test_one_term_more_is_the_next() -> None:
    """The end of the term after."""
    terms = [(date(2025, 9, 1), date(2026, 1, 23)), (date(2026, 2, 25), date(2026, 7, 10))]
    clock = Clock(school=SchoolCalendar.from_terms(terms))
    found = count(date(2025, 10, 9), Span(1, "term"), clock)
    assert extended(found, [Span(1, "term")], clock).by == date(2026, 7, 10)
