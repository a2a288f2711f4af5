"""
`review_school_term`: what a school must have in a term, against what it reports.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from attrs import frozen

from campuslex.assessment.answer import (
    ADVICE_EN,
    ADVICE_ZH,
    Citation,
    Duty,
    Need,
    Notice,
    ReadingEffect,
    Receipt,
    Trigger,
    cited,
)
from campuslex.assessment.assess import receipt_for
from campuslex.assessment.context import Context
from campuslex.assessment.duties import duties, triggers
from campuslex.assessment.flat import evaluate_flat, flat_needs
from campuslex.assessment.notices import calendar_notices, layer_notices, rank_notices
from campuslex.assessment.readings import reading_effects
from campuslex.assessment.worlds import Unit
from campuslex.dates.calendar import Calendar
from campuslex.engine.values import FAILS, HOLDS
from campuslex.model.derived import TermView
from campuslex.model.rows import row
from campuslex.model.school_term import Inspection, SchoolTerm
from campuslex.model.spans import OneOf, Span
from campuslex.model.vocabulary import Members, Number, Value, vocabulary
from campuslex.rulebook.book import Rulebook, Selected
from campuslex.rulebook.records import RequirementConclusion
from campuslex.rulebook.words import ParameterKind

_UNIT: Unit = ("school_term", None)


@frozen
class Requirement:
    """
    One requirement, as the school stands to it.

    Args:
        requirement: Its name.
        title_zh: Chinese title.
        title_en: English title.
        verdict: `met`, `not_met` or `open`.
        found: What the school reports; None is unknown.
        wanted: What the norm wants, in short; `param.…` stands for a number or day that nobody has set.
        missing: Which of several things wanted are not there.
        rule: The rule that says so.
        citations: Where it stands.
    """

    requirement: str
    title_zh: str
    title_en: str
    verdict: str
    found: Any
    wanted: str
    rule: str
    citations: tuple[Citation, ...]
    missing: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        return {
            "requirement": self.requirement,
            "title_zh": self.title_zh,
            "title_en": self.title_en,
            "verdict": self.verdict,
            "found": self.found,
            "wanted": self.wanted,
            "missing": list(self.missing),
            "rule": self.rule,
            "citations": cited(self.citations),
        }


@frozen
class TermReview:
    """
    The answer to one school term on one day: advice, never an inspection's result.
    """

    on: date
    receipt: Receipt
    requirements: tuple[Requirement, ...]
    duties: tuple[Duty, ...]
    triggers: tuple[Trigger, ...]
    needs: tuple[Need, ...]
    notices: tuple[Notice, ...]
    readings: tuple[ReadingEffect, ...] = ()

    SCHEMA = "campuslex/term_review/1"

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form, `campuslex/term_review/1`.
        """
        return {
            "schema": self.SCHEMA,
            "advice": ADVICE_ZH,
            "advice_en": ADVICE_EN,
            "on": self.on.isoformat(),
            "receipt": self.receipt.to_dict(),
            "requirements": [item.to_dict() for item in self.requirements],
            "duties": [item.to_dict() for item in self.duties],
            "triggers": [item.to_dict() for item in self.triggers],
            "needs": [item.to_dict() for item in self.needs],
            "notices": [item.to_dict() for item in self.notices],
            "readings": [item.to_dict() for item in self.readings],
        }


