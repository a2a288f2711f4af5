"""
In which order events count.
"""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from campuslex.case.order import in_order, not_after, together, until
from tests.builders import Document, event, read_case

CHINA = timezone(timedelta(hours=8))


def kinds(*events: Document) -> list[str]:
    """
    The kinds of events in their order.
    """
    return [item.kind.value for _, item in in_order(read_case(*events).events)]


def test_by_day_then_by_time() -> None:
    """Days first; of one day what has no time comes before what has, and that by its time in China."""
    told = kinds(
        event("closed", "2026-03-12"),
        event("stopped", "2026-03-10T09:00+08:00"),
        event("rectified", "2026-03-10T00:30Z"),
        event("dossier_filed", "2026-03-10"),
    )
    assert told == ["dossier_filed", "rectified", "stopped", "closed"]


def test_at_one_instant_by_kind() -> None:
    """At one instant the order of kinds decides: what is discovered comes before what is done about it."""
    told = kinds(
        event("reported_to", "2026-03-10", to="public_security"),
        event("stopped", "2026-03-10"),
        event("discovered", "2026-03-10"),
    )
    assert told == ["discovered", "stopped", "reported_to"]


def test_two_of_one_kind_by_content() -> None:
    """Two events of one kind at one instant stand in the order of their text, whatever order they came in."""
    one, other = (event("guardians_notified", "2026-03-10", person=code) for code in ("S1", "V1"))
    assert [item for _, item in in_order(read_case(one, other).events)] == [
        item for _, item in in_order(read_case(other, one).events)
    ]


def test_places_are_kept() -> None:
    """Each event keeps its place in the list, so that a host finds it."""
    found = in_order(read_case(event("closed", "2026-03-12"), event("discovered", "2026-03-10")).events)
    assert [place for place, _ in found] == [1, 0]


@pytest.mark.parametrize(
    ("at", "on", "counts"),
    [
        (date(2026, 3, 10), date(2026, 3, 10), True),
        (date(2026, 3, 11), date(2026, 3, 10), False),
        (datetime(2026, 3, 10, 23, 59, tzinfo=CHINA), date(2026, 3, 10), True),
        (datetime(2026, 3, 10, 16, 0, tzinfo=UTC), date(2026, 3, 10), False),
        (datetime(2026, 3, 10, 9, 0, tzinfo=CHINA), datetime(2026, 3, 10, 9, 0, tzinfo=CHINA), True),
        (datetime(2026, 3, 10, 9, 1, tzinfo=CHINA), datetime(2026, 3, 10, 9, 0, tzinfo=CHINA), False),
        (date(2026, 3, 10), datetime(2026, 3, 10, 0, 0, tzinfo=CHINA), True),
        (date(2026, 3, 11), datetime(2026, 3, 10, 23, 59, tzinfo=CHINA), False),
    ],
)
def test_until(at: date, on: date, counts: bool) -> None:
    """A day counts whole; a day without time counts as its beginning; midnight is China's."""
    assert not_after(at, on) is counts
    placed = in_order(read_case(event("stopped", at.isoformat())).events)
    before, after = until(placed, on)
    assert (before, after) == ((placed, []) if counts else ([], placed))


def test_together() -> None:
    """Events of one instant stand together; a day without time is an instant of its own."""
    told = (
        event("discovered", "2026-03-10"),
        event("stopped", "2026-03-10"),
        event("rectified", "2026-03-10T09:00+08:00"),
    )
    groups = list(together(in_order(read_case(*told).events)))
    assert [len(group) for group in groups] == [2, 1]
