"""
What was known when: a case's events one after the other, those that count and those set aside.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from attrs import frozen

from campuslex.case.facts import Body, bring, changes
from campuslex.case.order import Placed, together
from campuslex.case.set_aside import SetAside, why_not
from campuslex.dates.zone import day_of
from campuslex.errors import FactsError
from campuslex.model.case import Event
from campuslex.model.incident import Incident
from campuslex.model.words import Body as Who
from campuslex.model.words import EventKind

_UNDOING = frozenset(
    {
        EventKind.FACT_LEARNED,
        EventKind.FACT_WITHDRAWN,
        EventKind.FINDING_MADE,
        EventKind.FINDING_WITHDRAWN,
        EventKind.DETERMINATION_MADE,
        EventKind.SANCTION_REVOKED,
    }
)
"""Events by which a duty that held may hold no more: what is learned may contradict what was presumed or suspected."""


@frozen
class Known:
    """
    What was known until a day.
    """

    until: date
    incident: Incident


@frozen
class History:
    """
    A case's events up to a time.

    Args:
        kept: The events that count, in order.
        aside: Those that do not, each with its reason.
        incident: What is known in the end.
        before: What was known before each instant whose events may have undone a duty's ground, the latest first.
    """

    kept: tuple[Event, ...]
    aside: tuple[SetAside, ...]
    incident: Incident
    before: tuple[Known, ...]


def history(incident: Incident, events: Sequence[Placed], competent: Sequence[Who] = ()) -> History:
    """
    Go through events in order.

    Args:
        incident: The incident as the case's document tells it.
        events: The events up to a time, in order.
        competent: Bodies whose determination confirms; none named means any.
    """
    try:
        return _Reader(incident, competent, _on_facts).read(events)
    except FactsError:
        # facts learned are tried as they come; should anything else not agree with them, everything is
        return _Reader(incident, competent, changes).read(events)


def _on_facts(event: Event) -> bool:
    return event.kind in (EventKind.FACT_LEARNED, EventKind.FACT_WITHDRAWN)


class _Reader:
    def __init__(self, incident: Incident, competent: Sequence[Who], tried: Callable[[Event], bool]) -> None:
        self._body: Body = incident.to_dict()
        self._incident: Incident | None = incident
        self._competent, self._tried = competent, tried
        self._kept: list[Event] = []
        self._aside: list[SetAside] = []

    def read(self, events: Iterable[Placed]) -> History:
        before: list[Known] = []
        last: Event | None = None
        for placed in together(events):
            beside = [event for _, event in placed]
            if any(event.kind in _UNDOING for event in beside):
                before.append(Known(day_of(beside[0].at), self._known()))
            for index, event in placed:
                self._take(index, event, beside, last)
                last = event
        now = self._known()
        return History(tuple(self._kept), tuple(self._aside), now, tuple(_differing(before, now)))

    def _take(self, index: int, event: Event, beside: Sequence[Event], last: Event | None) -> None:
        # in order, two equal events stand side by side
        reason = "told_twice" if event == last else why_not(self._body, event, self._kept, beside, self._competent)
        if reason:
            self._aside.append(SetAside(index, event, reason))
            return
        fault = self._bring(event)
        if fault:
            self._aside.append(SetAside(index, event, "bad_fact", fault))
        else:
            self._kept.append(event)

    def _bring(self, event: Event) -> str:
        """
        Take in what an event brings; the faults for which it cannot be.
        """
        if not changes(event):
            return ""
        if not self._tried(event):
            bring(self._body, event, self._kept)
            self._incident = None
            return ""
        sound = self._known()
        bring(self._body, event, self._kept)
        try:
            self._incident = Incident.from_dict(self._body)
        except FactsError as error:
            self._incident, self._body = sound, sound.to_dict()
            return "; ".join(map(str, error.faults))
        return ""

    def _known(self) -> Incident:
        if self._incident is None:
            self._incident = Incident.from_dict(self._body)
        return self._incident


def _differing(before: Sequence[Known], now: Incident) -> Iterable[Known]:
    """
    The latest first, without those that tell what the one after tells.
    """
    after = now
    for known in reversed(before):
        if known.incident != after:
            yield known
        after = known.incident
