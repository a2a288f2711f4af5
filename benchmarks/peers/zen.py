"""
zen-engine: a JDM decision of one expression node, which gives every rule's truth at once; and its bare expressions.
"""

import json
from collections.abc import Sequence
from typing import Any

from benchmarks.formulas import Infix, flat, formula, infix
from benchmarks.incidents import Row
from benchmarks.selection import Rules


class Zen:
    """
    Answers by the decision's output.
    """

    title = "zen-engine, JDM decision"
    package, module = "zen-engine", "zen"

    def __init__(self, rules: Rules) -> None:
        import zen  # noqa: PLC0415, a peer may be absent

        self._layout = rules.layout
        self._keys = [f"r{index}" for index in range(len(rules.nodes))]
        self._decision = zen.ZenEngine().create_decision(json.dumps(_decision(self._keys, _written(rules))))

    def fact(self, row: Row) -> dict[str, Any]:
        """
        A flat context.
        """
        return flat(row, self._layout)

    def answer(self, fact: dict[str, Any]) -> Sequence[bool]:
        """
        The value of each rule's expression.
        """
        result = self._decision.evaluate(fact)["result"]
        return [result[key] for key in self._keys]


class ZenExpression(Zen):
    """
    Answers by one compiled expression that lists every condition: no decision model, no rule that has a name.
    """

    title = "zen-engine, one list expression"

    def __init__(self, rules: Rules) -> None:
        import zen  # noqa: PLC0415, a peer may be absent

        self._layout = rules.layout
        self.answer = zen.compile_expression(f"[{', '.join(_written(rules))}]").evaluate


def _written(rules: Rules) -> list[str]:
    return [infix(formula(node, rules.layout), Infix()) for node in rules.nodes]


def _decision(keys: list[str], written: list[str]) -> dict[str, Any]:
    expressions = [{"id": key, "key": key, "value": text} for key, text in zip(keys, written, strict=True)]
    content = {"expressions": expressions, "passThrough": False}
    nodes = [("in", "inputNode", {}), ("rules", "expressionNode", content), ("out", "outputNode", {})]
    return {
        "nodes": [{"id": key, "name": key, "type": kind, "content": content} for key, kind, content in nodes],
        "edges": [
            {"id": f"{source}-{target}", "type": "edge", "sourceId": source, "targetId": target}
            for source, target in (("in", "rules"), ("rules", "out"))
        ],
    }
