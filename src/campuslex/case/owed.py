"""
What became of each duty by a day: not begun, running, kept, late, lapsed, and what each clock says.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from attrs import evolve, frozen

from campuslex.assessment.answer import Duty
from campuslex.case.marks import keeping, starts
from campuslex.case.order import not_after
from campuslex.dates.clock import Clock, Deadline
from campuslex.dates.counting import count
from campuslex.dates.extending import Extensions, extended
from campuslex.dates.pauses import Pause
from campuslex.dates.policy import Reading
from campuslex.dates.refusals import CannotCompute, ExtensionRefused
from campuslex.dates.timely import in_time
from campuslex.dates.units import Span, Unit
from campuslex.dates.zone import day_of
from campuslex.errors import CalendarUnknown
from campuslex.model.case import Event
from campuslex.model.incident import Incident
from campuslex.model.words import EventKind
from campuslex.rulebook.book import Rulebook
from campuslex.rulebook.records import Due, DutyConclusion
from campuslex.rulebook.rules import Rule


class State(StrEnum):
    """
    What became of a duty.

    `STANDING` binds as long as the case lasts and has no end to keep: what must not be done.
    """

    NOT_BEGUN = "not_begun"
    RUNNING = "running"
    EXTENDED = "extended"
    KEPT = "kept"
    KEPT_LATE = "kept_late"
    LATE = "late"
    LAPSED = "lapsed"
    VOID = "void"
    CANNOT_COMPUTE = "cannot_compute"
    STANDING = "standing"
    OPEN = "open"


@frozen(kw_only=True)
class Owed:
    """
    One duty and what became of it.

    Args:
        duty: The duty, as the assessment of the day gives it.
        state: What became of it.
        since: When its clock started.
        by: Its last day, or last instant where it is counted in hours.
        nominal: The same before it moved to a working day.
        clipped: Whether the month had no corresponding day (民法典202).
        kept_on: When it was kept.
        days: Days from its start until it was kept, or until the day of the answer.
        missing: What is missing where the last day cannot be computed, such as `calendar 2027`.
        remark: What else a clerk must know: an extension refused, a duty that outlived its ground.
        late_wakes: Whom it wakes once it is late.
        readings: Readings its last day rests on.
        counted_by: Norms by which it was counted.
    """

    duty: Duty
    state: State
    since: date | None = None
    by: date | None = None
    nominal: date | None = None
    clipped: bool = False
    kept_on: date | None = None
    days: int | None = None
    missing: str = ""
    remark: str = ""
    late_wakes: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    counted_by: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        return {
            "duty": self.duty.id,
            "act": self.duty.act,
            "actor": self.duty.actor,
            "action": self.duty.action,
            "addressee": self.duty.addressee,
            "person": self.duty.person,
            "modality": self.duty.modality,
            "title": {"zh": self.duty.title_zh, "en": self.duty.title_en},
            "state": self.state.value,
            "since": _text(self.since),
            "by": _text(self.by),
            "nominal": _text(self.nominal),
            "clipped": self.clipped,
            "kept_on": _text(self.kept_on),
            "days": self.days,
            "promptness": self.duty.due.promptness if self.duty.due else "",
            "strength": self.duty.due.strength if self.duty.due else None,
            "missing": self.missing or None,
            "remark": self.remark or None,
            "late_wakes": list(self.late_wakes),
            "readings": {reading.id: reading.option for reading in self.readings},
            "counted_by": list(self.counted_by),
            "rule": self.duty.rule,
            "citations": [dict(citation) for citation in self.duty.citations],
        }


def _text(at: date | None) -> str | None:
    return None if at is None else at.isoformat()


@frozen(kw_only=True)
class Bench:
    """
    What every duty of one answer is measured with.
    """

    book: Rulebook
    incident: Incident
    events: tuple[Event, ...]
    on: date
    clock: Clock


def owed(duty: Duty, bench: Bench) -> Owed:
    """
    What became of one duty by the day of the answer.
    """
    rule = bench.book.rule(duty.rule)
    conclusion = rule.conclusion
    assert isinstance(conclusion, DutyConclusion)
    if duty.verdict == "open":
        return Owed(duty=duty, state=State.OPEN)
    if duty.modality == "must_not":
        return Owed(duty=duty, state=State.STANDING)
    due = bench.book.due(rule, day_of(bench.on), bench.book.layers_for(bench.incident.jurisdiction))
    begun = starts(due.from_.value, duty, bench.incident, bench.events) if due else []
    since = max((at for at in begun if not_after(at, bench.on)), key=day_of, default=None)
    kept = next(
        (event.at for event in keeping(duty, bench.events) if since is None or day_of(event.at) >= day_of(since)), None
    )
    if due is None or due.number is None:
        return _prompt(duty, since, kept, bench)
    if since is None:
        return Owed(duty=duty, state=State.KEPT if kept else State.NOT_BEGUN, kept_on=kept)
    found = _counted(duty, rule, due, since, bench)
    return found if found.state is State.CANNOT_COMPUTE else _judged(found, kept, bench)


def _prompt(duty: Duty, since: date | None, kept: date | None, bench: Bench) -> Owed:
    """
    A duty without a number: never given one, only how long it has been.
    """
    state = State.KEPT if kept else State.RUNNING
    end = kept or bench.on
    days = (day_of(end) - day_of(since)).days if since else None
    return Owed(duty=duty, state=state, since=since, kept_on=kept, days=days)


def _counted(duty: Duty, rule: Rule, due: Due, since: date, bench: Bench) -> Owed:
    assert due.number is not None
    assert due.unit is not None
    instrument = bench.book.instruments[rule.provision.instrument]
    clock = evolve(bench.clock, system=instrument.system, kind=due.kind)
    pauses = tuple(_pauses(due, duty, bench))
    plain = Owed(duty=duty, state=State.RUNNING, since=since, late_wakes=tuple(body.value for body in due.late_wakes))
    try:
        found = count(since, Span(due.number, due.unit), clock, pauses)
    except CalendarUnknown as error:
        return evolve(plain, state=State.CANNOT_COMPUTE, missing=f"calendar {error.year}")
    except CannotCompute as error:
        return evolve(plain, state=State.CANNOT_COMPUTE, missing=error.missing)
    return _extended(plain, found, due, duty, clock, pauses, bench)


def _extended(
    plain: Owed, found: Deadline, due: Due, duty: Duty, clock: Clock, pauses: tuple[Pause, ...], bench: Bench
) -> Owed:
    told = [event for event in bench.events if event.kind is EventKind.EXTENDED and _names(event, duty)]
    spans = [
        Span(event.number, Unit(event.unit.value)) for event in told if isinstance(event.number, int) and event.unit
    ]
    if not spans:
        return _with(plain, found)
    allowed = due.extension
    limit = Extensions(allowed.times, Span(allowed.number, allowed.unit)) if allowed else Extensions(0, spans[0])
    try:
        return evolve(_with(plain, extended(found, spans, clock, limit, pauses)), state=State.EXTENDED)
    except ExtensionRefused as error:
        return evolve(_with(plain, found), remark=str(error))


def _names(event: Event, duty: Duty) -> bool:
    return event.act in (None, duty.action, f"{duty.action}/{duty.addressee}", duty.rule)


def _with(plain: Owed, found: Deadline) -> Owed:
    return evolve(
        plain,
        by=found.by,
        nominal=found.nominal,
        clipped=found.clipped,
        readings=found.readings,
        counted_by=found.citations,
    )


def _pauses(due: Due, duty: Duty, bench: Bench) -> Iterator[Pause]:
    """
    The days the norm does not count, from the events that began and ended them.
    """
    open_since: dict[str, date] = {}
    for event in bench.events:
        if event.reason is None or event.reason not in due.not_counted or not _names(event, duty):
            continue
        if event.kind is EventKind.PAUSED:
            open_since.setdefault(event.reason.value, day_of(event.at))
        elif event.kind is EventKind.RESUMED and event.reason.value in open_since:
            yield Pause(open_since.pop(event.reason.value), day_of(event.at))
    yield from (Pause(day) for day in open_since.values())


def _judged(found: Owed, kept: date | None, bench: Bench) -> Owed:
    assert found.by is not None
    assert found.since is not None
    end = Deadline(found.by, found.nominal or found.by)
    days = (day_of(kept or bench.on) - day_of(found.since)).days
    if kept is not None:
        return evolve(found, state=State.KEPT if _in_time(end, kept) else State.KEPT_LATE, kept_on=kept, days=days)
    if _in_time(end, bench.on):
        return evolve(found, days=days)
    return evolve(found, state=State.LATE if found.duty.modality == "must" else State.LAPSED, days=days)


def _in_time(end: Deadline, at: date) -> bool:
    try:
        return in_time(end, at)
    except CannotCompute:
        return True  # without a time of day the last day itself is in time


def still_owed(earlier: Sequence[Owed], now: Sequence[Owed], irreversible: frozenset[str]) -> Iterator[Owed]:
    """
    Duties that held earlier and no longer hold: void, but for those no later knowledge undoes.
    """
    known = {item.duty.id for item in now}
    for item in earlier:
        if item.duty.id in known or item.state in (State.OPEN, State.STANDING):
            continue
        known.add(item.duty.id)
        if item.duty.action in irreversible:
            yield evolve(item, remark="owed since its ground held; what was found later does not undo it")
        elif item.state not in (State.KEPT, State.KEPT_LATE):
            yield evolve(item, state=State.VOID)
