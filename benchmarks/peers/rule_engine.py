"""
rule-engine (zeroSteiner): one `Rule` a condition, in its default context, which is its fastest.
"""

from collections.abc import Sequence
from typing import Any

from benchmarks.formulas import Infix, flat, formula, infix
from benchmarks.incidents import Row
from benchmarks.selection import Rules


class RuleEngine:
    """
    Answers by asking each rule whether it matches.
    """

    title = "rule-engine, a Rule a condition"
    package, module = "rule-engine", "rule_engine"

    def __init__(self, rules: Rules) -> None:
        import rule_engine  # noqa: PLC0415, a peer may be absent

        self._layout = rules.layout
        self._matches = [rule_engine.Rule(text).matches for text in _written(rules)]

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


class RuleEngineList(RuleEngine):
    """
    Answers by one expression that lists every condition: the library as a bare expression evaluator.
    """

    title = "rule-engine, one list expression"

    def __init__(self, rules: Rules) -> None:
        import rule_engine  # noqa: PLC0415, a peer may be absent

        self._layout = rules.layout
        self.answer = rule_engine.Rule(f"[{', '.join(_written(rules))}]").evaluate


def _written(rules: Rules) -> list[str]:
    return [infix(formula(node, rules.layout), Infix()) for node in rules.nodes]
