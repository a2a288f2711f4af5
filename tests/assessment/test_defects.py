"""
Defects of procedure: a step the law requires is claimed to be missing or out of order only where the dossier says so.
"""

import json
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import pytest

from campuslex.assessment.answer import Assessment
from campuslex.assessment.assess import assess
from campuslex.model.derived.determinations import DETERMINING_BODIES
from campuslex.model.incident import Incident
from campuslex.rulebook.book import Rulebook, load_rulebook
from campuslex.rulebook.records import DefectConclusion
from campuslex.rulebook.rules import Rule
from tests.builders import finding, hit, incident, person, victim

Raw = dict[str, Any]
EXAMPLES = Path(__file__).parents[2] / "examples" / "incidents"
GONE = object()
"""Stands for a fact that is not known."""

STEPS: Raw = {
    "decided_by": "school",
    "decided_on": "2026-03-10",
    "for_bullying": True,
    "guardians_told_on": "2026-03-09",
    "defence_heard_on": "2026-03-07",
    "hearing_requested": True,
    "hearing_held_on": "2026-03-08",
    "reasons_given_on": "2026-03-07",
    "written_reply_on": "2026-03-09",
    "committee_assessed_on": "2026-03-09",
    "started_on": "2026-03-11",
    "ended_on": "2026-03-17",
}
"""A measure with every step in order."""


@cache
def book() -> Rulebook:
    return load_rulebook()


def dossier(measure: str = "demerit", **changed: Any) -> Raw:
    """
    A dossier in which every step was taken in order: known on the second, determined on the fifth, one measure on the
    tenth. `changed` are paths with `__` for the dot, and what stands there instead: `measure__decided_on`.
    """
    document = incident(
        occurred_from="2026-03-02",
        occurred_to="2026-03-02",
        first_known_at="2026-03-02",
        jurisdiction="999901",
        school={"stage": "junior", "ownership": "public"},
        intent="deliberate",
        school_conduct={
            "stopped_at_once": True,
            "guardians_told": "both",
            "reported_to": ["public_security", "county_education_bureau"],
            "investigated": True,
            "determined": True,
            "dossier_kept": True,
            "concealed": False,
            "rules_published": True,
        },
        people=[
            person(
                status="enrolled",
                age=15,
                guardian_notified=True,
                guardian_notified_on="2026-03-03",
                measures_in_force=[{"measure": measure, **STEPS}],
            ),
            victim(
                status="enrolled",
                age=13,
                injury="slight",
                injury_appraised=True,
                guardian_notified=True,
                guardian_notified_on="2026-03-03",
            ),
        ],
        acts=[hit(together=1)],
        findings={
            "bullying": finding(on="2026-03-05"),
            "circumstances": finding("bad", on="2026-03-05"),
            "public_security_violation": finding(by="public_security", on="2026-03-06"),
        },
    )
    for path, value in changed.items():
        _change(document, path, value if value is GONE else deepcopy(value))
    return document


def _change(document: Raw, path: str, value: Any) -> None:
    head, _, name = path.rpartition("__")
    places: Raw = {
        "": document,
        "measure": document["people"][0]["measures_in_force"][0],
        "offender": document["people"][0],
        "victim": document["people"][1],
    }
    holder = places.get(head) if head in places else document[head]
    if value is GONE:
        del holder[name]
    else:
        holder[name] = value


def shipped_dossier(name: str) -> Raw:
    read: Raw = json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    return read


def told(document: Raw, on: date = date(2026, 4, 1)) -> Assessment:
    return assess(Incident.from_dict(document), book(), on=on)


def claimed(document: Raw, on: date = date(2026, 4, 1)) -> set[str]:
    return {defect.rule for defect in told(document, on).defects}


def not_done(step: str) -> Raw:
    """
    What the record says of a step that was not taken.
    """
    return {f"measure__{step}_on": GONE, "measure__not_done": [step]}


@attrs.frozen
class Case:
    """
    One defect: the dossier in order, what makes it hold, what is unknown, and what is asked for then.
    """

    in_order: Raw
    holds: Raw
    unknown: Raw
    asked: tuple[str, str | None]


