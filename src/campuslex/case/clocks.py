"""
A duty's last day: counted from its start, without what does not count, with the extensions that hold.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from attrs import evolve, frozen

from campuslex.assessment.answer import Duty, Notice
from campuslex.case.bench import Bench
from campuslex.case.marks import concerns, names
from campuslex.dates.clock import Clock, Deadline
from campuslex.dates.counting import count
from campuslex.dates.extending import Extensions, extended
from campuslex.dates.pauses import Pause
from campuslex.dates.refusals import CannotCompute, ExtensionRefused
from campuslex.dates.timely import in_time
from campuslex.dates.units import Span, Unit
from campuslex.dates.zone import ONE_DAY, day_of, midnight
from campuslex.errors import CalendarUnknown
from campuslex.model.case import Event
from campuslex.model.words import EventKind
from campuslex.rulebook.records import Due
from campuslex.rulebook.rules import Rule

_NOT_ALLOWED = Notice("extension_not_provided", "该期限没有可以延长的规定，延长未计入", "no norm lets this be extended")
_TOO_LATE = Notice(
    "extension_too_late", "期限届满后才延长，未计入", "extended after the last day had passed; not counted"
)
_NOT_APPROVED = Notice(
    "extension_not_approved", "不是由有权机关批准的延长，未计入", "not approved by the body that may; not counted"
)
_BEYOND = Notice(
    "extension_beyond_limit",
    "延长超出规定的次数或者长度，未计入",
    "longer or more often than the norm allows; not counted",
)


@frozen
class Reckoned:
    """
    What counting found.

    Args:
        end: The last day; None where it cannot be told.
        within: Where it lies in any case, first and last, when only a time of day is missing.
        missing: What is missing: `calendar 2027`, or the word of `CannotCompute`.
        extended: How many extensions are counted in.
        remarks: Extensions that are not.
    """

    end: Deadline | None
    within: tuple[Deadline, Deadline] | None = None
    missing: str = ""
    extended: int = 0
    remarks: tuple[Notice, ...] = ()


def reckoned(duty: Duty, rule: Rule, due: Due, since: date, bench: Bench) -> Reckoned:
    """
    The last day of a duty whose clock started on a day or at an instant.
    """
    assert due.number is not None
    assert due.unit is not None
    instrument = bench.book.instruments[rule.provision.instrument]
    clock = evolve(bench.clock, system=instrument.system, kind=due.kind)
    pauses = tuple(_pauses(due, duty, bench))
    span = Span(due.number, due.unit)
    try:
        found = count(since, span, clock, pauses)
        return _with_extensions(found, due, _granted(duty, since, bench), clock, pauses)
    except CalendarUnknown as error:
        return Reckoned(None, missing=f"calendar {error.year}")
    except CannotCompute as error:
        if error.missing != "time_of_day":
            return Reckoned(None, missing=error.missing)
    day = midnight(day_of(since))
    last = day + ONE_DAY - timedelta.resolution
    within = count(day, span, clock, pauses), count(last, span, clock, pauses)
    return Reckoned(None, within, "time_of_day")


def _granted(duty: Duty, since: date, bench: Bench) -> list[Event]:
    told = (event for _, event in bench.found.get(EventKind.EXTENDED, ()))
    return [
        event for event in told if concerns(event, duty) and names(event, duty) and day_of(event.at) >= day_of(since)
    ]


def _with_extensions(
    found: Deadline, due: Due, granted: Sequence[Event], clock: Clock, pauses: tuple[Pause, ...]
) -> Reckoned:
    """
    The last day with each extension that holds; one that does not is told and left out.
    """
    spans, remarks = list[Span](), list[Notice]()
    end = found
    for event in granted:
        refused = _refused(event, due, end)
        if refused is None:
            try:
                spans.append(Span(event.number, Unit(event.unit)))  # type: ignore[arg-type]
                end = extended(found, spans, clock, _limit(due), pauses)
                continue
            except ExtensionRefused:
                spans.pop()
                refused = _BEYOND
        remarks.append(refused)
    return Reckoned(end, extended=len(spans), remarks=tuple(dict.fromkeys(remarks)))


def _refused(event: Event, due: Due, end: Deadline) -> Notice | None:
    if due.extension is None:
        return _NOT_ALLOWED
    if not timely(end, event.at):
        return _TOO_LATE
    approves = due.extension.approved_by
    return _NOT_APPROVED if approves and event.by and event.by is not approves else None


def _limit(due: Due) -> Extensions | None:
    allowed = due.extension
    return Extensions(allowed.times, Span(allowed.number, allowed.unit)) if allowed else None


def _pauses(due: Due, duty: Duty, bench: Bench) -> Iterator[Pause]:
    """
    The days the norm does not count, from the events that began and ended them, both included.
    """
    if not due.not_counted:
        return
    open_since: dict[str, date] = {}
    for event in bench.events:
        if event.kind not in (EventKind.PAUSED, EventKind.RESUMED) or event.reason not in due.not_counted:
            continue
        if not concerns(event, duty) or not (event.act is None or names(event, duty)):
            continue
        if event.kind is EventKind.PAUSED:
            open_since.setdefault(event.reason, day_of(event.at))
        elif event.reason in open_since:
            yield Pause(open_since.pop(event.reason), day_of(event.at))
    yield from (Pause(day) for day in open_since.values())


def timely(end: Deadline, at: date) -> bool | None:
    """
    Whether something was in time; None where its time of day would decide and is not told.
    """
    try:
        return in_time(end, at)
    except CannotCompute:
        return None
