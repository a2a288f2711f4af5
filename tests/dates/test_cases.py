"""
The table of dates worked by hand (`cases.toml`), each with its article.
"""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import attrs
import pytest

from campuslex.dates.clock import Clock, Deadline
from campuslex.dates.counting import count
from campuslex.dates.extending import Extensions, extended
from campuslex.dates.pauses import Pause
from campuslex.dates.policy import Policy
from campuslex.dates.refusals import CannotCompute, ExtensionRefused
from campuslex.dates.school import SchoolCalendar
from campuslex.dates.systems import System
from campuslex.dates.units import Kind, Span
from campuslex.errors import CalendarUnknown, FactsError

Case = dict[str, Any]
TABLE = tomllib.loads((Path(__file__).parent / "cases.toml").read_text("utf-8"))
DEFAULTS = ("system", "unit", "kind", "terms")
CASES: list[Case] = [
    {**{key: group[key] for key in DEFAULTS if key in group}, **case}
    for group in TABLE["group"]
    for case in group["cases"]
]
ERRORS = {error.__name__: error for error in (CalendarUnknown, CannotCompute, ExtensionRefused, FactsError)}
KEYS = {
    *("article", "start", "number", "unit", "system", "kind", "policy", "terms", "pauses", "extensions", "times"),
    *("by", "nominal", "clipped", "relies", "cites", "error", "missing", "reason"),
}
answered = [case for case in CASES if "by" in case]
refused = [case for case in CASES if "error" in case]


def name(case: Case) -> str:
    return f"{case['article']}-{case['start']}-{case['number']}-{case['unit']}"


def counted(case: Case) -> Deadline:
    """What the room finds for a case."""
    terms = TABLE["school_years"][case["terms"]] if case.get("terms") else None
    clock = Clock(
        system=System(case["system"]),
        kind=Kind(case.get("kind", "limit")),
        policy=Policy(**case.get("policy", {})),
        school=SchoolCalendar.from_terms((begins, ends) for begins, ends in terms) if terms else None,
    )
    pauses = [Pause(*days) for days in case.get("pauses", [])]
    granted = [Span(number, unit) for number, unit in case.get("extensions", [])]
    found = count(case["start"], Span(case["number"], case["unit"]), clock, pauses)
    if not granted:
        return found
    return extended(found, granted, clock, Extensions(case["times"], most(case, granted[0])), pauses)


def most(case: Case, span: Span) -> Span:
    """The longest extension the article allows: 20 working days of gov-info.33, else 30 days."""
    return attrs.evolve(span, number=20 if case["article"] == "gov-info.33" else 30)


@pytest.mark.parametrize("case", answered, ids=name)
def test_a_date_worked_by_hand(case: Case) -> None:
    """Last day, the day before it moved, clipping, the readings relied on and the norms cited."""
    found = counted(case)
    assert type(found.by) is type(case["by"])
    assert found.by == case["by"], case["reason"]
    assert found.nominal == case.get("nominal", case["by"])
    assert found.clipped is case.get("clipped", False)
    policy = Policy(**case.get("policy", {}))
    assert set(found.readings) == {policy.reading(reading) for reading in case.get("relies", [])}
    assert set(case.get("cites", [])) <= set(found.citations)


@pytest.mark.parametrize("case", refused, ids=name)
def test_a_date_that_cannot_be_told(case: Case) -> None:
    """What is missing is named; nothing is guessed."""
    with pytest.raises(ERRORS[case["error"]]) as caught:
        counted(case)
    assert getattr(caught.value, "missing", None) == case.get("missing")


def test_the_table_is_whole() -> None:
    """Each case has one outcome, an article and a reason; none stands twice; both sides of each reading are tried."""
    assert len(CASES) >= 110
    assert len(answered) + len(refused) == len(CASES)
    assert all({"article", "start", "number", "unit", "system", "reason"} <= case.keys() <= KEYS for case in CASES)
    twice = Counter(repr({key: case[key] for key in sorted(case.keys() - {"article", "reason"})}) for case in CASES)
    assert twice.most_common(1)[0][1] == 1
    assert {case["system"] for case in CASES} == set(System)
    tried = {pair for case in CASES for pair in case.get("policy", {}).items()}
    options = {field.name: field.metadata["options"][1] for field in attrs.fields(Policy)}
    assert tried == set(options.items())
