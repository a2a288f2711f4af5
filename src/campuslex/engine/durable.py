"""
The second opinion: the same conditions on durable-rules 2.0.28, every known pitfall sealed here.

What is sealed: `$and` always explicit; `assert_fact` only; no `Host` (its threads never end); one state, deleted in
`finally`; a lock; encoded whole numbers only; shards below sixty-four alternatives and 250 properties; fired rules
taken as a set; a fresh ruleset well before forty thousand facts; exceptions that an action swallows raised again.
`docs/explanation/decisions/two-engines.md` says why there are two engines.
"""

import itertools
import json
import sys
import time
import weakref
from collections.abc import Iterator, Sequence
from threading import Lock
from typing import Any, TypeAlias

from campuslex.engine.values import Layout, Vector
from campuslex.errors import CampuslexError, EngineUnavailable
from campuslex.model.vocabulary import Number
from campuslex.rulebook.nodes import And, Known, KnownFact, Mask, Node, Not, Or, Range, Unset

Json: TypeAlias = dict[str, Any]
Formula: TypeAlias = Json | bool
Entry: TypeAlias = tuple[str, Json, set[str]]
"""A condition's name, the condition, the properties it reads."""

MOST_ALTERNATIVES = 50
"""Ways in which the conditions of one ruleset may hold at once: durable-rules refuses a fact above sixty-four."""
MOST_PROPERTIES = 200
MOST_EXPRESSIONS = 24
"""Tests and brackets in one condition: durable-rules refuses a sequence of thirty-two."""
MOST_FACTS = 20_000
ARRIVED = "arrived"
_SERIAL = itertools.count()
_LOCK = Lock()


class DurableFault(CampuslexError):
    """
    durable-rules reported an error of its own.
    """


class DurableRules:
    """
    Some conditions on durable-rules.

    Args:
        nodes: The conditions.
        layout: The columns they read.

    Raises:
        EngineUnavailable: durable-rules is not installed or does not import.
    """

    def __init__(self, nodes: Sequence[Node], layout: Layout) -> None:
        self._layout = layout
        self._size = len(nodes)
        self._constants: dict[str, bool] = {}
        passes = _Passes()
        writer = _Lowering(layout)
        for index, node in enumerate(nodes):
            for rail in ("c", "p"):
                formula = writer.lower(node, certain=rail == "c")
                if isinstance(formula, bool):
                    self._constants[f"{rail}{index:d}"] = formula
                else:
                    passes.add(f"{rail}{index:d}", formula)
        with _LOCK:
            self._passes = [[_Shard(part) for part in _parts(entries)] for entries in passes.entries]

    def run(self, vector: Vector) -> tuple[int, ...]:
        """
        One verdict a condition: 2 holds, 1 open, 0 fails.
        """
        facts = _facts(self._layout, vector)
        fired = {name for name, always in self._constants.items() if always}
        with _LOCK:
            for shards in self._passes:
                for shard in shards:
                    fired |= shard.fired(facts)
                    facts |= {name: int(name in fired) for name in shard.parts}
        return tuple(2 if f"c{i}" in fired else 1 if f"p{i}" in fired else 0 for i in range(self._size))


class _Passes:
    """
    Conditions in passes: a part too long for one expression of durable-rules is a rule of an earlier pass, and its
    outcome a fact that later passes read.
    """

    def __init__(self) -> None:
        self.entries: list[list[Entry]] = []
        self._parts = itertools.count()

    def add(self, name: str, formula: Json) -> None:
        """
        A condition, in the first pass that can read all its parts.
        """
        short, number = self._shorten(formula)
        self._put(number, name, short)

    def _put(self, number: int, name: str, formula: Json) -> None:
        while len(self.entries) <= number:
            self.entries.append([])
        self.entries[number].append((name, formula, set(_properties(formula))))

    def _shorten(self, formula: Json) -> tuple[Json, int]:
        """
        The condition short enough, and the pass it belongs to.
        """
        operator = next((key for key in ("$and", "$or") if key in formula), None)
        if operator is None or _length(formula) <= MOST_EXPRESSIONS:
            return formula, 0
        told = [self._shorten(item) for item in formula[operator]]
        items, number = [item for item, _ in told], max(number for _, number in told)
        while _length({operator: items}) > MOST_EXPRESSIONS:
            chunk = _chunk(items)
            name = f"part{next(self._parts)}"
            self._put(number, name, {operator: chunk} if len(chunk) > 1 else chunk[0])
            items, number = [*items[len(chunk) :], {name: 1}], number + 1
        return {operator: items}, number


