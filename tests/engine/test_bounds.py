"""
Every number a rule sets has an example on either side of it.
"""

from pathlib import Path

import pytest

from campuslex.engine.examples import boundaries, example_faults, missing_boundaries
from campuslex.rulebook.book import Rulebook
from tests.rulebooks import load, provision, rule

EXAMPLES = """[[rule.examples]]
title_zh = "成立"
facts = {{ age = {inside} }}
verdict = "holds"
[[rule.examples]]
title_zh = "不成立"
facts = {{ age = {outside} }}
verdict = "fails"
"""


def book_of(folder: Path, when: str, inside: int, outside: int) -> Rulebook:
    text = provision(rule("severity.more.one", when, examples=EXAMPLES.format(inside=inside, outside=outside)))
    return load(folder, {"severity/more.toml": text})


@pytest.mark.parametrize(
    ("when", "sides"),
    [
        ("age >= 14", {13, 14}),
        ("age > 14", {14, 15}),
        ("age < 14", {13, 14}),
        ("age == 14", {13, 14, 15}),
        ("14 <= age < 16", {13, 14, 15, 16}),
        ("not age < 1", {0, 1}),
    ],
)
def test_a_bound_has_two_sides(tmp_path: Path, when: str, sides: set[int]) -> None:
    """`age >= 14` is tried at thirteen and at fourteen."""
    book = book_of(tmp_path, when, 14, 13)
    assert {number for _, number in boundaries(book, book.rule("severity.more.one"))} == sides


def test_a_bound_without_both_sides_is_a_fault(tmp_path: Path) -> None:
    """An example far from the bound does not try it."""
    book = book_of(tmp_path, "age >= 14", 17, 9)
    assert missing_boundaries(book, book.rule("severity.more.one")) == [("age", 13), ("age", 14)]
    told = [fault for fault in example_faults(book) if "at a bound" in fault.message]
    assert [fault.value for fault in told] == ["age = 13", "age = 14"]


def test_both_sides_suffice(tmp_path: Path) -> None:
    """Thirteen and fourteen are enough."""
    book = book_of(tmp_path, "age >= 14", 14, 13)
    assert not [fault for fault in example_faults(book) if "severity.more.one" in fault.place]
