"""
Which events start a duty's clock, and which keep the duty.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from campuslex.assessment.answer import Duty
from campuslex.model.case import Event
from campuslex.model.incident import Incident
from campuslex.model.words import EventKind

E = EventKind

STARTS: Mapping[str, tuple[EventKind, ...]] = MappingProxyType(
    {
        "first_known_at": (E.DISCOVERED,),
        "staff_knew": (E.DISCOVERED,),
        "procedure_started_on": (E.PROCEDURE_STARTED,),
        "police_known_on": (E.POLICE_RECEIPT,),
        "received_on": (E.PETITION_RECEIVED,),
        "accepted_on": (E.PETITION_ACCEPTED, E.POLICE_RECEIPT),
        "answered_on": (E.PETITION_ANSWERED,),
        "decision_made": (E.MEASURE_DECIDED, E.DETERMINATION_MADE, E.POLICE_DECISION),
        "decision_received": (E.MEASURE_NOTIFIED, E.POLICE_DECISION_RECEIVED),
        "measure_decided": (E.MEASURE_DECIDED,),
        "request_received": (E.REVIEW_REQUESTED, E.RECHECK_REQUESTED, E.APPEAL_FILED),
        "case_filed": (E.POLICE_FILED,),
        "application_received": (E.RECONSIDERATION_APPLIED,),
        "appeal_decision_received": (E.APPEAL_DECIDED,),
        "recheck_decision_received": (E.RECHECK_COMPLETED,),
    }
)
"""Events by the start of a deadline; a start of another name is the event of that name."""

KEEPS: Mapping[str, tuple[EventKind, ...]] = MappingProxyType(
    {
        "stop": (E.STOPPED,),
        "notify_guardians": (E.GUARDIANS_NOTIFIED,),
        "invite_guardians": (E.GUARDIANS_NOTIFIED,),
        "investigate": (E.INVESTIGATION_COMPLETED, E.DETERMINATION_MADE),
        "determine": (E.DETERMINATION_MADE,),
        "report": (E.REPORTED_TO,),
        "hear_defence": (E.DEFENCE_HEARD,),
        "hold_hearing": (E.HEARING_HELD,),
        "notify_measure": (E.MEASURE_NOTIFIED,),
        "counsel": (E.COUNSELLING_STARTED,),
        "keep_dossier": (E.DOSSIER_FILED,),
        "delete_record": (E.RECORD_DESTROYED,),
        "seal_record": (E.RECORD_SEALED,),
        "appeal": (E.APPEAL_FILED,),
        "request_review": (E.REVIEW_REQUESTED,),
        "review": (E.REVIEW_COMPLETED,),
        "request_recheck": (E.RECHECK_REQUESTED,),
        "recheck": (E.RECHECK_COMPLETED,),
        "apply_reconsideration": (E.RECONSIDERATION_APPLIED,),
        "file_lawsuit": (E.LAWSUIT_FILED,),
        "register": (E.PETITION_ACCEPTED, E.PETITION_FORWARDED),
        "notify_acceptance": (E.PETITION_ACCEPTED,),
        "forward": (E.PETITION_FORWARDED,),
        "raise_objection": (E.OBJECTION_RAISED,),
        "answer": (E.PETITION_ANSWERED,),
        "handle_in_time": (E.PETITION_ANSWERED, E.POLICE_DECISION),
        "give_receipt": (E.POLICE_RECEIPT,),
        "accept_report": (E.POLICE_RECEIPT, E.POLICE_FILED),
        "file_case": (E.POLICE_FILED,),
        "supervise": (E.SUPERVISION_OPENED,),
        "list_supervision": (E.SUPERVISION_OPENED,),
        "rectify": (E.RECTIFIED,),
    }
)
"""Events by the action they do; any other is kept by `duty_done` naming the act."""


def starts(start: str, duty: Duty, incident: Incident, events: Sequence[Event]) -> list[date]:
    """
    When a duty's clock started: by the incident's own record, or by events; in order.
    """
    told = list(_on_record(start, duty, incident))
    told += [event.at for event in events if event.kind in _kinds(start) and concerns(event, duty)]
    return told


def _kinds(start: str) -> tuple[EventKind, ...]:
    own = (EventKind(start),) if start in set(EventKind) else ()
    return STARTS.get(start, own)


def _on_record(start: str, duty: Duty, incident: Incident) -> Iterator[date]:
    conduct = incident.school_conduct
    known = incident.first_known_at
    days: dict[str, date | None] = {
        "first_known_at": known or (conduct.staff_knew_on if conduct else None),
        "staff_knew": (conduct.staff_knew_on if conduct else None) or known,
        "procedure_started_on": incident.procedure_started_on,
        "police_known_on": incident.police_known_on,
        "occurred_to": incident.occurred_to,
    }
    day = days.get(start)
    if day is not None:
        yield day
    person = incident.person(duty.person) if duty.person else None
    for item in (person.measures_in_force if person else None) or ():
        on = {
            "measure_decided": item.decided_on,
            "decision_made": item.decided_on,
            "decision_received": item.notified_on,
        }
        day = on.get(start)
        if day is not None:
            yield day


def concerns(event: Event, duty: Duty) -> bool:
    """
    Whether an event can be about a duty: of the same person, or of nobody in particular.
    """
    return event.person is None or duty.person is None or event.person == duty.person


def keeping(duty: Duty, events: Sequence[Event]) -> list[Event]:
    """
    The events that keep a duty; one event keeps every duty of the same act.
    """
    return [event for event in events if concerns(event, duty) and _keeps(event, duty)]


def _keeps(event: Event, duty: Duty) -> bool:
    if not _acts_for(event, duty.actor):
        return False
    if event.kind is EventKind.DUTY_DONE:
        return event.act in (f"{duty.action}/{duty.addressee}", duty.action)
    if event.kind not in KEEPS.get(duty.action, ()):
        return False
    if event.kind is EventKind.REPORTED_TO:
        return event.to is not None and event.to.value == duty.addressee
    return True


_OF_THE_SCHOOL = frozenset({"school", "school_committee", "joint_committee", "principal"})


def _acts_for(event: Event, actor: str) -> bool:
    """
    Whether who did it is who owed it: a school acts through its committee and its principal; staff owe for themselves.
    """
    if event.by is None or event.by.value == actor:
        return True
    return event.by.value in _OF_THE_SCHOOL and actor in _OF_THE_SCHOOL
