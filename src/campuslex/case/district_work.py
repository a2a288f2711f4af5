"""
The bureau's worklist: every act owed in a district, in the order in which to see to them; and whom its cases wake.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

from attrs import frozen

from campuslex.assessment.answer import Citation, Trigger, cited
from campuslex.case.agenda import Task, agenda
from campuslex.case.owed import Owed, State
from campuslex.case.watch import Alarm
from campuslex.dates.zone import day_of
from campuslex.rulebook.book import Rulebook
from campuslex.rulebook.records import TriggerConclusion

Cited: TypeAlias = tuple[Mapping[str, Any], ...]
CONDITIONAL = "conditional"
"""The basis of what is owed only if bullying is determined: not owed yet."""


@frozen(kw_only=True)
class Work:
    """
    One act that somebody owes.

    Args:
        source: `case`, `petition` or `school_term`.
        id: Its id.
        school: The school it is listed under.
        closed: Whether the case is closed, or the petition answered, all the same.
        actor: Who owes it.
        action: What.
        addressee: Towards whom.
        person: About whom, by code; None is nobody in particular.
        measure: The measure it is about, where it is about one.
        state: What has become of it.
        strength: `hard` or `soft` where a number of days is given; None where the law says only how soon.
        promptness: The law's words for how soon.
        since: The earliest start of its clock.
        by: Its last day, or instant, where it can be told.
        days: Days it has waited.
        days_late: Days late; 0 if it is not, or became so today.
        basis: On what the most pressing rule rests.
        missing: What is missing where the last day cannot be told.
        rule: The most pressing rule that asks for it.
        also: The other rules that do.
        citations: Where the most pressing rule stands.
    """

    source: str
    id: str
    school: str
    closed: bool
    actor: str
    action: str
    addressee: str
    person: str | None
    measure: str | None
    state: State
    strength: str | None
    promptness: tuple[str, ...]
    since: date | None
    by: date | None
    days: int | None
    days_late: int
    basis: str
    missing: str
    rule: str
    title_zh: str
    title_en: str
    also: tuple[str, ...]
    citations: Cited

    @property
    def late(self) -> bool:
        """
        Whether its last day has passed.
        """
        return self.state is State.LATE

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        return {
            "source": self.source,
            "id": self.id,
            "school": self.school,
            "closed": self.closed,
            "actor": self.actor,
            "action": self.action,
            "addressee": self.addressee,
            "person": self.person,
            "measure": self.measure,
            "state": self.state.value,
            "strength": self.strength,
            "promptness": list(self.promptness),
            "since": self.since.isoformat() if self.since else None,
            "by": self.by.isoformat() if self.by else None,
            "days": self.days,
            "days_late": self.days_late,
            "basis": self.basis,
            "missing": self.missing or None,
            "rule": self.rule,
            "title": {"zh": self.title_zh, "en": self.title_en},
            "also": list(self.also),
            "citations": cited(self.citations),
        }


@frozen(kw_only=True)
class Woken:
    """
    A trigger that stands in a case, a petition or a school's term.

    Args:
        source: `case`, `petition` or `school_term`.
        id: Its id.
        school: The school it is listed under.
        wakes: Whom it wakes.
        action: What they must do, where the rule says.
        by: By when, where it can be told.
        since: Since when, where it can be told.
        clears_by: Events by which alone it clears; none means it stands while its ground does.
    """

    source: str
    id: str
    school: str
    rule: str
    wakes: tuple[str, ...]
    reason_zh: str
    reason_en: str
    action: str | None
    by: date | None
    since: date | None
    clears_by: tuple[str, ...]
    citations: Cited

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        return {
            "source": self.source,
            "id": self.id,
            "school": self.school,
            "rule": self.rule,
            "wakes": list(self.wakes),
            "reason": {"zh": self.reason_zh, "en": self.reason_en},
            "action": self.action,
            "by": self.by.isoformat() if self.by else None,
            "since": self.since.isoformat() if self.since else None,
            "clears_by": list(self.clears_by),
            "citations": cited(self.citations),
        }


@frozen
class Source:
    """
    Where rows come from.

    Args:
        kind: `case`, `petition` or `school_term`.
        id: Its id.
        school: The school it is listed under.
        closed: Whether it is closed or answered.
    """

    kind: str
    id: str
    school: str
    closed: bool = False


def works(rows: Iterable[Owed], source: Source, book: Rulebook, on: date) -> tuple[Work, ...]:
    """
    What is owed by now, one row an act, but for what is owed only if bullying is determined.
    """
    tasks = agenda([row for row in rows if row.duty.basis != CONDITIONAL], on)
    return tuple(_work(task, source, book) for task in tasks)


def _work(task: Task, source: Source, book: Rulebook) -> Work:
    first = task.rules[0].duty
    timed = [row for row in task.rules if row.due and row.due.number is not None]
    late = [row.overdue or 0 for row in task.rules if row.state is State.LATE]
    return Work(
        source=source.kind,
        id=source.id,
        school=source.school,
        closed=source.closed,
        actor=task.actor,
        action=task.action,
        addressee=task.addressee,
        person=task.person,
        measure=task.measure,
        state=task.state,
        strength=("hard" if any(row.strength == "hard" for row in timed) else "soft") if timed else None,
        promptness=task.promptness,
        since=task.since,
        by=task.by,
        days=task.days,
        days_late=max(late, default=0),
        basis=first.basis,
        missing=next((row.missing for row in task.rules if row.missing), ""),
        rule=first.rule,
        title_zh=first.title_zh,
        title_en=first.title_en,
        also=tuple(dict.fromkeys(row.duty.rule for row in task.rules if row.duty.rule != first.rule)),
        citations=_plain(first.rule, first.citations, book),
    )


def woken(alarm: Alarm, source: Source, book: Rulebook) -> Woken:
    """
    A case's alarm as a row of the district.
    """
    return Woken(
        source=source.kind,
        id=source.id,
        school=source.school,
        rule=alarm.rule,
        wakes=alarm.wakes,
        reason_zh=alarm.reason_zh,
        reason_en=alarm.reason_en,
        action=alarm.action,
        by=alarm.by,
        since=alarm.since,
        clears_by=alarm.clears_by,
        citations=_plain(alarm.rule, alarm.citations, book),
    )


def woken_by(trigger: Trigger, source: Source, book: Rulebook) -> Woken:
    """
    The trigger of a petition or a school's term as a row of the district.
    """
    conclusion = book.rule(trigger.rule).conclusion
    assert isinstance(conclusion, TriggerConclusion)
    return Woken(
        source=source.kind,
        id=source.id,
        school=source.school,
        rule=trigger.rule,
        wakes=trigger.wakes,
        reason_zh=trigger.reason_zh,
        reason_en=trigger.reason_en,
        action=conclusion.action.value if conclusion.action else None,
        by=None,
        since=None,
        clears_by=tuple(kind.value for kind in conclusion.clears_by),
        citations=_plain(trigger.rule, trigger.citations, book),
    )


def _plain(rule: str, citations: tuple[Citation, ...], book: Rulebook) -> Cited:
    """
    Citations that pickle, the same object for every row of a rule in one version.
    """
    known: dict[Any, Cited] = book.runtime.lists.setdefault("district_citations", {})
    key = (rule, *(citation["version"] for citation in citations))
    found = known.get(key)
    if found is None:
        found = known[key] = tuple(cited(citations))
    return found


def in_order_of_work(rows: Sequence[Work]) -> tuple[Work, ...]:
    """
    Late first, the latest of them first; then hard deadlines by last day, soft ones, and what must be done promptly by
    how long it has waited. Ties by school, source, id and act.
    """
    # two passes, so that ten thousand cases need no key a row but a number
    return tuple(sorted(sorted(rows, key=_place), key=_urgency))


def _place(row: Work) -> tuple[str, ...]:
    return row.school, row.source, row.id, row.actor, row.action, row.addressee, row.person or "", row.measure or ""


def _urgency(row: Work) -> int:
    if row.late:
        return -row.days_late
    rank = 3 if row.strength is None else 1 if row.strength == "hard" else 2
    # where the last day cannot be told it comes behind those where it can
    day = row.since if rank == 3 else row.by
    return rank * _APART + (day_of(day).toordinal() if day else _APART - 1)


_APART = 10**8


def in_order_of_alarm(rows: Iterable[Woken]) -> tuple[Woken, ...]:
    """
    Alarms by when somebody must act, then by since when they stand; those of no day last.
    """
    return tuple(sorted(rows, key=_alarm_key))


def _alarm_key(row: Woken) -> tuple[date, date, str, str, str, str]:
    by, since = (day_of(day) if day else date.max for day in (row.by, row.since))
    return by, since, row.school, row.source, row.id, row.rule
