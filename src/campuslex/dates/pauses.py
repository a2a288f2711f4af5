"""
Days that are not counted: a hearing, an appraisal (信访工作条例36, 治安管理处罚法118).
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from attrs import field, frozen

from campuslex.dates.refusals import CannotCompute
from campuslex.dates.zone import ONE_DAY, day_of, midnight
from campuslex.errors import FactsError, Fault


def _day_or_none(at: date | None) -> date | None:
    return None if at is None else day_of(at)


def _not_before(pause: "Pause", _: Any, to: date | None) -> None:
    if to is not None and to < pause.from_:
        raise FactsError([Fault("pause.to", "lies before its first day", to.isoformat(), pause.from_.isoformat())])


@frozen
class Pause:
    """
    Days that do not count.

    Args:
        from_: First day.
        to: Last day; None while it lasts.

    Raises:
        FactsError: The last day lies before the first, or an instant has no offset from UTC.
    """

    from_: date = field(converter=day_of)
    to: date | None = field(default=None, converter=_day_or_none, validator=_not_before)


def merged(pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    """
    The same days in order, each once: overlapping and adjacent pauses become one.
    """
    found: list[Pause] = []
    for pause in sorted(pauses, key=lambda pause: pause.from_):
        last = found[-1] if found else None
        if last is None or (last.to is not None and pause.from_ > last.to + ONE_DAY):
            found.append(pause)
        else:
            found[-1] = Pause(last.from_, _later(last.to, pause.to))
    return tuple(found)


def _later(first: date | None, second: date | None) -> date | None:
    return None if first is None or second is None else max(first, second)


def paused(day: date, pauses: Sequence[Pause]) -> bool:
    """
    Whether a day lies in a pause.

    Raises:
        CannotCompute: In one that still lasts.
    """
    for pause in pauses:
        if pause.from_ <= day and (pause.to is None or day <= pause.to):
            _ended(pause)
            return True
    return False


def stretched(first: date, end: date, pauses: Sequence[Pause]) -> date:
    """
    A last day, later by the days from `first` on that merged pauses take away.

    Raises:
        CannotCompute: A pause within still lasts.
    """
    for pause in pauses:
        begins = max(pause.from_, first)
        if begins > end:
            break
        end += max((_ended(pause) - begins).days + 1, 0) * ONE_DAY
    return end


def stretched_hours(start: datetime, end: datetime, pauses: Sequence[Pause]) -> datetime:
    """
    The same for hours: paused days take away their time from midnight to midnight.

    Raises:
        CannotCompute: A pause within still lasts.
    """
    for pause in pauses:
        begins = max(midnight(pause.from_), start)
        if begins >= end:
            break
        end += max(midnight(_ended(pause) + ONE_DAY) - begins, 0 * ONE_DAY)
    return end


def _ended(pause: Pause) -> date:
    if pause.to is None:
        raise CannotCompute("pause_end", f"the days not counted since `{pause.from_}` have no end yet")
    return pause.to
