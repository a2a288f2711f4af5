"""
The door of the room: a case document that answers.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Self

from attrs import evolve, frozen

from campuslex.assessment.context import policy_of
from campuslex.case import log
from campuslex.case.view import CaseView, view
from campuslex.dates.calendar import Calendar
from campuslex.dates.clock import Clock
from campuslex.dates.policy import Policy
from campuslex.dates.school import SchoolCalendar
from campuslex.errors import Fault
from campuslex.model.case import CaseDocument, Event
from campuslex.rulebook.book import Rulebook


@frozen(kw_only=True)
class Case(CaseDocument):
    """
    One incident and its events; answers at any date from its events alone.
    """

    def append(self, event: Event | Mapping[str, Any]) -> Self:
        """
        The case with one more event; this one stays as it is.

        Args:
            event: The event, or its document form.

        Raises:
            FactsError: Every fault of the event: about an unknown person, without what its kind must tell.
        """
        raw = event.to_dict() if isinstance(event, Event) else event
        return evolve(self, events=(*self.events, Event.from_dict(raw, self.incident)))

    def at(
        self,
        on: date,
        rulebook: Rulebook,
        *,
        calendar: Calendar | None = None,
        policy: Policy | None = None,
        engine: str = "compiled",
    ) -> CaseView:
        """
        What is known, owed, kept and late by a day or an instant. Pure: later events never change the answer.

        Args:
            on: The day, or an instant with its offset from UTC.
            rulebook: The rules.
            calendar: Holidays and make-up workdays beyond the shipped ones.
            policy: How what the law leaves open in counting is read; as the rulebook chose if not given.
            engine: `compiled`, `durable` or `crosscheck`.

        Raises:
            FactsError: An instant without its offset from UTC.
            EngineUnavailable, EngineDisagreement, UnknownName: As `assess`.
        """
        clock = Clock(policy=policy or policy_of(rulebook), calendar=calendar or Calendar(), school=self._school())
        return view(self, rulebook, on, clock, engine)

    def log(self) -> str:
        """
        The case as a log: JSON Lines, each line chained to the one before; see `campuslex.case.log`.
        """
        return log.written(self)

    @staticmethod
    def verify(text: str | bytes, ends: str = "") -> tuple[Fault, ...]:
        """
        What is wrong with a log: lines changed, dropped, reordered or told twice, or a torn last line.

        Args:
            text: The log.
            ends: The hash of its last line, where the host kept it: then lines missing at the end are seen too.
        """
        return log.verify(text, ends)

    @classmethod
    def replay(cls, text: str | bytes) -> Self:
        """
        The case of a log, whose own log is the same bytes. A torn last line is left out; `verify` tells it.

        Raises:
            FactsError: Every fault `verify` finds, but for a torn last line.
        """
        return log.replay(text, cls)

    def _school(self) -> SchoolCalendar | None:
        told = [(term.from_, term.to) for term in self.school_terms or ()]
        known = [(first, last) for first, last in told if first and last]
        return SchoolCalendar.from_terms(known) if known else None