def case(fact: str, asked: str, *, holds: Any, who: str | None = "S1", **others: Any) -> Case:
    """
    A defect that hangs on one fact, named by its path.

    Args:
        fact: Its path.
        asked: What is asked for where it is not known.
        holds: What it is where the defect holds; a dictionary changes several facts.
        who: Of whom it is asked.
        others: What else the dossier says in each case; `measure` is the measure's word.
    """
    changes = holds if isinstance(holds, dict) else {fact: holds}
    return Case(dossier(**others), dossier(**{**others, **changes}), dossier(**{**others, fact: GONE}), (asked, who))


SENIOR: Raw = {"school": {"stage": "senior", "ownership": "public"}}
LOWER: Raw = {"school": {"stage": "primary_lower", "ownership": "public"}, "offender__age": 8}
UPPER: Raw = {"school": {"stage": "primary_upper", "ownership": "public"}, "offender__age": 11}


def of_stage(right: Raw, wrong: Raw, measure: str) -> Case:
    """
    A measure that one stage allows and another does not.
    """
    unknown = dossier(measure, **{**wrong, "school": {"ownership": "public"}})
    return Case(dossier(measure, **right), dossier(measure, **wrong), unknown, ("stage", "S1"))


def by_teacher(measure: str) -> Case:
    return case("measure__decided_by", "measures_in_force.decided_by", holds="teacher", measure=measure)


def guardian(side: str, who: str, day: str) -> Case:
    return case(f"{side}__guardian_notified_on", "guardian_notified_on", holds=day, who=who)


UNTOLD = {"fact": "measure__guardians_told_on", "asked": "measures_in_force.guardians_told_on"}
TOLD_OF_ALL = ["public_security"]

CASES: dict[str, Case] = {
    "discipline.defect.unpublished-rules": case(
        "school_conduct__rules_published", "school_conduct.rules_published", holds=False, who=None
    ),
    "discipline.defect.heavier-untold": case(**UNTOLD, holds=not_done("guardians_told"), measure="school_service"),
    "discipline.defect.management-untold": case(
        **UNTOLD, holds=not_done("guardians_told"), measure="campus_service_31"
    ),
    "discipline.defect.no-prior-notice": case(**UNTOLD, holds="2026-03-12", measure="suspension"),
    "discipline.defect.heavier-by-teacher": by_teacher("rules_education"),
    "discipline.defect.serious-by-teacher": by_teacher("suspension"),
    "discipline.defect.sanction-by-teacher": by_teacher("warning"),
    "discipline.defect.suspension-over-a-week": case(
        "measure__ended_on", "measures_in_force.ended_on", holds="2026-03-18", measure="suspension"
    ),
    "discipline.defect.lower-primary": of_stage(UPPER, LOWER, "suspension"),
    "discipline.defect.compulsory-expulsion": of_stage(SENIOR, {}, "expulsion"),
    "discipline.defect.disguised-expulsion": of_stage(SENIOR, {}, "ordered_withdrawal"),
    "discipline.defect.ordered-withdrawal": of_stage({}, SENIOR, "ordered_withdrawal"),
    "discipline.defect.defence-not-heard": case(
        "measure__defence_heard_on", "measures_in_force.defence_heard_on", holds=not_done("defence_heard")
    ),
    "discipline.defect.hearing-not-held": case(
        "measure__hearing_held_on", "measures_in_force.hearing_held_on", holds="2026-03-12"
    ),
    "discipline.defect.before-determination": Case(
        dossier(),
        dossier(measure__decided_on="2026-03-04"),
        dossier(measure__decided_on="2026-03-04", measure__for_bullying=GONE),
        ("measures_in_force.for_bullying", "S1"),
    ),
    "protection.defect.not-investigated": case(
        "school_conduct__investigated", "school_conduct.investigated", holds=False, who=None
    ),
    "protection.defect.determined-by-another": case(
        "findings__bullying",
        "findings.bullying",
        holds={"findings__bullying": finding(by="school", on="2026-03-05")},
        who=None,
    ),
    "protection.defect.offender-guardian-determination": guardian("offender", "S1", "2026-03-06"),
    "protection.defect.offender-guardian-handling": guardian("offender", "S1", "2026-03-11"),
    "protection.defect.victim-guardian-determination": guardian("victim", "V1", "2026-03-06"),
    "protection.defect.victim-guardian-handling": guardian("victim", "V1", "2026-03-11"),
    "escalation.defect.not-reported": case(
        "school_conduct__reported_to", "school_conduct.reported_to", holds=TOLD_OF_ALL, who=None
    ),
    "escalation.defect.not-reported-wide": case(
        "school_conduct__reported_to", "school_conduct.reported_to", holds=[], who=None
    ),
    "escalation.defect.concealed": case("school_conduct__concealed", "school_conduct.concealed", holds=True, who=None),
    "liability.defect.special-school-unassessed": case(
        "measure__committee_assessed_on",
        "measures_in_force.committee_assessed_on",
        holds=not_done("committee_assessed"),
        measure="special_school_decision",
        measure__decided_by="county_education_bureau",
    ),
    "liability.defect.special-school-wrong-body": case(
        "measure__decided_by",
        "measures_in_force.decided_by",
        holds="school",
        measure="special_school_decision",
        measure__decided_by="city_education_bureau",
    ),
    "liability.defect.corrective-unassessed": case(
        "measure__committee_assessed_on",
        "measures_in_force.committee_assessed_on",
        holds="2026-03-11",
        measure="special_corrective_education",
        measure__decided_by="county_education_bureau",
    ),
    "liability.defect.corrective-wrong-body": case(
        "measure__decided_by",
        "measures_in_force.decided_by",
        holds="public_security",
        measure="special_corrective_education",
        measure__decided_by="county_education_bureau",
    ),
    "records.defect.no-dossier": case(
        "school_conduct__dossier_kept", "school_conduct.dossier_kept", holds=False, who=None
    ),
    "discipline.shanghai.defect.no-written-reply": case(
        "measure__written_reply_on",
        "measures_in_force.written_reply_on",
        holds=not_done("written_reply"),
        jurisdiction="310101",
    ),
    "discipline.shandong.defect.no-reasons": case(
        "measure__reasons_given_on", "measures_in_force.reasons_given_on", holds="2026-03-11", jurisdiction="370102"
    ),
}

