"""
A selection made ready to run: one layout and one list of conditions a scope, stratum by stratum.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from attrs import define, field, frozen

from campuslex.engine.engines import lower
from campuslex.engine.values import Layout, Vector, layout
from campuslex.model.vocabulary import SCOPES, FactSpec, Scope, vocabulary
from campuslex.rulebook.book import Rulebook, Selected, Selection
from campuslex.rulebook.nodes import Column, atoms
from campuslex.rulebook.records import DutyConclusion, MeasureConclusion


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

    def of(self, kind: type) -> list[int]:
        """
        Places of the rules with a kind of conclusion.
        """
        return [index for index, item in enumerate(self.rules) if isinstance(item.rule.conclusion, kind)]


@define(eq=False)
class Plan:
    """
    A selection made ready for one engine.
    """

    selection: Selection
    scopes: dict[Scope, ScopePlan]
    reads_suspicion: frozenset[str]
    measures: dict[Any, list[int]] = field(factory=dict)
    """Places in the offender scope of the rules about each measure."""
    duties: dict[Scope, list[int]] = field(factory=dict)


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
        by_scope[item.rule.record.scope.value].append(item)  # type: ignore[index]
    scopes = {scope: _scope_plan(scope, by_scope[scope], engine) for scope in SCOPES}
    suspicious = frozenset(
        item.rule.id for item in selection.rules if any(atom.column.fact == "suspicion" for atom in atoms(item.node))
    )
    plan = Plan(selection, scopes, suspicious)
    for index, item in enumerate(scopes["offender"].rules):
        conclusion = item.rule.conclusion
        if isinstance(conclusion, MeasureConclusion):
            for measure in conclusion.measures:
                plan.measures.setdefault(measure, []).append(index)
    plan.duties = {scope: scopes[scope].of(DutyConclusion) for scope in SCOPES}
    return plan


def _scope_plan(scope: Scope, rules: list[Selected], engine: str) -> ScopePlan:
    known = vocabulary(scope)
    columns = [atom.column for item in rules for atom in atoms(item.node)]
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
    plan = ScopePlan(scope, tuple(rules), plan_layout, names, tuple(strata))
    for column, slot in plan_layout.slots.items():
        if known[column.fact].origin == "finding":
            plan.findings[column.fact.removeprefix("findings.")] = slot
        elif known[column.fact].origin == "decided":
            plan.decided[column.fact] = slot
    return plan


def _computed(spec: FactSpec) -> bool:
    return spec.origin in ("field", "derived")
