"""
Every example of every shipped rule, on two engines at once.
"""

from collections import defaultdict
from functools import cache

import pytest

from campuslex.engine.engines import lower
from campuslex.engine.examples import flat_row, given_by
from campuslex.engine.values import VERDICT_NAMES, layout
from campuslex.model.vocabulary import SCOPES, Scope, vocabulary
from campuslex.rulebook.book import Rulebook, load_rulebook
from campuslex.rulebook.nodes import Node, atoms
from campuslex.rulebook.records import Example
from campuslex.rulebook.rules import Rule

AT_A_TIME = 50
"""Rules lowered together: as many as keep a ruleset of durable-rules small."""


@cache
def book() -> Rulebook:
    return load_rulebook()


def groups(scope: Scope) -> list[list[tuple[Rule, list[Example]]]]:
    """
    The rules of a scope with their examples; a rule comes once for each set of values its examples give parameters.
    """
    found = []
    for rule in (rule for rule in book().rules if rule.record.scope.value == scope):
        by_values = defaultdict[str, list[Example]](list)
        for example in rule.record.examples:
            by_values[repr(sorted(example.parameters.items()))].append(example)
        found += [(rule, examples) for examples in by_values.values()]
    return [found[start : start + AT_A_TIME] for start in range(0, len(found), AT_A_TIME)]


def condition(rule: Rule, example: Example) -> Node:
    given, faults = given_by(book(), example)
    assert not faults
    return book().resolve(rule, rule.effective_from, given)


@pytest.mark.parametrize("scope", SCOPES)
def test_every_shipped_example_comes_out_on_both_engines(scope: Scope) -> None:
    """Both engines agree on every rule beside the example's own as well, and its own comes out as it says."""
    pytest.importorskip("durable.engine", reason="durable-rules is not installed")
    for rules in groups(scope):
        nodes = [condition(rule, examples[0]) for rule, examples in rules]
        columns = layout((atom.column for node in nodes for atom in atoms(node)), vocabulary(scope))
        run = lower("crosscheck", [f"{place}-{rule.id}" for place, (rule, _) in enumerate(rules)], nodes, columns)
        for place, (rule, examples) in enumerate(rules):
            for example in examples:
                row, faults = flat_row(scope, example.facts)
                assert not faults
                assert VERDICT_NAMES[run(columns.encode(row))[place]] == example.verdict, (rule.id, example.title_zh)
