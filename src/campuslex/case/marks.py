"""
Which events start a duty's clock, and which keep the duty.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import TypeAlias

from attrs import frozen

from campuslex.assessment.answer import Duty
from campuslex.case.sides import OF_AUTHORITIES, OF_POLICE, SCHOOL, agents, decided_by, group_of, same_side
from campuslex.dates.clock import Clock
from campuslex.dates.counting import count
from campuslex.dates.units import Kind, Span, Unit
from campuslex.dates.zone import day_of
from campuslex.model.case import Event
from campuslex.model.incident import Incident
from campuslex.model.words import EventKind, Measure

E = EventKind
ByKind: TypeAlias = Mapping[EventKind, Sequence[tuple[int, Event]]]
"""The events of a kind, each with its place in their order."""

STARTS: Mapping[str, tuple[EventKind, ...]] = MappingProxyType(
    {
        "first_known_at": (E.DISCOVERED,),
        "staff_knew": (E.DISCOVERED,),
        "procedure_started_on": (E.PROCEDURE_STARTED,),
        "police_known_on": (E.POLICE_RECEIPT,),
        "received_on": (E.PETITION_RECEIVED,),
        "accepted_on": (E.PETITION_ACCEPTED,),
        "answered_on": (E.PETITION_ANSWERED,),
        "decision_made": (E.MEASURE_DECIDED, E.POLICE_DECISION),
        "decision_received": (E.MEASURE_NOTIFIED, E.POLICE_DECISION_RECEIVED),
        "measure_decided": (E.MEASURE_DECIDED,),
        "case_filed": (E.POLICE_FILED,),
        "guardian_knew": (E.GUARDIAN_KNEW, E.GUARDIANS_NOTIFIED),
        "administrative_act_known": (E.ADMINISTRATIVE_ACT_KNOWN, E.POLICE_DECISION_RECEIVED),
    }
)
"""Events by the start of a deadline; a start of another name is the event of that name."""

ASKED = ("request_received", "application_received")
"""Starts that are somebody's asking: which asking, the action says that answers it."""
_REPORT = (E.REPORTED_TO,)
_ASKS: Mapping[str, tuple[EventKind, ...]] = MappingProxyType(
    {
        **dict.fromkeys(
            (
                "accept_report",
                "decide_filing",
                "file_case",
                "give_receipt",
                "handle",
                "investigate",
                "register",
                "reply_result",
                "report_upward",
                "transfer_case",
            ),
            _REPORT,
        ),
        "hold_hearing": (E.HEARING_REQUESTED,),
        "review": (E.REVIEW_REQUESTED, E.APPEAL_FILED),
        "recheck": (E.RECHECK_REQUESTED,),
        "decide_appeal": (E.APPEAL_FILED,),
        "notify_acceptance": (E.APPEAL_FILED,),
        "decide_case": (E.APPEAL_FILED,),
        "answer": (E.APPEAL_FILED, E.INFORMATION_REQUESTED),
        "examine_application": (E.RECONSIDERATION_APPLIED,),
        "request_supplement": (E.RECONSIDERATION_APPLIED,),
        "decide_reconsideration": (E.RECONSIDERATION_APPLIED,),
    }
)
"""What was asked for, by the action that answers it."""

_REQUESTS = (
    E.REPORTED_TO,
    E.HEARING_REQUESTED,
    E.APPEAL_FILED,
    E.REVIEW_REQUESTED,
    E.RECHECK_REQUESTED,
    E.RECONSIDERATION_APPLIED,
    E.INFORMATION_REQUESTED,
)
"""Somebody's asking starts the clock of who was asked, or of who asked."""
_DECISIONS = (
    E.MEASURE_DECIDED,
    E.MEASURE_NOTIFIED,
    E.MEASURE_STARTED,
    E.MEASURE_ENDED,
    E.SANCTION_EFFECTIVE,
    E.SANCTION_REVOKED,
    E.POLICE_RECEIPT,
    E.POLICE_DECISION,
    E.POLICE_DECISION_RECEIVED,
)
"""A decision of the police starts no clock between school and family, nor the other way round."""
_BETWEEN = (
    E.NON_FILING_NOTICE_RECEIVED,
    E.FILING_REVIEW_REQUESTED,
    E.FILING_REVIEW_RECEIVED,
    E.FILING_RECHECK_REQUESTED,
)
"""What passes between the police and one party starts no other party's clock."""

