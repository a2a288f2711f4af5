"""
What only the county's plan orders holds only where it is switched on, and the four kinds of 督 stay apart.
"""

from datetime import date
from functools import cache
from typing import Any

import pytest

from campuslex.assessment.assess import assess
from campuslex.assessment.petition import route_petition
from campuslex.model.words import Body, Modality
from campuslex.rulebook.book import Rulebook, load_rulebook
from campuslex.rulebook.records import DutyConclusion, TriggerConclusion
from campuslex.rulebook.rules import Rule
from campuslex.rulebook.words import Action
from tests.builders import TODAY, finding, read_assault, read_petition

TEMPLATE = "000000"
SUPERVISION = {"petition_office", "joint_conference", "county_leading_group"}
"""Who takes up a matter under special supervision (督办)."""

KINDS_OF_SUPERVISION = {
    "edu-sup": {Body.RESPONSIBLE_INSPECTOR, Body.COUNTY_EDUCATION_BUREAU, Body.EDUCATION_INSPECTION},
    "rdx2013": {Body.RESPONSIBLE_INSPECTOR, Body.COUNTY_EDUCATION_BUREAU, Body.EDUCATION_INSPECTION},
    "acct2021": {Body.EDUCATION_INSPECTION, Body.HIGHER_AUTHORITY},
    "gov-inspect": {Body.COUNTY_GOVERNMENT},
    "petition": {Body.PETITION_OFFICE, Body.JOINT_CONFERENCE},
    "admin-enf-sup": {Body.JUDICIAL_ADMINISTRATION, Body.COUNTY_GOVERNMENT},
}
"""
Education inspection, government inspection, petition supervision, supervision of law enforcement: whose each is.

An appeal against accountability goes one level up; a decision in the supervision of enforcement is the government's.
"""


@cache
def national() -> Rulebook:
    return load_rulebook()


@cache
def county() -> Rulebook:
    return load_rulebook(layers=["county-template"])


def selected(book: Rulebook, jurisdiction: str | None = "999901") -> dict[str, Rule]:
    chosen = book.select(TODAY, TODAY, book.layers_for(jurisdiction))
    return {item.rule.id: item.rule for item in chosen.rules}


def letter(**facts: Any) -> Any:
    """
    A letter to the county bureau that a school hides a beating.
    """
    told = {
        "received_on": "2026-03-02",
        "channel": "letter",
        "received_by": "county_education_bureau",
        "jurisdiction": "999901",
        "concerns_jurisdiction": "999901",
        "school_ownership": "public",
        "origin": "direct",
        "category": "claim",
        "matter": ["school_inaction"],
        "requests": ["investigate_violation"],
        "judicial_proceedings_pending": False,
        "same_matter_stage": "none",
        "leader_instruction": False,
        "major_or_urgent": False,
        "public_concern": False,
    }
    return read_petition(**{**told, **facts})


def routed(book: Rulebook, **facts: Any) -> dict[str, Any]:
    return route_petition(letter(**facts), book, on=date(2026, 3, 9)).to_dict()


def assessed(book: Rulebook, **findings: Any) -> dict[str, Any]:
    incident = read_assault(
        occurred_from="2026-03-02",
        occurred_to="2026-03-02",
        findings={name: finding(value, by="county_education_bureau") for name, value in findings.items()},
    )
    return assess(incident, book, on=TODAY).to_dict()


def woken(answer: dict[str, Any]) -> set[tuple[str, str]]:
    return {(body, trigger["rule"]) for trigger in answer["triggers"] for body in trigger["wakes"]}


def supervised(answer: dict[str, Any]) -> set[str]:
    """
    Rules by which a matter is certainly under special supervision.
    """
    found = {rule for body, rule in woken(answer) if body in SUPERVISION}
    listed = [duty for duty in answer["duties"] if duty["action"] == "list_supervision" and duty["verdict"] == "holds"]
    return found | {duty["rule"] for duty in listed}


# ---- switched on and off


def test_the_template_is_off_by_default() -> None:
    """Nobody gets a county's plan without asking, not even with the template's code for a jurisdiction."""
    for jurisdiction in (None, "999901", "360724", TEMPLATE):
        assert national().layers_for(jurisdiction) == ("CN",)
        assert all(rule.layer == "CN" for rule in selected(national(), jurisdiction).values())


@pytest.mark.parametrize("name", ["county-template", TEMPLATE])
def test_the_template_is_on_by_name_or_code(name: str) -> None:
    """Both ways to ask give the same book."""
    book = load_rulebook(layers=[name])
    assert book == county()
    assert book.layers_for("999901") == ("CN", TEMPLATE)


def test_the_template_adds_and_takes_nothing_away() -> None:
    """All national rules stand; what is added is the plan's own, sentences S24, S29 and S30 among it."""
    before, after = selected(national()), selected(county())
    added = [rule for name, rule in after.items() if name not in before]
    assert before.keys() <= after.keys()
    assert {rule.provision.instrument for rule in added} == {"county-plan"}
    assert {"S22", "S24", "S29", "S30"} <= {rule.record.norm for rule in added}


# ---- a petition that accuses the school


