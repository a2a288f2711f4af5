"""
Supervision over time: what a case says on a day, whom that wakes, and what clears it.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from attrs import frozen

from campuslex.assessment.answer import Assessment, Citation, Trigger, cited
from campuslex.assessment.context import Context
from campuslex.assessment.flat import evaluate_flat
from campuslex.assessment.merge import Merged
from campuslex.case.owed import Owed, State
from campuslex.case.watched import Watched, case_facts
from campuslex.dates.calendar import Calendar
from campuslex.dates.zone import day_of
from campuslex.engine.values import HOLDS, OPEN
from campuslex.engine.walker import open_leaves
from campuslex.model.case import Event
from campuslex.model.case_facts import CaseFacts
from campuslex.model.incident import Incident
from campuslex.rulebook.book import Rulebook, Selected
from campuslex.rulebook.nodes import Unset, atoms
from campuslex.rulebook.records import TriggerConclusion

__all__ = ["Alarm", "alarms", "case_facts"]


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
        candidate: Whether it would stand but for a number that nobody has set: it is listed, and people decide.
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
    candidate: bool = False

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
            "candidate": self.candidate,
            "citations": cited(self.citations),
        }


def alarms(
    book: Rulebook,
    incident: Incident,
    answer: Assessment,
    events: Sequence[Event],
    duties: Sequence[Owed],
    on: date,
    calendar: Calendar,
) -> tuple[Alarm, ...]:
    """
    The triggers that stand on a day: the case's own, the assessment's, and those of what is late.

    What the case's own rules say to somebody is not said again by the assessment's.
    """
    case = Watched(incident=incident, events=tuple(events), duties=tuple(duties), on=on, answer=answer)
    own = list(_own(book, case, calendar))
    said = {(alarm.wakes, alarm.reason_zh) for alarm in own}
    told = [_told(trigger, book, case) for trigger in answer.triggers]
    late = [_late(row) for row in duties if row.state is State.LATE and row.late_wakes]
    return (*own, *[alarm for alarm in told if alarm and (alarm.wakes, alarm.reason_zh) not in said], *late)


def _own(book: Rulebook, case: Watched, calendar: Calendar) -> Iterator[Alarm]:
    day, known = day_of(case.on), dict[CaseFacts, Merged]()
    starts = {event.kind.value: day_of(event.at) for event in case.events}
    layers, engine = case.answer.receipt.layers, case.answer.receipt.engine
    known[case.facts] = evaluate_flat(book, "case", case.facts, day, layers, engine)
    for index, item, conclusion in known[case.facts].of("case", TriggerConclusion):
        looked = _looked(case, conclusion)
        if looked.facts not in known:
            known[looked.facts] = evaluate_flat(book, "case", looked.facts, day, layers, engine)
        merged = known[looked.facts]
        verdict = merged.verdicts[0]["case", None][index]
        unset = _unset(merged, item) if verdict == OPEN else ""
        if verdict == HOLDS or unset:
            context = Context.of_flat(book, day, merged, calendar, starts)
            yield _alarm(context, item, conclusion, looked, unset)


def _looked(case: Watched, conclusion: TriggerConclusion) -> Watched:
    return (
        case.cleared_by(conclusion.clears_by, (body.value for body in conclusion.wakes))
        if conclusion.clears_by
        else case
    )


def _unset(merged: Merged, item: Selected) -> str:
    """
    The parameter that alone keeps a rule open, or keeps it open beside a finding.
    """
    part = merged.parts[0]
    leaves = open_leaves(item.node, part.plan.scopes["case"].layout, part.worlds[0].vectors["case", None])
    return next((leaf.parameter for leaf in leaves if isinstance(leaf, Unset)), "")


def _alarm(context: Context, item: Selected, conclusion: TriggerConclusion, looked: Watched, unset: str) -> Alarm:
    due = context.due(conclusion.due, item)
    missing = context.book.parameters[unset] if unset else None
    return Alarm(
        rule=item.rule.id,
        wakes=tuple(body.value for body in conclusion.wakes),
        reason_zh=f"{conclusion.reason_zh}（候选：“{missing.zh}”未定）" if missing else conclusion.reason_zh,
        reason_en=f"{conclusion.reason_en} (candidate: not set: {missing.en})" if missing else conclusion.reason_en,
        action=conclusion.action.value if conclusion.action else None,
        by=due.by if due else None,
        since=looked.since(dict.fromkeys(atom.column.fact for atom in atoms(item.node))),
        clears_by=tuple(kind.value for kind in conclusion.clears_by),
        citations=item.citations,
        candidate=bool(unset),
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


def _told(trigger: Trigger, book: Rulebook, case: Watched) -> Alarm | None:
    conclusion = book.rule(trigger.rule).conclusion
    assert isinstance(conclusion, TriggerConclusion)
    if conclusion.clears_by and _looked(case, conclusion).is_cleared:
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
