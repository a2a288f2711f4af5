"""
Engines by name: what they are called, how they disagree, and how they serve many threads.
"""

import pickle
from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import Any

import pytest

from campuslex.engine import engines
from campuslex.engine.durable import DurableRules
from campuslex.engine.engines import ENGINES, lower
from campuslex.errors import EngineDisagreement, UnknownName
from campuslex.model.spans import Span
from campuslex.rulebook.nodes import And, Column, Mask, Node, Not, Or, Range
from tests.engine.formulas import LAYOUT, encode

pytest.importorskip("durable.engine", reason="durable-rules is not installed")

NODES: list[Node] = [
    Mask(Column("flag"), 2, 3),
    Range(Column("age"), 2, 4),
    Or((Mask(Column("grade"), 0b1100, 0b1111), Not(Mask(Column("kinds", "strike"), 2, 3)))),
    And((Mask(Column("sign"), 1, 3), Range(Column("count"), None, 3))),
]
NAMES = ["flag", "teens", "grave", "rare"]


def rows(seed: int, count: int) -> list[list[int]]:
    """Random rows known in part."""
    random = Random(seed)  # noqa: S311, no secret
    flag: list[Any] = [True, False, None]
    return [
        encode(
            {
                "flag": random.choice(flag),
                "sign": random.choice(flag),
                "age": random.choice([None, 1, 2, 4, 5, Span(1, 3)]),
                "count": random.choice([None, 0, 3, 4]),
                "grade": random.choice([None, "none", "minor", frozenset({"slight", "serious"})]),
            }
        )
        for _ in range(count)
    ]


def test_every_engine_gives_the_same() -> None:
    """The names are a promise; what they give is one and the same."""
    assert ENGINES == ("compiled", "durable", "crosscheck")
    runs = [lower(engine, NAMES, NODES, LAYOUT) for engine in ENGINES]
    for vector in rows(1, 40):
        assert len({tuple(run(vector)) for run in runs}) == 1


def test_an_unknown_engine_is_told_with_those_there_are() -> None:
    """A slip of the pen is an error of the caller."""
    with pytest.raises(UnknownName, match="engine: no such engine `compild`; one of: compiled, durable, crosscheck"):
        lower("compild", NAMES, NODES, LAYOUT)


def tampered(monkeypatch: pytest.MonkeyPatch, place: int) -> None:
    """Durable's verdict on one condition turned about."""
    honest = DurableRules.run

    def run(self: DurableRules, vector: list[int]) -> tuple[int, ...]:
        found = list(honest(self, vector))
        found[place] = 2 - found[place]
        return tuple(found)

    monkeypatch.setattr(DurableRules, "run", run)


@pytest.mark.parametrize(
    ("place", "facts"),
    [
        (0, {"flag": "10"}),
        (1, {"age": "3..3"}),
        (2, {"grade": "10", "kinds:strike": "10"}),
    ],
)
def test_engines_that_disagree_are_told_with_the_rule_and_its_facts(
    monkeypatch: pytest.MonkeyPatch, place: int, facts: dict[str, str]
) -> None:
    """Rule, both verdicts, and what both saw; the message itself shows no fact."""
    tampered(monkeypatch, place)
    vector = encode({"flag": True, "age": 3, "grade": "slight", "kinds": frozenset({"strike"})})
    with pytest.raises(EngineDisagreement) as caught:
        lower("crosscheck", NAMES, NODES, LAYOUT)(vector)
    error = caught.value
    assert (error.rule, error.facts, error.exit_code) == (NAMES[place], facts, 4)
    assert set(error.verdicts) == {"compiled", "durable"}
    assert sorted(error.verdicts.values()) == ["fails", "holds"]
    assert str(error).startswith(f"engines disagree on `{NAMES[place]}` (compiled: ")
    assert not any(value in str(error) for value in facts.values())
    assert pickle.loads(pickle.dumps(error)).facts == facts  # noqa: S301, our own bytes


def test_a_tampered_authority_is_found_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Either engine may be the wrong one."""
    monkeypatch.setattr(engines, "compile_nodes", lambda nodes, _: lambda _: (1,) * len(nodes))
    with pytest.raises(EngineDisagreement, match="compiled: open, durable: holds"):
        lower("crosscheck", NAMES, NODES, LAYOUT)(encode({"flag": True}))


def test_an_untampered_pair_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Turning `open` about leaves it open, so there is nothing to disagree on."""
    tampered(monkeypatch, 0)
    lower("crosscheck", NAMES, NODES, LAYOUT)(encode({}))


def test_eight_threads_give_what_one_gives() -> None:
    """Engines mixed and shared, some made while others run: the same answers as one after the other."""
    vectors = [rows(seed, 30) for seed in range(8)]
    compiled = lower("compiled", NAMES, NODES, LAYOUT)
    expected = [[tuple(compiled(vector)) for vector in part] for part in vectors]
    shared = [lower(engine, NAMES, NODES, LAYOUT) for engine in ENGINES]

    def work(seed: int) -> list[tuple[int, ...]]:
        own = lower(ENGINES[seed % 3], NAMES, NODES, LAYOUT)
        return [tuple((own if index % 2 else shared[(seed + index) % 3])(v)) for index, v in enumerate(vectors[seed])]

    for _ in range(5):
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(work, range(8), timeout=60)) == expected
