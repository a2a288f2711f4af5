"""
durable-rules: one ruleset, each incident asserted in a state of its own that is deleted after.

No `Host`: its threads never end. `$and` is explicit. A state is named anew each time, for deleted ones leave traces.
"""

import itertools
from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.formulas import All, Among, Formula, Is, Some, flat, formula
from benchmarks.incidents import Row
from benchmarks.selection import Rules

_SERIAL = itertools.count()


class DurableRules:
    """
    Answers by the rules that fired.
    """

    title = "durable-rules"
    package, module = "durable_rules", "durable.engine"

    def __init__(self, rules: Rules) -> None:
        from durable.engine import MessageNotHandledException, Ruleset  # noqa: PLC0415, a peer may be absent

        self._layout, self._size = rules.layout, len(rules.nodes)
        self._fired: set[int] = set()
        self._unhandled = MessageNotHandledException
        self._ruleset = Ruleset(f"bench{next(_SERIAL)}", None, {
            f"r{index}": {"all": [{"m": expression(formula(node, rules.layout))}], "run": self._note(index)}
            for index, node in enumerate(rules.nodes)
        })  # fmt: skip

    def _note(self, index: int) -> Callable[[Any], None]:
        def run(context: Any) -> None:  # one parameter: a second would make durable-rules take it for asynchronous
            del context
            self._fired.add(index)

        return run

    def fact(self, row: Row) -> dict[str, Any]:
        """
        A flat fact, booleans as numbers: durable-rules does not tell true from 1.
        """
        return {
            name: int(value) if isinstance(value, bool) else value for name, value in flat(row, self._layout).items()
        }

    def answer(self, fact: dict[str, Any]) -> Sequence[bool]:
        """
        Whether each rule fired.
        """
        number = next(_SERIAL)
        state = f"s{number}"
        self._fired.clear()
        try:
            result = self._ruleset.assert_fact({"sid": state, "id": number, **fact})
            self._ruleset.do_actions(result, _complete)
        except self._unhandled:
            pass
        finally:
            self._ruleset.delete_state(state)
        return [index in self._fired for index in range(self._size)]


def _complete(error: Any, state: Any) -> None:
    del state
    if error is not None:
        raise RuntimeError(str(error))


def expression(item: Formula) -> dict[str, Any]:
    """
    A formula as durable-rules reads it.
    """
    if isinstance(item, (All, Some)):
        return {"$and" if isinstance(item, All) else "$or": [expression(part) for part in item.items]}
    if isinstance(item, Is):
        return {item.name: int(item.value)}
    if isinstance(item, Among):
        return _joined("$or", [{item.name: word} for word in item.words])
    if item.low is not None and item.low == item.high:
        return {item.name: item.low}
    low = [] if item.low is None else [{"$gte": {item.name: item.low}}]
    high = [] if item.high is None else [{"$lte": {item.name: item.high}}]
    return _joined("$and", low + high)


def _joined(word: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    return items[0] if len(items) == 1 else {word: items}
