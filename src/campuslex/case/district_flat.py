"""
One petition, and one school's term, as a district needs them.

A document of a petition tells what a case tells by events: that it came, was accepted, was answered. So what is owed
about it is reckoned as in a case; the same goes for the inspection that a term tells of.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from attrs import frozen

from campuslex.assessment.answer import Duty
from campuslex.assessment.context import policy_of
from campuslex.assessment.petition import route_petition
from campuslex.assessment.term import review_school_term
from campuslex.case.bench import Bench
from campuslex.case.district_work import Source, Woken, Work, woken_by, works
from campuslex.case.order import canonical, in_order, until
from campuslex.case.owed import Owed, State, owed
from campuslex.dates.calendar import Calendar
from campuslex.dates.clock import Clock
from campuslex.dates.policy import Policy
from campuslex.dates.zone import day_of
from campuslex.model.case import Event
from campuslex.model.document import Document
from campuslex.model.incident import Incident
from campuslex.model.petition import Petition
from campuslex.model.school_term import Inspection, SchoolTerm
from campuslex.model.spans import Code, Jurisdiction, Moment
from campuslex.model.words import Body, EventKind, Request
from campuslex.rulebook.book import Rulebook
from campuslex.rulebook.words import Action

E = EventKind
_BY_RECEIVER = {
    "forwarded_on": E.PETITION_FORWARDED,
    "accepted_on": E.PETITION_ACCEPTED,
    "answered_on": E.PETITION_ANSWERED,
}
"""What the office that received a petition did, by the field that tells when."""
_BY_OTHERS = {
    "received_on": (E.PETITION_RECEIVED,),
    "review_requested_on": (E.REVIEW_REQUESTED,),
    "review_answered_on": (E.REVIEW_COMPLETED, E.REVIEW_ANSWER_RECEIVED),
    "recheck_requested_on": (E.RECHECK_REQUESTED,),
}
"""What else a petition tells of."""
_OF_INSPECTION = {"ended_on": E.INSPECTION_ENDED, "opinion_received_on": E.INSPECTION_OPINION_RECEIVED}
_DONE_BY_INSPECTION = {
    "feedback_on": Action.INFORM,
    "opinion_received_on": Action.ISSUE_INSPECTION_OPINION,
    "rectified_on": Action.RECTIFY,
}
"""What was done in an inspection by the day that a field tells."""
_STARTS_OF_INSPECTION = {
    "inspection_reviewed": "reviewed_on",
    "preliminary_opinion_fed_back": "feedback_on",
    "rectification_ended": "rectified_on",
    "inspection_review_requested": "review_requested_on",
}
"""Starts that are no event of a case, by the field that tells their day."""


@frozen(kw_only=True)
class PetitionRow:
    """
    What a district keeps of one petition on a day.

    Args:
        id: Its id.
        school: The school it is listed under.
        received: When it was received.
        answered: Whether it has been answered.
        work: What is owed about it.
        alarms: Whom it wakes.
        undated: How many acts are owed whose clock has no start that is known; they are not in `work`.
        sha256: Hash of what was looked at.
    """

    id: str
    school: str
    received: date | None
    answered: bool
    work: tuple[Work, ...]
    alarms: tuple[Woken, ...]
    undated: int
    sha256: str

    @property
    def late(self) -> bool:
        """
        Whether anything about it is late.
        """
        return any(row.late for row in self.work)


@frozen(kw_only=True)
class TermRow:
    """
    What a district keeps of one school's term on a day.

    Args:
        id: Its id.
        school: The school it is listed under.
        first: The term's first day.
        last: The term's last day.
        met: Requirements that are met.
        not_met: Requirements that are not.
        open: Requirements of which too little is known.
        summary_filed: Whether the annual summary was filed.
        summary_on: When.
        summary_covers: Which of its three parts it holds; None is unknown.
        work: What is owed in it.
        alarms: Whom it wakes.
        undated: How many acts are owed whose clock has no start that is known; they are not in `work`.
        sha256: Hash of what was looked at.
    """

    id: str
    school: str
    first: date | None
    last: date | None
    met: tuple[str, ...]
    not_met: tuple[str, ...]
    open: tuple[str, ...]
    summary_filed: bool | None
    summary_on: date | None
    summary_covers: tuple[str, ...] | None
    work: tuple[Work, ...]
    alarms: tuple[Woken, ...]
    undated: int
    sha256: str


def petition_rows(
    petition: Petition,
    book: Rulebook,
    on: date,
    *,
    school: str = "",
    events: Sequence[Event] = (),
    calendar: Calendar | None = None,
    policy: Policy | None = None,
    engine: str = "compiled",
) -> PetitionRow:
    """
    One petition on a day.

    Args:
        petition: The petition.
        book: The rules.
        on: The day, or an instant with its offset from UTC.
        school: The school it is listed under.
        events: What cases tell of it.
        calendar: Holidays and make-up workdays beyond the shipped ones.
        policy: How what the law leaves open in counting is read; as the rulebook chose if not given.
        engine: `compiled`, `durable` or `crosscheck`.

    Raises:
        EngineUnavailable, EngineDisagreement, UnknownName: As `route_petition`.
    """
    clock = Clock(policy=policy or policy_of(book), calendar=calendar or Calendar())
    route = route_petition(petition, book, on=day_of(on), engine=engine, calendar=clock.calendar)
    told = list(_told_by(petition))
    kinds = {event.kind for event in told} - {E.DUTY_DONE}
    # what the petition itself tells goes before what a case tells of the same
    told += [event for event in events if event.kind not in kinds]
    where = petition.concerns_jurisdiction or petition.jurisdiction
    bench = _bench(petition.id, where, told, book, on, clock, engine)
    answered = any(event.kind is E.PETITION_ANSWERED for event in bench.events)
    rows, source = list(_owed(route.duties, {}, bench)), Source("petition", petition.id, school, answered)
    return PetitionRow(
        id=petition.id,
        school=school,
        received=petition.received_on,
        answered=answered,
        work=works(rows, source, book, on),
        alarms=tuple(woken_by(trigger, source, book) for trigger in route.triggers),
        undated=_undated(rows),
        sha256=_hash(petition, [event.to_dict() for event in bench.events]),
    )


def term_rows(
    term: SchoolTerm,
    book: Rulebook,
    on: date,
    *,
    school: str = "",
    calendar: Calendar | None = None,
    policy: Policy | None = None,
    engine: str = "compiled",
) -> TermRow:
    """
    One school's term on a day.

    Args:
        term: The term.
        book: The rules.
        on: The day, or an instant with its offset from UTC.
        school: The school it is listed under.
        calendar: Holidays and make-up workdays beyond the shipped ones.
        policy: How what the law leaves open in counting is read; as the rulebook chose if not given.
        engine: `compiled`, `durable` or `crosscheck`.

    Raises:
        EngineUnavailable, EngineDisagreement, UnknownName: As `review_school_term`.
    """
    clock = Clock(policy=policy or policy_of(book), calendar=calendar or Calendar())
    review = review_school_term(term, book, on=day_of(on), engine=engine, calendar=clock.calendar)
    inspected = term.inspection or Inspection()
    told = list(_inspected(inspected))
    begins = {start: getattr(inspected, field) for start, field in _STARTS_OF_INSPECTION.items()}
    first, last = (term.term.from_, term.term.to) if term.term else (None, None)
    bench = _bench(term.id, term.jurisdiction, told, book, on, clock, engine)
    rows, source = list(_owed(review.duties, begins, bench)), Source("school_term", term.id, school)
    stands = {
        state: tuple(sorted(item.requirement for item in review.requirements if item.verdict == state))
        for state in ("met", "not_met", "open")
    }
    return TermRow(
        id=term.id,
        school=school,
        first=first,
        last=last,
        **stands,
        summary_filed=True if term.annual_summary_on else term.annual_summary_filed,
        summary_on=term.annual_summary_on,
        summary_covers=None if term.annual_summary_covers is None else tuple(sorted(term.annual_summary_covers)),
        work=works(rows, source, book, on),
        alarms=tuple(woken_by(trigger, source, book) for trigger in review.triggers),
        undated=_undated(rows),
        sha256=_hash(term),
    )


def _told_by(petition: Petition) -> Iterator[Event]:
    """
    What a petition tells, as a case tells it.
    """
    by = petition.received_by if isinstance(petition.received_by, Body) else None
    for field, kind in _BY_RECEIVER.items():
        if at := getattr(petition, field):
            yield Event(kind=kind, at=at, by=by, petition=petition.id)
    for field, kinds in _BY_OTHERS.items():
        if at := getattr(petition, field):
            yield from (Event(kind=kind, at=at, petition=petition.id) for kind in kinds)
    if petition.received_on and Request.INFORMATION in (petition.requests or ()):
        yield Event(kind=E.INFORMATION_REQUESTED, at=Moment(petition.received_on), petition=petition.id)
    if petition.answered_on:
        # an answer answers whatever was asked, on whichever track the duty to answer stands
        done = Moment(petition.answered_on)
        yield Event(kind=E.DUTY_DONE, at=done, by=by, act=Action.ANSWER.value, petition=petition.id)


def _inspected(inspection: Inspection) -> Iterator[Event]:
    """
    What a term tells of an inspection, as a case tells it.
    """
    for field, kind in _OF_INSPECTION.items():
        if at := getattr(inspection, field):
            yield Event(kind=kind, at=at)
    for field, action in _DONE_BY_INSPECTION.items():
        if at := getattr(inspection, field):
            yield Event(kind=E.DUTY_DONE, at=at, act=action.value)


def _bench(
    id: Code,  # noqa: A002, as documents call it
    where: Jurisdiction | None,
    told: Iterable[Event],
    book: Rulebook,
    on: date,
    clock: Clock,
    engine: str,
) -> Bench:
    placed, _ = until(in_order(told), on)
    incident = Incident(id=id, jurisdiction=where)
    return Bench(
        book=book, incident=incident, events=tuple(event for _, event in placed), on=on, clock=clock, engine=engine
    )


def _owed(duties: Iterable[Duty], begins: Mapping[str, date | None], bench: Bench) -> Iterator[Owed]:
    """
    What became of each duty; where no event starts its clock, from the day the document tells.
    """
    for duty in duties:
        for row in owed(duty, bench):
            start = begins.get(duty.due.start) if duty.due else None
            unbegun = row.since is None and row.kept_on is None and row.state not in (State.OPEN, State.STANDING)
            yield _from(row, start, bench) if unbegun and start and start <= bench.day else row


def _from(row: Owed, start: date, bench: Bench) -> Owed:
    by = row.duty.due.by if row.duty.due else None
    over = by is not None and day_of(by) < bench.day
    return Owed(
        duty=row.duty,
        state=(State.LATE if row.duty.modality == "must" else State.LAPSED) if over else State.RUNNING,
        due=row.due,
        since=start,
        by=by,
        days=(bench.day - start).days,
        overdue=(bench.day - day_of(by)).days if over and by else None,
    )


def _undated(rows: Iterable[Owed]) -> int:
    return len({row.duty.act for row in rows if row.duty.modality == "must" and row.pending and row.since is None})


def _hash(document: Document, more: Sequence[object] = ()) -> str:
    return hashlib.sha256(canonical([document.to_dict(), *more]).encode()).hexdigest()
