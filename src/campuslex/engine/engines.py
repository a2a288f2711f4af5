"""
The engines by name: each gives verdicts for a vector; `crosscheck` asks two and compares.
"""

from collections.abc import Callable, Sequence
from typing import Literal

from campuslex.engine.compiled import compile_nodes
from campuslex.engine.values import VERDICT_NAMES, Layout, Vector
from campuslex.errors import EngineDisagreement, Fault, UnknownName
from campuslex.model.vocabulary import Number
from campuslex.rulebook.nodes import Column, Node, atoms

EngineName = Literal["compiled", "durable", "crosscheck"]
ENGINES: tuple[EngineName, ...] = ("compiled", "durable", "crosscheck")
Run = Callable[[Vector], Sequence[int]]


def lower(engine: str, rule_ids: Sequence[str], nodes: Sequence[Node], layout: Layout) -> Run:
    """
    Conditions made ready for an engine.

    Args:
        engine: `compiled`, `durable` or `crosscheck`.
        rule_ids: A name a condition.
        nodes: The conditions.
        layout: The columns they read.

    Returns:
        A function from a vector to one verdict a condition: 2 holds, 1 open, 0 fails.

    Raises:
        EngineUnavailable: The engine's package is not installed.
        EngineDisagreement: Raised by the function, where two engines differ.
        UnknownName: No such engine.
    """
    if engine == "compiled":
        return compile_nodes(nodes, layout)
    if engine not in ENGINES:
        raise UnknownName([Fault("engine", "no such engine", engine[:40], f"one of: {', '.join(ENGINES)}")])
    from campuslex.engine.durable import DurableRules  # noqa: PLC0415, only who asks for durable pays for its C extension

    durable = DurableRules(nodes, layout)
    if engine == "durable":
        return durable.run
    compiled = compile_nodes(nodes, layout)

    def both(vector: Vector) -> Sequence[int]:
        first, second = compiled(vector), durable.run(vector)
        for index, pair in enumerate(zip(first, second, strict=True)):
            if pair[0] != pair[1]:
                raise _disagreement(rule_ids[index], nodes[index], pair, layout, vector)
        return first

    return both


def _disagreement(
    rule_id: str, node: Node, pair: tuple[int, int], layout: Layout, vector: Vector
) -> EngineDisagreement:
    verdicts = {"compiled": VERDICT_NAMES[pair[0]], "durable": VERDICT_NAMES[pair[1]]}
    read = {str(atom.column): _seen(atom.column, layout, vector) for atom in atoms(node)}
    return EngineDisagreement(rule_id, verdicts, read)


def _seen(column: Column, layout: Layout, vector: Vector) -> str:
    slot = layout.slots[column]
    number = isinstance(layout.specs[layout.columns.index(column)].kind, Number)
    return f"{vector[slot]}..{vector[slot + 1]}" if number else f"{vector[slot]:b}"
