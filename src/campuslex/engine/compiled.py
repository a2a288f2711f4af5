"""
The authority: conditions as generated Python on two rails, certainly and possibly.

Code is emitted from typed nodes only: numbers by `repr`, columns by index; no text of a rule file reaches it.
"""

from collections.abc import Callable, Sequence

from campuslex.engine.values import Layout, Vector
from campuslex.rulebook.nodes import And, Known, KnownFact, Mask, Node, Not, Or, Range, Unset

Run = Callable[[Vector], tuple[int, ...]]


def compile_nodes(nodes: Sequence[Node], layout: Layout) -> Run:
    """
    One function that gives every node's verdict (2 holds, 1 open, 0 fails) for a vector.
    """
    writer = _Writer(layout)
    verdicts = [f"2 if {writer.certainly(node)} else 1 if {writer.possibly(node)} else 0" for node in nodes]
    lines = ["def run(v):"]
    lines += [f"    {name} = v[{name[1:]}]" for name in sorted(writer.used, key=lambda name: int(name[1:]))]
    lines += [f"    return ({''.join(verdict + ', ' for verdict in verdicts)})"]
    namespace: dict[str, Run] = {}
    exec(compile("\n".join(lines), "<campuslex rules>", "exec"), {"__builtins__": {}}, namespace)  # noqa: S102
    return namespace["run"]


class _Writer:
    def __init__(self, layout: Layout) -> None:
        self._slots = layout.slots
        self.used: set[str] = set()

    def _slot(self, index: int) -> str:
        name = f"s{index:d}"
        self.used.add(name)
        return name

    def certainly(self, node: Node) -> str:
        if isinstance(node, Mask):
            rest = node.full & ~node.accepted
            return f"not {self._slot(self._slots[node.column])} & {rest!r}"
        if isinstance(node, Range):
            return self._range(node, certain=True)
        if isinstance(node, And):
            return "(" + " and ".join(map(self.certainly, node.items)) + ")"
        if isinstance(node, Or):
            return "(" + " or ".join(map(self.certainly, node.items)) + ")"
        if isinstance(node, Not):
            return f"(not {self.possibly(node.item)})"
        return self._two_valued(node, unset="False")

    def possibly(self, node: Node) -> str:
        if isinstance(node, Mask):
            return f"{self._slot(self._slots[node.column])} & {node.accepted!r}"
        if isinstance(node, Range):
            return self._range(node, certain=False)
        if isinstance(node, And):
            return "(" + " and ".join(map(self.possibly, node.items)) + ")"
        if isinstance(node, Or):
            return "(" + " or ".join(map(self.possibly, node.items)) + ")"
        if isinstance(node, Not):
            return f"(not {self.certainly(node.item)})"
        return self._two_valued(node, unset="True")

    def _range(self, node: Range, certain: bool) -> str:
        index = self._slots[node.column]
        least, greatest = (index, index + 1) if certain else (index + 1, index)
        tests = []
        if node.low is not None:
            tests.append(f"{self._slot(least)} >= {node.low!r}")
        if node.high is not None:
            tests.append(f"{self._slot(greatest)} <= {node.high!r}")
        return "(" + " and ".join(tests) + ")"

    def _two_valued(self, node: Known | KnownFact | Unset, unset: str) -> str:
        if isinstance(node, Unset):
            return unset
        if isinstance(node, Known):
            return self.certainly(node.item)
        index = self._slots[node.column]
        first = self._slot(index)
        return f"{first} == {self._slot(index + 1)}" if node.number else f"not {first} & ({first} - 1)"
