"""
Events that are recorded and do not count, each with its reason; the rest still answers.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from attrs import frozen

from campuslex.case.order import Placed
from campuslex.dates.zone import day_of
from campuslex.model.case import Event
from campuslex.model.incident import Incident
from campuslex.model.words import EventKind, FindingStage

_REASONS = {
    "before_conduct": ("早于行为发生之日", "lies before the conduct"),
    "contradicts": (
        "与此前的认定不同，其间没有复查、申诉",
        "differs from an earlier determination with no review between",
    ),
    "nothing_decided": ("此前没有作出该项措施", "no such measure was decided before"),
}
_ABOUT_FACTS = (EventKind.FACT_LEARNED, EventKind.FACT_WITHDRAWN)
_REOPENING = (EventKind.REVIEW_OPENED, EventKind.REVIEW_COMPLETED, EventKind.REVIEW_REQUESTED, EventKind.APPEAL_FILED)
_ON_MEASURES = (
    EventKind.MEASURE_NOTIFIED,
    EventKind.MEASURE_STARTED,
    EventKind.MEASURE_ENDED,
    EventKind.SANCTION_EFFECTIVE,
    EventKind.SANCTION_REVOKED,
)


@frozen
class SetAside:
    """
    An event that does not count.

    Args:
        index: Its place in the case's list.
        kind: Its kind.
        reason: `before_conduct`, `contradicts` or `nothing_decided`.
    """

    index: int
    kind: str
    reason: str
    zh: str
    en: str

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        return {"event": self.index, "kind": self.kind, "reason": self.reason, "zh": self.zh, "en": self.en}


def sorted_out(incident: Incident, events: Sequence[Placed]) -> tuple[list[Placed], tuple[SetAside, ...]]:
    """
    The events that count, in their order, and those set aside.
    """
    kept, aside = list[Placed](), list[SetAside]()
    for placed in events:
        reason = next(_why_not(incident, placed[1], [event for _, event in kept]), "")
        if reason:
            aside.append(SetAside(placed[0], placed[1].kind.value, reason, *_REASONS[reason]))
        else:
            kept.append(placed)
    return kept, tuple(aside)


def _why_not(incident: Incident, event: Event, earlier: Sequence[Event]) -> Iterator[str]:
    first = _first_day(incident)
    if first and day_of(event.at) < first and event.kind not in _ABOUT_FACTS:
        yield "before_conduct"
    if event.kind is EventKind.DETERMINATION_MADE and _contradicts(event, earlier):
        yield "contradicts"
    if event.kind in _ON_MEASURES and event.measure and not _decided(incident, event, earlier):
        yield "nothing_decided"


def _first_day(incident: Incident) -> date | None:
    between = incident.occurred_between
    return incident.occurred_from or incident.occurred_to or (between[0] if between else None)


def _contradicts(event: Event, earlier: Sequence[Event]) -> bool:
    if event.stage in (FindingStage.REVIEW, FindingStage.APPEAL):
        return False
    for other in reversed(earlier):
        if other.kind in _REOPENING:
            return False
        if other.kind is EventKind.DETERMINATION_MADE and other.person == event.person:
            return other.value != event.value
    return False


def _decided(incident: Incident, event: Event, earlier: Sequence[Event]) -> bool:
    person = incident.person(event.person) if event.person else None
    on_record = {item.measure for item in (person.measures_in_force if person else None) or ()}
    decided = {
        other.measure
        for other in earlier
        if other.kind is EventKind.MEASURE_DECIDED and other.person in (None, event.person)
    }
    return event.measure in on_record | decided
