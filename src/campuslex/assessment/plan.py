"""
A selection made ready to run: one layout and one list of conditions a scope, stratum by stratum.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar, cast

from attrs import define, field, frozen

from campuslex.engine.engines import lower
from campuslex.engine.values import Layout, Vector, layout
from campuslex.model.vocabulary import SCOPES, FactSpec, Scope, vocabulary
from campuslex.rulebook.book import Rulebook, Selected, Selection
from campuslex.rulebook.nodes import Column, atoms
from campuslex.rulebook.records import DutyConclusion, MeasureConclusion

T = TypeVar("T")


@frozen
class Stratum:
    """
    The rules of one scope that run together.

    Args:
        number: Their stratum.
        rules: Their places in the scope's list.
        run: Gives one verdict a rule for a vector.
    """

    number: int
    rules: tuple[int, ...]
    run: Callable[[Vector], Sequence[int]]


@define(eq=False)
class ScopePlan:
    """
    What one scope needs: its rules, columns, and the facts to compute.
    """

    scope: Scope
    rules: tuple[Selected, ...]
    layout: Layout
    names: tuple[str, ...]
    strata: tuple[Stratum, ...]
    findings: dict[str, int] = field(factory=dict)
    """Slot by finding key."""
    decided: dict[str, int] = field(factory=dict)
    """Slot by conclusion name."""

    places: dict[type, tuple[int, ...]] = field(factory=dict)
    """Places of the rules by kind of conclusion."""
    said: dict[object, tuple[int, ...]] = field(factory=dict)
    """Places of the rules by what they say."""
    gated: dict[str, tuple[int, ...]] = field(factory=dict)
    """Places of the rules that speak under one option of a reading, by reading."""

    def of(self, kind: type[T]) -> Iterator[tuple[int, Selected, T]]:
        """
        The rules with a kind of conclusion: place, rule, conclusion.
        """
        return (
            (index, self.rules[index], cast(T, self.rules[index].rule.conclusion))
            for index in self.places.get(kind, ())
        )


@define(eq=False)
class Plan:
    """
    A selection made ready for one engine.
    """

    selection: Selection
    scopes: dict[Scope, ScopePlan]


def plan_for(book: Rulebook, selection: Selection, engine: str) -> Plan:
    """
    The plan of a selection, kept by the book for the next time.

    Raises:
        EngineUnavailable: The engine's package is not installed.
    """
    key = ("plan", engine, *selection.key)
    found: Plan | None = book.runtime.plans.get(key)
    if found is None:
        found = book.runtime.plans[key] = _plan(selection, engine)
    return found


def _plan(selection: Selection, engine: str) -> Plan:
    by_scope: dict[Scope, list[Selected]] = defaultdict(list)
    for item in selection.rules:
        by_scope[item.rule.record.scope.value].append(item)
    others: dict[Scope, list[Selected]] = defaultdict(list)
    for other in selection.alternatives:
        others[other.item.rule.record.scope.value].append(other.item)
    scopes = {scope: _scope_plan(scope, by_scope[scope], others[scope], engine) for scope in SCOPES}
    return Plan(selection, scopes)


def _scope_plan(scope: Scope, rules: list[Selected], others: list[Selected], engine: str) -> ScopePlan:
    known = vocabulary(scope)
    columns = [atom.column for item in (*rules, *others) for atom in atoms(item.node)]
    # every finding and conclusion has its slot: worlds write them whether or not a rule reads them
    columns += [Column(spec.name) for spec in known.values() if spec.origin in ("finding", "decided")]
    plan_layout = layout(columns, known)
    names = tuple(dict.fromkeys(column.fact for column in plan_layout.columns if _computed(known[column.fact])))
    strata = []
    for number in sorted({item.stratum for item in rules}):
        places = tuple(index for index, item in enumerate(rules) if item.stratum == number)
        nodes = [rules[index].node for index in places]
        run = lower(engine, [rules[index].rule.id for index in places], nodes, plan_layout)
        strata.append(Stratum(number, places, run))
    plan = ScopePlan(
        scope,
        tuple(rules),
        plan_layout,
        names,
        tuple(strata),
        places=places_by_kind(rules),
        said=_places(rules, said_by),
        gated=_places(rules, lambda item: [item.rule.record.reading.id] if item.rule.record.reading else []),
    )
    for column, slot in plan_layout.slots.items():
        if known[column.fact].origin == "finding":
            plan.findings[column.fact.removeprefix("findings.")] = slot
        elif known[column.fact].origin == "decided":
            plan.decided[column.fact] = slot
    return plan


def places_by_kind(rules: Sequence[Selected]) -> dict[type, tuple[int, ...]]:
    """
    Places of rules by kind of conclusion.
    """
    found: dict[type, list[int]] = defaultdict(list)
    for index, item in enumerate(rules):
        found[type(item.rule.conclusion)].append(index)
    return {kind: tuple(places) for kind, places in found.items()}


def said_by(item: Selected) -> list[object]:
    """
    What a rule says, so that two rules that say the same are told to.
    """
    conclusion = item.rule.conclusion
    if isinstance(conclusion, DutyConclusion):
        due = conclusion.due
        when = (due.from_, due.number, due.unit) if due and due.number is not None else None
        return [("duty", conclusion.actor, act, conclusion.modality, when) for act in conclusion.words.acts]
    if isinstance(conclusion, MeasureConclusion):
        return [("measure", measure, conclusion.effect) for measure in conclusion.measures]
    return [item.rule.id]


def _places(rules: Sequence[Selected], keys: Callable[[Selected], Iterable[T]]) -> dict[T, tuple[int, ...]]:
    found: dict[T, list[int]] = defaultdict(list)
    for index, item in enumerate(rules):
        for key in keys(item):
            found[key].append(index)
    return {key: tuple(places) for key, places in found.items()}


def _computed(spec: FactSpec) -> bool:
    return spec.origin in ("field", "derived")
