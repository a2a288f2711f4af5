"""
What durable-rules does wrong stays inside one class: no hang, no silence, no crash, no growth.
"""

import gc
import sys
import time
import types
import warnings
import weakref
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from campuslex.engine import durable
from campuslex.engine.compiled import compile_nodes
from campuslex.engine.durable import DurableFault, DurableRules, dumps
from campuslex.engine.values import FAILS, HOLDS, OPEN
from campuslex.errors import CampuslexError, EngineUnavailable
from campuslex.model.vocabulary import Flag
from campuslex.rulebook.nodes import And, Column, Mask, Node, Not, Or, Range, Unset
from tests.engine.formulas import LAYOUT, encode, flags

pytest.importorskip("durable.engine", reason="durable-rules is not installed")

FLAG, SIGN = Mask(Column("flag"), 2, 3), Mask(Column("sign"), 2, 3)
TEENS = Range(Column("age"), 2, 4)


@pytest.mark.parametrize(
    "order", [(False, True, None), (None, False, False), (False, False, True), (True, False, None)]
)
def test_a_fact_that_matches_nothing_may_come_first(order: tuple[bool | None, ...]) -> None:
    """By itself durable-rules crashes when the state of a first fact that matched nothing is deleted."""
    rules = DurableRules([FLAG], LAYOUT)
    expected = {True: (HOLDS,), False: (FAILS,), None: (OPEN,)}
    assert [rules.run(encode({"flag": flag})) for flag in order] == [expected[flag] for flag in order]


@pytest.mark.parametrize("count", [25, 26, 60, 130])
def test_many_conditions_may_hold_at_once(count: int) -> None:
    """By itself durable-rules loses count above sixty matches at a time; conditions are dealt to several rulesets."""
    layout, nodes = flags(1)
    rules = DurableRules(nodes * count, layout)
    assert rules.run([2]) == (HOLDS,) * count
    assert rules.run([1]) == (FAILS,) * count
    assert rules.run([3]) == (OPEN,) * count


@pytest.mark.parametrize("width", [2, 7, 20])
def test_many_alternatives_may_hold_at_once(width: int) -> None:
    """By itself durable-rules refuses a fact with more than sixty-four alternatives in hand."""
    layout, flat = flags(140)
    groups = [flat[start : start + width] for start in range(0, 140, width)]
    ors = [Or(tuple(group)) for group in groups]
    nodes: list[Node] = [*ors, *(And((first, second)) for first, second in pairwise(ors))]
    rules, compiled = DurableRules(nodes, layout), compile_nodes(nodes, layout)
    for vector in ([2] * 140, [3] * 140, [1] * 140, [2, 1] * 70, [1 + index % 3 for index in range(140)]):
        assert rules.run(vector) == compiled(vector)


def test_many_facts_may_be_read() -> None:
    """By itself durable-rules refuses a fact of more than about 250 properties; here they are dealt out."""
    layout, nodes = flags(400)
    rules = DurableRules(nodes, layout)
    pattern = [1 + index % 3 for index in range(400)]
    assert rules.run(pattern) == compile_nodes(nodes, layout)(pattern)
    assert len(rules._passes[0]) > 400 // durable.MOST_PROPERTIES


def test_a_condition_may_be_as_long_as_it_likes() -> None:
    """By itself durable-rules fails on a long expression; its parts are asked first, in passes."""
    layout, flat = flags(300)
    halves = And((Or(tuple(flat[:150])), Not(And(tuple(flat[150:])))))
    nodes: list[Node] = [
        Or(tuple(flat)),
        And(tuple(flat)),
        halves,
        Not(halves),
        Or((And(tuple(flat[:140])), flat[299])),
    ]
    rules, compiled = DurableRules(nodes, layout), compile_nodes(nodes, layout)
    last = [1] * 299
    for vector in ([1] * 300, [2] * 300, [3] * 300, [*last, 2], [*last, 3], [2, *last], [2] * 140 + [1] * 160):
        assert rules.run(vector) == compiled(vector)
    assert len(rules._passes) > 1