KNOWN = ("first_known_at", "staff_knew", "occurred_to")
"""Starts that have been in any case; without their day nothing can be counted."""
_ONCE = (*KNOWN, "police_known_on", "guardian_knew", "platform_knew", "crime_suspected", "turned_18")

KEEPS: Mapping[str, tuple[EventKind, ...]] = MappingProxyType(
    {
        "stop": (E.STOPPED,),
        "notify_guardians": (E.GUARDIANS_NOTIFIED,),
        "invite_guardians": (E.GUARDIANS_NOTIFIED,),
        "investigate": (E.INVESTIGATION_COMPLETED, E.DETERMINATION_MADE),
        "determine": (E.DETERMINATION_MADE,),
        "report": (E.REPORTED_TO,),
        "hear_defence": (E.DEFENCE_HEARD,),
        "request_hearing": (E.HEARING_REQUESTED,),
        "hold_hearing": (E.HEARING_HELD,),
        "notify_measure": (E.MEASURE_NOTIFIED, E.GUARDIANS_NOTIFIED),
        "serve_decision": (E.POLICE_DECISION_RECEIVED,),
        "counsel": (E.COUNSELLING_STARTED,),
        "keep_dossier": (E.DOSSIER_FILED,),
        "delete_record": (E.RECORD_DESTROYED,),
        "seal_record": (E.RECORD_SEALED,),
        "appeal": (E.APPEAL_FILED,),
        "decide_appeal": (E.APPEAL_DECIDED,),
        "request_review": (E.REVIEW_REQUESTED,),
        "review": (E.REVIEW_COMPLETED,),
        "request_recheck": (E.RECHECK_REQUESTED,),
        "recheck": (E.RECHECK_COMPLETED,),
        "apply_reconsideration": (E.RECONSIDERATION_APPLIED,),
        "decide_reconsideration": (E.RECONSIDERATION_DECISION_RECEIVED,),
        "file_lawsuit": (E.LAWSUIT_FILED,),
        "register": (E.PETITION_ACCEPTED, E.PETITION_FORWARDED, E.POLICE_RECEIPT),
        "notify_acceptance": (E.PETITION_ACCEPTED,),
        "forward": (E.PETITION_FORWARDED,),
        "raise_objection": (E.OBJECTION_RAISED,),
        "answer": (E.PETITION_ANSWERED, E.APPEAL_DECIDED),
        "handle_in_time": (E.PETITION_ANSWERED, E.POLICE_DECISION),
        "give_receipt": (E.POLICE_RECEIPT,),
        "accept_report": (E.POLICE_RECEIPT, E.POLICE_FILED),
        "file_case": (E.POLICE_FILED,),
        "decide_filing": (E.POLICE_FILED, E.NON_FILING_NOTICE_RECEIVED),
        "notify_non_filing": (E.NON_FILING_NOTICE_RECEIVED,),
        "decide_case": (E.POLICE_DECISION,),
        "decide_transfer": (E.TRANSFER_APPROVED,),
        "transfer_case": (E.TRANSFER_RECEIVED,),
        "supervise": (E.SUPERVISION_OPENED,),
        "list_supervision": (E.SUPERVISION_OPENED,),
        "rectify": (E.RECTIFIED,),
        "lift_measure": (E.MEASURE_ENDED,),
        "extend_time_limit": (E.EXTENDED,),
        "examine_application": (E.RECONSIDERATION_ACCEPTED,),
        "request_supplement": (E.SUPPLEMENT_NOTICE_RECEIVED,),
        "request_filing_review": (E.FILING_REVIEW_REQUESTED,),
        "request_removal": (E.REMOVAL_REQUESTED,),
    }
)
"""Events by the action they do; any other is kept by `duty_done` naming the act."""
KEEPS_FROM: Mapping[tuple[str, str], tuple[EventKind, ...]] = MappingProxyType(
    {
        ("notify_acceptance", "appeal_filed"): (E.APPEAL_ACCEPTED,),
        ("forward", "appeal_accepted"): (E.APPEAL_FORWARDED,),
        ("answer", "appeal_forwarded"): (),
        ("answer", "record_query_requested"): (),
        ("request_recheck", "accountability_decision_received"): (E.ACCOUNTABILITY_RECHECK_REQUESTED,),
        ("recheck", "accountability_recheck_requested"): (E.ACCOUNTABILITY_RECHECK_RECEIVED,),
        ("appeal", "accountability_decision_received"): (E.ACCOUNTABILITY_APPEAL_FILED,),
        ("appeal", "accountability_recheck_received"): (E.ACCOUNTABILITY_APPEAL_FILED,),
        ("decide_appeal", "accountability_appeal_filed"): (E.ACCOUNTABILITY_APPEAL_RECEIVED,),
        ("request_recheck", "government_inspection_received"): (E.GOVERNMENT_RECHECK_REQUESTED,),
        ("recheck", "government_recheck_requested"): (),
        ("request_recheck", "staff_sanction_known"): (),
        ("appeal", "staff_sanction_known"): (),
        ("appeal", "staff_recheck_received"): (),
        ("review", "filing_review_requested"): (E.FILING_REVIEW_RECEIVED,),
        ("request_recheck", "filing_review_received"): (E.FILING_RECHECK_REQUESTED,),
        ("recheck", "filing_recheck_requested"): (),
    }
)
"""The same by action and start, where an action of that name is done on several tracks."""

