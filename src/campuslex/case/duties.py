"""
Everything that is or was owed in a case: by what is known now, by earlier law, and by what was known before.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from attrs import evolve

from campuslex.assessment.answer import Duty
from campuslex.case.bench import Bench
from campuslex.case.grounds import ceased_clocks, held
from campuslex.case.history import History
from campuslex.case.owed import EARLIER_LAW, Owed, State, owed, settle_choices, with_earlier
from campuslex.dates.zone import day_of
from campuslex.rulebook.words import Action

IRREVERSIBLE = frozenset({Action.REPORT.value, Action.PRESERVE_EVIDENCE.value, Action.ACCEPT_REPORT.value})
"""Actions that stay owed once their ground held, whatever is withdrawn later (minors-law.11.2, 39.3)."""


def all_duties(now: Sequence[Duty], known: History, bench: Bench) -> list[Owed]:
    """
    What is owed by what is known and the law of the day; then what earlier law began; then what held earlier.

    Args:
        now: The duties of the assessment of the day.
        known: What was known when.
        bench: What they are measured with.
    """
    rows = [row for duty in now for row in owed(duty, bench)]
    rows = _governed(rows, list(_begun_under_earlier_law(bench)), bench)
    return settle_choices(with_earlier(rows, _held_earlier(rows, known, bench), IRREVERSIBLE))


def _held_earlier(rows: Sequence[Owed], known: History, bench: Bench) -> Iterator[Owed]:
    """
    What was owed just before each time at which its ground may have been undone, the latest first.
    """
    here = {(row.duty.rule, row.duty.person) for row in rows if row.state is not State.OPEN}

    def gone(rule: str, person: str | None) -> bool:
        return (rule, person) not in here

    for earlier in known.before:
        found = list(held(earlier.incident, bench.book, earlier.until, bench.engine, gone))
        here |= {(duty.rule, duty.person) for duty in found}
        yield from (row for duty in found for row in owed(duty, bench))


def _begun_under_earlier_law(bench: Bench) -> Iterator[Owed]:
    """
    Clocks that a rule started which is in force no more.
    """
    first = min(_days(bench), default=None)
    if bench.clock.policy.governing_version != "start" or first is None:
        return
    for last, rules in ceased_clocks(bench.book, first, bench.day).items():
        ids = {rule.id for rule in rules}

        def ceased(rule: str, _: str | None, ids: set[str] = ids) -> bool:
            return rule in ids

        for duty in held(bench.incident, bench.book, last, bench.engine, ceased):
            begun = [row for row in owed(duty, bench) if row.since is not None]
            yield from (row for row in begun if bench.book.rule(duty.rule).in_force(day_of(row.since or bench.on)))


def _days(bench: Bench) -> Iterator[date]:
    """
    The days on which a clock may have started.
    """
    incident = bench.incident
    yield from (day_of(event.at) for event in bench.events)
    told = (incident.first_known_at, incident.police_known_on, incident.procedure_started_on)
    taken = (item for person in incident.people for item in person.measures_in_force or ())
    yield from (day for day in (*told, *(item.decided_on for item in taken)) if day is not None)


def _governed(rows: Sequence[Owed], earlier: Sequence[Owed], bench: Bench) -> list[Owed]:
    """
    Each clock by the version of its starting step: of two versions of one act the earlier takes those begun under it.
    """
    reading = bench.clock.policy.reading("governing_version")
    taken = {(row.duty.actor, row.duty.act) for row in earlier}
    found = []
    for row in rows:
        version = bench.book.rule(row.duty.rule)
        begun_before = row.since is not None and row.by is not None and day_of(row.since) < version.effective_from
        if begun_before and (row.duty.actor, row.duty.act) in taken:
            row = evolve(row, state=State.VOID, remarks=(*row.remarks, EARLIER_LAW))  # noqa: PLW2901
        found.append(row)
    return [*found, *(evolve(row, readings=tuple(sorted({*row.readings, reading}))) for row in earlier)]