@pytest.mark.parametrize("accuses", [["school"], ["staff"], ["school", "staff"]], ids="+".join)
@pytest.mark.parametrize("requested", [False, True], ids=["no-instruction", "leader-instruction"])
def test_an_accusation_is_not_delivered_to_the_accused_school(accuses: list[str], requested: bool) -> None:
    """S22 delivers letters to schools; article 30.3 of the petition regulations stands above it."""
    answer = routed(county(), accuses=accuses, leader_instruction=requested)
    assert "school" not in answer["forward_to"]
    assert set(accuses) <= set(answer["must_not_forward_to"])
    delivered = [duty for duty in answer["duties"] if duty["action"] == "forward" and duty["addressee"] == "school"]
    assert [duty for duty in delivered if duty["modality"] == "must"] == []


def test_a_letter_that_accuses_nobody_is_delivered() -> None:
    """The exception is one: other letters reach the school under the plan, and not without it."""
    assert "school" in routed(county(), accuses=[], matter=["school_policy"])["forward_to"]
    rules = {duty["rule"] for duty in routed(county(), accuses=[], matter=["school_policy"])["duties"]}
    assert "petitions.county-plan.deliver-to-school" in rules


def test_a_letter_not_yet_sorted_is_not_certainly_delivered() -> None:
    """While nobody has said whom it accuses, delivery is open."""
    answer = routed(county())
    delivered = [duty for duty in answer["duties"] if duty["rule"] == "petitions.county-plan.deliver-to-school"]
    assert "school" not in answer["forward_to"]
    assert [duty["verdict"] for duty in delivered] == ["open"]


# ---- special supervision


def test_a_leaders_instruction_is_supervised_under_the_plan_only() -> None:
    """S24 is the county's; no national text makes a leader's instruction a case for supervision."""
    assert supervised(routed(county(), leader_instruction=True)) - supervised(routed(county())) == {
        "supervision.county-plan.leader-instruction",
        "supervision.county-plan.list-instruction",
    }
    plain, instructed = routed(national()), routed(national(), leader_instruction=True)
    assert woken(instructed) == woken(plain)
    assert supervised(instructed) == supervised(plain) == set()


def test_a_major_incident_is_supervised_under_the_plan_only() -> None:
    """S24 and S29 are the county's; nationally a major incident by itself sets no special supervision going."""
    assert {"supervision.county-plan.major-incident", "supervision.county-plan.major"} <= supervised(
        assessed(county(), major_incident=True)
    )
    plain, major = assessed(national()), assessed(national(), major_incident=True)
    assert woken(major) == woken(plain)
    assert supervised(major) == set()


@pytest.mark.parametrize("name", ["public_concern", "long_unresolved"])
def test_the_other_kinds_of_priority_are_the_plans_as_well(name: str) -> None:
    """S29 names strong public concern and long delay; nationally neither wakes a leading group."""
    assert "county_leading_group" in {body for body, _ in woken(assessed(county(), **{name: True}))}
    assert supervised(assessed(national(), **{name: True})) == set()


# ---- the four kinds of 督


SUPERVISING = [rule for rule in county().rules if rule.family == "supervision"]


@pytest.mark.parametrize(
    "rule",
    [rule for rule in SUPERVISING if rule.provision.instrument in KINDS_OF_SUPERVISION],
    ids=lambda rule: rule.id,
)
def test_each_kind_of_supervision_keeps_its_own_actors(rule: Rule) -> None:
    """Inspection of education, by government, supervision of petitions and of enforcement never lend a body."""
    own = KINDS_OF_SUPERVISION[rule.provision.instrument]
    conclusion = rule.conclusion
    if isinstance(conclusion, TriggerConclusion):
        assert set(conclusion.wakes) <= own
    elif isinstance(conclusion, DutyConclusion):
        # what the supervised owe, may do or must not do is towards those who supervise them
        if conclusion.modality is Modality.MUST_NOT:
            assert conclusion.actor not in own
        elif conclusion.actor not in own:
            assert set(conclusion.addressees) <= own


@pytest.mark.parametrize(
    ("body", "instruments"),
    [
        (Body.JUDICIAL_ADMINISTRATION, {"admin-enf-sup"}),
        (Body.JOINT_CONFERENCE, {"petition"}),
        (Body.PETITION_OFFICE, {"petition", "county-plan"}),
        (Body.RESPONSIBLE_INSPECTOR, {"edu-sup", "rdx2013", "sh-supv"}),
    ],
    ids=lambda value: str(value) if isinstance(value, str) else "",
)
def test_a_supervisor_acts_under_its_own_instrument_only(body: Body, instruments: set[str]) -> None:
    """No rule on another instrument sets it to supervise; the plan only lists cases for the petition office."""
    found = set()
    for rule in SUPERVISING:
        conclusion = rule.conclusion
        if isinstance(conclusion, TriggerConclusion) and body in conclusion.wakes:
            found.add(rule.provision.instrument)
        if isinstance(conclusion, DutyConclusion) and conclusion.actor is body:
            found.add(rule.provision.instrument)
    assert found == instruments


def test_a_bureau_may_not_hold_a_government_inspection() -> None:
    """What the government has not assigned is not a bureau's to inspect in its name."""
    conclusion = county().rule("supervision.government-inspection.bureau-barred").conclusion
    assert isinstance(conclusion, DutyConclusion)
    assert (conclusion.actor, conclusion.action, conclusion.modality) == (
        Body.COUNTY_EDUCATION_BUREAU,
        Action.GOVERNMENT_INSPECT,
        Modality.MUST_NOT,
    )
