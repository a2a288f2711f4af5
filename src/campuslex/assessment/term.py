"""
`review_school_term`: what a school must have in a term, against what it reports.
"""

from datetime import date
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
from campuslex.model.school_term import SchoolTerm
from campuslex.model.spans import OneOf, Span
from campuslex.model.vocabulary import Members, Value
from campuslex.rulebook.book import Rulebook, Selected
from campuslex.rulebook.records import RequirementConclusion

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
        wanted: What the norm wants, in short.
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
    begins = {
        "term_begins": term.term.from_ if term.term else None,
        "inspection_ended": term.inspection.ended_on if term.inspection else None,
        "inspection_opinion_received": term.inspection.opinion_received_on if term.inspection else None,
    }
    context = Context.of_flat(rulebook, on, merged, calendar or Calendar(), begins)
    return TermReview(
        on=on,
        receipt=receipt_for(term, rulebook, layers, engine),
        requirements=tuple(_requirements(context, view)),
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


def _requirements(context: Context, view: TermView) -> list[Requirement]:
    verdicts = context.merged.verdicts[0][_UNIT]
    pairs = zip(context.merged.rules["school_term"], verdicts, strict=True)
    return [
        _requirement(item, verdict, view)
        for item, verdict in pairs
        if isinstance(item.rule.conclusion, RequirementConclusion)
    ]


def _requirement(item: Selected, verdict: int, view: TermView) -> Requirement:
    conclusion = item.rule.conclusion
    assert isinstance(conclusion, RequirementConclusion)
    record = item.rule.record
    state = "met" if verdict == HOLDS else "not_met" if verdict == FAILS else "open"
    found = _found(row("school_term", view, (conclusion.found,))[conclusion.found])
    return Requirement(
        conclusion.requirement,
        record.title_zh,
        record.title_en,
        state,
        found,
        conclusion.wanted,
        item.rule.id,
        item.citations,
    )


def _found(value: Value) -> Any:
    """
    A flat value as JSON can hold it.
    """
    if isinstance(value, Members):
        return sorted(value.has)
    if isinstance(value, frozenset):
        return {"one_of": sorted(value)}
    return value.to_dict() if isinstance(value, (Span, OneOf)) else value
