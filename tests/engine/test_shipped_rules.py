"""
Every example of every shipped rule, on two engines at once.
"""

from functools import cache

import pytest

from campuslex.engine.engines import lower
from campuslex.engine.examples import flat_row
from campuslex.engine.values import VERDICT_NAMES, layout
from campuslex.model.vocabulary import SCOPES, Scope, vocabulary
from campuslex.rulebook.book import Rulebook, load_rulebook
from campuslex.rulebook.nodes import atoms
from campuslex.rulebook.rules import Rule

AT_A_TIME = 50
"""Rules lowered together: as many as keep a ruleset of durable-rules small."""


@cache
def book() -> Rulebook:
    return load_rulebook()


def groups(scope: Scope) -> list[list[Rule]]:
    rules = [rule for rule in book().rules if rule.record.scope.value == scope]
    return [rules[start : start + AT_A_TIME] for start in range(0, len(rules), AT_A_TIME)]


@pytest.mark.parametrize("scope", SCOPES)
def test_every_shipped_example_comes_out_on_both_engines(scope: Scope) -> None:
    """Both engines agree on every rule beside the example's own as well, and its own comes out as it says."""
    pytest.importorskip("durable.engine", reason="durable-rules is not installed")
    for rules in groups(scope):
        nodes = [book().resolve(rule, rule.effective_from) for rule in rules]
        columns = layout((atom.column for node in nodes for atom in atoms(node)), vocabulary(scope))
        run = lower("crosscheck", [rule.id for rule in rules], nodes, columns)
        for place, rule in enumerate(rules):
            for example in rule.record.examples:
                row, faults = flat_row(scope, example.facts)
                assert not faults
                assert VERDICT_NAMES[run(columns.encode(row))[place]] == example.verdict, (rule.id, example.title_zh)