def test_overlapping_alternatives_hold_once() -> None:
    """By itself durable-rules fires once for each way in which an `or` holds; a verdict is a verdict."""
    layout, nodes = flags(12)
    rules = DurableRules([Or(tuple(nodes)), And((Or(tuple(nodes[:6])), Or(tuple(nodes[3:]))))], layout)
    assert rules.run([2] * 12) == (HOLDS, HOLDS)
    assert rules.run([3] * 12) == (OPEN, OPEN)
    assert rules.run([1] * 12) == (FAILS, FAILS)


def test_the_same_row_may_come_again() -> None:
    """By itself durable-rules refuses a fact it has seen."""
    rules = DurableRules([TEENS], LAYOUT)
    assert {rules.run(encode({"age": 3})) for _ in range(5)} == {(HOLDS,)}


def test_conditions_that_rest_on_no_fact_need_no_ruleset() -> None:
    """An unset parameter alone is open; joined with what decides, it is decided."""
    rules = DurableRules([Unset("x"), Not(Unset("x")), And((Unset("x"), FLAG))], LAYOUT)
    assert rules.run(encode({"flag": True})) == (OPEN, OPEN, OPEN)
    assert rules.run(encode({"flag": False})) == (OPEN, OPEN, FAILS)
    assert DurableRules([Unset("x")], LAYOUT)._passes == []
    assert DurableRules([], LAYOUT).run(encode({})) == ()


def failing(_: Any, name: str) -> Any:
    def run(context: Any) -> None:
        raise ValueError(f"{name} in {type(context).__name__}")

    return run


def test_an_exception_in_an_action_is_raised_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """By itself durable-rules keeps it in the state and goes on; the next row is asked afresh."""
    monkeypatch.setattr(durable._Shard, "_note", failing)
    rules = DurableRules([FLAG], LAYOUT)
    for _ in range(3):
        with pytest.raises(DurableFault, match="swallowed an exception: exception caught") as caught:
            rules.run(encode({"flag": True}))
        assert isinstance(caught.value, CampuslexError)


def test_a_fact_that_does_not_arrive_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row nobody saw must not pass for one that nothing matched."""
    monkeypatch.setattr(durable._Shard, "_note", lambda *_: lambda _: None)
    with pytest.raises(DurableFault, match="left a fact unseen"):
        DurableRules([FLAG], LAYOUT).run(encode({"flag": True}))


def test_a_field_that_was_not_given_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """By itself durable-rules takes a misspelt field for one that does not match."""
    rules = DurableRules([FLAG], LAYOUT)
    facts = durable._facts
    monkeypatch.setattr(durable, "_facts", lambda *given: {f"{name}x": value for name, value in facts(*given).items()})
    with pytest.raises(KeyError):
        rules.run(encode({"flag": True}))


class Refusing:
    """A ruleset that refuses every fact."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def assert_fact(self, _: dict[str, Any]) -> None:
        raise self.error


@pytest.mark.parametrize("name", ["MessageNotHandledException", "MessageObservedException"])
def test_whatever_it_raises_becomes_our_error(name: str) -> None:
    """No exception of durable-rules is seen outside, and the ruleset is made anew for the next row."""
    import durable.engine

    rules = DurableRules([FLAG], LAYOUT)
    rules._passes[0][0]._ruleset = Refusing(getattr(durable.engine, name)({}))
    with pytest.raises(DurableFault, match=rf"refused a fact \({name}\)"):
        rules.run(encode({"flag": True}))
    assert rules.run(encode({"flag": True})) == (HOLDS,)


def test_a_failure_of_its_own_becomes_our_error() -> None:
    """What it hands to its callback is raised; a good end is not."""
    done = durable._Complete()
    done(None, None)
    with pytest.raises(DurableFault, match="durable-rules failed: boom"):
        done(RuntimeError("boom"), None)


