"""
Every engine that the benchmarks compare gives campuslex's answers. No timing.
"""

from typing import Any

import pytest

from benchmarks.incidents import incidents
from benchmarks.peers.registry import EVERYONE, HAND, OURS, disagreements
from benchmarks.selection import RULES, Rules, compared_rules
from campuslex import load_rulebook

COUNT = 60


@pytest.fixture(scope="module")
def rules() -> Rules:
    return compared_rules(load_rulebook())


@pytest.mark.parametrize(
    "engine", [engine for engine in EVERYONE if engine is not OURS], ids=lambda engine: engine.__name__
)
def test_an_engine_answers_as_campuslex_does(engine: Any, rules: Rules) -> None:
    """The same rules over the same facts; a rule that differs is named."""
    pytest.importorskip(engine.module, exc_type=ImportError)
    assert disagreements(rules, incidents(rules, COUNT), OURS, engine) == []


def test_every_rule_holds_somewhere_and_fails_somewhere(rules: Rules) -> None:
    """Agreement on a rule that never turns would prove nothing."""
    peer = OURS(rules)
    answers = [peer.answer(peer.fact(row)) for row in incidents(rules, 1_000)]
    seen = {rule: {answer[place] for answer in answers} for place, rule in enumerate(RULES)}
    assert {rule: found for rule, found in seen.items() if found != {0, 2}} == {}


def test_a_difference_is_found_and_named(rules: Rules) -> None:
    """A hand-written rule that is wrong is told by its id."""

    class Wrong(HAND):
        def __init__(self, rules: Rules) -> None:
            super().__init__(rules)
            right = self.answer
            self.answer = lambda row: (not right(row)[0], *right(row)[1:])  # type: ignore[method-assign]

    assert disagreements(rules, incidents(rules, 5), OURS, Wrong) == [RULES[0]]