each_case = pytest.mark.parametrize("rule", CASES)


def shipped() -> list[Rule]:
    return [rule for rule in book().rules if isinstance(rule.conclusion, DefectConclusion)]


def test_every_defect_is_tried() -> None:
    """A defect that is added needs its three dossiers here."""
    assert {rule.id for rule in shipped()} == CASES.keys()


@each_case
def test_a_defect_is_claimed_where_the_dossier_shows_it(rule: str) -> None:
    """The step is on record as not taken, or as taken too late; that is established, presumed by nothing."""
    found = [defect for defect in told(CASES[rule].holds).defects if defect.rule == rule]
    assert [defect.basis for defect in found] == ["established"]
    assert all(defect.consequence_zh and defect.consequence_en for defect in found)
    assert all(defect.cure_zh and defect.cure_en for defect in found)


@each_case
def test_a_step_taken_in_order_is_no_defect(rule: str) -> None:
    """The same dossier with the step in its place."""
    assert rule not in claimed(CASES[rule].in_order)


@each_case
def test_what_is_unknown_is_asked_and_not_claimed(rule: str) -> None:
    """A day or a fact the dossier does not give is no defect; it is among the needs, and what it decides is named."""
    answer = told(CASES[rule].unknown)
    assert rule not in {defect.rule for defect in answer.defects}
    asked = {(need.fact, need.person): need.decides for need in answer.needs}
    assert CASES[rule].asked in asked
    recorded = rule == "protection.defect.determined-by-another"
    assert recorded or f"defects.{rule}" in asked[CASES[rule].asked]


def test_a_dossier_in_order_has_no_defect() -> None:
    """Every step taken, each in its place: nothing is claimed, in any layer that asks for more."""
    for place in ("999901", "310101", "370102"):
        assert claimed(dossier(jurisdiction=place)) == set()


def test_nothing_known_is_no_defect() -> None:
    """A dossier that tells of nothing but the measure is asked, and claimed to lack nothing."""
    bare = incident(
        occurred_from="2026-03-02",
        people=[person(measures_in_force=[{"measure": "demerit", "decided_on": "2026-03-10"}]), victim()],
        acts=[hit()],
    )
    assert claimed(bare) == set()


def test_several_defects_of_one_dossier() -> None:
    """Each missing step is a row of its own, with the person it concerns."""
    changed = {**not_done("defence_heard"), "measure__hearing_held_on": "2026-03-12"}
    rows = {(defect.rule, defect.person, defect.step) for defect in told(dossier(**changed)).defects}
    assert rows == {
        ("discipline.defect.defence-not-heard", "S1", "defence_heard"),
        ("discipline.defect.hearing-not-held", "S1", "hearing_held"),
    }