_OF_PETITIONS = frozenset(kind for kind in E if kind.value.startswith("petition_"))


@frozen
class Start:
    """
    What started a clock.

    Args:
        at: Its day or instant.
        measure: The measure it was about, where it was about one.
        petition: The petition it was about, likewise.
    """

    at: date
    measure: str | None = None
    petition: str | None = None


def by_kind(events: Iterable[Event]) -> ByKind:
    """
    Events in their order, found by kind.
    """
    found: dict[EventKind, list[tuple[int, Event]]] = defaultdict(list)
    for place, event in enumerate(events):
        found[event.kind].append((place, event))
    return found


def _of(kinds: Iterable[EventKind], events: ByKind) -> list[Event]:
    found = [placed for kind in kinds for placed in events.get(kind, ())]
    return [event for _, event in sorted(found, key=lambda placed: placed[0])]


def starts(start: str, duty: Duty, incident: Incident, events: ByKind) -> list[Start]:
    """
    What started a duty's clock: by the incident's own record, or by events; in order.

    What is known, or happens once, starts it once: the earliest counts. What can happen again, a decision or a request,
    starts a clock each time; neither an older nor a newer one is lost behind the other.
    """
    told = list(_on_record(start, duty, incident))
    told += [_started(event) for event in _of(_kinds(start, duty), events) if _begins(event, duty)]
    found = sorted(_each_once(told), key=lambda item: day_of(item.at))
    return found[:1] if start in _ONCE else found


def _kinds(start: str, duty: Duty) -> tuple[EventKind, ...]:
    if start in ASKED:
        return _ASKS.get(duty.action, ())
    own = (E(start),) if start in set(E) else ()
    return STARTS.get(start, own)


def _started(event: Event) -> Start:
    return Start(event.at, event.measure.value if event.measure else None, event.petition)


def _each_once(told: Iterable[Start]) -> list[Start]:
    """
    One start a day and matter; of a day and an instant of that day, the instant.
    """
    found: dict[tuple[date, str | None, str | None], Start] = {}
    for item in told:
        key = (day_of(item.at), item.measure, item.petition)
        if key not in found or (isinstance(item.at, datetime) and not isinstance(found[key].at, datetime)):
            found[key] = item
    return list(found.values())


def _begins(event: Event, duty: Duty) -> bool:
    if not concerns(event, duty):
        return False
    if event.kind in _REQUESTS:
        return _asked_of(event, duty)
    if event.kind is E.MEASURE_STARTED and event.measure not in (None, Measure.SUSPENSION):
        return False  # the only measure that a norm limits in time (moe49.10.1)
    if event.kind in _BETWEEN and event.by is not None:
        return bool(group_of(event.by) & {duty.actor, duty.addressee})
    if event.kind in _DECISIONS:
        return same_side(agents(event), duty)
    if event.kind in _OF_PETITIONS:
        return duty.track == "petition"
    return event.kind is not E.TRANSFER_RECEIVED or event.by is None or event.by.value == duty.actor


