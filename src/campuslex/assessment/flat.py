"""
Scopes with one unit and one world: petitions and school terms.
"""

from datetime import date
from typing import Any

import attrs

from campuslex.assessment.answer import Need
from campuslex.assessment.context import Context
from campuslex.assessment.merge import Merged
from campuslex.assessment.plan import plan_for
from campuslex.assessment.worlds import Unit, World
from campuslex.engine.values import FAILS, OPEN
from campuslex.engine.walker import open_leaves
from campuslex.model.document import Document
from campuslex.model.documents import document_fields
from campuslex.model.questions import question
from campuslex.model.rows import row
from campuslex.model.vocabulary import FactSpec, Scope, vocabulary
from campuslex.rulebook.book import Rulebook, Selected
from campuslex.rulebook.nodes import Unset
from campuslex.rulebook.records import DutyConclusion, RequirementConclusion, RouteConclusion, TriggerConclusion


@attrs.frozen
class FlatPart:
    """
    What was evaluated, in the shape explanations and needs read.
    """

    plan: Any
    worlds: tuple[World, World, World]


def evaluate_flat(book: Rulebook, scope: Scope, view: Any, day: date, layers: tuple[str, ...], engine: str) -> Merged:
    """
    Evaluate one unit under the rules of a day.
    """
    plan = plan_for(book, book.select(day, day, layers), engine)
    scoped, unit = plan.scopes[scope], (scope, None)
    vector = scoped.layout.encode(row(scope, view, scoped.names))
    verdicts = [FAILS] * len(scoped.rules)
    for stratum in scoped.strata:
        for place, verdict in zip(stratum.rules, stratum.run(vector), strict=True):
            verdicts[place] = verdict
    world = World("E", {unit: verdicts}, {unit: vector})
    part = FlatPart(plan, (world, world, world))
    return Merged({scope: scoped.rules}, ({unit: verdicts},) * 3, part.worlds, (part,), no_norm=False)  # type: ignore[arg-type]


def flat_needs(context: Context, scope: Scope, document: Document) -> tuple[Need, ...]:
    """
    The unknown facts that could change the answer, those that decide most first.
    """
    unit: Unit = (scope, None)
    part = context.merged.parts[0]
    scoped, world = part.plan.scopes[scope], part.worlds[0]
    decides: dict[str, dict[str, None]] = {}
    for item, verdict in zip(scoped.rules, world.verdicts[unit], strict=True):
        if verdict != OPEN:
            continue
        for leaf in open_leaves(item.node, scoped.layout, world.vectors[unit]):
            facts = (
                [f"param.{leaf.parameter}"]
                if isinstance(leaf, Unset)
                else _asked(vocabulary(scope)[leaf.column.fact], document)
            )
            for fact in facts:
                decides.setdefault(fact, {})[_decided(item)] = None
    ordered = sorted(decides.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    return tuple(_need(context, scope, fact, tuple(sorted(names))) for fact, names in ordered)


def _asked(spec: FactSpec, document: Document) -> list[str]:
    fields = [name for name, _ in spec.asks] or [spec.name]
    missing = [name for name in fields if getattr(document, name.partition(".")[0], None) is None]
    return missing or fields[:1]


def _decided(item: Selected) -> str:
    conclusion = item.rule.conclusion
    if isinstance(conclusion, RouteConclusion):
        return f"paths.{item.rule.id}" if conclusion.item else f"route.{item.rule.id}"
    if isinstance(conclusion, DutyConclusion):
        return f"duties.{item.rule.id}"
    if isinstance(conclusion, TriggerConclusion):
        return f"triggers.{item.rule.id}"
    assert isinstance(conclusion, RequirementConclusion)
    return f"requirements.{conclusion.requirement}"


def _need(context: Context, scope: Scope, fact: str, decides: tuple[str, ...]) -> Need:
    if fact.startswith("param."):
        record = context.book.parameters[fact.removeprefix("param.")]
        ask = f"“{record.zh}”由谁定、定为多少？", f"What is set for: {record.en}?"
        return Need(fact, None, *ask, record.owner.value, decides)
    own = vocabulary(scope).get(fact)
    info, kind = (own.info, own.kind) if own else document_fields()[fact]
    return Need(fact, None, question(info, kind, "zh"), question(info, kind, "en"), info.owner, decides)
