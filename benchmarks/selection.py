"""
The rules that every engine runs: severity and escalation rules of the shipped rulebook, on one day.
"""

from datetime import date

from attrs import frozen

from campuslex.engine.values import Layout, layout
from campuslex.model.vocabulary import FactSpec, vocabulary
from campuslex.rulebook.book import Rulebook
from campuslex.rulebook.nodes import And, Mask, Node, Not, Or, Range, atoms

CONDUCT, ON = date(2026, 3, 5), date(2026, 3, 12)
RULES = (
    "severity.minor.minor-circumstances",
    "severity.serious.visible-harm",
    "severity.serious.gap",
    "severity.grave.incorrigible",
    "severity.grave.bad-circumstances",
    "escalation.serious-misconduct.police-stop",
    "escalation.police-bullying.corrective",
    "escalation.campaign2021.report-bureau",
    "escalation.crime.police-accept",
    "escalation.crime.court-accept",
    "escalation.gang.school-report",
    "escalation.instigated.school-report",
    "escalation.injury-accident.report",
    "escalation.internal-security.call-police",
    "escalation.procuratorate.support-suit",
    "escalation.minor-harmed.school",
    "escalation.report-received.civil-affairs-accept",
    "escalation.guardian.report",
    "escalation.injury.report",
    "escalation.serious-bullying.report-found",
    "escalation.serious-bullying.report-wide",
    "escalation.serious-bullying.no-concealment",
    "escalation.sexual.report",
    "escalation.mandatory-report.school",
    "escalation.police-acceptance.explain",
    "escalation.report-opinion.school",
)
"""
Rules with conditions of their own; those that repeat another's condition for a second actor are left out. Each order of
answers in the benchmarks is this one.
"""
SCOPES = ("incident", "offender")


@frozen
class Rules:
    """
    The compared rules: their ids, their conditions, the columns these read.
    """

    ids: tuple[str, ...]
    nodes: tuple[Node, ...]
    layout: Layout


def compared_rules(book: Rulebook) -> Rules:
    """
    The compared rules as the rulebook selects them, over one flat row: an incident and its one offender.

    Raises:
        LookupError: The rulebook no longer has one of them.
        TypeError: One asks what two-valued engines cannot answer.
    """
    selected = {item.rule.id: item for item in book.select(CONDUCT, ON, book.layers_for(None)).rules}
    missing = [rule for rule in RULES if rule not in selected]
    if missing:
        raise LookupError(f"not in force on {CONDUCT}: {', '.join(missing)}; mend benchmarks/selection.py")
    nodes = tuple(selected[rule].node for rule in RULES)
    for rule, node in zip(RULES, nodes, strict=True):
        if not two_valued(node):
            raise TypeError(f"{rule} asks whether something is known, or rests on an unset parameter")
    return Rules(RULES, nodes, layout((atom.column for node in nodes for atom in atoms(node)), flat_vocabulary()))


def flat_vocabulary() -> dict[str, FactSpec]:
    """
    The facts of an incident together with those of its one offender.
    """
    return {name: spec for scope in SCOPES for name, spec in vocabulary(scope).items()}  # type: ignore[arg-type]


def two_valued(node: Node) -> bool:
    """
    Whether a condition means the same in two values once all its facts are known.
    """
    if isinstance(node, (And, Or)):
        return all(map(two_valued, node.items))
    if isinstance(node, Not):
        return two_valued(node.item)
    return isinstance(node, (Mask, Range))
