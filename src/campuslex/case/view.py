"""
A case on a day: what is known, what is owed and became of it, whom it wakes, which steps are open.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from attrs import field, frozen

from campuslex.assessment.answer import ADVICE_EN, ADVICE_ZH, Assessment, Notice
from campuslex.assessment.assess import assess
from campuslex.case.agenda import Task, agenda
from campuslex.case.bench import Bench
from campuslex.case.duties import all_duties
from campuslex.case.history import History, history
from campuslex.case.marks import names
from campuslex.case.order import Placed, canonical, in_order, until
from campuslex.case.owed import Owed, State
from campuslex.case.set_aside import SetAside
from campuslex.case.step import Step
from campuslex.case.steps import steps
from campuslex.case.timeline import Row, timeline
from campuslex.case.watch import Alarm, alarms, case_facts
from campuslex.dates.clock import Clock
from campuslex.dates.zone import day_of
from campuslex.model.case import CaseDocument, Event
from campuslex.model.case_facts import CaseFacts
from campuslex.model.document import plain
from campuslex.model.incident import Incident
from campuslex.model.words import EventKind
from campuslex.rulebook.book import Rulebook


@frozen(kw_only=True)
class CaseView:
    """
    The answer to one case on one day: advice, never a verdict. Two are equal when the same was so by the day; in which
    order it was recorded, and what came later, make no difference.

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
        case_sha256: Hash of what of the case was looked at.
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
    later: int = field(eq=False)
    case_sha256: str
    _book: Rulebook = field(eq=False, repr=False, alias="book")

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

    @property
    def owed_now(self) -> tuple[Owed, ...]:
        """
        What must be done, has begun by a start that is known, and is not done.
        """
        return tuple(
            row for row in self.duties if row.duty.modality == "must" and row.pending and row.since is not None
        )

    @property
    def late(self) -> tuple[Owed, ...]:
        """
        What should have been done by now.
        """
        return tuple(row for row in self.duties if row.state is State.LATE)

    @cached_property
    def next(self) -> tuple[Task, ...]:
        """
        What comes next, one row an act: late first, hard before soft, then by last day.
        """
        return agenda(self.duties, self.on)

    @cached_property
    def timeline(self) -> tuple[Row, ...]:
        """
        What happened and what fell or falls due, in order.
        """
        return timeline(self.events, self.duties, self._book)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """
        Which steps of procedure are open, done, not yet open or barred, and why.
        """
        return steps(self.answer, self.incident, self.events, self.duties, self._book)

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form, `campuslex/case_view/1`.
        """
        receipt = {**self.answer.receipt.to_dict(), "case_sha256": self.case_sha256, "counting": self.readings}
        return {
            "schema": self.SCHEMA,
            "advice": ADVICE_ZH,
            "advice_en": ADVICE_EN,
            "id": self.id,
            "on": self.on.isoformat(),
            "receipt": receipt,
            "determination": self.answer.determination.to_dict(),
            "severity": self.answer.severity.to_dict(),
            "next": [item.to_dict() for item in self.next],
            "duties": [item.to_dict() for item in self.duties],
            "steps": [item.to_dict() for item in self.steps],
            "timeline": [item.to_dict() for item in self.timeline],
            "alarms": [item.to_dict() for item in self.alarms],
            "defects": [item.to_dict() for item in self.answer.defects],
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
    decision = book.decisions.get("bullying")
    known = history(case.incident, placed, decision.competent if decision else ())
    answer = assess(known.incident, book, on=day_of(on), engine=engine, calendar=clock.calendar)
    bench = Bench(book=book, incident=known.incident, events=known.kept, on=on, clock=clock, engine=engine)
    duties = tuple(all_duties(answer.duties, known, bench))
    facts = case_facts(known.incident, known.kept, duties, on, answer)
    return CaseView(
        id=case.id,
        on=on,
        incident=known.incident,
        answer=answer,
        duties=duties,
        alarms=alarms(book, known.incident, answer, known.kept, duties, on, clock.calendar),
        facts=facts,
        events=known.kept,
        set_aside=(*known.aside, *_about_no_duty(placed, known, duties)),
        later=len(later),
        case_sha256=_hash(case, placed),
        book=book,
    )


def _hash(case: CaseDocument, placed: Sequence[Placed]) -> str:
    looked_at = [case.id, plain(case.incident), plain(case.school_terms), [plain(event) for _, event in placed]]
    return hashlib.sha256(canonical(looked_at).encode()).hexdigest()


def _about_no_duty(placed: Sequence[Placed], known: History, rows: Sequence[Owed]) -> Iterator[SetAside]:
    """
    Events that speak of a duty there is not: what they tell changes nothing.
    """
    kinds = (EventKind.DUTY_DONE, EventKind.EXTENDED)
    aside = {item.index for item in known.aside}
    for index, event in placed:
        if event.kind in kinds and index not in aside and not any(names(event, row.duty) for row in rows):
            yield SetAside(index, event, "no_such_duty", f"`{event.act}`"[:40])
