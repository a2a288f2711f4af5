"""
Supervision over time: what a case says on a day, whom that wakes, and what clears it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from attrs import frozen

from campuslex.assessment.answer import Assessment, Citation, Trigger, cited
from campuslex.assessment.context import Context
from campuslex.assessment.flat import evaluate_flat
from campuslex.case.owed import Owed, State
from campuslex.case.sides import SCHOOL, agents
from campuslex.dates.calendar import Calendar
from campuslex.dates.zone import day_of
from campuslex.engine.values import HOLDS
from campuslex.model.case import Event
from campuslex.model.case_facts import CaseFacts
from campuslex.model.incident import Incident
from campuslex.model.words import EventKind
from campuslex.rulebook.book import Rulebook, Selected
from campuslex.rulebook.records import TriggerConclusion

E = EventKind
_PETITION_ACTIONS = ("answer", "handle_in_time", "review", "recheck", "register", "notify_acceptance")


@frozen(kw_only=True)
class Alarm:
    """
    A trigger that stands on a day.

    Args:
        rule: The rule that says so.
        wakes: Whom it wakes.
        action: What they must do, where the rule says.
        by: By when, where it can be told.
        since: When it was first so, where an event tells.
        clears_by: Events by which alone it clears; none means it stands while its ground does.
    """

    rule: str
    wakes: tuple[str, ...]
    reason_zh: str
    reason_en: str
    action: str | None
    by: date | None
    since: date | None
    clears_by: tuple[str, ...]
    citations: tuple[Citation, ...]

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        return {
            "rule": self.rule,
            "wakes": list(self.wakes),
            "reason": {"zh": self.reason_zh, "en": self.reason_en},
            "action": self.action,
            "by": self.by.isoformat() if self.by else None,
            "since": self.since.isoformat() if self.since else None,
            "clears_by": list(self.clears_by),
            "citations": cited(self.citations),
        }


def case_facts(
    incident: Incident, events: Sequence[Event], duties: Sequence[Owed], on: date, answer: Assessment
) -> CaseFacts:
    """
    The flat facts of a case on a day.
    """
    late = [item for item in duties if item.state is State.LATE]
    closed = _last(events, (E.CLOSED, E.REOPENED))
    supervised = _last(events, (E.SUPERVISION_OPENED, E.SUPERVISION_CLOSED))
    return CaseFacts(
        open_days=_open_days(incident, events, on, closed is E.CLOSED),
        late_duties=len({item.duty.act for item in late}),
        late_hard_duties=len({item.duty.act for item in late if item.duty.due and item.duty.due.strength == "hard"}),
        late_report=any(item.duty.action == "report" for item in late) or None,
        late_petition=any(item.duty.action in _PETITION_ACTIONS for item in late),
        petitions=sum(event.kind is E.PETITION_RECEIVED for event in events),
        petitions_same_matter=_most_of_one(events),
        leader_instruction=any(event.kind is E.LEADER_INSTRUCTION for event in events),
        major_incident=_found(incident, "major_incident"),
        public_concern=_found(incident, "public_concern"),
        long_unresolved=_found(incident, "long_unresolved"),
        concealed=incident.school_conduct.concealed if incident.school_conduct else None,
        sanction_before_determination=_before(events, E.DETERMINATION_MADE, answer.determination.status == "confirmed"),
        sanction_before_defence=_before(events, E.DEFENCE_HEARD, False),
        sanction_before_hearing=_unheard(events),
        repeat_offender=_repeat(incident),
        supervision_open=supervised is E.SUPERVISION_OPENED,
        closed=closed is E.CLOSED,
    )


def _last(events: Sequence[Event], kinds: Iterable[EventKind]) -> EventKind | None:
    wanted = set(kinds)
    return next((event.kind for event in reversed(events) if event.kind in wanted), None)


def _open_days(incident: Incident, events: Sequence[Event], on: date, closed: bool) -> int | None:
    if closed:
        return 0
    found = [event.at for event in events if event.kind is E.DISCOVERED]
    begun = incident.first_known_at or min(map(day_of, found), default=None)
    return None if begun is None else max((day_of(on) - begun).days, 0)


def _most_of_one(events: Sequence[Event]) -> int:
    named = Counter(event.petition or "" for event in events if event.kind is E.PETITION_RECEIVED)
    return max(named.values(), default=0)


def _found(incident: Incident, key: str) -> bool | None:
    given = (incident.findings or {}).get(key, ())
    value = next((item.value for item in reversed(given) if item.in_force is not False), None)
    return value if isinstance(value, bool) else None


def _decided(events: Sequence[Event]) -> list[tuple[int, Event]]:
    """
    The measures the school decided; what the police decide is theirs.
    """
    return [
        (place, event)
        for place, event in enumerate(events)
        if event.kind is E.MEASURE_DECIDED and (agents(event) or SCHOOL) & SCHOOL
    ]


def _before(events: Sequence[Event], step: EventKind, on_record: bool) -> bool:
    """
    Whether some measure was decided before a step towards that person was taken.
    """
    return not on_record and any(
        all(other.kind is not step or other.person not in (None, event.person) for other in events[:place])
        for place, event in _decided(events)
    )


def _unheard(events: Sequence[Event]) -> bool:
    """
    Whether a hearing was asked for and a measure decided before it was held.
    """
    for place, event in _decided(events):
        asked = [other.kind for other in events[:place] if other.person in (None, event.person)]
        if E.HEARING_REQUESTED in asked and E.HEARING_HELD not in asked:
            return True
    return False


def _repeat(incident: Incident) -> bool | None:
    told = [person.prior_determinations for person in incident.people if person.role == "offender"]
    known = [number for number in told if isinstance(number, int)]
    return True if any(known) else None if len(known) < len(told) or not told else False


def alarms(
    book: Rulebook,
    facts: CaseFacts,
    answer: Assessment,
    events: Sequence[Event],
    duties: Sequence[Owed],
    on: date,
    calendar: Calendar,
) -> tuple[Alarm, ...]:
    """
    The triggers that stand on a day: the case's own, the assessment's, and those of what is late.
    """
    day = day_of(on)
    merged = evaluate_flat(book, "case", facts, day, answer.receipt.layers, answer.receipt.engine)
    starts = {event.kind.value: day_of(event.at) for event in events}
    context = Context.of_flat(book, day, merged, calendar, starts)
    verdicts = merged.verdicts[0]["case", None]
    own = [
        _alarm(context, item, conclusion)
        for index, item, conclusion in merged.of("case", TriggerConclusion)
        if verdicts[index] == HOLDS and not _cleared(conclusion, events)
    ]
    told = [_told(trigger, book, events) for trigger in answer.triggers]
    late = [_late(row) for row in duties if row.state is State.LATE and row.late_wakes]
    return (*own, *[alarm for alarm in told if alarm is not None], *late)


def _alarm(context: Context, item: Selected, conclusion: TriggerConclusion) -> Alarm:
    due = context.due(conclusion.due, item)
    return Alarm(
        rule=item.rule.id,
        wakes=tuple(body.value for body in conclusion.wakes),
        reason_zh=conclusion.reason_zh,
        reason_en=conclusion.reason_en,
        action=conclusion.action.value if conclusion.action else None,
        by=due.by if due else None,
        since=None,
        clears_by=tuple(kind.value for kind in conclusion.clears_by),
        citations=item.citations,
    )


def _late(row: Owed) -> Alarm:
    """
    Whom a rule wakes once its last day has passed; it clears when the duty is done.
    """
    return Alarm(
        rule=row.duty.rule,
        wakes=row.late_wakes,
        reason_zh=f"逾期未办：{row.duty.title_zh}",
        reason_en=f"late: {row.duty.title_en}",
        action=None,
        by=None,
        since=day_of(row.by) if row.by else None,
        clears_by=(),
        citations=row.duty.citations,
    )


def _told(trigger: Trigger, book: Rulebook, events: Sequence[Event]) -> Alarm | None:
    conclusion = book.rule(trigger.rule).conclusion
    assert isinstance(conclusion, TriggerConclusion)
    if _cleared(conclusion, events):
        return None
    return Alarm(
        rule=trigger.rule,
        wakes=trigger.wakes,
        reason_zh=trigger.reason_zh,
        reason_en=trigger.reason_en,
        action=conclusion.action.value if conclusion.action else None,
        by=None,
        since=None,
        clears_by=tuple(kind.value for kind in conclusion.clears_by),
        citations=trigger.citations,
    )


def _cleared(conclusion: TriggerConclusion, events: Sequence[Event]) -> bool:
    """
    Whether an event that clears it has come, with nothing reopened after.
    """
    kinds = set(conclusion.clears_by)
    last = next((event.kind for event in reversed(events) if event.kind in kinds | {E.REOPENED}), None)
    return last is not None and last in kinds
