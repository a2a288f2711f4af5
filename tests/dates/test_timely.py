"""
Whether an act was in time.
"""

from datetime import UTC, date, datetime, time

import pytest

from campuslex.dates.counting import count
from campuslex.dates.refusals import CannotCompute
from campuslex.dates.timely import in_time
from campuslex.dates.units import Span
from campuslex.dates.zone import CHINA
from campuslex.errors import FactsError

DAYS = count(date(2026, 3, 9), Span(4, "calendar_day"))
HOURS = count(datetime(2026, 3, 12, 17, 0, tzinfo=CHINA), Span(24, "hour"))
assert DAYS.day == HOURS.day == date(2026, 3, 13)


@pytest.mark.parametrize(
    ("at", "timely"),
    [
        (date(2026, 3, 13), True),
        (date(2026, 3, 14), False),
        (datetime(2026, 3, 13, 23, 59, 59, tzinfo=CHINA), True),
        (datetime(2026, 3, 14, 0, 0, tzinfo=CHINA), False),
        (datetime(2026, 3, 13, 15, 59, tzinfo=UTC), True),
        (datetime(2026, 3, 13, 16, 0, tzinfo=UTC), False),
    ],
)
def test_the_last_day_runs_to_midnight_in_china(at: date, timely: bool) -> None:
    """24:00 is the next day's first instant, wherever the clock stood (民法典203.2)."""
    assert in_time(DAYS, at) is timely


@pytest.mark.parametrize(("hour", "minute", "timely"), [(16, 59, True), (17, 0, True), (17, 1, False)])
def test_business_hours_end_the_last_day(hour: int, minute: int, timely: bool) -> None:
    """Where business stops at five, so does the deadline; on days before it does not matter."""
    at = datetime(2026, 3, 13, hour, minute, tzinfo=CHINA)
    assert in_time(DAYS, at, closes=time(17, 0)) is timely
    assert in_time(DAYS, at.replace(day=12), closes=time(17, 0))


@pytest.mark.parametrize(("hour", "minute", "timely"), [(16, 59, True), (17, 0, True), (17, 1, False)])
def test_hours_end_with_their_instant(hour: int, minute: int, timely: bool) -> None:
    """Within 24 hours includes the last instant."""
    assert in_time(HOURS, datetime(2026, 3, 13, hour, minute, tzinfo=CHINA)) is timely


def test_a_day_is_enough_where_it_decides() -> None:
    """The day before is in time, the day after late; on the day itself the time of day is needed."""
    assert in_time(HOURS, date(2026, 3, 12))
    assert not in_time(HOURS, date(2026, 3, 14))
    for deadline, closes in ((HOURS, None), (DAYS, time(17, 0))):
        with pytest.raises(CannotCompute) as caught:
            in_time(deadline, date(2026, 3, 13), closes)
        assert caught.value.missing == "time_of_day"


def test_a_time_without_offset_is_refused() -> None:
    """It could be any."""
    naive = datetime(2026, 3, 13, 9, 0)
    with pytest.raises(FactsError, match="no offset from UTC"):
        in_time(DAYS, naive)
