"""
What became of each duty by a day: not begun, running, kept, late, lapsed, and what each clock says.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from attrs import evolve, frozen

from campuslex.assessment.answer import Duty, Notice, cited
from campuslex.case.bench import Bench
from campuslex.case.clocks import Reckoned, reckoned, timely
from campuslex.case.marks import KNOWN, Start, can_be_told, keeping, starts
from campuslex.case.order import not_after
from campuslex.dates.clock import Deadline
from campuslex.dates.policy import Reading
from campuslex.dates.zone import day_of
from campuslex.model.case import Event
from campuslex.rulebook.records import Due
from campuslex.rulebook.rules import Rule

AHEAD = "事先"
"""The law's word for what is to be done before its start."""


class State(StrEnum):
    """
    What became of a duty.

    `STANDING` binds as long as the case lasts and has no end to keep: what must not be done. `OPEN` may be owed: facts
    are missing, or the determination it waits for. `VOID` is owed no more and was not kept: its ground fell away, or an
    alternative was done.
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


PENDING = (State.RUNNING, State.EXTENDED, State.LATE, State.CANNOT_COMPUTE)
"""States of what is begun and neither done nor over."""

GROUND_FELL = Notice("ground_fell", "义务的依据已不存在", "its ground has fallen away")
STAYS = Notice(
    "stays_owed",
    "依据成立时即应履行，其后查明的情况不免除",
    "owed since its ground held; what was found later does not undo it",
)
ALTERNATIVE = Notice("alternative_done", "已履行其他可选的一项", "an alternative was done instead")
ANOTHER_OPEN = Notice(
    "alternative_open", "期限已过，另一项可选的仍可履行", "its time has passed; an alternative can still be done"
)
EARLIER_LAW = Notice(
    "version_of_start", "期限起算时的规定管这一期限", "the version in force when the clock started governs it"
)


@frozen(kw_only=True)
class Owed:
    """
    One duty, from one start, and what became of it.

    Args:
        duty: The duty, as the assessment of the day gives it.
        state: What became of it.
        due: By when, as its rule has it; None where the rule says nothing.
        since: When its clock started.
        measure: The measure its start was about.
        petition: The petition its start was about.
        by: Its last day, or last instant where it is counted in hours.
        nominal: The same before it moved to a working day.
        clipped: Whether the month had no corresponding day (民法典202).
        extended: How many extensions are counted in.
        kept_on: When it was kept.
        days: Days from its start until it was kept, or until the day of the answer.
        overdue: Days since its last day, until it was kept, or until the day of the answer.
        missing: What is missing where the last day cannot be told, such as `calendar 2027` or `first_known_at`.
        remarks: What else a clerk must know.
        readings: Readings its last day rests on.
        counted_by: Norms by which it was counted.
    """

    duty: Duty
    state: State
    due: Due | None = None
    since: date | None = None
    measure: str | None = None
    petition: str | None = None
    by: date | None = None
    nominal: date | None = None
    clipped: bool = False
    extended: int = 0
    kept_on: date | None = None
    days: int | None = None
    overdue: int | None = None
    missing: str = ""
    remarks: tuple[Notice, ...] = ()
    readings: tuple[Reading, ...] = ()
    counted_by: tuple[str, ...] = ()

    @property
    def pending(self) -> bool:
        """
        Whether it is begun, and neither done nor over.
        """
        return self.state in PENDING and self.kept_on is None

    @property
    def strength(self) -> str | None:
        """
        `hard` or `soft`; None where the rule gives no time.
        """
        return self.due.strength.value if self.due else None

    @property
    def late_wakes(self) -> tuple[str, ...]:
        """
        Whom it wakes once it is late.
        """
        return tuple(body.value for body in self.due.late_wakes) if self.due else ()

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        return {
            "duty": self.duty.id,
            "act": self.duty.act,
            "track": self.duty.track,
            "actor": self.duty.actor,
            "action": self.duty.action,
            "addressee": self.duty.addressee,
            "choice": self.duty.choice,
            "person": self.duty.person,
            "modality": self.duty.modality,
            "basis": self.duty.basis,
            "title": {"zh": self.duty.title_zh, "en": self.duty.title_en},
            "state": self.state.value,
            "due": _due(self.due),
            "since": _text(self.since),
            "measure": self.measure,
            "petition": self.petition,
            "by": _text(self.by),
            "nominal": _text(self.nominal),
            "clipped": self.clipped,
            "extended": self.extended,
            "kept_on": _text(self.kept_on),
            "days": self.days,
            "overdue": self.overdue,
            "missing": self.missing or None,
            "remarks": [item.to_dict() for item in self.remarks],
            "late_wakes": list(self.late_wakes),
            "readings": {reading.id: reading.option for reading in self.readings},
            "counted_by": list(self.counted_by),
            "rule": self.duty.rule,
            "citations": cited(self.duty.citations),
        }


def _text(at: date | None) -> str | None:
    return None if at is None else at.isoformat()


def _due(due: Due | None) -> dict[str, Any] | None:
    if due is None:
        return None
    extension = due.extension
    return {
        "number": due.number,
        "unit": due.unit.value if due.unit else None,
        "from": due.from_.value,
        "kind": due.kind.value,
        "strength": due.strength.value,
        "promptness": due.promptness or None,
        "extension": None
        if extension is None
        else {
            "times": extension.times,
            "number": extension.number,
            "unit": extension.unit.value,
            "approved_by": extension.approved_by.value if extension.approved_by else None,
        },
        "not_counted": [reason.value for reason in due.not_counted],
    }


def owed(duty: Duty, bench: Bench) -> Iterator[Owed]:
    """
    What became of one duty by the day of the answer: one row a start of its clock, in order.
    """
    if duty.basis == "conditional":
        yield Owed(duty=duty, state=State.OPEN)
        return
    rule = bench.book.rule(duty.rule)
    due = bench.book.due(rule, bench.day, bench.layers)
    if duty.modality == "must_not":
        yield Owed(duty=duty, state=State.STANDING, due=due)
        return
    done = keeping(duty, bench.found)
    found = starts(due.from_.value, duty, bench.incident, bench.found) if due else []
    begun = [start for start in found if not_after(start.at, bench.on)]
    if due is None or not begun:
        yield _unbegun(duty, due, done, bench)
    for start in begun:
        yield _from(start, duty, rule, due, done, bench)  # type: ignore[arg-type]


def _unbegun(duty: Duty, due: Due | None, done: Sequence[Event], bench: Bench) -> Owed:
    """
    A duty whose clock has no start: it has none, or nothing started it, or the day of what did is not known.
    """
    kept = done[0].at if done else None
    plain = Owed(duty=duty, state=State.KEPT, due=due, kept_on=kept)
    if kept is not None:
        return plain
    if due is None or due.from_.value == "none":
        return evolve(plain, state=State.RUNNING)
    start = due.from_.value
    if start in KNOWN:
        return evolve(plain, state=State.RUNNING if due.number is None else State.CANNOT_COMPUTE, missing=start)
    if start == "turned_18" and bench.incident.person(duty.person or "") and not _birth_known(duty, bench):
        return evolve(plain, state=State.CANNOT_COMPUTE, missing="birth_date")
    # what has no number, and a start that nothing tells, is owed as soon as its ground holds
    told = due.number is not None or can_be_told(start, duty)
    return evolve(plain, state=State.NOT_BEGUN if told else State.RUNNING)


def _birth_known(duty: Duty, bench: Bench) -> bool:
    person = bench.incident.person(duty.person or "")
    return person is not None and person.birth_date is not None


def _from(start: Start, duty: Duty, rule: Rule, due: Due, done: Sequence[Event], bench: Bench) -> Owed:
    plain = Owed(
        duty=duty, state=State.RUNNING, due=due, since=start.at, measure=start.measure, petition=start.petition
    )
    kept = next((event.at for event in done if _after(event, start, due)), None)
    if due.promptness == AHEAD:
        return _ahead(plain, [event for event in done if _of_one_matter(event, start)], bench)
    if due.number is None:
        # never given a number, only how long it has been
        state = State.RUNNING if kept is None else State.KEPT
        return evolve(plain, state=state, kept_on=kept, days=_between(start.at, kept or bench.on))
    found = reckoned(duty, rule, due, start.at, bench)
    if found.end is None:
        return _untold(plain, found, kept, bench)
    return _judged(_with(plain, found, found.end), found.end, kept, bench)


def _after(event: Event, start: Start, due: Due) -> bool:
    """
    Whether what keeps a duty belongs to this start of it. What is known can be acted upon before it is recorded.
    """
    in_order = due.from_.value in KNOWN or day_of(event.at) >= day_of(start.at)
    return in_order and _of_one_matter(event, start)


def _of_one_matter(event: Event, start: Start) -> bool:
    measure = event.measure.value if event.measure else None
    same_measure = None in (measure, start.measure) or measure == start.measure
    return same_measure and (None in (event.petition, start.petition) or event.petition == start.petition)


def _ahead(plain: Owed, done: Sequence[Event], bench: Bench) -> Owed:
    """
    What is to be done before its start: late once that has come without it.
    """
    assert plain.since is not None
    before = next((event.at for event in done if day_of(event.at) <= day_of(plain.since)), None)
    kept = before or next((event.at for event in done), None)
    state = State.KEPT if before else State.KEPT_LATE if kept else State.LATE
    overdue = _between(plain.since, kept or bench.on) if state is not State.KEPT else None
    return evolve(plain, state=state, kept_on=kept, overdue=overdue)


def _with(plain: Owed, found: Reckoned, end: Deadline) -> Owed:
    return evolve(
        plain,
        state=State.EXTENDED if found.extended else State.RUNNING,
        by=end.by,
        nominal=end.nominal,
        clipped=end.clipped,
        extended=found.extended,
        remarks=found.remarks,
        readings=end.readings,
        counted_by=end.citations,
    )


def _untold(plain: Owed, found: Reckoned, kept: date | None, bench: Bench) -> Owed:
    """
    A duty whose last day cannot be told; whether it was kept in time can, where that is so at whatever hour it began.
    """
    assert plain.since is not None
    at = kept or bench.on
    row = evolve(plain, missing=found.missing, kept_on=kept, days=_between(plain.since, at))
    if found.within is not None:
        first, last = found.within
        if timely(last, at) is False:
            over = State.LATE if plain.duty.modality == "must" else State.LAPSED
            return evolve(row, state=State.KEPT_LATE if kept else over, overdue=_between(last.by, at))
        if timely(first, at):
            return evolve(row, state=State.KEPT if kept else State.RUNNING)
    return evolve(row, state=State.CANNOT_COMPUTE)


def _judged(found: Owed, end: Deadline, kept: date | None, bench: Bench) -> Owed:
    assert found.since is not None
    at = kept or bench.on
    days = _between(found.since, at)
    told = timely(end, at)
    overdue = None if told or told is None else _between(end.by, at)
    if kept is None:
        # on its last day a duty still runs, whatever the hour
        over = State.LATE if found.duty.modality == "must" else State.LAPSED
        return evolve(found, state=over if told is False else found.state, days=days, overdue=overdue)
    if told is None:
        return evolve(found, state=State.CANNOT_COMPUTE, kept_on=kept, days=days, missing="time_of_day")
    state = State.KEPT if told else State.KEPT_LATE
    return evolve(found, state=state, kept_on=kept, days=days, overdue=overdue)


def _between(start: date, end: date) -> int:
    return (day_of(end) - day_of(start)).days


def with_earlier(now: Sequence[Owed], earlier: Iterable[Owed], irreversible: frozenset[str]) -> list[Owed]:
    """
    What is owed now, and what became of duties that held earlier and hold no longer.

    They are void, but for those kept, and those that no later knowledge undoes: these stay owed, also where it is open
    by now whether their ground ever held.
    """
    holding = {item.duty.id for item in now if item.state is not State.OPEN}
    open_now = {item.duty.id for item in now} - holding
    stays: dict[tuple[str, date | None], Owed] = {}
    for item in earlier:
        key = (item.duty.id, item.since)
        if item.duty.id in holding or key in stays or item.state in (State.OPEN, State.STANDING):
            continue
        if item.kept_on is not None:
            stays[key] = item
        elif item.duty.action in irreversible and item.duty.modality == "must":
            stays[key] = evolve(item, remarks=(*item.remarks, STAYS))
        elif item.duty.id not in open_now:
            stays[key] = evolve(item, state=State.VOID, remarks=(*item.remarks, GROUND_FELL))
    settled = {duty for duty, _ in stays}
    return [*(item for item in now if item.duty.id not in settled), *stays.values()]


def settle_choices(rows: Sequence[Owed]) -> list[Owed]:
    """
    The same, with alternatives told apart: once one was done by who owes it the others are owed no more; and none is
    late while another can still be done.
    """
    groups: dict[tuple[str, str, str | None], list[Owed]] = {}
    for row in rows:
        if row.duty.choice and row.state not in (State.OPEN, State.STANDING, State.VOID):
            groups.setdefault((row.duty.choice, row.duty.actor, row.duty.person), []).append(row)
    settled = {id(row): _settled(row, group) for group in groups.values() for row in group}
    return [settled.get(id(row), row) for row in rows]


def _settled(row: Owed, group: Sequence[Owed]) -> Owed:
    if row.kept_on is not None:
        return row
    if any(other.kept_on is not None for other in group):
        return evolve(row, state=State.VOID, remarks=(*row.remarks, ALTERNATIVE))
    if row.state is State.LATE and any(other.state is not State.LATE for other in group):
        return evolve(row, state=State.RUNNING, remarks=(*row.remarks, ANOTHER_OPEN))
    return row
