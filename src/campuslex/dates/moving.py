"""
A last day on which offices are closed moves (民法典203).
"""

from datetime import date

from attrs import evolve

from campuslex.dates.clock import Clock, Deadline
from campuslex.dates.systems import Rules
from campuslex.dates.zone import ONE_DAY


def moved(found: Deadline, start: date, rules: Rules, clock: Clock) -> Deadline:
    """
    A last day, moved to the next on which offices work, by the clause of its system or by analogy.

    Args:
        found: Last day as counted.
        start: Day of the starting event, whose law is cited.
        rules: How its system counts.
        clock: How it is counted.

    Raises:
        CalendarUnknown: A year the calendar lacks is touched; not where the reading is that nothing moves.
    """
    policy = clock.policy
    analogy = (policy.reading("analogy"),) if rules.by_analogy and not rules.clause else ()
    if analogy and policy.analogy == "stays":
        return found.relying_on(*analogy)
    by, met_weekend = _next_open(found.nominal, clock)
    if met_weekend:
        found = found.relying_on(policy.reading("weekend"))
    if by == found.nominal:
        return found
    citations = dict.fromkeys((*found.citations, *rules.moves(start)))
    return evolve(found, by=by, citations=tuple(citations)).relying_on(*analogy)


def _next_open(day: date, clock: Clock) -> tuple[date, bool]:
    """
    The day itself or the first after it that nothing moves, and whether an ordinary weekend was met.
    """
    met_weekend = False
    while not clock.calendar.is_workday(day):
        if not clock.calendar.is_holiday(day):
            met_weekend = True
            if clock.policy.weekend == "stays":
                break
        day += ONE_DAY
    return day, met_weekend
