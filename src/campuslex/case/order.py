"""
In which order events count, whatever order they arrived in.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby
from typing import Any, TypeAlias

from campuslex.dates.zone import day_of, in_china, midnight
from campuslex.model.case import Event
from campuslex.model.document import plain
from campuslex.model.words import EventKind

Placed: TypeAlias = tuple[int, Event]
"""An event and its place in the case's list."""
Instant: TypeAlias = tuple[date, bool, datetime]
"""When something was: its day in China, whether a time of day is told, and that time."""
_LINE_ENDS = {ord(char): f"\\u{ord(char):04x}" for char in "\x85\u2028\u2029"}
_RANKS = {kind: rank for rank, kind in enumerate(EventKind)}


def in_order(events: Iterable[Event]) -> list[Placed]:
    """
    Events as they happened, each with its place in the list.

    Those of a day alone come before those with a time of that day. At one instant the order of `EventKind` decides, in
    which what is discovered comes before what is done about it; then the text of the event. So the order of arrival
    never matters.
    """
    ranked = sorted(enumerate(events), key=_rank)
    return [placed for _, tied in groupby(ranked, key=_rank) for placed in _by_text(list(tied))]


def _rank(placed: Placed) -> tuple[Instant, int]:
    return instant_of(placed[1].at), _RANKS[placed[1].kind]


def _by_text(tied: list[Placed]) -> list[Placed]:
    return sorted(tied, key=lambda placed: canonical(plain(placed[1]))) if len(tied) > 1 else tied


def instant_of(at: date) -> Instant:
    """
    A day or an instant as something that compares with both.
    """
    timed = isinstance(at, datetime)
    return day_of(at), timed, in_china(at) if isinstance(at, datetime) else midnight(at)


def together(events: Iterable[Placed]) -> Iterator[list[Placed]]:
    """
    Events in order, those of one instant together: between them nothing was so.
    """
    for _, of_one in groupby(events, key=lambda placed: instant_of(placed[1].at)):
        yield list(of_one)


def canonical(value: Any) -> str:
    """
    A value in canonical JSON: keys sorted, no space, characters as they are but for those some readers end a line at.
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.translate(_LINE_ENDS)


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
        return instant_of(at)[2] <= in_china(on)
    return day_of(at) <= on
