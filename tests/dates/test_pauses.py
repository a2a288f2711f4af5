"""
Days that are not counted.
"""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campuslex.dates.counting import count
from campuslex.dates.pauses import Pause, merged, paused
from campuslex.dates.refusals import CannotCompute
from campuslex.dates.units import Span
from campuslex.errors import FactsError

FIRST = date(2026, 3, 1)
pauses = st.lists(
    st.builds(
        lambda begins, length: Pause(FIRST + timedelta(begins), FIRST + timedelta(begins + length)),
        st.integers(0, 40),
        st.integers(0, 10),
    ),
    max_size=6,
)


def days(*numbers: int) -> Pause:
    """A pause within March 2026."""
    return Pause(*(date(2026, 3, number) for number in numbers))


@pytest.mark.parametrize(
    ("given_pauses", "wanted"),
    [
        ([], []),
        ([days(3, 5)], [days(3, 5)]),
        ([days(8, 9), days(3, 5)], [days(3, 5), days(8, 9)]),
        ([days(3, 5), days(5, 7)], [days(3, 7)]),
        ([days(3, 5), days(6, 7)], [days(3, 7)]),
        ([days(3, 5), days(7, 8)], [days(3, 5), days(7, 8)]),
        ([days(3, 9), days(4, 5)], [days(3, 9)]),
        ([days(3, 5), days(3, 5)], [days(3, 5)]),
        ([days(3), days(4, 5)], [days(3)]),
        ([days(4), days(3, 5), days(9, 10)], [days(3)]),
    ],
)
def test_overlapping_and_adjacent_pauses_are_one(given_pauses: list[Pause], wanted: list[Pause]) -> None:
    """A day counts or does not; one that lasts swallows what follows."""
    assert merged(given_pauses) == tuple(wanted)


@settings(deadline=None)
@given(pauses)
def test_merging_keeps_the_days(given_pauses: list[Pause]) -> None:
    """The same days, in order, with a counted day between any two pauses; merging again changes nothing."""
    found = merged(given_pauses)
    for offset in range(60):
        day = FIRST + timedelta(offset)
        assert paused(day, found) == any(paused(day, [pause]) for pause in given_pauses)
    assert all(one.to and other.from_ - one.to > timedelta(1) for one, other in pairwise(found))
    assert merged(reversed(given_pauses)) == merged(found) == found


@settings(deadline=None)
@given(pauses, st.integers(0, 30), st.integers(1, 40))
def test_as_many_days_count_as_were_asked(given_pauses: list[Pause], offset: int, number: int) -> None:
    """From the day after the start to the last day, the days that are not paused are the number."""
    start = FIRST + timedelta(offset)
    end = count(start, Span(number, "calendar_day"), pauses=given_pauses).nominal
    between = [start + timedelta(day) for day in range(1, (end - start).days + 1)]
    assert sum(not paused(day, given_pauses) for day in between) == number
    assert not paused(end, given_pauses)


@pytest.mark.parametrize(("number", "unit"), [(10, "day"), (10, "working_day"), (1, "month"), (48, "hour")])
def test_what_lasts_has_no_last_day(number: int, unit: str) -> None:
    """A hearing that has not ended stops every clock it reaches, and no clock that ran out before."""
    start = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
    with pytest.raises(CannotCompute, match="since `2026-03-03`") as caught:
        count(start, Span(number, unit), pauses=[days(3)])
    assert caught.value.missing == "pause_end"
    assert count(start, Span(number, unit), pauses=[Pause(date(2026, 5, 1))]) == count(start, Span(number, unit))


def test_working_days_pause_too() -> None:
    """Of a paused week no working day counts."""
    assert count(date(2026, 3, 6), Span(3, "working_day"), pauses=[days(9, 13)]).by == date(2026, 3, 18)


def test_months_grow_by_the_days_taken() -> None:
    """A month and five days."""
    assert count(date(2026, 3, 2), Span(1, "month"), pauses=[days(9, 13)]).nominal == date(2026, 4, 7)


def test_a_pause_may_be_told_in_instants() -> None:
    """Their days are China's."""
    assert Pause(datetime(2026, 3, 2, 17, 0, tzinfo=UTC), date(2026, 3, 4)) == days(3, 4)


def test_a_pause_does_not_end_before_it_begins() -> None:
    """Refused, with both days."""
    with pytest.raises(FactsError, match="`2026-03-02`; 2026-03-03"):
        days(3, 2)