def _chunk(items: list[Json]) -> list[Json]:
    """
    As many of the first items as go into one expression; at least one.
    """
    for count in range(len(items), 1, -1):
        if sum(map(_length, items[:count])) + 2 <= MOST_EXPRESSIONS:
            return items[:count]
    return items[:1]


def _length(formula: Json) -> int:
    """
    How many entries of durable-rules' expression sequence a condition takes: a test one, an `$and` or `$or` two more.
    """
    items = formula.get("$and") or formula.get("$or")
    return 2 + sum(map(_length, items)) if items else 1


def _parts(entries: list[Entry]) -> Iterator[list[Entry]]:
    part: list[Entry] = []
    properties: set[str] = set()
    alternatives = 0
    for entry in entries:
        ways = _ways(entry[1])
        if part and (alternatives + ways > MOST_ALTERNATIVES or len(properties | entry[2]) > MOST_PROPERTIES):
            yield part
            part, properties, alternatives = [], set(), 0
        part.append(entry)
        properties |= entry[2]
        alternatives += ways
    if part:
        yield part


def _ways(formula: Json) -> int:
    """
    How many tests of a condition durable-rules may have in hand at once: those of an `$or` all, of an `$and` in turn.
    """
    if "$or" in formula:
        return sum(map(_ways, formula["$or"]))
    return 1 + sum(_ways(item) - 1 for item in formula.get("$and", ()))


class _Shard:
    """
    One ruleset of durable-rules, made anew before its hashes wear out.

    One rule more than asked for matches every fact: durable-rules crashes when the state of a fact that nothing matched
    is deleted, and a fact that did not arrive must not pass for one that nothing matched.
    """

    def __init__(self, entries: list[Entry]) -> None:
        self._entries = entries
        self._reads = sorted(set().union(*(entry[2] for entry in entries)))
        self.parts = [name for name, _, _ in entries if name.startswith("part")]
        self._fired: set[str] = set()
        self._fresh()

    def _fresh(self) -> None:
        self._used = 0
        conditions = {ARRIVED: {ARRIVED: 1}, **{name: formula for name, formula, _ in self._entries}}
        self._ruleset = _ruleset(
            {name: {"all": [{"m": formula}], "run": self._note(name)} for name, formula in conditions.items()}
        )

    def _note(self, name: str) -> Any:
        def run(context: Any) -> None:  # one parameter: a second would make durable-rules take it for asynchronous
            del context
            self._fired.add(name)

        return run

    def fired(self, facts: dict[str, int]) -> set[str]:
        if self._used >= MOST_FACTS:
            self._fresh()
        self._used += 1
        self._fired.clear()
        state = f"s{self._used}"
        fact = {name: facts[name] for name in self._reads}
        try:
            result = self._ruleset.assert_fact({"sid": state, "id": self._used, ARRIVED: 1, **fact})
        except Exception as error:  # it has an exception of its own for each way to refuse a fact
            self._used = MOST_FACTS  # whatever state that left behind goes with the ruleset
            raise DurableFault(f"durable-rules refused a fact ({type(error).__name__})") from None
        try:
            self._act(result, state)
        finally:
            self._ruleset.delete_state(state)
        return self._fired - {ARRIVED}

    def _act(self, result: Any, state: str) -> None:
        self._ruleset.do_actions(result, _Complete())
        context = self._ruleset.get_state(state)
        if context.get("exception"):
            raise DurableFault(f"durable-rules swallowed an exception: {str(context['exception'])[:200]}")
        if ARRIVED not in self._fired:
            raise DurableFault("durable-rules left a fact unseen")


class _Complete:
    """
    What durable-rules calls when the actions of a state are done.
    """

    def __call__(self, error: Any, state: Any) -> None:
        del state
        if error is not None:
            raise DurableFault(f"durable-rules failed: {str(error)[:200]}")


def _ruleset(definition: Json) -> Any:
    try:
        from durable.engine import Ruleset, durable_rules_engine  # noqa: PLC0415, who does not ask for it needs it not
    except Exception as error:  # a C extension that does not fit this Python fails in many ways
        remedy = "install `campuslex[durable]`, or use the engine `compiled`"
        raise EngineUnavailable(f"durable-rules does not import ({type(error).__name__}); {remedy}") from None
    ruleset = Ruleset(f"campuslex{next(_SERIAL)}", None, definition)
    # its own clock calls what Python 3.12 deprecates, which hosts may have turned into an error
    vars(sys.modules[Ruleset.__module__])["_unix_now"] = time.time
    # durable-rules never frees a ruleset by itself: a megabyte each
    weakref.finalize(ruleset, durable_rules_engine.delete_ruleset, ruleset._handle).atexit = False
    return ruleset


