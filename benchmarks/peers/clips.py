"""
clipspy: CLIPS rules over one template; a rule that fires tells its number to the host.
"""

from collections.abc import Sequence
from typing import Any

from benchmarks.formulas import All, Among, Formula, Is, Some, flat, formula, name_of
from benchmarks.incidents import Row
from benchmarks.selection import Rules


class Clips:
    """
    Answers by the rules that fired.
    """

    title = "clipspy"
    package, module = "clipspy", "clips"

    def __init__(self, rules: Rules) -> None:
        import clips  # noqa: PLC0415, a peer may be absent

        self._layout, self._size, self._symbol = rules.layout, len(rules.nodes), clips.Symbol
        self._fired: set[int] = set()
        self._environment = clips.Environment()
        self._environment.define_function(self._fired.add, "told")
        slots = " ".join(f"(slot {name_of(column)})" for column in rules.layout.columns)
        self._environment.build(f"(deftemplate incident {slots})")
        for index, node in enumerate(rules.nodes):
            self._environment.build(rule(index, formula(node, rules.layout)))
        self._template = self._environment.find_template("incident")

    def fact(self, row: Row) -> dict[str, Any]:
        """
        A flat fact, its words as symbols.
        """
        return {n: self._symbol(v) if isinstance(v, str) else v for n, v in flat(row, self._layout).items()}

    def answer(self, fact: dict[str, Any]) -> Sequence[bool]:
        """
        Whether each rule fired.
        """
        self._fired.clear()
        asserted = self._template.assert_fact(**fact)
        self._environment.run()
        asserted.retract()
        return [index in self._fired for index in range(self._size)]


def rule(index: int, item: Formula) -> str:
    """
    A rule: tests on one slot in the pattern, the rest under `test`.
    """
    parts = item.items if isinstance(item, All) else (item,)
    slots = {part.name: f"&{_constraint(part)}" for part in parts if isinstance(part, (Is, Among))}
    rest = [part for part in parts if not isinstance(part, (Is, Among))]
    names = sorted(set(slots).union(*(_names(part) for part in rest)))
    pattern = " ".join(f"({name} ?{name}{slots.get(name, '')})" for name in names)
    test = f"(test (and {' '.join(map(_call, rest))} TRUE))" if rest else ""
    return f"(defrule r{index} (incident {pattern}) {test} => (told {index}))"


def _constraint(item: Is | Among) -> str:
    return _truth(item.value) if isinstance(item, Is) else "|".join(item.words)


def _truth(value: bool) -> str:
    return "TRUE" if value else "FALSE"


def _names(item: Formula) -> set[str]:
    if isinstance(item, (All, Some)):
        return set().union(*(_names(part) for part in item.items))
    return {item.name}


def _call(item: Formula) -> str:
    if isinstance(item, (All, Some)):
        return f"({'and' if isinstance(item, All) else 'or'} {' '.join(map(_call, item.items))})"
    if isinstance(item, Is):
        return f"(eq ?{item.name} {_truth(item.value)})"
    if isinstance(item, Among):
        return f"(or {' '.join(f'(eq ?{item.name} {word})' for word in item.words)} FALSE)"  # `or` wants two
    low = "TRUE" if item.low is None else f"(>= ?{item.name} {item.low})"
    high = "TRUE" if item.high is None else f"(<= ?{item.name} {item.high})"
    return f"(and {low} {high})"
