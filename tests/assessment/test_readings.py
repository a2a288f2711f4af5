"""
Named readings: what each option does, and that an answer says when another option would change it.
"""

from datetime import date

import pytest

import campuslex as cl
from campuslex.errors import UnknownName
from tests.builders import TODAY, act, finding, hit, read_assault, read_incident, victim

BOOK = cl.load_rulebook()


def book(**readings: str) -> cl.Rulebook:
    return cl.load_rulebook(readings={name.replace("_", "-", 1): option for name, option in readings.items()})


def serious(**facts: object) -> cl.Incident:
    """
    Serious by the committee's words, with no violation or crime: exclusion that did visible harm.
    """
    return read_assault(
        act("exclude", by=["S1"], against=["V1"]),
        occurred_from="2026-03-05",
        occurred_to="2026-03-05",
        intent="deliberate",
        dominance=["number"],
        school={"stage": "junior"},
        offender={"status": "enrolled", "age": 13},
        hurt={"status": "enrolled", "mental": "distress"},
        findings={
            "bullying": finding(on="2026-03-08"),
            "circumstances": finding("rather_bad"),
            "visible_harm": finding(),
            "public_security_violation": finding(value=False, by="public_security"),
            "suspected_crime": finding(value=False, by="public_security"),
        },
        **facts,
    )


def reports(answer: cl.Assessment, rule: str) -> bool:
    return any(duty.rule == rule and duty.verdict == "holds" for duty in answer.duties)


def test_the_wide_reading_owes_the_report_and_says_so() -> None:
    """Serious by name alone is reported under the wide reading of A-08, and the answer says the narrow would differ."""
    wide = cl.assess(serious(), BOOK, on=TODAY)
    assert reports(wide, "escalation.serious-bullying.report-wide")
    (effect,) = [item for item in wide.readings if item.reading == "A-08"]
    assert (effect.chosen, effect.other) == ("wide", "narrow")
    assert "presumptions.serious-bullying.grade-wide" in effect.rules


def test_the_narrow_reading_says_that_the_wide_would_add_a_report() -> None:
    """Seen from the other side it is the same."""
    narrow = cl.assess(serious(), book(A_08="narrow"), on=TODAY)
    assert not reports(narrow, "escalation.serious-bullying.report-wide")
    (effect,) = [item for item in narrow.readings if item.reading == "A-08"]
    assert (effect.chosen, effect.other) == ("narrow", "wide")
    assert narrow.receipt.readings["A-08"] == "narrow"


def test_a_reading_that_changes_nothing_is_not_told() -> None:
    """A nickname, found not to be bullying: whether serious is read wide or narrow is no matter."""
    told = read_assault(
        hit("nickname"),
        occurred_from="2026-03-05",
        occurred_to="2026-03-05",
        findings={"bullying": finding(value=False)},
    )
    assert "A-08" not in {item.reading for item in cl.assess(told, BOOK, on=TODAY).readings}


def even(**facts: object) -> cl.Incident:
    """
    A blow among equals, on purpose: the law's definition may be met, that of order 50 lacks dominance.
    """
    return read_incident(
        occurred_from="2026-03-05",
        occurred_to="2026-03-05",
        intent="deliberate",
        dominance=[],
        school={"stage": "junior"},
        people=[
            {"id": "S1", "role": "offender", "status": "enrolled", "age": 13},
            victim(status="enrolled", injury="slight"),
        ],
        acts=[hit(), hit("insult")],
        findings={"dominance": finding(value=False)},
        **facts,
    )


def test_the_definition_of_order_50_alone_asks_for_dominance() -> None:
    """A-01: without dominance only the law's definition suspects; where order 50 alone counts, nothing does."""
    either = cl.assess(even(), BOOK, on=TODAY)
    alone = cl.assess(even(), book(A_01="order50"), on=TODAY)
    assert either.determination.status == "suspected"
    assert alone.determination.status == "open"
    assert [item.norm for item in alone.determination.definitions] == ["moe50.21.2"]
    assert any(item.reading == "A-01" and item.other == "order50" for item in either.readings)
    assert any(item.reading == "A-01" and item.other == "either" for item in alone.readings)


def test_before_order_50_the_only_definition_is_not_left_out() -> None:
    """A reading never leaves an incident without any definition that was in force."""
    told = read_assault(occurred_from="2018-06-01", occurred_to="2018-06-01")
    answer = cl.assess(told, book(A_01="order50"), on=date(2018, 7, 1))
    assert [item.norm for item in answer.determination.definitions] == ["plan2017.P1"]


def test_upper_primary_may_be_read_from_a_year() -> None:
    """A-10 chosen by name sets the number that nobody else has set."""
    day = date(2026, 3, 12)
    assert BOOK.parameter("upper_primary_from_year", day, ("CN",)) is None
    assert book(A_10="from_year_4").parameter("upper_primary_from_year", day, ("CN",)) == 4
    assert book(A_10="from_year_5").parameter("upper_primary_from_year", day, ("CN",)) == 5


@pytest.mark.parametrize(("reading", "option"), [("A-02", "discovered"), ("A-09", "number"), ("A-14", "renewed")])
def test_what_a_layer_or_a_number_settles_is_not_chosen_by_name(reading: str, option: str) -> None:
    """An option that would do nothing is refused, with what does it instead."""
    with pytest.raises(UnknownName, match="not by name"):
        cl.load_rulebook(readings={reading: option})


def test_a_weekend_moves_the_last_day_or_does_not() -> None:
    """A-04.weekend: ten days from 2026-03-04 end on Saturday 14 March, or on Monday the 16th."""
    told = serious(procedure_started_on="2026-03-04", first_known_at="2026-03-04")
    ends = {}
    for option in ("moves", "stays"):
        answer = cl.assess(told, cl.load_rulebook(readings={"A-04.weekend": option}), on=TODAY)
        (duty,) = [duty for duty in answer.duties if duty.rule == "protection.investigate.complete-in-ten-days"]
        assert duty.due is not None
        ends[option] = duty.due.by
    assert ends == {"moves": date(2026, 3, 16), "stays": date(2026, 3, 14)}
