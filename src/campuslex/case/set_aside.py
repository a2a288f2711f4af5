"""
Events that are recorded and do not count, each with its reason; the rest still answers.
"""

from collections.abc import Sequence
from typing import Any

from attrs import field, frozen

from campuslex.case.facts import Body, has_measure, knows
from campuslex.dates.zone import day_of
from campuslex.model.case import Event
from campuslex.model.words import Body as Who
from campuslex.model.words import EventKind, FindingStage

E = EventKind

_REASONS = {
    "told_twice": ("与另一条记录完全相同", "is the same as another record"),
    "before_conduct": ("早于行为发生之日", "lies before the conduct"),
    "contradicts": (
        "与此前的认定不同，其间没有复查、申诉",
        "differs from an earlier determination with no review between",
    ),
    "nothing_decided": ("此前没有作出该项措施", "no such measure was decided before"),
    "nothing_to_withdraw": ("没有可以撤回的事实或者认定", "there is no such fact or finding to withdraw"),
    "nothing_begun": ("所结束的事项此前没有开始", "what it ends was not begun before"),
    "bad_fact": ("所载事实不能成立", "what it tells cannot be so"),
    "no_such_duty": ("没有这样一项义务", "there is no such duty"),
}
_ABOUT_FACTS = (E.FACT_LEARNED, E.FACT_WITHDRAWN)
_REOPENING = (E.REVIEW_OPENED, E.REVIEW_COMPLETED, E.REVIEW_REQUESTED, E.APPEAL_FILED, E.APPEAL_DECIDED, E.REOPENED)
_ON_MEASURES = (E.MEASURE_NOTIFIED, E.MEASURE_STARTED, E.MEASURE_ENDED, E.SANCTION_EFFECTIVE, E.SANCTION_REVOKED)
_ENDS = {E.RESUMED: E.PAUSED, E.REOPENED: E.CLOSED, E.SUPERVISION_CLOSED: E.SUPERVISION_OPENED}
"""Events that end what another began."""


@frozen
class SetAside:
    """
    An event that does not count. Two are equal wherever in the list they stand.

    Args:
        index: Its place in the case's list.
        event: The event.
        reason: `told_twice`, `before_conduct`, `contradicts`, `nothing_decided`, `nothing_to_withdraw`,
            `nothing_begun`, `bad_fact` or `no_such_duty`.
        detail: What exactly is wrong, in English.
    """

    index: int = field(eq=False)
    event: Event
    reason: str
    detail: str = ""

    @property
    def zh(self) -> str:
        """
        The reason for a reader, in Chinese.
        """
        return _REASONS[self.reason][0]

    @property
    def en(self) -> str:
        """
        The reason for a reader, in English.
        """
        return _REASONS[self.reason][1]

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        return {
            "event": self.index,
            "kind": self.event.kind.value,
            "at": self.event.at.isoformat(),
            "reason": self.reason,
            "zh": self.zh,
            "en": self.en,
            "detail": self.detail or None,
        }


def why_not(
    body: Body, event: Event, earlier: Sequence[Event], beside: Sequence[Event], competent: Sequence[Who]
) -> str:
    """
    Why an event does not count; empty if it does.

    Args:
        body: The incident as known before it.
        event: The event.
        earlier: The events that count and come before it.
        beside: All events of its instant.
        competent: Bodies whose determination confirms; none named means any.
    """
    first = _first_day(body)
    if first and day_of(event.at).isoformat() < first and event.kind not in _ABOUT_FACTS:
        return "before_conduct"
    if event.kind is E.DETERMINATION_MADE and _contradicts(event, earlier, beside, competent):
        return "contradicts"
    if event.kind in _ON_MEASURES and event.measure and not _decided(body, event, earlier):
        return "nothing_decided"
    if not knows(body, event):
        return "nothing_to_withdraw"
    if event.kind in _ENDS and not _begun(event, earlier):
        return "nothing_begun"
    return ""


def _first_day(body: Body) -> str | None:
    between = body.get("occurred_between")
    first: str | None = body.get("occurred_from") or body.get("occurred_to") or (between[0] if between else None)
    return first


def _contradicts(event: Event, earlier: Sequence[Event], beside: Sequence[Event], competent: Sequence[Who]) -> bool:
    """
    Whether an earlier determination of the same matter says otherwise and nothing opened it again.
    """
    if event.stage in (FindingStage.REVIEW, FindingStage.APPEAL) or (competent and event.by not in competent):
        return False
    if any(other.kind in _REOPENING for other in beside):
        return False
    for other in reversed(earlier):
        if other.kind in _REOPENING or (other.kind is E.FINDING_WITHDRAWN and other.finding == "bullying"):
            return False
        counts = other.kind is E.DETERMINATION_MADE and (not competent or other.by in competent)
        if counts and other.person == event.person:
            return other.value != event.value
    return False


def _decided(body: Body, event: Event, earlier: Sequence[Event]) -> bool:
    return has_measure(body, event) or any(
        other.kind is E.MEASURE_DECIDED and other.measure == event.measure and event.person in (None, other.person)
        for other in earlier
    )


def _begun(event: Event, earlier: Sequence[Event]) -> bool:
    """
    Whether what an event ends was begun and not ended since; a pause ends by its own reason.
    """
    begins = _ENDS[event.kind]
    for other in reversed(earlier):
        same_act = other.act == event.act or None in (other.act, event.act)
        if other.kind in (event.kind, begins) and other.reason == event.reason and same_act:
            return other.kind is begins
    return False
