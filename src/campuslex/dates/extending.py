"""
Deadlines extended: how often, for how long, and from which day.
"""

from collections.abc import Iterable, Sequence

from attrs import evolve, frozen

from campuslex.dates.clock import Clock, Deadline
from campuslex.dates.counting import PLAIN, count
from campuslex.dates.pauses import Pause
from campuslex.dates.refusals import ExtensionRefused
from campuslex.dates.units import Kind, Span, Unit
from campuslex.dates.zone import ONE_DAY


@frozen
class Extensions:
    """
    What a norm lets grant: ps-law.118 two of 30 days, petition.34 one of 30 days.

    Args:
        times: How often.
        each: Longest span of one.
    """

    times: int
    each: Span


def extended(
    found: Deadline,
    granted: Sequence[Span],
    clock: Clock = PLAIN,
    allowed: Extensions | None = None,
    pauses: Iterable[Pause] = (),
) -> Deadline:
    """
    A deadline with the extensions granted, one after the other.

    Each is added to the last day as counted, or as moved, by the reading `extension_from`; then the new last day moves
    as any other.

    Args:
        found: The deadline before.
        granted: The extensions, in order.
        clock: How they are counted: the clock of the deadline.
        allowed: What may be granted; None asks nothing.
        pauses: Days that do not count, those of the deadline among them.

    Raises:
        ExtensionRefused: More or longer extensions than allowed.
        CalendarUnknown, CannotCompute: As `count`.
    """
    if allowed and len(granted) > allowed.times:
        raise ExtensionRefused(f"extended `{len(granted)}` times; the norm allows `{allowed.times}`")
    days = tuple(pauses)
    going_on = evolve(clock, kind=Kind.CAP) if clock.kind is Kind.SERVED else clock
    for span in granted:
        longest = allowed and _added(found, allowed.each, going_on, days)
        found = _added(found, span, going_on, days)
        if longest and found.nominal > longest.nominal:
            raise ExtensionRefused(f"extended by `{span.number}` {span.unit}; longer than the norm allows")
    return found


def _added(found: Deadline, span: Span, clock: Clock, pauses: Iterable[Pause]) -> Deadline:
    """
    A deadline with one extension.
    """
    end = found.by if clock.policy.extension_from == "moved" else found.nominal
    # A term is the one its start lies in: one more is that of the day after.
    more = count(end + ONE_DAY if span.unit is Unit.TERM else end, span, clock, pauses)
    relied = (clock.policy.reading("extension_from"),) if found.moved else ()
    citations = dict.fromkeys((*found.citations, *more.citations))
    more = evolve(more, clipped=found.clipped or more.clipped, citations=tuple(citations))
    return more.relying_on(*found.readings, *relied)
