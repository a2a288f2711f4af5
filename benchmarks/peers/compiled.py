"""
campuslex itself: the compiled engine over flat rows, each row encoded every time.
"""

from collections.abc import Sequence

from benchmarks.incidents import Row
from benchmarks.selection import Rules
from campuslex.engine.compiled import compile_nodes
from campuslex.engine.values import Vector


class Compiled:
    """
    Answers in three values: 2 holds, 1 open, 0 fails.
    """

    title = "campuslex compiled (facts encoded each time)"
    package, module = "campuslex", "campuslex"

    def __init__(self, rules: Rules) -> None:
        self._encode = rules.layout.encode
        self._run = compile_nodes(rules.nodes, rules.layout)

    def fact(self, row: Row) -> Row:
        """
        The row as it is.
        """
        return row

    def answer(self, fact: Row) -> Sequence[int]:
        """
        One verdict a rule.
        """
        return self._run(self._encode(fact))


class CompiledVector:
    """
    The same without the encoding: what the generated code alone takes.
    """

    title = "campuslex compiled (facts encoded beforehand)"
    package, module = "campuslex", "campuslex"

    def __init__(self, rules: Rules) -> None:
        self._encode = rules.layout.encode
        self.answer = compile_nodes(rules.nodes, rules.layout)

    def fact(self, row: Row) -> Vector:
        """
        The row encoded.
        """
        return self._encode(row)
