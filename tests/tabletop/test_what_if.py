"""
What if: a fact changed, and only what differs told, with the rules behind it.
"""

from datetime import date
from typing import Any

import pytest

import campuslex as cl
from campuslex.errors import FactsError
from campuslex.tabletop.what_if import changed, compare
from tests.builders import hit, read_assault

BOOK = cl.load_rulebook()
ON = date(2026, 3, 12)


def beaten(**facts: Any) -> cl.Incident:
    return read_assault(
        hit(),
        occurred_from="2026-03-05",
        occurred_to="2026-03-05",
        school={"stage": "junior"},
        offender={"status": "enrolled", "age": 14},
        hurt={"status": "enrolled", "injury": "slight"},
        **facts,
    )


def test_nothing_changed_nothing_differs() -> None:
    """An answer is like itself."""
    answer = cl.assess(beaten(), BOOK, on=ON)
    assert compare(answer, cl.assess(changed(beaten(), {}), BOOK, on=ON)) == ()


def test_a_year_less_is_told_with_its_rules() -> None:
    """At thirteen no public-security penalty may be given; the rule behind it is named."""
    before = cl.assess(beaten(), BOOK, on=ON)
    after = cl.assess(changed(beaten(), {"S1.age": 13}), BOOK, on=ON)
    found = {row.outcome: row for row in compare(before, after)}
    penalty = found["measures/S1/public_security_penalty"]
    assert penalty.after is not None
    assert penalty.after.startswith("barred")
    assert all(BOOK.rule(rule).record.norm.startswith(("ps-law.12", "ps-law.60")) for rule in penalty.rules)
    assert "measures/S1/criticism" not in found


def test_a_day_changed_changes_the_law() -> None:
    """The last day of the old public-security law brings the old offence in place of the new."""
    before = cl.assess(beaten(), BOOK, on=ON)
    old = {"occurred_from": "2025-12-31", "occurred_to": "2025-12-31"}
    rows = compare(before, cl.assess(changed(beaten(), old), BOOK, on=ON))
    told = {row.outcome: (row.before, row.after) for row in rows}
    assert any(".ps2012." in name and before is None for name, (before, _) in told.items())
    assert any(".ps2025." in name and after is None for name, (_, after) in told.items())


@pytest.mark.parametrize(
    ("path", "value"),
    [("people.S1.age", 13), ("S1.age", 13), ("acts.0.weapon", "tool"), ("school.stage", "senior"), ("ongoing", True)],
)
def test_a_path_leads_to_its_fact(path: str, value: Any) -> None:
    """People by code, acts by number, parts by name."""
    assert changed(beaten(), {path: value}) != beaten()


def test_none_makes_a_fact_unknown() -> None:
    """What is taken away is unknown, not false."""
    assert changed(beaten(), {"S1.age": None}).people[0].age is None


@pytest.mark.parametrize("path", ["S9.age", "acts.7.weapon", "nowhere.age"])
def test_a_path_that_leads_nowhere_is_refused(path: str) -> None:
    """No fact is made up."""
    with pytest.raises(FactsError, match="leads to no part"):
        changed(beaten(), {path: 1})


def test_a_value_its_fact_cannot_have_is_refused() -> None:
    """The document must stay sound."""
    with pytest.raises(FactsError, match="age"):
        changed(beaten(), {"S1.age": "thirteen"})


def test_a_difference_can_be_written_down() -> None:
    """As data, for hosts."""
    rows = compare(cl.assess(beaten(), BOOK, on=ON), cl.assess(changed(beaten(), {"S1.age": 13}), BOOK, on=ON))
    assert {"outcome", "before", "after", "rules"} == set(rows[0].to_dict())
