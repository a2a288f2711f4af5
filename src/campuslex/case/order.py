"""
In which order events count, whatever order they arrived in.
"""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import TypeAlias

from campuslex.dates.zone import day_of, in_china, midnight
from campuslex.model.case import Event
from campuslex.model.document import plain
from campuslex.model.words import EventKind

Placed: TypeAlias = tuple[int, Event]
"""An event and its place in the case's list."""
_RANKS = {kind: rank for rank, kind in enumerate(EventKind)}


def in_order(events: Iterable[Event]) -> list[Placed]:
    """
    Events as they happened, each with its place in the list.

    Those of a day alone come before those with a time of that day. At one instant the order of `EventKind` decides, in
    which what is discovered comes before what is done about it; then the text of the event. So the order of arrival
    never matters.
    """
    return sorted(enumerate(events), key=lambda placed: _key(placed[1]))


def _key(event: Event) -> tuple[date, bool, datetime, int, str]:
    timed = isinstance(event.at, datetime)
    return day_of(event.at), timed, _instant(event.at), _RANKS[event.kind], json.dumps(plain(event), sort_keys=True)


def _instant(at: date) -> datetime:
    return in_china(at) if isinstance(at, datetime) else midnight(at)


def until(events: Iterable[Placed], on: date) -> tuple[list[Placed], list[Placed]]:
    """
    The events up to a day or an instant, that one included, and those after it.
    """
    before, after = list[Placed](), list[Placed]()
    for placed in events:
        (before if not_after(placed[1].at, on) else after).append(placed)
    return before, after


def not_after(at: date, on: date) -> bool:
    """
    Whether something was so by a day or an instant; a day without time counts as its beginning.
    """
    if isinstance(on, datetime):
        return _instant(at) <= in_china(on)
    return day_of(at) <= on
