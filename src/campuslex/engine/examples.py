"""
The examples in rule files, tried: each must come out as it says.
"""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from campuslex.engine.values import VERDICT_NAMES, Layout, Vector, layout
from campuslex.engine.walker import verdict
from campuslex.errors import Fault
from campuslex.model.spans import MAX_INT, Span
from campuslex.model.vocabulary import Flag, Kind, Members, Number, Row, Value, Word, Words, vocabulary
from campuslex.rulebook.book import Rulebook
from campuslex.rulebook.checking import kind_faults, nearest
from campuslex.rulebook.nodes import Node, Range, atoms
from campuslex.rulebook.records import Example, ParameterValue
from campuslex.rulebook.rules import Rule


class BadValue(ValueError):
    """
    A value an example gives does not suit the fact.
    """


def flat_value(kind: Kind, raw: Any) -> Value:
    """
    A value of a flat row as rule files and scripts write it.

    Raises:
        BadValue: It does not suit the fact's type.
    """
    if raw is None:
        return None
    if isinstance(kind, Flag) and isinstance(raw, bool):
        return raw
    if isinstance(kind, Number):
        return _number(raw)
    if isinstance(kind, Words):
        words = raw if isinstance(raw, (list, tuple)) else [raw]
        if all(word in kind.words for word in words):
            return Members(frozenset(words))
    if isinstance(kind, Word):
        words = raw["one_of"] if isinstance(raw, dict) and set(raw) == {"one_of"} else [raw]
        if words and all(word in kind.words or f"{word}_lower" in kind.words for word in words):
            return frozenset(words) if len(words) > 1 else str(words[0])
    raise BadValue(str(raw)[:40])


def _number(raw: Any) -> Value:
    if isinstance(raw, dict) and set(raw) == {"from", "to"}:
        low, high = _whole(raw["from"]), _whole(raw["to"])
        if low > high:
            raise BadValue(f"{low}..{high}")
        return Span(low, high)
    return _whole(raw)


def _whole(raw: Any) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw <= MAX_INT:
        raise BadValue(str(raw)[:40])
    return raw


def flat_row(scope: Any, facts: dict[str, Any]) -> tuple[Row, list[Fault]]:
    """
    A flat row from plain values, with the faults in it.
    """
    known, row, faults = vocabulary(scope), dict[str, Value](), list[Fault]()
    for name, raw in facts.items():
        spec = known.get(name)
        if spec is None:
            close = get_close_matches(name, list(known), n=1)
            faults.append(Fault(name, "no such fact", name, f"did you mean `{close[0]}`?" if close else ""))
            continue
        try:
            row[name] = flat_value(spec.kind, raw)
        except (BadValue, TypeError, ValueError) as error:
            faults.append(Fault(name, "not a value of this fact", str(error)))
    return row, faults


def encoded(rule: Rule, node: Node, row: Row) -> tuple[Layout, Vector]:
    """
    The columns a condition reads, and the row in them.
    """
    columns = layout((atom.column for atom in atoms(node)), vocabulary(rule.record.scope.value))
    return columns, columns.encode(row)


def boundaries(book: Rulebook, rule: Rule) -> Iterator[tuple[str, int]]:
    """
    The numbers on both sides of every bound that a rule itself sets, by fact: `age >= 14` has 13 and 14.
    """
    node = book.own_condition(rule)
    for atom in dict.fromkeys(atoms(node)):
        if isinstance(atom, Range):
            sides = [] if atom.low is None else [atom.low - 1, atom.low]
            sides += [] if atom.high is None else [atom.high, atom.high + 1]
            yield from ((atom.column.fact, number) for number in dict.fromkeys(sides) if number >= 0)


def missing_boundaries(book: Rulebook, rule: Rule) -> list[tuple[str, int]]:
    """
    The numbers beside a bound that no example of the rule tries.
    """
    tried = {
        (name, value) for example in rule.record.examples for name, value in example.facts.items() if type(value) is int
    }
    return [pair for pair in boundaries(book, rule) if pair not in tried]


def example_faults(book: Rulebook) -> Iterator[Fault]:
    """
    Every example that names unknown facts, comes out otherwise, or is missing.

    Each rule has one that holds and one that does not, and one on either side of every number it sets.
    """
    for rule in book.rules:
        verdicts = {example.verdict for example in rule.record.examples}
        if "holds" not in verdicts or not verdicts - {"holds"}:
            yield Fault(f"{rule.place} [{rule.id}]", "lacks an example that holds or one that just misses")
        for fact, number in missing_boundaries(book, rule):
            yield Fault(f"{rule.place} [{rule.id}]", "lacks an example at a bound", f"{fact} = {number}")
        for example in rule.record.examples:
            where = f"{rule.place} [{rule.id}] {example.title_zh}"
            row, faults = flat_row(rule.record.scope.value, example.facts)
            given, others = given_by(book, example)
            faults += others
            yield from (Fault(where, fault.message, fault.value, fault.remedy) for fault in faults)
            node = book.resolve(rule, rule.effective_from, given)
            columns, vector = encoded(rule, node, row)
            found = VERDICT_NAMES[verdict(node, columns, vector)]
            if not faults and found != example.verdict:
                yield Fault(where, f"comes out as `{found}`", example.verdict)


def given_by(book: Rulebook, example: Example) -> tuple[dict[str, int | str], list[Fault]]:
    """
    The parameters an example sets, as conditions read them, with the faults in them.
    """
    found, faults = dict[str, int | str](), list[Fault]()
    for name, raw in example.parameters.items():
        record, value = book.parameters.get(name), ParameterValue(value=raw, source="")
        if record is None:
            faults.append(Fault(name, "no such parameter", name, nearest(name, list(book.parameters))))
        elif wrong := list(kind_faults(record, value, name)):
            faults += wrong
        else:
            found[name] = value.plain
    return found, faults