def _facts(layout: Layout, vector: Vector) -> dict[str, int]:
    """
    The vector as durable sees it: bounds of numbers and ranks, and for each word whether it is possible.
    """
    facts: dict[str, int] = {}
    for index, (column, spec) in enumerate(zip(layout.columns, layout.specs, strict=True)):
        slot = layout.slots[column]
        if isinstance(spec.kind, Number):
            facts[f"n{index}_lo"], facts[f"n{index}_hi"] = vector[slot], vector[slot + 1]
            facts[f"k{index}"] = int(vector[slot] == vector[slot + 1])
            continue
        mask = vector[slot]
        facts[f"k{index}"] = int(mask & (mask - 1) == 0)
        facts[f"n{index}_lo"], facts[f"n{index}_hi"] = (mask & -mask).bit_length() - 1, mask.bit_length() - 1
        for bit in range(_width(spec.kind)):
            facts[f"w{index}_{bit}"] = mask >> bit & 1
    return facts


def _width(kind: Any) -> int:
    return len(kind.words) if hasattr(kind, "ordered") else 2


class _Lowering:
    """
    Lowers a node to a durable-rules expression on one rail; negation is pushed to the atoms.
    """

    def __init__(self, layout: Layout) -> None:
        self._index = {column: index for index, column in enumerate(layout.columns)}

    def lower(self, node: Node, certain: bool, negate: bool = False) -> Formula:
        if isinstance(node, (And, Or)):
            together = isinstance(node, And) is not negate
            return _join([self.lower(item, certain, negate) for item in node.items], together)
        if isinstance(node, Not):
            return self.lower(node.item, certain, not negate)
        if isinstance(node, Unset):
            return not certain
        if isinstance(node, Known):
            return self.lower(node.item, certain=not negate, negate=negate)
        if isinstance(node, KnownFact):
            return self._known(node, negate)
        if isinstance(node, Mask):
            return self._mask(node, certain, negate)
        return self._range(node, certain, negate)

    def _known(self, node: KnownFact, negate: bool) -> Formula:
        return {f"k{self._index[node.column]}": 0 if negate else 1}

    def _bounds(self, node: Range | Mask) -> tuple[str, str]:
        index = self._index[node.column]
        return f"n{index}_lo", f"n{index}_hi"

    def _mask(self, node: Mask, certain: bool, negate: bool) -> Formula:
        accepted = node.full & ~node.accepted if negate else node.accepted
        width = node.full.bit_length()
        low, high = self._bounds(node)
        rank = (accepted & -accepted).bit_length() - 1
        # an unbroken run of words up to the greatest, or from the least, compares as a rank inside durable
        if width > 2 and accepted == node.full >> rank << rank:
            return {"$gte": {low if certain else high: rank}}
        if width > 2 and accepted == (1 << accepted.bit_length()) - 1:
            return {"$lte": {high if certain else low: accepted.bit_length() - 1}}
        index = self._index[node.column]
        wanted = [bit for bit in range(width) if (accepted >> bit & 1) != certain]
        tests: list[Formula] = [{f"w{index}_{bit}": 0 if certain else 1} for bit in wanted]
        return _join(tests, together=certain)

    def _range(self, node: Range, certain: bool, negate: bool) -> Formula:
        low, high = self._bounds(node)
        if negate:
            # outside: below the least or above the greatest
            below: list[Formula] = [] if node.low is None else [{"$lt": {high if certain else low: node.low}}]
            above: list[Formula] = [] if node.high is None else [{"$gt": {low if certain else high: node.high}}]
            return _join(below + above, together=False)
        tests: list[Formula] = [] if node.low is None else [{"$gte": {low if certain else high: node.low}}]
        tests += [] if node.high is None else [{"$lte": {high if certain else low: node.high}}]
        return _join(tests, together=True)


def _join(items: list[Formula], together: bool) -> Formula:
    """
    Items under `$and` or `$or`, constants folded.
    """
    decisive = not together
    if any(item is decisive for item in items):
        return decisive
    rest = [item for item in items if not isinstance(item, bool)]
    if not rest:
        return together
    return rest[0] if len(rest) == 1 else {"$and" if together else "$or": rest}


def _properties(formula: Any) -> Iterator[str]:
    for key, value in formula.items():
        if key in ("$and", "$or"):
            for item in value:
                yield from _properties(item)
        elif key.startswith("$"):
            yield from _properties(value)
        else:
            yield key


def dumps(formula: Formula) -> str:
    """
    A lowered condition as text, for tests and for hosts that run durable-rules themselves.
    """
    return json.dumps(formula, sort_keys=True)
