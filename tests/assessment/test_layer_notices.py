"""
What an answer says of layers, rank and time: never silence.
"""

from datetime import date

import pytest

import campuslex as cl
from tests.builders import TODAY, read_assault, read_petition, read_school_term

BOOK = cl.load_rulebook()


def codes(answer: cl.Assessment | cl.Route | cl.TermReview) -> set[str]:
    return {notice.code for notice in answer.notices}


@pytest.mark.parametrize("jurisdiction", ["659001", "999901"])
def test_an_unknown_place_is_told_everywhere(jurisdiction: str) -> None:
    """Incidents, petitions and school terms of a place without a layer get national law and a notice."""
    answers = (
        cl.assess(read_assault(jurisdiction=jurisdiction), BOOK, on=TODAY),
        cl.route_petition(read_petition(jurisdiction=jurisdiction), BOOK, on=TODAY),
        cl.review_school_term(read_school_term(jurisdiction=jurisdiction), BOOK, on=TODAY),
    )
    for answer in answers:
        assert "unknown_jurisdiction" in codes(answer)
        assert answer.receipt.layers == ("CN",)


def test_a_known_place_is_not_called_unknown() -> None:
    """A county below a province that has a layer falls back to it."""
    answer = cl.assess(read_assault(jurisdiction="370102"), BOOK, on=TODAY)
    assert "unknown_jurisdiction" not in codes(answer)
    assert answer.receipt.layers == ("CN", "370000")


@pytest.mark.parametrize(("day", "told"), [("2021-11-30", False), ("2021-12-01", True)])
def test_an_expired_layer_is_told(day: str, told: bool) -> None:
    """Guangdong's measures ended on 2021-11-30: on that day they apply, on the next a notice says they do not."""
    incident = read_assault(jurisdiction="440106", occurred_from=day, occurred_to=day)
    assert ("layer_not_in_force" in codes(cl.assess(incident, BOOK, on=date.fromisoformat(day)))) is told


def test_conduct_before_any_norm_is_told_with_the_earliest_day() -> None:
    """In 2010 no definition was in force; the notice names the first day of the first one."""
    incident = read_assault(occurred_from="2010-05-01", occurred_to="2010-05-01")
    answer = cl.assess(incident, BOOK, on=TODAY)
    assert answer.determination.status == "no_norm"
    (notice,) = [notice for notice in answer.notices if notice.code == "no_norm"]
    assert "2017-11-22" in notice.zh
    assert "2017-11-22" in notice.en


def test_a_local_rule_against_a_ministry_rule_is_told() -> None:
    """Chongqing's thirty days and order 49's fifteen working days: neither goes first, both stand."""
    incident = read_assault(
        jurisdiction="500103",
        occurred_from="2022-05-01",
        occurred_to="2022-05-01",
        offender={
            "status": "enrolled",
            "stage": "junior",
            "age": 14,
            "measures_in_force": [{"measure": "warning", "decided_by": "school", "decided_on": "2022-05-10"}],
        },
    )
    answer = cl.assess(incident, BOOK, on=date(2022, 5, 12))
    assert "rank_conflict" in codes(answer)
    days = {(duty.due.number, duty.due.unit) for duty in answer.duties if duty.action == "appeal" and duty.due}
    assert {(30, "calendar_day"), (15, "working_day")} <= days


def test_nationally_nothing_conflicts() -> None:
    """Without a local rule there is no conflict of rank."""
    assert "rank_conflict" not in codes(cl.assess(read_assault(), BOOK, on=TODAY))