def test_a_ruleset_is_made_anew_in_good_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before its hashes wear out; the old one is given back, the verdicts go on."""
    monkeypatch.setattr(durable, "MOST_FACTS", 4)
    made: list[weakref.ref[Any]] = []
    make = durable._ruleset

    def counted(definition: dict[str, Any]) -> Any:
        ruleset = make(definition)
        made.append(weakref.ref(ruleset))
        return ruleset

    monkeypatch.setattr(durable, "_ruleset", counted)
    rules = DurableRules([FLAG, TEENS], LAYOUT)
    rows = [{"flag": index % 2 == 0, "age": index % 6} for index in range(13)]
    expected = [(HOLDS if row["flag"] else FAILS, HOLDS if 2 <= row["age"] <= 4 else FAILS) for row in rows]
    assert [rules.run(encode(row)) for row in rows] == expected
    assert len(made) == 4
    gc.collect()
    assert [found() is None for found in made] == [True, True, True, False]


def _resident_megabytes() -> float:
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * 4096 / 2**20


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from Linux's /proc")
def test_thousands_of_runs_take_no_more_memory_or_time() -> None:
    """By itself durable-rules keeps megabytes for each state: three thousand rows on fifty conditions stay flat."""
    layout, nodes = flags(50)
    rules = DurableRules(nodes, layout)

    def thousand(start: int) -> float:
        begun = time.process_time()
        for index in range(start, start + 1000):
            rules.run([1 + (index >> slot % 10 & 1) for slot in range(50)])
        return time.process_time() - begun

    first = thousand(0)
    after_first = _resident_megabytes()
    last = max(thousand(1000), thousand(2000))
    assert _resident_megabytes() - after_first < 15
    assert last < 4 * first + 1


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from Linux's /proc")
def test_rulesets_are_given_back() -> None:
    """By itself durable-rules never frees one: a megabyte each for fifty conditions."""
    layout, nodes = flags(50)
    for _ in range(10):
        DurableRules(nodes, layout).run([2] * 50)
    gc.collect()
    before = _resident_megabytes()
    for _ in range(40):
        DurableRules(nodes, layout).run([2] * 50)
    gc.collect()
    assert _resident_megabytes() - before < 40


@pytest.mark.parametrize("module", [None, types.SimpleNamespace()])
def test_an_engine_that_does_not_import_says_what_to_do(monkeypatch: pytest.MonkeyPatch, module: Any) -> None:
    """Missing or broken alike: an error of ours that names the remedy."""
    monkeypatch.setitem(sys.modules, "durable.engine", module)
    with pytest.raises(EngineUnavailable, match=r"install `campuslex\[durable\]`, or use the engine `compiled`"):
        DurableRules([FLAG], LAYOUT)


def test_no_warning_of_its_own_is_seen() -> None:
    """Its clock calls what Python 3.12 deprecates; a host may treat warnings as errors."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert DurableRules([FLAG], LAYOUT).run(encode({"flag": True})) == (HOLDS,)


def test_a_lowered_condition_can_be_read() -> None:
    """As durable-rules takes it, `$and` always written out; constants folded."""
    lowering = durable._Lowering(LAYOUT)
    assert dumps(lowering.lower(And((FLAG, TEENS)), certain=True)) == (
        '{"$and": [{"w0_0": 0}, {"$and": [{"$gte": {"n3_lo": 2}}, {"$lte": {"n3_hi": 4}}]}]}'
    )
    assert dumps(lowering.lower(Not(TEENS), certain=False)) == '{"$or": [{"$lt": {"n3_lo": 2}}, {"$gt": {"n3_hi": 4}}]}'
    assert dumps(lowering.lower(Or((Unset("x"), FLAG)), certain=False)) == "true"
    assert isinstance(LAYOUT.specs[0].kind, Flag)
