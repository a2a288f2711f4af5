"""
Procedure: which steps are open now, done, not yet open or barred, and why; data for a host's buttons.

Nothing here is law of its own: a step stands on the duty or the measure that rules gave, and cites it.
"""

from collections.abc import Iterable, Iterator, Sequence

from campuslex.assessment.answer import Assessment
from campuslex.case.marks import by_kind
from campuslex.case.measure_steps import measure_steps
from campuslex.case.owed import Owed, State
from campuslex.case.petition_steps import petition_steps
from campuslex.case.sides import SCHOOL
from campuslex.case.step import Step, StepState
from campuslex.dates.zone import day_of
from campuslex.model.case import Event
from campuslex.model.incident import Incident
from campuslex.model.words import EventKind
from campuslex.rulebook.book import Rulebook, Selected
from campuslex.rulebook.records import DutyConclusion

_RIGHTS = (
    "request_hearing",
    "appeal",
    "request_review",
    "request_recheck",
    "apply_reconsideration",
    "file_lawsuit",
    "request_filing_review",
)
"""What parties may ask for."""
_ANSWERS = ("hear_defence", "hold_hearing", "decide_appeal", "review", "recheck", "decide_reconsideration")
"""What is owed to who asked."""
_ALWAYS = ("public_security", "county_education_bureau")
"""To whom a report is always open."""
_STATES = {
    State.RUNNING: StepState.OPEN,
    State.EXTENDED: StepState.OPEN,
    State.LATE: StepState.OPEN,
    State.CANNOT_COMPUTE: StepState.OPEN,
    State.KEPT: StepState.DONE,
    State.KEPT_LATE: StepState.DONE,
    State.NOT_BEGUN: StepState.NOT_YET,
    State.OPEN: StepState.NOT_YET,
    State.LAPSED: StepState.BARRED,
    State.STANDING: StepState.BARRED,
}
"""What a duty's state makes of its step; a void one is no step."""
_FIRST = (StepState.OPEN, StepState.DONE, StepState.NOT_YET, StepState.BARRED)
"""Of several rules on one step the most open speaks."""


def steps(
    answer: Assessment, incident: Incident, events: Sequence[Event], rows: Sequence[Owed], book: Rulebook
) -> tuple[Step, ...]:
    """
    The steps of a case, in the order of procedure.
    """
    found = by_kind(events)
    selected = book.select(answer.on, answer.on, answer.receipt.layers).rules
    return (
        _investigate(rows, incident, events),
        _determine(answer, rows, incident, events),
        *_reports(rows, incident, selected),
        *_of_actions(_ANSWERS[:2], rows, book),
        *measure_steps(answer, incident, found, book),
        *_of_actions(_RIGHTS, rows, book),
        *_of_actions(_ANSWERS[2:], rows, book),
        *petition_steps(events, book, answer.on, answer.receipt.layers),
        _dossier(rows, events),
    )


def _asked(action: str, rows: Iterable[Owed]) -> Owed | None:
    """
    The row of a duty of the school that asks for an act, the most pressing.
    """
    own = [row for row in rows if row.duty.action == action and row.duty.actor in SCHOOL and row.state in _STATES]
    return min(own, key=lambda row: (_FIRST.index(_STATES[row.state]), row.since is None), default=None)


def _step(step: str, row: Owed | None, state: StepState, zh: str, en: str, waits_for: tuple[str, ...] = ()) -> Step:
    return Step(
        step=step,
        who=row.duty.actor if row else "school",
        person=row.duty.person if row else None,
        state=state,
        because_zh=zh,
        because_en=en,
        rule=row.duty.rule if row else None,
        waits_for=waits_for,
        citations=row.duty.citations if row else (),
    )


def _no_rule(step: str) -> Step:
    return _step(step, None, StepState.NOT_YET, "依现有事实没有规则要求这一步", "no rule asks for it on these facts")


def _investigated(incident: Incident, events: Iterable[Event]) -> bool:
    conduct = incident.school_conduct
    told = any(event.kind is EventKind.INVESTIGATION_COMPLETED for event in events)
    return told or bool(conduct and conduct.investigated)


def _investigate(rows: Sequence[Owed], incident: Incident, events: Sequence[Event]) -> Step:
    row = _asked("investigate", rows)
    if row is None:
        return _no_rule("investigate")
    if _investigated(incident, events) or row.kept_on is not None:
        return _step("investigate", row, StepState.DONE, "调查已经完成", "the investigation is complete")
    return _step("investigate", row, StepState.OPEN, *_running(row))


