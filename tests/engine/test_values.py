"""
Flat values as numbers: one mask a word or flag, two bounds a number.
"""

import pytest
from hypothesis import given, settings

from campuslex.engine.encoding import encode_value
from campuslex.engine.values import Layout, layout
from campuslex.model.fact import FactInfo
from campuslex.model.spans import MAX_INT, OneOf, Span
from campuslex.model.vocabulary import FactSpec, Flag, Kind, Members, Number, Row, Value, Word, Words
from campuslex.rulebook.nodes import Column
from tests.engine.formulas import LAYOUT, ROWS, VOCABULARY, Grade

STAGES = Word(("kindergarten", "primary_lower", "primary_upper", "junior"))
GRADES = Word(("none", "slight", "minor", "serious"), ordered=True)
KINDS = Words(("strike", "insult"))


@pytest.mark.parametrize(
    ("kind", "value", "slots"),
    [
        (Flag(), False, (0b01,)),
        (Flag(), True, (0b10,)),
        (Flag(), None, (0b11,)),
        (Number(), 0, (0, 0)),
        (Number(), 14, (14, 14)),
        (Number(), Span(14, 15), (14, 15)),
        (Number(), None, (0, MAX_INT)),
        (GRADES, "none", (0b0001,)),
        (GRADES, "serious", (0b1000,)),
        (GRADES, frozenset({"slight", "minor"}), (0b0110,)),
        (GRADES, OneOf((Grade.NONE, Grade.SERIOUS)), (0b1001,)),
        (GRADES, None, (0b1111,)),
        (STAGES, "primary", (0b0110,)),
        (STAGES, "primary_upper", (0b0100,)),
        (STAGES, frozenset({"primary", "junior"}), (0b1110,)),
    ],
)
def test_a_value_becomes_what_it_may_be(kind: Kind, value: Value, slots: tuple[int, ...]) -> None:
    """Unknown is everything at once; a plain `primary` is either half."""
    assert tuple(encode_value(FactSpec("fact", kind, FactInfo("", "")), None, value)) == slots


@pytest.mark.parametrize(
    ("value", "slot"),
    [
        (None, 0b11),
        (Members(frozenset({"strike"})), 0b10),
        (Members(frozenset({"insult"})), 0b01),
        (Members(frozenset()), 0b01),
        (Members(frozenset({"insult"}), None), 0b11),
        (Members(frozenset({"strike"}), None), 0b10),
        (Members(frozenset(), frozenset({"strike"})), 0b11),
        (Members(frozenset(), frozenset({"insult"})), 0b01),
        (frozenset({"strike"}), 0b10),
        (frozenset({"insult"}), 0b01),
    ],
)
def test_a_member_is_in_a_set_or_may_be(value: Value, slot: int) -> None:
    """Of a set each member is a flag of its own."""
    assert tuple(encode_value(FactSpec("fact", KINDS, FactInfo("", "")), "strike", value)) == (slot,)


def test_a_layout_gives_each_column_its_place_once() -> None:
    """In the order first asked for; a number takes two places."""
    columns = [Column("age"), Column("flag"), Column("age"), Column("kinds", "strike"), Column("kinds", "insult")]
    found: Layout = layout(columns, VOCABULARY)
    assert found.columns == (columns[0], columns[1], columns[3], columns[4])
    assert [found.slots[column] for column in found.columns] == [0, 2, 3, 4]
    assert found.size == 5
    assert found.encode({"age": Span(3, 4), "kinds": frozenset({"insult"})}) == [3, 4, 0b11, 0b01, 0b10]
    assert found.encode({}) == [0, MAX_INT, 0b11, 0b11, 0b11]


@settings(max_examples=300, deadline=None)
@given(ROWS)
def test_a_row_is_encoded_as_its_values_are(row: Row) -> None:
    """The generated encoder of a layout gives what `encode_value` says, value by value, time and again."""
    expected = [
        slot
        for column, spec in zip(LAYOUT.columns, LAYOUT.specs, strict=True)
        for slot in encode_value(spec, column.member, row.get(column.fact))
    ]
    assert LAYOUT.encode(row) == LAYOUT.encode(row) == expected


@pytest.mark.parametrize("value", ["primary", "primary_upper", frozenset({"primary", "junior"}), None])
def test_a_plain_primary_is_encoded_in_a_row_too(value: Value) -> None:
    """As by itself."""
    spec = FactSpec("stage", STAGES, FactInfo("", ""))
    found = layout([Column("stage")], {"stage": spec})
    assert found.encode({"stage": value}) == list(encode_value(spec, None, value))


def test_a_plain_set_is_the_whole_set() -> None:
    """Scripts may give a set of words instead of `Members`."""
    columns = [Column("kinds", "strike"), Column("kinds", "insult")]
    found = layout(columns, VOCABULARY)
    assert [found.encode({"kinds": kinds}) for kinds in (frozenset({"strike"}), frozenset())] == [[2, 1], [1, 1]]
