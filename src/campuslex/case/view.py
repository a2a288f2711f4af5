"""
A case on a day: what is known, what is owed and became of it, whom it wakes, which steps are open.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from attrs import frozen

from campuslex.assessment.answer import ADVICE_EN, ADVICE_ZH, Assessment, Notice
from campuslex.assessment.assess import assess
from campuslex.case.facts import incident_after
from campuslex.case.order import Placed, in_order, until
from campuslex.case.owed import Bench, Owed, owed, still_owed
from campuslex.case.set_aside import SetAside, sorted_out
from campuslex.case.watch import Alarm, alarms, case_facts
from campuslex.dates.clock import Clock
from campuslex.dates.zone import day_of
from campuslex.model.case import CaseDocument, Event
from campuslex.model.case_facts import CaseFacts
from campuslex.model.incident import Incident
from campuslex.model.words import EventKind
from campuslex.rulebook.book import Rulebook
from campuslex.rulebook.words import Action

IRREVERSIBLE = frozenset({Action.REPORT.value, Action.PRESERVE_EVIDENCE.value, Action.ACCEPT_REPORT.value})
"""Actions that stay owed once their ground held, whatever is withdrawn later (minors-law.11.2, 39.3)."""

_REVERSALS = (
    EventKind.FINDING_WITHDRAWN,
    EventKind.FACT_WITHDRAWN,
    EventKind.FINDING_MADE,
    EventKind.DETERMINATION_MADE,
    EventKind.SANCTION_REVOKED,
)
"""Events by which a duty that held may hold no more."""


@frozen(kw_only=True)
class CaseView:
    """
    The answer to one case on one day: advice, never a verdict.

    Args:
        on: The day, or instant.
        incident: What is known by then.
        answer: The assessment of what is known.
        duties: Every duty and what became of it.
        alarms: Whom the case wakes.
        facts: The flat facts of the case.
        events: The events that count, in order.
        set_aside: Events that do not count, each with its reason.
        later: How many events lie after the day.
    """

    id: str
    on: date
    incident: Incident
    answer: Assessment
    duties: tuple[Owed, ...]
    alarms: tuple[Alarm, ...]
    facts: CaseFacts
    events: tuple[Event, ...]
    set_aside: tuple[SetAside, ...]
    later: int

    SCHEMA = "campuslex/case_view/1"

    @property
    def notices(self) -> tuple[Notice, ...]:
        """
        The assessment's notices.
        """
        return self.answer.notices

    @property
    def readings(self) -> dict[str, str]:
        """
        The readings of counting that last days rest on, option by id.
        """
        found = sorted({reading for item in self.duties for reading in item.readings})
        return {reading.id: reading.option for reading in found}

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form, `campuslex/case_view/1`.
        """
        return {
            "schema": self.SCHEMA,
            "advice": ADVICE_ZH,
            "advice_en": ADVICE_EN,
            "id": self.id,
            "on": self.on.isoformat(),
            "receipt": {**self.answer.receipt.to_dict(), "counting": self.readings},
            "determination": self.answer.determination.to_dict(),
            "severity": self.answer.severity.to_dict(),
            "duties": [item.to_dict() for item in self.duties],
            "alarms": [item.to_dict() for item in self.alarms],
            "set_aside": [item.to_dict() for item in self.set_aside],
            "later_events": self.later,
            "needs": [item.to_dict() for item in self.answer.needs],
            "notices": [item.to_dict() for item in self.notices],
        }


def view(case: CaseDocument, book: Rulebook, on: date, clock: Clock, engine: str) -> CaseView:
    """
    What a case comes to by a day or an instant, from its events up to then alone.
    """
    placed, later = until(in_order(case.events), on)
    kept, aside = sorted_out(case.incident, placed)
    events = tuple(event for _, event in kept)
    incident = incident_after(case.incident, events)
    answer = assess(incident, book, on=day_of(on), engine=engine, calendar=clock.calendar)
    bench = Bench(book=book, incident=incident, events=events, on=on, clock=clock)
    now = [owed(duty, bench) for duty in answer.duties]
    now += still_owed(list(_earlier(case.incident, kept, bench, engine)), now, IRREVERSIBLE)
    facts = case_facts(incident, events, now, on, answer)
    return CaseView(
        id=case.id,
        on=on,
        incident=incident,
        answer=answer,
        duties=tuple(now),
        alarms=alarms(book, facts, answer, events, on, clock.calendar),
        facts=facts,
        events=events,
        set_aside=aside,
        later=len(later),
    )


def _earlier(incident: Incident, kept: Sequence[Placed], bench: Bench, engine: str) -> Iterator[Owed]:
    """
    What was owed just before each event that may have undone a duty's ground, the latest first.
    """
    events = [event for _, event in kept]
    seen: set[Incident] = set()
    for place in reversed(range(len(events))):
        if not _reverses(events, place):
            continue
        before = incident_after(incident, events[:place])
        if before in seen:
            continue
        seen.add(before)
        answer = assess(before, bench.book, on=day_of(events[place].at), engine=engine, calendar=bench.clock.calendar)
        yield from (owed(duty, bench) for duty in answer.duties)


def _reverses(events: Sequence[Event], place: int) -> bool:
    event = events[place]
    if event.kind is EventKind.FACT_LEARNED:
        return any(_told_before(path, events[:place]) for path in event.facts or ())
    return event.kind in _REVERSALS


def _told_before(path: str, events: Sequence[Event]) -> bool:
    return any(path in (event.facts or {}) for event in events)
