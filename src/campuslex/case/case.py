"""
The door of the room: a case document that answers.
"""

from datetime import date
from typing import Self

from attrs import evolve, frozen

from campuslex.case.view import CaseView, view
from campuslex.dates.calendar import Calendar
from campuslex.dates.clock import Clock
from campuslex.dates.policy import Policy
from campuslex.dates.school import SchoolCalendar
from campuslex.model.case import CaseDocument, Event
from campuslex.rulebook.book import Rulebook


@frozen(kw_only=True)
class Case(CaseDocument):
    """
    One incident and its events; answers at any date from its events alone.
    """

    def append(self, event: Event) -> Self:
        """
        The case with one more event; this one stays as it is.
        """
        return evolve(self, events=(*self.events, event))

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
            policy: How what the law leaves open in counting is read; the default readings if not given.
            engine: `compiled`, `durable` or `crosscheck`.

        Raises:
            FactsError: Facts that events brought do not make a sound incident.
            EngineUnavailable, EngineDisagreement, UnknownName: As `assess`.
        """
        clock = Clock(policy=policy or Policy(), calendar=calendar or Calendar(), school=self._school())
        return view(self, rulebook, on, clock, engine)

    def _school(self) -> SchoolCalendar | None:
        told = [(term.from_, term.to) for term in self.school_terms or ()]
        known = [(first, last) for first, last in told if first and last]
        return SchoolCalendar.from_terms(known) if known else None