def _asked_of(event: Event, duty: Duty) -> bool:
    """
    Whether who was asked owes the duty, or who asked; a report always says to whom it went, and a hearing asked for of
    nobody in particular is asked of the school.
    """
    if event.kind is not E.REPORTED_TO and duty.actor in (agents(event) or ()):
        return True
    if event.to is None:
        return event.kind is not E.REPORTED_TO and (event.kind is not E.HEARING_REQUESTED or duty.actor in SCHOOL)
    return duty.actor in group_of(event.to)


def can_be_told(start: str, duty: Duty) -> bool:
    """
    Whether any event, or the incident's own record, can tell a start; if not, the duty's own ground is the start.
    """
    return bool(_kinds(start, duty)) or start in _ON_RECORD


_ON_RECORD = (
    *_ONCE,
    *("procedure_started_on", "measure_decided", "decision_made", "decision_received"),
    *("police_decision", "administrative_act_known"),
)


def _on_record(start: str, duty: Duty, incident: Incident) -> Iterator[Start]:
    conduct = incident.school_conduct
    known = incident.first_known_at
    days: dict[str, date | None] = {
        "first_known_at": known or (conduct.staff_knew_on if conduct else None),
        "staff_knew": (conduct.staff_knew_on if conduct else None) or known,
        "procedure_started_on": incident.procedure_started_on,
        "police_known_on": incident.police_known_on,
        "occurred_to": incident.occurred_to,
    }
    person = incident.person(duty.person) if duty.person else None
    if start == "turned_18" and person and person.birth_date:
        days[start] = _birthday(person.birth_date)
    day = days.get(start)
    if day is not None:
        yield Start(day)
    for item in (person.measures_in_force if person else None) or ():
        on = {
            "measure_decided": item.decided_on,
            "decision_made": item.decided_on,
            "decision_received": item.notified_on,
            "police_decision": item.decided_on if item.measure in OF_POLICE else None,
            "administrative_act_known": item.notified_on if item.measure in OF_AUTHORITIES else None,
        }
        day = on.get(start)
        if day is not None and same_side(decided_by(item.measure, item.decided_by), duty):
            yield Start(day, item.measure.value)


def _birthday(born: date) -> date:
    """
    The day a person is eighteen: the corresponding day, or the month's last (民法典202).
    """
    return count(born, Span(18, Unit.YEAR), Clock(kind=Kind.CAP)).day


def concerns(event: Event, duty: Duty) -> bool:
    """
    Whether an event can be about a duty: of the same person, or of nobody in particular.
    """
    return event.person is None or duty.person is None or event.person == duty.person


def keeping(duty: Duty, events: ByKind) -> list[Event]:
    """
    The events that keep a duty; one event keeps every duty of the same act that is its doer's.
    """
    start = duty.due.start if duty.due else ""
    kinds = (*KEEPS_FROM.get((duty.action, start), KEEPS.get(duty.action, ())), E.DUTY_DONE)
    return [event for event in _of(kinds, events) if concerns(event, duty) and _keeps(event, duty)]


def _keeps(event: Event, duty: Duty) -> bool:
    able = agents(event)
    if able is not None and duty.actor not in able:
        return False
    if event.kind is E.DUTY_DONE:
        return names(event, duty)
    if event.kind in _OF_PETITIONS and duty.track != "petition":
        return False
    if event.kind is E.REPORTED_TO:
        return event.to is not None and event.to.value == duty.addressee
    if event.kind is E.GUARDIANS_NOTIFIED:
        # told of the incident is not told of a measure, nor the other way round
        return (event.measure is not None) == (duty.action == "notify_measure")
    addressed = event.kind in (E.APPEAL_FILED, E.MEASURE_NOTIFIED) and event.to is not None
    return not addressed or event.to.value == duty.addressee  # type: ignore[union-attr]


def names(event: Event, duty: Duty) -> bool:
    """
    Whether an event that speaks of a duty means this one: by action, by action and addressee, or by rule.
    """
    plain = f"{duty.action}/{duty.addressee}"
    return event.act in (duty.action, plain, duty.act, duty.rule, duty.id)