def review_school_term(
    term: SchoolTerm, rulebook: Rulebook, *, on: date, engine: str = "compiled", calendar: Calendar | None = None
) -> TermReview:
    """
    How a school stands to what a term requires. The rules of the term's last day apply, or of the review's if earlier.

    Args:
        term: What the school reports.
        rulebook: The rules.
        on: Day of the review.
        engine: `compiled`, `durable` or `crosscheck`.
        calendar: Holidays and make-up workdays beyond the shipped ones.

    Raises:
        EngineUnavailable, EngineDisagreement, UnknownName: As `assess`.
    """
    layers = rulebook.layers_for(term.jurisdiction)
    ends = term.term.to if term.term and term.term.to else on
    view = TermView(term, on)
    merged = evaluate_flat(rulebook, "school_term", view, min(ends, on), layers, engine)
    inspected = term.inspection or Inspection()
    begins = {
        "term_begins": term.term.from_ if term.term else None,
        "cycle_begins": term.principal_training.cycle_from if term.principal_training else None,
        "inspection_ended": inspected.ended_on,
        "inspection_reviewed": inspected.reviewed_on,
        "preliminary_opinion_fed_back": inspected.feedback_on,
        "inspection_opinion_received": inspected.opinion_received_on,
        "rectification_ended": inspected.rectified_on,
        "inspection_review_requested": inspected.review_requested_on,
    }
    context = Context.of_flat(rulebook, on, merged, calendar or Calendar(), begins)
    return TermReview(
        on=on,
        receipt=receipt_for(term, rulebook, layers, engine),
        requirements=tuple(_requirements(context, view, min(ends, on), layers)),
        duties=duties(context, [_UNIT]),
        triggers=triggers(context, _UNIT),
        needs=flat_needs(context, "school_term", term),
        notices=(
            *layer_notices(context, term.jurisdiction, min(ends, on)),
            *rank_notices(context),
            *calendar_notices(context.unknown_years),
        ),
        readings=reading_effects(context),
    )


def _requirements(context: Context, view: TermView, day: date, layers: tuple[str, ...]) -> list[Requirement]:
    verdicts = context.merged.verdicts[0][_UNIT]
    pairs = zip(context.merged.rules["school_term"], verdicts, strict=True)
    return [
        _requirement(item, verdict, view, partial(_set, context.book, day=day, layers=layers))
        for item, verdict in pairs
        if isinstance(item.rule.conclusion, RequirementConclusion)
    ]


def _requirement(item: Selected, verdict: int, view: TermView, told: Callable[[re.Match[str]], str]) -> Requirement:
    conclusion = item.rule.conclusion
    assert isinstance(conclusion, RequirementConclusion)
    record = item.rule.record
    state = "met" if verdict == HOLDS else "not_met" if verdict == FAILS else "open"
    value = row("school_term", view, (conclusion.found,))[conclusion.found]
    several = conclusion.wanted.split(" & ")
    missing = [word for word in several if isinstance(value, Members) and value.complete and word not in value.has]
    return Requirement(
        conclusion.requirement,
        record.title_zh,
        record.title_en,
        state,
        _found(conclusion.found, value),
        re.sub(r"param\.(\w+)", told, conclusion.wanted),
        item.rule.id,
        item.citations,
        tuple(missing) if len(several) > 1 else (),
    )


def _set(book: Rulebook, named: re.Match[str], day: date, layers: tuple[str, ...]) -> str:
    """
    A parameter's value as text; its name where nobody has set it.
    """
    value = book.parameter(named[1], day, layers)
    is_day = book.parameters[named[1]].kind is ParameterKind.DATE
    return named[0] if value is None else _iso(int(value)) if is_day else str(value)


def _iso(day: int) -> str:
    """
    A day written as the number 20260630, as 2026-06-30.
    """
    return f"{day // 10_000:04}-{day // 100 % 100:02}-{day % 100:02}"


def _found(name: str, value: Value) -> Any:
    """
    A flat value as JSON can hold it.
    """
    kind = vocabulary("school_term")[name].kind
    if isinstance(kind, Number) and kind.day and value is not None:
        return _day(value)
    if isinstance(value, Members):
        return sorted(value.has)
    if isinstance(value, frozenset):
        return {"one_of": sorted(value)}
    return value.to_dict() if isinstance(value, (Span, OneOf)) else value


def _day(value: Value) -> str | dict[str, str]:
    """
    A day, or the days between which it lies.
    """
    if not isinstance(value, Span):
        assert isinstance(value, int)
        return _iso(value)
    # not later than the day of the review, or not before the day after it
    return {"to": _iso(value.high)} if value.low == 0 else {"from": _iso(value.low)}