@pytest.mark.parametrize("day", ["2026-03-01", "2026-04-02"])
def test_a_measure_of_another_matter_is_not_looked_at(day: str) -> None:
    """What was decided before the conduct, or after the day of the assessment, is none of this matter."""
    assert claimed(dossier(**not_done("defence_heard"), measure__decided_on=day)) == set()


def test_a_step_and_its_decision_on_one_day_are_in_order() -> None:
    """Which came first on a day is not known, and so not claimed; a day later it is."""
    assert claimed(dossier(measure__defence_heard_on="2026-03-10")) == set()
    assert claimed(dossier(measure__defence_heard_on="2026-03-11")) == {"discipline.defect.defence-not-heard"}


def test_a_week_is_seven_days() -> None:
    """From the eleventh to the seventeenth, both included, is a week; the eighteenth is too long."""
    in_time, too_long = (dossier("suspension", measure__ended_on=day) for day in ("2026-03-17", "2026-03-18"))
    assert claimed(in_time) == set()
    assert claimed(too_long) == {"discipline.defect.suspension-over-a-week"}


def test_a_sanction_for_an_ordinary_breach_needs_no_determination() -> None:
    """Only what was decided for bullying presupposes that bullying was determined."""
    early = {"measure__decided_on": "2026-03-04", "measure__for_bullying": False}
    steps = {f"measure__{step}_on": "2026-03-03" for step in ("defence_heard", "hearing_held", "guardians_told")}
    assert claimed(dossier(**early, **steps)) == set()


def test_a_guardian_who_stayed_away_is_no_defect_of_the_school() -> None:
    """Notified in time and not taking part: the school has done its step."""
    assert claimed(dossier(offender__guardian_took_part=False)) == set()


def test_the_order_is_not_held_against_earlier_conduct() -> None:
    """Before order 49 (2021-03-01) no hearing was asked for by it, whatever is the law on the day of the assessment."""
    early, late = date(2021, 2, 26), date(2021, 3, 2)
    for day, defects in ((early, set()), (late, {"discipline.defect.defence-not-heard"})):
        facts = {"occurred_from": day.isoformat(), "occurred_to": day.isoformat(), "first_known_at": day.isoformat()}
        found = claimed(dossier(**facts, **not_done("defence_heard")))
        assert {rule for rule in found if rule.startswith("discipline.")} == defects


def test_disputed_steps_are_not_established() -> None:
    """Where a side disputes what the school did, a defect that rests on it is not established."""
    disputed = told(dossier(school_conduct__investigated=False, disputed=["school_conduct.investigated"]))
    assert {defect.basis for defect in disputed.defects} == {"presumed"}


def test_presumptions_make_no_defect() -> None:
    """Without a determination nothing is missing yet: a report not made is a duty of today."""
    open_case = dossier(findings__bullying=GONE, school_conduct__reported_to=[])
    assert not any(rule.startswith("escalation.defect.not-reported") for rule in claimed(open_case))


def test_the_shipped_dossiers() -> None:
    """One incident handled twice: steps left out and out of order, person by person, and everything in its place."""
    found = {
        name: {(defect.rule, defect.person) for defect in told(shipped_dossier(name)).defects}
        for name in ("dossier-with-defects", "dossier-in-order")
    }
    assert found["dossier-in-order"] == set()
    assert {rule for rule, who in found["dossier-with-defects"] if who == "S2"} == {
        "discipline.defect.unpublished-rules",
        "discipline.defect.heavier-untold",
        "discipline.defect.heavier-by-teacher",
    }
    assert len(found["dossier-with-defects"]) == 17


def test_who_may_determine_is_one_list() -> None:
    """What counts as a determination for the order of steps is what `decisions.toml` calls competent."""
    assert set(book().decisions["bullying"].competent) == DETERMINING_BODIES


@pytest.mark.parametrize("rule", shipped(), ids=lambda rule: rule.id)
def test_no_defect_is_called_void(rule: Rule) -> None:
    """No text read says that a decision is void; where it names no consequence, the rule says just that."""
    conclusion = rule.conclusion
    assert isinstance(conclusion, DefectConclusion)
    assert "无效" not in conclusion.consequence_zh.replace("法律没有说认定、处理因此无效", "")
    grounded = ("没有", "责令", "第")
    assert any(word in conclusion.consequence_zh for word in grounded)
