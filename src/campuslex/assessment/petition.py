"""
`route_petition`: where a petition goes, by when, and what may not happen to it (petition@2022, petition@2005).
"""

from collections.abc import Mapping
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
from campuslex.assessment.context import Context, verdict_and_basis
from campuslex.assessment.duties import duties, triggers
from campuslex.assessment.flat import evaluate_flat, flat_needs
from campuslex.assessment.notices import calendar_notices, layer_notices, rank_notices
from campuslex.assessment.readings import reading_effects
from campuslex.assessment.worlds import Unit
from campuslex.dates.calendar import Calendar
from campuslex.engine.values import HOLDS, OPEN
from campuslex.model.derived import PetitionView
from campuslex.model.petition import Petition
from campuslex.rulebook.book import Rulebook, Selected
from campuslex.rulebook.records import RouteConclusion

_UNIT: Unit = ("petition", None)


@frozen
class RoutePath:
    """
    One path for one matter.

    Args:
        matter: The matter, or None where the path does not depend on it.
        item: The item of the regulation, such as `31.5`.
        verdict: `holds` or `open`.
        rule: The rule that says so.
        citations: Where it stands.
    """

    matter: str | None
    item: str
    verdict: str
    rule: str
    citations: tuple[Citation, ...]

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        return {
            "matter": self.matter,
            "item": self.item,
            "verdict": self.verdict,
            "rule": self.rule,
            "citations": cited(self.citations),
        }


@frozen
class Route:
    """
    The answer to one petition on one day: advice, never a decision.
    """

    on: date
    receipt: Receipt
    paths: tuple[RoutePath, ...]
    accept_by: date | None
    forward_to: tuple[str, ...]
    must_not_forward_to: tuple[str, ...]
    redirect_to: tuple[str, ...]
    duties: tuple[Duty, ...]
    triggers: tuple[Trigger, ...]
    end_of_road: bool | None
    needs: tuple[Need, ...]
    notices: tuple[Notice, ...]
    reasons: Mapping[str, tuple[Citation, ...]]
    readings: tuple[ReadingEffect, ...] = ()

    SCHEMA = "campuslex/route/1"

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form, `campuslex/route/1`.
        """
        return {
            "schema": self.SCHEMA,
            "advice": ADVICE_ZH,
            "advice_en": ADVICE_EN,
            "on": self.on.isoformat(),
            "receipt": self.receipt.to_dict(),
            "paths": [item.to_dict() for item in self.paths],
            "accept_by": self.accept_by.isoformat() if self.accept_by else None,
            "forward_to": list(self.forward_to),
            "must_not_forward_to": list(self.must_not_forward_to),
            "redirect_to": list(self.redirect_to),
            "duties": [item.to_dict() for item in self.duties],
            "triggers": [item.to_dict() for item in self.triggers],
            "end_of_road": self.end_of_road,
            "needs": [item.to_dict() for item in self.needs],
            "notices": [item.to_dict() for item in self.notices],
            "readings": [item.to_dict() for item in self.readings],
            "reasons": {rule: cited(citations) for rule, citations in self.reasons.items()},
        }


def route_petition(
    petition: Petition, rulebook: Rulebook, *, on: date, engine: str = "compiled", calendar: Calendar | None = None
) -> Route:
    """
    Where a petition goes. The regulation of the day it was received applies; of the day of the assessment if unknown.

    Args:
        petition: What is known of it.
        rulebook: The rules.
        on: Day of the assessment.
        engine: `compiled`, `durable` or `crosscheck`.
        calendar: Holidays and make-up workdays beyond the shipped ones.

    Raises:
        EngineUnavailable, EngineDisagreement, UnknownName: As `assess`.
    """
    layers = rulebook.layers_for(petition.concerns_jurisdiction or petition.jurisdiction)
    day = petition.received_on or on
    merged = evaluate_flat(rulebook, "petition", PetitionView(petition, on), day, layers, engine)
    starts = {
        "received_on": petition.received_on,
        "accepted_on": petition.accepted_on,
        "answered_on": petition.answered_on,
        "information_requested": petition.received_on,
        "petition_forwarded": petition.forwarded_on,
        "review_requested": petition.review_requested_on,
        "review_answer_received": petition.review_answered_on,
        "recheck_requested": petition.recheck_requested_on,
    }
    context = Context.of_flat(rulebook, on, merged, calendar or Calendar(), starts)
    told = _routes(context)
    accepting = [due.by for item, _ in told if (due := context.due(_route(item).accept, item)) and due.by]
    return Route(
        on=on,
        receipt=receipt_for(petition, rulebook, layers, engine),
        paths=tuple(_paths(told)),
        accept_by=min(accepting, default=None),
        forward_to=_words(told, "forward_to"),
        must_not_forward_to=_words(told, "must_not_forward_to"),
        redirect_to=_words(told, "redirect_to"),
        duties=duties(context, [_UNIT]),
        triggers=triggers(context, _UNIT),
        end_of_road=_end(told),
        needs=flat_needs(context, "petition", petition),
        notices=tuple(_notices(petition, context, day)),
        reasons={item.rule.id: item.citations for item, verdict in told if verdict == HOLDS},
        readings=reading_effects(context),
    )


def _route(item: Selected) -> RouteConclusion:
    conclusion = item.rule.conclusion
    assert isinstance(conclusion, RouteConclusion)
    return conclusion


def _routes(context: Context) -> list[tuple[Selected, int]]:
    verdicts = context.merged.verdicts[0][_UNIT]
    pairs = zip(context.merged.rules["petition"], verdicts, strict=True)
    return [(item, verdict) for item, verdict in pairs if isinstance(item.rule.conclusion, RouteConclusion)]


def _paths(told: list[tuple[Selected, int]]) -> list[RoutePath]:
    found = []
    for item, verdict in told:
        conclusion, state = _route(item), verdict_and_basis((verdict,))
        if conclusion.item and state:
            matter = conclusion.matter.value if conclusion.matter else None
            found.append(RoutePath(matter, conclusion.item, state[0], item.rule.id, item.citations))
    return found


def _words(told: list[tuple[Selected, int]], name: str) -> tuple[str, ...]:
    words = (getattr(_route(item), name) for item, verdict in told if verdict == HOLDS)
    return tuple(dict.fromkeys(word.value for word in words if word is not None))


def _end(told: list[tuple[Selected, int]]) -> bool | None:
    verdicts = [verdict for item, verdict in told if _route(item).end_of_road]
    return True if HOLDS in verdicts else None if OPEN in verdicts else False


def _notices(petition: Petition, context: Context, day: date) -> list[Notice]:
    where = petition.concerns_jurisdiction or petition.jurisdiction
    found = [*layer_notices(context, where, day), *rank_notices(context), *calendar_notices(context.unknown_years)]
    if petition.school_ownership is not None and str(petition.school_ownership) == "private":
        found.append(
            Notice(
                "private_school",
                "条例文义只及于机关、群团和国有企事业单位：民办学校不直接适用，主管部门的职责不受影响。",
                "A private school is not bound by the regulation's letter; the bureau's duties stand.",
            )
        )
    return found
