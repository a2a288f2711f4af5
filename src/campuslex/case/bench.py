"""
What every duty of one answer is measured with.
"""

from datetime import date
from functools import cached_property

from attrs import frozen

from campuslex.case.marks import ByKind, by_kind
from campuslex.dates.clock import Clock
from campuslex.dates.zone import day_of
from campuslex.model.case import Event
from campuslex.model.incident import Incident
from campuslex.rulebook.book import Rulebook


@frozen(kw_only=True, eq=False)
class Bench:
    """
    What every duty of one answer is measured with.

    Args:
        book: The rules.
        incident: What is known.
        events: The events that count, in order.
        on: The day, or instant, of the answer.
        clock: How is counted, but for whose clock it is.
        engine: As `assess`.
    """

    book: Rulebook
    incident: Incident
    events: tuple[Event, ...]
    on: date
    clock: Clock
    engine: str = "compiled"

    @cached_property
    def found(self) -> ByKind:
        """
        The events by kind.
        """
        return by_kind(self.events)

    @cached_property
    def day(self) -> date:
        """
        The day of the answer in China.
        """
        return day_of(self.on)

    @cached_property
    def layers(self) -> tuple[str, ...]:
        """
        Codes of the layers that apply.
        """
        return self.book.layers_for(self.incident.jurisdiction)
