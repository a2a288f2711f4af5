"""
rule-engine (zeroSteiner): one `Rule` a condition, all names typed beforehand.
"""

from collections.abc import Sequence
from typing import Any

from campuslex.engine.values import Layout
from campuslex.model.vocabulary import Number, Word

from benchmarks.formulas import Infix, flat, formula, infix, name_of
from benchmarks.incidents import Row
from benchmarks.selection import Rules


class RuleEngine:
    """
    Answers by asking each rule whether it matches.
    """

    title = "rule-engine"
    package = "rule-engine"

    def __init__(self, rules: Rules) -> None:
        import rule_engine  # noqa: PLC0415, a peer may be absent

        self._layout = rules.layout
        context = rule_engine.Context(resolver=rule_engine.resolve_item, type_resolver=_types(rule_engine, rules.layout))
        self._matches = [
            rule_engine.Rule(infix(formula(node, rules.layout), Infix()), context=context).matches for node in rules.nodes
        ]

    def fact(self, row: Row) -> dict[str, Any]:
        """
        A flat mapping.
        """
        return flat(row, self._layout)

    def answer(self, fact: dict[str, Any]) -> Sequence[bool]:
        """
        Whether each rule matches.
        """
        return [matches(fact) for matches in self._matches]


def _types(rule_engine: Any, layout: Layout) -> Any:
    types = rule_engine.DataType
    found = {}
    for column, spec in zip(layout.columns, layout.specs, strict=True):
        ranked = isinstance(spec.kind, Number) or (isinstance(spec.kind, Word) and spec.kind.ordered)
        named = isinstance(spec.kind, Word) and not ranked
        found[name_of(column)] = types.FLOAT if ranked else types.STRING if named else types.BOOLEAN
    return rule_engine.type_resolver_from_dict(found)