def _determine(answer: Assessment, rows: Sequence[Owed], incident: Incident, events: Sequence[Event]) -> Step:
    row = _asked("determine", rows)
    status = answer.determination.status
    if status in ("confirmed", "not_confirmed"):
        zh, en = ("已认定构成", "determined") if status == "confirmed" else ("已认定不构成", "found not to be bullying")
        return _step("determine", row, StepState.DONE, zh, en)
    if row is None:
        return _no_rule("determine")
    before = _asked("investigate", rows)
    if before is not None and not _investigated(incident, events):
        return _step(
            "determine",
            before,
            StepState.NOT_YET,
            "尚待：调查",
            "first: the investigation",
            waits_for=("investigate",),
        )
    return _step("determine", row, StepState.OPEN, *_running(row))


def _running(row: Owed) -> tuple[str, str]:
    """
    Until when a step is due, or since when.
    """
    if row.state is State.CANNOT_COMPUTE:
        return f"末日不能计算，缺 {row.missing}", f"its last day cannot be told: {row.missing} is missing"
    if row.by is not None:
        by = day_of(row.by)
        return (f"已逾期，末日 {by}", f"late since {by}") if row.state is State.LATE else (f"至 {by}", f"until {by}")
    if row.since is not None:
        return f"自 {day_of(row.since)} 起", f"since {day_of(row.since)}"
    return "现在可以办理", "open now"


def _reports(rows: Sequence[Owed], incident: Incident, selected: Sequence[Selected]) -> Iterator[Step]:
    """
    Reports by the school: always open, and done once made.
    """
    own = [row for row in rows if row.duty.action == "report" and row.duty.actor in SCHOOL and _stands(row)]
    owed: dict[str, Owed | None] = dict.fromkeys(_ALWAYS)
    owed |= {row.duty.addressee: row for row in sorted(own, key=_binding, reverse=True)}
    told = (incident.school_conduct.reported_to if incident.school_conduct else None) or ()
    for body, row in owed.items():
        done = body in [item.value for item in told]
        state = StepState.DONE if done else StepState.OPEN
        must = row is not None and row.duty.modality == "must"
        zh, en = ("已经报告", "reported") if done else ("应当报告", "owed") if must else ("随时可以报告", "always open")
        general = None if row else _general(body, selected)
        yield Step(
            step=f"report/{body}",
            who="school",
            state=state,
            because_zh=zh,
            because_en=en,
            rule=row.duty.rule if row else general.rule.id if general else None,
            citations=row.duty.citations if row else general.citations if general else (),
        )


def _stands(row: Owed) -> bool:
    return row.state not in (State.VOID, State.OPEN, State.STANDING)


def _binding(row: Owed) -> tuple[bool, str]:
    return row.duty.modality != "must", row.duty.rule


def _general(body: str, selected: Sequence[Selected]) -> Selected | None:
    """
    The first rule in force that lets anybody report there.
    """
    for item in selected:
        conclusion = item.rule.conclusion
        if isinstance(conclusion, DutyConclusion) and f"report/{body}" in conclusion.words.acts:
            return item
    return None


def _of_actions(actions: Sequence[str], rows: Sequence[Owed], book: Rulebook) -> Iterator[Step]:
    """
    A step for each act of some actions, by whoever has it.
    """
    acts: dict[tuple[str, str], list[Owed]] = {}
    for row in rows:
        if row.duty.action in actions and row.state in _STATES:
            acts.setdefault((row.duty.actor, row.duty.act), []).append(row)
    for found in acts.values():
        row = min(found, key=lambda item: _FIRST.index(_STATES[item.state]))
        yield _step(f"{row.duty.action}/{row.duty.addressee}", row, _STATES[row.state], *_why(row, book))


def _why(row: Owed, book: Rulebook) -> tuple[str, str]:
    if row.state in (State.KEPT, State.KEPT_LATE):
        day = day_of(row.kept_on) if row.kept_on else ""
        late = row.state is State.KEPT_LATE
        return f"已于 {day} 办理" + "（逾期）" * late, f"done {day}" + ", late" * late
    if row.state is State.LAPSED:
        return f"期限已过，末日 {row.by}", f"its time ended {row.by}"
    if row.state is State.NOT_BEGUN and row.due is not None:
        start = row.due.from_.value
        return f"尚待：{book.label('step', start)}", f"first: {book.label('step', start, 'en')}"
    if row.state is State.OPEN and row.duty.verdict == "holds":
        return f"尚待：{book.label('step', 'determination')}", f"first: {book.label('step', 'determination', 'en')}"
    if row.state is State.OPEN:
        return "有待查明的事实", "facts are missing"
    if row.state is State.STANDING:
        return "法律禁止", "forbidden"
    return _running(row)


def _dossier(rows: Sequence[Owed], events: Iterable[Event]) -> Step:
    row = _asked("keep_dossier", rows)
    filed = next((event for event in events if event.kind is EventKind.DOSSIER_FILED), None)
    if filed is not None:
        return _step("dossier", row, StepState.DONE, f"已于 {day_of(filed.at)} 归档", f"filed {day_of(filed.at)}")
    return _no_rule("dossier") if row is None else _step("dossier", row, StepState.OPEN, *_running(row))
