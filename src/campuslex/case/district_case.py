"""
One case as a district needs it: small, and made without what only explains it.
"""

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import TypeAlias

from attrs import frozen

from campuslex.assessment.assess import assess_lean
from campuslex.assessment.context import policy_of
from campuslex.case.bench import Bench
from campuslex.case.district_work import CONDITIONAL, Source, Woken, Work, woken, works
from campuslex.case.duties import all_duties
from campuslex.case.history import history
from campuslex.case.order import Placed, canonical, in_order, until
from campuslex.case.watch import alarms, case_facts
from campuslex.dates.calendar import Calendar
from campuslex.dates.clock import Clock
from campuslex.dates.policy import Policy
from campuslex.dates.school import SchoolCalendar
from campuslex.dates.zone import day_of
from campuslex.model.case import CaseDocument, Event
from campuslex.model.document import plain
from campuslex.model.incident import Incident
from campuslex.model.words import EventKind
from campuslex.rulebook.book import Rulebook

NOT_BULLYING = ("not_confirmed", "excluded")
"""Where the determination stands when a case counts for no repetition."""
Marked: TypeAlias = tuple[str, Event]


@frozen(kw_only=True)
class CaseRow:
    """
    What a district keeps of one case on a day.

    Args:
        id: Its id.
        school: The school it is listed under.
        incident: The id of its incident.
        began: When it was first known; the earliest day on record if that is not told, None if there is none.
        closed: Whether it is closed.
        determination: Where the determination of bullying stands.
        supervised: Whether it is under supervision.
        offenders: Codes of its offenders, without those found not to have bullied.
        work: What is owed in it.
        alarms: Whom it wakes.
        conditional: How many acts are owed only if bullying is determined; they are not in `work`.
        undated: How many acts are owed whose clock has no start that is known; they are not in `work` either.
        set_aside: How many of its events do not count.
        about_petitions: Its events about petitions, each with the petition's id.
        events: How many events were looked at.
        sha256: Hash of what was looked at.
    """

    id: str
    school: str
    incident: str
    began: date | None
    closed: bool
    determination: str
    supervised: bool
    offenders: tuple[str, ...]
    work: tuple[Work, ...]
    alarms: tuple[Woken, ...]
    conditional: int
    undated: int
    set_aside: int
    about_petitions: tuple[Marked, ...]
    events: int
    sha256: str

    @property
    def late(self) -> bool:
        """
        Whether anything in it is late.
        """
        return any(row.late for row in self.work)

    @property
    def may_repeat(self) -> bool:
        """
        Whether it can be one of several incidents of bullying.
        """
        return self.determination not in NOT_BULLYING


def district_rows(
    case: CaseDocument,
    book: Rulebook,
    on: date,
    *,
    school: str = "",
    calendar: Calendar | None = None,
    policy: Policy | None = None,
    engine: str = "compiled",
) -> CaseRow:
    """
    One case on a day. Pure, and its result is small and pickles, so that any pool of workers can map it over cases.

    Args:
        case: The case.
        book: The rules; they pickle too.
        on: The day, or an instant with its offset from UTC.
        school: The school it is listed under.
        calendar: Holidays and make-up workdays beyond the shipped ones.
        policy: How what the law leaves open in counting is read; as the rulebook chose if not given.
        engine: `compiled`, `durable` or `crosscheck`.

    Raises:
        FactsError, EngineUnavailable, EngineDisagreement, UnknownName: As `Case.at`.
    """
    clock = Clock(policy=policy or policy_of(book), calendar=calendar or Calendar(), school=_school(case))
    placed, _ = until(in_order(case.events), on)
    decision = book.decisions.get("bullying")
    known = history(case.incident, placed, decision.competent if decision else ())
    answer = assess_lean(known.incident, book, on=day_of(on), engine=engine, calendar=clock.calendar)
    bench = Bench(book=book, incident=known.incident, events=known.kept, on=on, clock=clock, engine=engine)
    duties = all_duties(answer.duties, known, bench)
    facts = case_facts(known.incident, known.kept, duties, on, answer)
    source = Source("case", case.id, school, facts.closed is True)
    pending = [row for row in duties if row.duty.modality == "must" and row.pending]
    standing = alarms(book, known.incident, answer, known.kept, duties, on, clock.calendar)
    return CaseRow(
        id=case.id,
        school=school,
        incident=case.incident.id,
        began=_began(known.incident, known.kept),
        closed=source.closed,
        determination=answer.determination.status,
        supervised=facts.supervision_open is True,
        offenders=tuple(
            sorted(code for code, told in answer.persons.items() if told.determination not in NOT_BULLYING)
        ),
        work=works(duties, source, book, on),
        alarms=tuple(woken(alarm, source, book) for alarm in standing),
        conditional=len({row.duty.act for row in pending if row.duty.basis == CONDITIONAL}),
        undated=len({row.duty.act for row in pending if row.duty.basis != CONDITIONAL and row.since is None}),
        set_aside=len(known.aside),
        about_petitions=tuple((event.petition, event) for event in known.kept if event.petition),
        events=len(placed),
        sha256=_hash(case, placed),
    )


def _school(case: CaseDocument) -> SchoolCalendar | None:
    told = [(term.from_, term.to) for term in case.school_terms or ()]
    known = [(first, last) for first, last in told if first and last]
    return SchoolCalendar.from_terms(known) if known else None


def _began(incident: Incident, events: Sequence[Event]) -> date | None:
    found = [day_of(event.at) for event in events if event.kind is EventKind.DISCOVERED]
    known = incident.first_known_at or min(found, default=None)
    between = incident.occurred_between
    conduct = incident.occurred_from or incident.occurred_to or (between[0] if between else None)
    return known or conduct or min((day_of(event.at) for event in events), default=None)


def _hash(case: CaseDocument, placed: Sequence[Placed]) -> str:
    looked_at = [case.id, plain(case.incident), plain(case.school_terms), [plain(event) for _, event in placed]]
    return hashlib.sha256(canonical(looked_at).encode()).hexdigest()
