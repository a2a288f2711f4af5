"""
What holds of every clock.
"""

from datetime import date, datetime, timedelta

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from campuslex.dates.calendar import Calendar
from campuslex.dates.clock import Clock, Deadline
from campuslex.dates.counting import count
from campuslex.dates.extending import extended
from campuslex.dates.pauses import Pause
from campuslex.dates.policy import Policy
from campuslex.dates.school import SchoolCalendar
from campuslex.dates.systems import System
from campuslex.dates.units import Kind, Span, Unit
from campuslex.dates.zone import CHINA

FIRST = datetime(2018, 1, 1, tzinfo=CHINA)
LAST_DAY = (datetime(2025, 9, 1, tzinfo=CHINA) - FIRST).days
SHIPPED = Calendar()
SCHOOL = SchoolCalendar.from_terms(
    term
    for year in range(2017, 2028)
    for term in ((date(year, 2, 20), date(year, 7, 10)), (date(year, 9, 1), date(year + 1, 1, 20)))
)
ADDED = (Unit.MONTH, Unit.YEAR)
"""Units of unequal length: two starts may share an end, so that a pause between them counts for one alone."""
MOST = {Unit.HOUR: 400, Unit.MONTH: 10, Unit.YEAR: 1, Unit.TERM: 2, Unit.SCHOOL_WEEK: 12, Unit.WEEK: 20}
FIELDS = attrs.fields(Policy)
SETTINGS = settings(deadline=None)

policies = st.builds(Policy, **{field.name: st.sampled_from(field.metadata["options"]) for field in FIELDS})
clocks = st.builds(
    Clock, system=st.sampled_from(System), kind=st.sampled_from(Kind), policy=policies, school=st.just(SCHOOL)
)
instants = st.builds(
    lambda days, minutes: FIRST + timedelta(days=days, minutes=minutes), st.integers(0, LAST_DAY), st.integers(0, 1439)
)
pauses = st.lists(
    st.builds(
        lambda start, length: Pause((FIRST + timedelta(start)).date(), (FIRST + timedelta(start + length)).date()),
        st.integers(0, LAST_DAY),
        st.integers(0, 9),
    ),
    max_size=3,
)
spans = st.sampled_from(Unit).flatmap(lambda unit: st.builds(Span, st.integers(1, MOST.get(unit, 70)), st.just(unit)))


@SETTINGS
@given(clocks, instants, spans, st.integers(1, 5), pauses)
def test_more_units_never_end_sooner(clock: Clock, start: datetime, span: Span, more: int, stops: list[Pause]) -> None:
    """Monotone in number; not so 日, of which five may be longer than six (penalty.85)."""
    assume(span.unit not in (Unit.DAY, Unit.YEAR, Unit.TERM))
    longer = attrs.evolve(span, number=span.number + more)
    assert count(start, span, clock, stops).by <= count(start, longer, clock, stops).by


@SETTINGS
@given(clocks, instants, spans, st.integers(0, 60 * 24 * 40), pauses)
def test_a_later_start_never_ends_sooner(
    clock: Clock, start: datetime, span: Span, minutes: int, stops: list[Pause]
) -> None:
    """Monotone in start, across changes of the law."""
    held = [] if span.unit in ADDED else stops
    later = start + timedelta(minutes=minutes)
    assert count(start, span, clock, held).by <= count(later, span, clock, held).by


@SETTINGS
@given(clocks, instants, spans, pauses)
def test_only_limits_move_and_only_forward(clock: Clock, start: datetime, span: Span, stops: list[Pause]) -> None:
    """A moved last day is worked, or an ordinary weekend that stays; hours and caps never move."""
    found = count(start, span, clock, stops)
    assert found.by >= found.nominal
    if clock.kind is not Kind.LIMIT or span.unit is Unit.HOUR:
        assert not found.moved
    elif found.moved:
        assert not SHIPPED.is_workday(found.nominal)
        assert SHIPPED.is_workday(found.by) or (clock.policy.weekend == "stays" and not SHIPPED.is_holiday(found.by))


def with_extension(start: datetime, span: Span, clock: Clock, granted: list[Span]) -> Deadline:
    """A deadline with what was granted."""
    return extended(count(start, span, clock), granted, clock)


@pytest.mark.parametrize("name", [field.name for field in FIELDS])
@SETTINGS
@given(clocks, instants, spans, st.lists(st.builds(Span, st.integers(1, 30), st.just(Unit.DAY)), max_size=2))
def test_a_reading_not_listed_changes_nothing(
    name: str, clock: Clock, start: datetime, span: Span, granted: list[Span]
) -> None:
    """What a result does not list, it does not rest on: the other option gives the same last day."""
    found = with_extension(start, span, clock, granted)
    reading = clock.policy.reading(name)
    if reading not in found.readings:
        assert reading.id not in {relied.id for relied in found.readings}
        other = next(option for option in getattr(FIELDS, name).metadata["options"] if option != reading.option)
        policy = attrs.evolve(clock.policy, **{name: other})
        assert with_extension(start, span, attrs.evolve(clock, policy=policy), granted).by == found.by


@SETTINGS
@given(clocks, instants, spans)
def test_a_served_measure_ends_a_day_before_a_cap(clock: Clock, start: datetime, span: Span) -> None:
    """Its first day is one of its days, in whatever unit of whole days is added at once."""
    assume(span.unit in (Unit.CALENDAR_DAY, Unit.MONTH, Unit.YEAR))
    served, cap = (count(start, span, attrs.evolve(clock, kind=kind)).by for kind in (Kind.SERVED, Kind.CAP))
    assert cap - served == timedelta(1)


@SETTINGS
@given(instants, st.integers(1, 12))
def test_months_end_on_the_corresponding_day(start: datetime, number: int) -> None:
    """The same day of the month, or the month's last and clipped; the month is the right one."""
    found = count(start, Span(number, Unit.MONTH), Clock(kind=Kind.CAP))
    begun = start.date()
    months = (found.by.year - begun.year) * 12 + found.by.month - begun.month
    assert months == number
    assert found.by.day == begun.day or (found.clipped and (found.by + timedelta(1)).day == 1)
    assert found.clipped == (found.by.day < begun.day)


@SETTINGS
@given(clocks, instants, spans, pauses)
def test_the_same_question_has_the_same_answer(clock: Clock, start: datetime, span: Span, stops: list[Pause]) -> None:
    """Pure: equal and of one hash, whatever the order of pauses and the zone of the start."""
    found = count(start, span, clock, stops)
    again = count(start.astimezone(), span, attrs.evolve(clock), stops[::-1])
    assert found == again
    assert hash(found) == hash(again)
