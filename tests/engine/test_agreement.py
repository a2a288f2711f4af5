"""
Three engines, written differently, give the same verdicts; and knowing less never turns an answer about.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campuslex.engine.compiled import compile_nodes
from campuslex.engine.durable import DurableRules, _facts, _Lowering, _properties
from campuslex.engine.engines import lower
from campuslex.engine.values import FAILS, HOLDS, OPEN
from campuslex.engine.walker import open_leaves
from campuslex.model.spans import OneOf, Span
from campuslex.model.vocabulary import Members, Row, Value
from campuslex.rulebook.nodes import And, Column, Known, KnownFact, Mask, Node, Not, Or, Range, Unset, atoms
from tests.engine.formulas import LAYOUT, ROWS, VOCABULARY, Grade, conditions, encode, facts_read, walked

FORMULAS = st.lists(conditions(presumptions=True), min_size=1, max_size=4)
PLAIN = conditions(presumptions=False)
SETTINGS = settings(max_examples=250, deadline=None)


@SETTINGS
@given(FORMULAS, st.lists(ROWS, min_size=1, max_size=6))
def test_all_engines_agree(nodes: list[Node], rows: list[Row]) -> None:
    """Compiled, durable and the walker give every random condition the same verdict on every random row."""
    pytest.importorskip("durable.engine", reason="durable-rules is not installed")
    names = [f"r{index}" for index in range(len(nodes))]
    crosscheck, durable = lower("crosscheck", names, nodes, LAYOUT), lower("durable", names, nodes, LAYOUT)
    for row in rows:
        vector = encode(row)
        assert tuple(crosscheck(vector)) == tuple(durable(vector)) == walked(nodes, vector)


@settings(max_examples=15, deadline=None)
@given(st.lists(conditions(presumptions=True), min_size=40, max_size=80), st.lists(ROWS, min_size=5, max_size=5))
def test_all_engines_agree_on_many_conditions_at_once(nodes: list[Node], rows: list[Row]) -> None:
    """As many as a scope has, so that they are dealt out to several rulesets."""
    pytest.importorskip("durable.engine", reason="durable-rules is not installed")
    run = lower("crosscheck", [f"r{index}" for index in range(len(nodes))], nodes, LAYOUT)
    for row in rows:
        assert tuple(run(encode(row))) == walked(nodes, encode(row))


@settings(max_examples=500, deadline=None)
@given(FORMULAS, ROWS)
def test_compiled_and_walker_agree(nodes: list[Node], row: Row) -> None:
    """The same, many more times, as it costs little."""
    vector = encode(row)
    assert compile_nodes(nodes, LAYOUT)(vector) == walked(nodes, vector)


@settings(max_examples=500, deadline=None)
@given(PLAIN, ROWS, st.data())
def test_forgetting_a_fact_never_turns_an_answer_about(node: Node, row: dict[str, Value], data: st.DataObject) -> None:
    """Made unknown, a fact may open what was settled; it never makes `holds` of `fails` or `fails` of `holds`."""
    forgotten = data.draw(st.sets(st.sampled_from(sorted(VOCABULARY))))
    run = compile_nodes([node], LAYOUT)
    (before,) = run(encode(row))
    (after,) = run(encode({name: value for name, value in row.items() if name not in forgotten}))
    assert after in (before, OPEN)


def widened(value: Value, data: st.DataObject) -> Value:
    """
    The same value, known less well.
    """
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return Span(max(0, value - data.draw(st.integers(0, 2))), min(10**9, value + data.draw(st.integers(0, 2))))
    if isinstance(value, Span):
        return None
    if isinstance(value, Members):
        return Members(frozenset(list(value.has)[1:]), None)
    return frozenset({*([value] if isinstance(value, str) else value.values if isinstance(value, OneOf) else value)})


@settings(max_examples=300, deadline=None)
@given(PLAIN, ROWS, st.data())
def test_blurring_a_fact_never_turns_an_answer_about(node: Node, row: dict[str, Value], data: st.DataObject) -> None:
    """An interval for a number, several words for one, a set less well known: the answer stays or opens."""
    run = compile_nodes([node], LAYOUT)
    (before,) = run(encode(row))
    (after,) = run(encode({name: widened(value, data) for name, value in row.items()}))
    assert after in (before, OPEN)


@settings(max_examples=300, deadline=None)
@given(conditions(presumptions=True), ROWS)
def test_what_keeps_a_condition_open_is_open_itself(node: Node, row: Row) -> None:
    """The leaves named are atoms of the condition and open; a settled condition has none; an open one has some."""
    vector = encode(row)
    (found,) = walked([node], vector)
    leaves = list(open_leaves(node, LAYOUT, vector))
    assert bool(leaves) is (found == OPEN)
    assert all(isinstance(leaf, Unset) or leaf in list(atoms(node)) for leaf in leaves)
    assert walked(leaves, vector) == (OPEN,) * len(leaves)


@settings(max_examples=300, deadline=None)
@given(conditions(presumptions=True), ROWS)
def test_what_a_condition_does_not_read_does_not_matter(node: Node, row: dict[str, Value]) -> None:
    """The verdict is that of the facts read alone."""
    read = facts_read(node)
    few = {name: value for name, value in row.items() if name in read}
    assert walked([node], encode(row)) == walked([node], encode(few))


@settings(max_examples=300, deadline=None)
@given(conditions(presumptions=True), ROWS)
def test_durable_is_never_asked_about_a_field_it_was_not_given(node: Node, row: Row) -> None:
    """There a misspelt field passes for one that does not match; every field lowered is among the facts."""
    given_to_it = set(_facts(LAYOUT, encode(row)))
    for certain in (True, False):
        formula = _Lowering(LAYOUT).lower(node, certain)
        assert isinstance(formula, bool) or set(_properties(formula)) <= given_to_it


FLAG, SIGN = Mask(Column("flag"), 2, 3), Mask(Column("sign"), 2, 3)
SLIGHT_UP, SLIGHT = Mask(Column("grade"), 0b1110, 0b1111), Mask(Column("grade"), 0b0010, 0b1111)
ONLINE = Mask(Column("place"), 0b010, 0b111)
STRIKE = Mask(Column("kinds", "strike"), 2, 3)
TEENS = Range(Column("age"), 2, 4)


@pytest.mark.parametrize(
    ("node", "row", "expected"),
    [
        (FLAG, {"flag": True}, HOLDS),
        (FLAG, {"flag": False}, FAILS),
        (FLAG, {}, OPEN),
        (Not(FLAG), {}, OPEN),
        (And((FLAG, SIGN)), {"flag": False}, FAILS),
        (And((FLAG, SIGN)), {"flag": True}, OPEN),
        (Or((FLAG, SIGN)), {"flag": True}, HOLDS),
        (Or((FLAG, SIGN)), {"flag": False}, OPEN),
        (Or((FLAG, Not(FLAG))), {}, OPEN),
        (TEENS, {"age": 1}, FAILS),
        (TEENS, {"age": 2}, HOLDS),
        (TEENS, {"age": 4}, HOLDS),
        (TEENS, {"age": 5}, FAILS),
        (TEENS, {"age": Span(2, 4)}, HOLDS),
        (TEENS, {"age": Span(1, 2)}, OPEN),
        (TEENS, {"age": Span(4, 5)}, OPEN),
        (TEENS, {"age": Span(1, 5)}, OPEN),
        (TEENS, {"age": Span(0, 1)}, FAILS),
        (Range(Column("age"), None, 4), {}, OPEN),
        (Range(Column("age"), 10**9, None), {"age": 10**9}, HOLDS),
        (SLIGHT_UP, {"grade": "none"}, FAILS),
        (SLIGHT_UP, {"grade": frozenset({"slight", "serious"})}, HOLDS),
        (SLIGHT_UP, {"grade": frozenset({"none", "slight"})}, OPEN),
        (SLIGHT_UP, {"grade": OneOf((Grade.NONE, Grade.SERIOUS))}, OPEN),
        (SLIGHT_UP, {"grade": OneOf((Grade.MINOR, Grade.SERIOUS))}, HOLDS),
        (SLIGHT, {"grade": frozenset({"none", "minor"})}, FAILS),
        (ONLINE, {"place": "online"}, HOLDS),
        (ONLINE, {"place": frozenset({"school", "way"})}, FAILS),
        (STRIKE, {"kinds": Members(frozenset({"strike"}))}, HOLDS),
        (STRIKE, {"kinds": Members(frozenset({"insult"}))}, FAILS),
        (STRIKE, {"kinds": Members(frozenset({"insult"}), None)}, OPEN),
        (STRIKE, {"kinds": Members(frozenset(), frozenset({"strike"}))}, OPEN),
        (STRIKE, {"kinds": Members(frozenset(), frozenset({"insult"}))}, FAILS),
        (STRIKE, {}, OPEN),
        (Known(FLAG), {"flag": True}, HOLDS),
        (Known(FLAG), {"flag": False}, FAILS),
        (Known(FLAG), {}, FAILS),
        (Known(Not(FLAG)), {}, FAILS),
        (Not(Known(FLAG)), {}, HOLDS),
        (KnownFact(Column("age"), number=True), {"age": 3}, HOLDS),
        (KnownFact(Column("age"), number=True), {"age": Span(3, 4)}, FAILS),
        (KnownFact(Column("grade"), number=False), {"grade": "slight"}, HOLDS),
        (KnownFact(Column("grade"), number=False), {"grade": frozenset({"slight", "minor"})}, FAILS),
        (KnownFact(Column("grade"), number=False), {}, FAILS),
        (Unset("x"), {}, OPEN),
        (And((Unset("x"), FLAG)), {"flag": False}, FAILS),
        (Or((Unset("x"), FLAG)), {"flag": True}, HOLDS),
        (Not(Unset("x")), {}, OPEN),
        (Known(Unset("x")), {}, FAILS),
        (Known(And((Unset("x"), FLAG))), {"flag": True}, FAILS),
    ],
)
def test_each_node_means_what_it_says(node: Node, row: Row, expected: int) -> None:
    """By hand, on each engine: both sides of every bound, and the unknown between."""
    pytest.importorskip("durable.engine", reason="durable-rules is not installed")
    vector = encode(row)
    assert walked([node], vector) == compile_nodes([node], LAYOUT)(vector) == (expected,)
    assert DurableRules([node], LAYOUT).run(vector) == (expected,)


def test_a_settled_condition_names_no_open_leaf() -> None:
    """Only an open condition asks; of an open `or`, only its open items; of what is known, nothing."""
    vector = encode({"flag": False})
    assert list(open_leaves(Or((FLAG, SIGN)), LAYOUT, vector)) == [SIGN]
    assert list(open_leaves(And((FLAG, SIGN)), LAYOUT, vector)) == []
    assert list(open_leaves(Or((Known(SIGN), Unset("x"))), LAYOUT, vector)) == [Unset("x")]
    assert list(open_leaves(Not(SIGN), LAYOUT, vector)) == [SIGN]
