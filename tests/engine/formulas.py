"""
Random tiny conditions over a tiny vocabulary, and random rows known in part.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from hypothesis import strategies as st

from campuslex.engine.values import Layout, Vector, layout
from campuslex.engine.walker import verdict
from campuslex.model.fact import FactInfo
from campuslex.model.spans import MAX_INT, OneOf, Span
from campuslex.model.vocabulary import FactSpec, Flag, Kind, Members, Number, Row, Value, Word, Words
from campuslex.rulebook.nodes import (
    FLAG_FULL,
    FLAG_TRUE,
    And,
    Column,
    Known,
    KnownFact,
    Mask,
    Node,
    Not,
    Or,
    Range,
    Unset,
    atoms,
)

GRADES = ("none", "slight", "minor", "serious")
PLACES = ("school", "online", "way")
KINDS = ("strike", "insult", "other")
TOP = 6
"""Random numbers and bounds lie below it, so that they meet."""


class Grade(StrEnum):
    """The ordered words as an enum, for `OneOf`."""

    NONE = "none"
    SLIGHT = "slight"
    MINOR = "minor"
    SERIOUS = "serious"


_KINDS: dict[str, Kind] = {
    "flag": Flag(),
    "sign": Flag(),
    "count": Number(),
    "age": Number(),
    "grade": Word(GRADES, ordered=True),
    "place": Word(PLACES),
    "kinds": Words(KINDS),
}
VOCABULARY = {name: FactSpec(name, kind, FactInfo(name, name)) for name, kind in _KINDS.items()}
COLUMNS = (
    *(Column(name) for name, spec in VOCABULARY.items() if not isinstance(spec.kind, Words)),
    *(Column("kinds", word) for word in KINDS),
)
LAYOUT = layout(COLUMNS, VOCABULARY)
"""Every column there is, so that any condition finds its own."""

HOLDS = Mask(Column("flag"), FLAG_TRUE, FLAG_FULL)


def _flags() -> st.SearchStrategy[Node]:
    columns = [Column("flag"), Column("sign"), *(Column("kinds", word) for word in KINDS)]
    return st.builds(Mask, st.sampled_from(columns), st.sampled_from([1, 2]), st.just(FLAG_FULL))


def _words(name: str, words: Sequence[str]) -> st.SearchStrategy[Node]:
    full = (1 << len(words)) - 1
    return st.builds(Mask, st.just(Column(name)), st.integers(1, full - 1), st.just(full))


def _ranges() -> st.SearchStrategy[Node]:
    bound = st.integers(0, TOP)
    pairs = st.one_of(
        st.tuples(bound, st.none()),
        st.tuples(st.none(), bound),
        st.tuples(bound, bound).map(lambda pair: (min(pair), max(pair))),
        st.sampled_from([(MAX_INT, None), (None, MAX_INT - 1), (1, MAX_INT)]),
    )
    return st.builds(lambda name, pair: Range(Column(name), *pair), st.sampled_from(["count", "age"]), pairs)


PLAIN_ATOMS: st.SearchStrategy[Node] = st.one_of(
    _flags(), _words("grade", GRADES), _words("place", PLACES), _ranges(), st.builds(Unset, st.just("unset"))
)
KNOWN_ATOMS: st.SearchStrategy[Node] = st.one_of(
    st.builds(KnownFact, st.sampled_from([Column("count"), Column("age")]), st.just(True)),
    st.builds(KnownFact, st.sampled_from([Column("grade"), Column("place")]), st.just(False)),
)


def conditions(*, presumptions: bool) -> st.SearchStrategy[Node]:
    """
    Conditions of every kind of node; those that ask what is known only if wanted.
    """

    def larger(items: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        some = st.lists(items, min_size=2, max_size=4).map(tuple)
        kinds = [st.builds(And, some), st.builds(Or, some), st.builds(Not, items)]
        return st.one_of(*kinds, st.builds(Known, items)) if presumptions else st.one_of(*kinds)

    small = st.one_of(PLAIN_ATOMS, KNOWN_ATOMS) if presumptions else PLAIN_ATOMS
    return st.recursive(small, larger, max_leaves=10)


def _some_words(words: Sequence[str]) -> st.SearchStrategy[Value]:
    several = st.sets(st.sampled_from(words), min_size=1).map(frozenset)
    return st.one_of(st.none(), st.sampled_from(words), several)


def _numbers() -> st.SearchStrategy[Value]:
    spans = st.tuples(st.integers(0, TOP), st.integers(0, TOP)).map(lambda pair: Span(min(pair), max(pair)))
    return st.one_of(st.none(), st.integers(0, TOP), spans, st.sampled_from([MAX_INT, Span(1, MAX_INT)]))


def _members() -> st.SearchStrategy[Value]:
    words = st.sets(st.sampled_from(KINDS)).map(frozenset)
    return st.one_of(st.none(), st.builds(Members, words, st.one_of(st.none(), words)))


_GRADES = st.one_of(_some_words(GRADES), st.sets(st.sampled_from(Grade), min_size=1).map(lambda few: OneOf(tuple(few))))
ROWS: st.SearchStrategy[dict[str, Value]] = st.fixed_dictionaries(
    {},
    optional={
        "flag": st.sampled_from([True, False, None]),
        "sign": st.sampled_from([True, False, None]),
        "count": _numbers(),
        "age": _numbers(),
        "grade": _GRADES,
        "place": _some_words(PLACES),
        "kinds": _members(),
    },
)


def encode(row: Row) -> Vector:
    """
    A row in every column.
    """
    return LAYOUT.encode(row)


def walked(nodes: Iterable[Node], vector: Vector, where: Layout = LAYOUT) -> tuple[int, ...]:
    """
    The third opinion on some conditions.
    """
    return tuple(verdict(node, where, vector) for node in nodes)


def facts_read(node: Node) -> set[str]:
    """
    The facts a condition reads.
    """
    return {atom.column.fact for atom in atoms(node)}


def flags(count: int) -> tuple[Layout, list[Any]]:
    """
    Many flags in a layout, with a condition on each.
    """
    known = {f"f{index}": FactSpec(f"f{index}", Flag(), FactInfo("", "")) for index in range(count)}
    columns = [Column(name) for name in known]
    return layout(columns, known), [Mask(column, FLAG_TRUE, FLAG_FULL) for column in columns]
