"""
The steps of petitions about a case, as far as the case's events tell them.

Whether a rule on petitions holds is for `route_petition`, which reads the petition itself; a step here cites the rule
in force that asks for it of whoever handles petitions.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from attrs import frozen

from campuslex.case.step import Step, StepState
from campuslex.dates.zone import day_of
from campuslex.model.case import Event
from campuslex.model.words import Body, EventKind
from campuslex.rulebook.book import Rulebook, Selected
from campuslex.rulebook.records import DutyConclusion
from campuslex.rulebook.words import RuleKind

E = EventKind


@frozen
class _Stage:
    """
    One step of a petition.

    Args:
        action: What is done.
        after: Events of which one must have been.
        done: Events of which one does it.
        zh: What it waits for, in Chinese.
        en: The same in English.
    """

    action: str
    after: tuple[EventKind, ...]
    done: tuple[EventKind, ...]
    zh: str
    en: str


_STAGES = (
    _Stage(
        "notify_acceptance", (E.PETITION_RECEIVED,), (E.PETITION_ACCEPTED, E.PETITION_FORWARDED), "收到信访", "receipt"
    ),
    _Stage("handle_in_time", (E.PETITION_ACCEPTED,), (E.PETITION_ANSWERED,), "受理", "acceptance"),
    _Stage("request_review", (E.PETITION_ANSWERED,), (E.REVIEW_REQUESTED,), "答复", "an answer"),
    _Stage("review", (E.REVIEW_REQUESTED,), (E.REVIEW_COMPLETED,), "复查请求", "a request for review"),
    _Stage("request_recheck", (E.REVIEW_COMPLETED,), (E.RECHECK_REQUESTED,), "复查意见", "the review"),
    _Stage("recheck", (E.RECHECK_REQUESTED,), (E.RECHECK_COMPLETED,), "复核请求", "a request for recheck"),
)


def petition_steps(events: Iterable[Event], book: Rulebook, day: date, layers: Sequence[str]) -> Iterator[Step]:
    """
    The steps of each petition that an event tells of.
    """
    about: dict[str | None, list[Event]] = {}
    for event in events:
        if event.petition is not None or event.kind is E.PETITION_RECEIVED:
            about.setdefault(event.petition, []).append(event)
    rules = _rules(book, day, layers) if about else {}
    for petition, told in about.items():
        for stage in _STAGES:
            yield _step(petition, told, stage, rules.get(stage.action))


def _rules(book: Rulebook, day: date, layers: Sequence[str]) -> dict[str, Selected]:
    """
    The first rule in force on petitions by its action: of the bureau before others, of general law before a layer's.
    """
    found: dict[str, Selected] = {}
    of_bureau: dict[str, Selected] = {}
    for item in book.select(day, day, tuple(layers)).rules:
        conclusion = item.rule.conclusion
        of_petitions = item.rule.record.scope.value == "petition" and item.rule.record.kind is RuleKind.NORM
        if of_petitions and isinstance(conclusion, DutyConclusion) and conclusion.due and conclusion.due.number:
            found.setdefault(conclusion.action.value, item)
            if conclusion.actor is Body.COUNTY_EDUCATION_BUREAU:
                of_bureau.setdefault(conclusion.action.value, item)
    return found | of_bureau


def _step(petition: str | None, told: Sequence[Event], stage: _Stage, item: Selected | None) -> Step:
    done = next((event for event in told if event.kind in stage.done), None)
    begun = next((event for event in told if event.kind in stage.after), None)
    conclusion = item.rule.conclusion if item else None
    if done is not None:
        state, zh, en = StepState.DONE, f"已于 {day_of(done.at)} 办理", f"done {day_of(done.at)}"
    elif begun is not None:
        state, zh, en = StepState.OPEN, f"自 {day_of(begun.at)} 起", f"since {day_of(begun.at)}"
    else:
        state, zh, en = StepState.NOT_YET, f"尚待：{stage.zh}", f"first: {stage.en}"
    return Step(
        step=f"petition/{stage.action}",
        who=conclusion.actor.value if isinstance(conclusion, DutyConclusion) else None,
        petition=petition,
        state=state,
        because_zh=zh,
        because_en=en,
        rule=item.rule.id if item else None,
        citations=item.citations if item else (),
    )
