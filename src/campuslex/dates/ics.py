"""
Holidays and make-up days from an iCalendar file (the door to icalendar, the extra `ics`).
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias

from campuslex.dates.refusals import IcsUnavailable
from campuslex.dates.zone import ONE_DAY
from campuslex.errors import FactsError, Fault

WORKED = "班"
OFF = ("休", "放假", "假期")
LONGEST = timedelta(days=16)
"""No holiday is as long; what is longer is a school's vacation, or a mistake."""
DaysOffAndOn: TypeAlias = tuple[set[date], set[date]]


def days_of_ics(text: str) -> DaysOffAndOn:
    """
    Days off and make-up working days that a file names.

    Raises:
        FactsError: It does not read, names no such day, or an event is not of whole days; all faults at once.
        IcsUnavailable: `icalendar` is not installed.
    """
    off: set[date] = set()
    on: set[date] = set()
    faults: list[Fault] = []
    for index, event in enumerate(_events(text)):
        days = _meaning(event, off, on)
        if days is None:
            continue
        fault = _fault(event)
        if fault:
            message, value = fault
            faults.append(Fault(f"ics.events.{index}", message, value))
        else:
            days.update(_days(event))
    if not faults and not off | on:
        faults.append(Fault("ics", "names no day off and no make-up day", remedy="summaries need 休, 放假, 假期 or 班"))
    if faults:
        raise FactsError(faults)
    return off, on


def _events(text: str) -> list[Any]:
    try:
        import icalendar  # noqa: PLC0415, an extra
    except ImportError:
        raise IcsUnavailable("reading `.ics` needs `pip install campuslex[ics]`") from None
    try:
        return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))
    except ValueError as error:
        raise FactsError([Fault("ics", "does not read as iCalendar", str(error)[:60])]) from None


def _meaning(event: Any, off: set[date], on: set[date]) -> set[date] | None:
    """
    Where an event's days belong; None where it is no matter of holidays, or called off.
    """
    summary = str(event.get("SUMMARY", ""))
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return None
    if WORKED in summary:
        return on
    return off if any(word in summary for word in OFF) else None


def _ends(event: Any) -> tuple[Any, Any]:
    """
    First day and the day after the last.
    """
    begins = getattr(event.get("DTSTART"), "dt", None)
    ends = getattr(event.get("DTEND"), "dt", None)
    if ends is None and isinstance(begins, date):
        ends = begins + (getattr(event.get("DURATION"), "dt", None) or ONE_DAY)
    return begins, ends


def _fault(event: Any) -> tuple[str, str] | None:
    """
    What is wrong with an event, and its value; None if it is of some whole days.
    """
    if "RRULE" in event or "RDATE" in event:
        return "repeats; name each day", ""
    begins, ends = _ends(event)
    for day in (begins, ends):
        if not isinstance(day, date) or isinstance(day, datetime):
            return "not of whole days", str(day or "")
    if ends <= begins:
        return "ends before it begins", str(ends)
    return ("longer than any holiday", f"{begins} to {ends - ONE_DAY}") if ends - begins > LONGEST else None


def _days(event: Any) -> Iterator[date]:
    day, ends = _ends(event)
    while day < ends:
        yield day
        day += ONE_DAY
