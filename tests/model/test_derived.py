"""
Derived facts: each holds, fails and stays open where it should, and what is not known never speaks.
"""

import copy
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from campuslex.model.derived import (
    PetitionView,
    TermView,
    View,
    conduct_days,
    derived_function,
    derived_specs,
    has_role,
)
from campuslex.model.derived.folds import any_of, greatest
from campuslex.model.document import Document
from campuslex.model.incident import Incident
from campuslex.model.petition import Petition
from campuslex.model.school_term import SchoolTerm
from campuslex.model.spans import MAX_INT, OneOf, Span
from campuslex.model.vocabulary import SCOPES, FactSpec, Flag, Members, Number, Scope, Value, Words
from campuslex.model.words import Injury, Role
from tests.builders import (
    TODAY,
    act,
    assault,
    finding,
    hit,
    incident,
    person,
    petition,
    read_assault,
    read_incident,
    school_term,
    victim,
)
from tests.model.strategies import DOCUMENTS

Raw = dict[str, Any]

PERSON_SCOPES = {"offender": "S1", "victim": "V1"}
SILENT = assault(act("other"))
"""An act by nobody named, people of whom nothing is known."""
NO_ACTS = incident(people=[person(), victim()])


def fact(name: str, document: Raw, scope: str = "", on: date = TODAY) -> Value:
    """
    A derived fact of a document: of S1, of V1, or of the whole where it belongs to no person.
    """
    scopes = [item for item in SCOPES if derived_function(item, name)]
    chosen: Any = scope or next(item for item in ("offender", *scopes) if item in scopes)
    function = derived_function(chosen, name)
    assert function is not None
    return function(_view(document, PERSON_SCOPES.get(chosen), on))


def _view(document: Raw, code: str | None, on: date) -> Any:
    if document["schema"] == Petition.SCHEMA:
        return PetitionView(Petition.from_dict(document), on)
    if document["schema"] == SchoolTerm.SCHEMA:
        return TermView(SchoolTerm.from_dict(document), on)
    read = Incident.from_dict(document)
    return View(read, on, read.person(code) if code else None)


def _acts(*facts: Raw) -> Raw:
    return assault(*(hit(**given) for given in facts))


def _hurt(**facts: Any) -> Raw:
    return assault(hurt=facts)


def _self(**facts: Any) -> Raw:
    return assault(offender=facts)


def _kind(kind: str) -> Raw:
    return assault(hit(kind))


def _training(**facts: Any) -> Raw:
    return school_term(principal_training=facts)


CONDUCT = "2026-03-02"
DECIDED = "2026-03-05"


def _measure(measure: str = "demerit", **told: Any) -> Raw:
    """
    The one measure of the matter against S1, decided on the fifth; `told` is what the dossier says besides.
    """
    entry = {"measure": measure, "decided_on": DECIDED, **told}
    return _self(measures_in_force=[{key: value for key, value in entry.items() if value is not None}]) | {
        "occurred_from": CONDUCT
    }


def _told_guardian(side: str = "offender", **facts: Any) -> Raw:
    """
    An incident determined on the fifth, and what is known of a guardian.
    """
    sides: Raw = {"offender": {}, "hurt": {"age": 13, "status": "enrolled"}}
    sides[side] = {**sides[side], **facts}
    return assault(**sides, findings={"bullying": finding(on=DECIDED)})


def _handled(side: str = "offender", **facts: Any) -> Raw:
    """
    A measure for bullying of the fifth against S1, and what is known of a guardian.
    """
    handled = [{"measure": "demerit", "decided_on": DECIDED, "for_bullying": True}]
    sides: Raw = {"offender": {"measures_in_force": handled}, "hurt": {"age": 13, "status": "enrolled"}}
    sides[side] = {**sides[side], **facts}
    return assault(**sides, occurred_from=CONDUCT)


def _some(*measures: str) -> Members:
    return Members(frozenset(measures))


def _maybe(*measures: str) -> Members:
    return Members(maybe=frozenset(measures))


UNSAID: Raw = assault()
MAYBE_TWO = [person(), victim(), victim("V2", injury="serious", property_loss_cny=7)]

# By fact: a document of which it is so, one of which it is not, one that leaves it open.
FLAGS: dict[str, tuple[Raw, Raw, Raw]] = {
    "is_student": (_self(status="suspended"), _self(status="outsider"), _self(status="dropped_out")),
    "compulsory_stage": (_self(stage="junior"), _self(stage="senior"), _self(stage="special_education")),
    "within_school_orders": (_self(stage="vocational"), _self(stage="higher"), _self(stage="specialised")),
    "primary_half_by_year": (
        _self(stage="primary", grade_year=5),
        _self(stage="primary_upper", grade_year=5),
        _self(stage={"one_of": ["primary", "junior"]}, grade_year=5),
    ),
    "reported": (NO_ACTS, incident(people=[person()], school={"stage": "kindergarten"}), incident()),
    "physical_act": (_kind("confine"), _kind("insult"), SILENT | {"acts": [act("push")]}),
    "beating_act": (_kind("kick"), _kind("strip"), SILENT | {"acts": [act("kick")]}),
    "injurious_act": (_kind("poison"), _kind("confine"), SILENT | {"acts": [act("poison")]}),
    "verbal_act": (_kind("threaten"), _kind("exclude"), SILENT | {"acts": [act("mock")]}),
    "insulting_act": (_kind("strip"), _kind("threaten"), SILENT | {"acts": [act("insult")]}),
    "taking_act": (_kind("extort"), _kind("steal"), SILENT | {"acts": [act("extort")]}),
    "property_act": (_kind("steal"), _kind("strike"), SILENT | {"acts": [act("steal")]}),
    "online_act": (_kind("expose_privacy"), _kind("rumour"), SILENT | {"acts": [act("defame_online")]}),
    "sexual_act": (_kind("sexual_rumour"), _kind("strip"), SILENT | {"acts": [act("sexual_assault")]}),
    "isolating_act": (_kind("exclude"), _kind("mock"), SILENT | {"acts": [act("exclude")]}),
    "forcing_act": (_kind("force_labour"), _kind("threaten"), SILENT | {"acts": [act("confine")]}),
    "cruel_act": (_kind("burn"), _kind("strike"), SILENT | {"acts": [act("choke")]}),
    "only_petty_acts": (_kind("nickname"), _kind("strike"), SILENT | {"acts": [hit("mock"), act("mock")]}),
    "single_blow": (
        _acts({"kind": "slap", "occasions": 1}),
        _acts({"kind": "slap", "occasions": 2}),
        _acts({"kind": "slap"}),
    ),
    "breach_act": (_kind("insult"), _kind("mock"), _acts({"intent": "playful"})),
    "acted_together": (_acts({"together": 2}), _acts({"together": 1}), SILENT),
    "joint_beating": (
        incident(people=[person(), person("S2"), victim()], acts=[hit(by="S1 S2")]),
        _acts({"kind": "push", "together": 3}),
        _acts({"together": {"from": 1, "to": 2}}),
    ),
    "images_online": (
        _acts({"filmed": True, "spread": "group_chat"}),
        _acts({"filmed": False, "spread": "public"}),
        _acts({"filmed": True}),
    ),
    "filmed": (_acts({"filmed": True}), _acts({"filmed": False}), UNSAID),
    "livestreamed": (_acts({"livestreamed": True}), _acts({"livestreamed": False}), UNSAID),
    "still_online": (_acts({"still_online": True}), _acts({"still_online": False}), UNSAID),
    "nude_imagery": (_acts({"nude_imagery": True}), _acts({"nude_imagery": False}), UNSAID),
    "particularly_cruel": (_acts({"particularly_cruel": True}), _acts({"particularly_cruel": False}), UNSAID),
    "used_weapon": (
        _acts({"weapon": {"one_of": ["tool", "controlled_knife"]}}),
        _acts({"weapon": "none"}),
        _acts({"weapon": {"one_of": ["none", "tool"]}}),
    ),
    "used_controlled_knife": (_acts({"weapon": "controlled_knife"}), _acts({"weapon": "tool"}), UNSAID),
    "answered_attack": (
        assault(hit(by="V1", against="S1"), hit(response_to=0)),
        UNSAID,
        assault(hit(by="V1", against="S1"), hit(response_to=0), act("kick")),
    ),
    "excess": (
        assault(hit(by="V1", against="S1"), hit(response_to=0, excess=True)),
        assault(hit(by="V1", against="S1"), hit(response_to=0, excess=False)),
        assault(hit(by="V1", against="S1"), hit(response_to=0)),
    ),
    "has_dominance": (assault(dominance=["number"]), assault(dominance=[]), UNSAID),
    "victim_is_student": (_hurt(status="enrolled"), _hurt(status="staff"), _hurt(status="graduated")),
    "victim_under_8": (_hurt(age=7), _hurt(age=8), _hurt(age={"from": 7, "to": 8})),
    "victim_under_14": (_hurt(age=13), _hurt(age=14), _hurt(age={"from": 13, "to": 14})),
    "victim_under_16": (_hurt(age=15), _hurt(age=16), _hurt(age={"from": 15, "to": 16})),
    "victim_under_18": (_hurt(age=17), _hurt(age=18), UNSAID),
    "victim_8_to_17": (_hurt(age=8), _hurt(age=18), _hurt(age={"from": 7, "to": 8})),
    "victim_disabled": (_hurt(disability=True), _hurt(disability=False), UNSAID),
    "victim_pregnant": (_hurt(pregnant=True), _hurt(pregnant=False), UNSAID),
    "victim_female": (_hurt(sex="female"), _hurt(sex="male"), UNSAID),
    "victim_fears_school": (_hurt(fears_school=True), _hurt(fears_school=False), UNSAID),
    "victim_seriously_disabled": (_hurt(disabled_by_injury=True), _hurt(disabled_by_injury=False), UNSAID),
    "victim_diagnosed_injury": (_hurt(diagnosis="fracture"), _hurt(diagnosis="bruises"), UNSAID),
    "victim_bruised": (_hurt(diagnosis="bruises"), _hurt(diagnosis="none"), UNSAID),
    "injury_appraised": (
        _hurt(injury="slight", injury_appraised=True),
        _hurt(injury="slight", injury_appraised=False),
        _hurt(injury={"one_of": ["none", "pain"]}, injury_appraised=False),
    ),
    "serious_injury": (
        _hurt(injury="serious", injury_appraised=True),
        _hurt(injury="slight"),
        _hurt(injury="serious", injury_appraised=False),
    ),
    "self_harm_recorded": (_hurt(mental="self_harm"), UNSAID, _hurt(mental={"one_of": ["distress", "self_harm"]})),
    "corrected_before": (
        _self(prior_discipline=1),
        _self(prior_discipline=0),
        _self(prior_determinations=0, prior_school_education=False),
    ),
    "police_unaware_six_months": (
        assault(occurred_to="2025-01-31", police_known_on="2025-08-01"),
        assault(occurred_to="2025-01-31", police_known_on="2025-07-31"),
        assault(occurred_to="2025-01-31"),
    ),
    "within_two_years": (
        assault(occurred_from="2023-03-01", occurred_to="2025-03-01"),
        assault(occurred_from="2023-03-01", occurred_to="2025-03-02"),
        assault(occurred_from="2023-03-01"),
    ),
    "intent_in_question": (assault(intent="playful"), UNSAID, assault(intent={"one_of": ["playful", "deliberate"]})),
    "controlled_knife_recorded": (
        _acts({"weapon": "controlled_knife"}),
        UNSAID,
        _acts({"weapon": {"one_of": ["none", "controlled_knife"]}}),
    ),
    "family_violence_recorded": (
        _hurt(family_violence=True, age=17),
        _hurt(family_violence=True, age=18),
        _hurt(family_violence=True),
    ),
    "incapacity_recorded": (
        _self(capacity="none"),
        _self(capacity="limited"),
        _self(capacity={"one_of": ["none", "limited"]}),
    ),
    "violation_is_first": (_self(first_violation=True), _self(prior_penalties_1y=1), _self(prior_penalties_1y=0)),
    "between_students": (
        incident(people=[person(status="enrolled"), victim(status="suspended")]),
        incident(people=[person(status="enrolled"), victim(status="staff")]),
        incident(people=[person(status="enrolled"), victim(status="dropped_out")]),
    ),
    "any_offender_student": (_self(grade_year=7), _self(status="staff"), UNSAID),
    "any_offender_not_student": (_self(status="outsider"), _self(status="enrolled"), UNSAID),
    "any_offender_staff": (_self(status="staff"), _self(status="outsider"), UNSAID),
    "property_lost": (_hurt(property_loss_cny=1), _hurt(property_loss_cny=0), UNSAID),
    "told_police": (
        assault(school_conduct={"reported_to": ["public_security"]}),
        assault(school_conduct={"reported_to": []}),
        assault(school_conduct={}),
    ),
    "told_bureau": (
        assault(school_conduct={"reported_to": ["county_education_bureau"]}),
        assault(school_conduct={"reported_to": ["public_security"]}),
        UNSAID,
    ),
    "guardian_missed_determination": (
        _told_guardian(guardian_notified_on="2026-03-06"),
        _told_guardian(guardian_notified_on="2026-03-05"),
        _told_guardian(guardian_notified=True),
    ),
    "guardian_missed_handling": (
        _handled(guardian_notified=False),
        _handled(guardian_notified_on="2026-03-04"),
        _handled(guardian_notified=True),
    ),
    "victims_guardian_missed_determination": (
        _told_guardian("hurt", guardian_notified=False),
        _told_guardian("hurt", guardian_notified=False, age=18),
        _told_guardian("hurt"),
    ),
    "victims_guardian_missed_handling": (
        _handled("hurt", guardian_notified_on="2026-03-06"),
        _handled("hurt", guardian_notified_on="2026-03-06", status="staff"),
        _handled("hurt"),
    ),
    "public_school": (assault(school={"ownership": "public"}), assault(school={"ownership": "private"}), UNSAID),
    "within_territory": (
        petition(jurisdiction="370100", concerns_jurisdiction="370102"),
        petition(jurisdiction="370102", concerns_jurisdiction="370103"),
        petition(jurisdiction="370102"),
    ),
    "accepted": (
        petition(accepted_on="2026-03-12"),
        petition(same_matter_stage="none"),
        petition(accepted_on="2026-03-13"),
    ),
    "answered": (
        petition(answered_on="2026-03-12"),
        petition(same_matter_stage="in_progress"),
        petition(answered_on="2026-03-13"),
    ),
    "two_months_since_received": (
        petition(received_on="2026-01-11"),
        petition(received_on="2026-01-12"),
        petition(received_on="2026-03-13"),
    ),
    "principal_chairs": (
        school_term(committee={"chair_role": "principal"}),
        school_term(committee={"chair_role": "teacher"}),
        school_term(committee={"exists": True}),
    ),
    "term_over": (
        school_term(term={"to": "2026-03-12"}),
        school_term(term={"to": "2026-03-13"}),
        school_term(term={"from": "2026-02-16"}),
    ),
    "special_report_filed": (
        school_term(special_report_on="2026-03-12", special_report_filed=False),
        school_term(special_report_filed=False, special_report_on="2026-03-13"),
        school_term(special_report_filed=True, special_report_on="2026-03-13"),
    ),
    "annual_summary_filed": (
        school_term(annual_summary_filed=True),
        school_term(annual_summary_filed=False),
        school_term(annual_summary_on="2026-03-13"),
    ),
    "special_inspection_held": (
        school_term(county={"special_inspection_on": "2026-03-12"}),
        school_term(county={"special_inspection_held": False}),
        school_term(county={"leading_group": True}),
    ),
    "bullying_training_in_cycle": (
        _training(covers_bullying=True),
        _training(covers_bullying=False, cycle_from="2021-03-12"),
        _training(covers_bullying=False, cycle_from="2021-03-13"),
    ),
}

# Facts that only ever hold or are open: nothing a document says shows that they fail.
NEVER_FAIL: dict[str, tuple[Raw, Raw]] = {
    "means_used": (_kind("strike"), _kind("steal")),
    "oppressive_act": (_kind("strike"), _kind("stalk")),
    "school_knew": (assault(first_known_at="2026-03-01"), UNSAID),
    "serious_bullying_found": (
        assault(findings={"serious_bullying": finding(by="public_security")}),
        assault(findings={"serious_bullying": finding(value=False, by="public_security")}),
    ),
    "earlier_request": (petition(earlier_request_on="2026-01-01"), petition()),
}

# Facts that only ever hold or fail: what is not on record is not on record.
NEVER_OPEN: dict[str, tuple[Raw, Raw]] = {
    "inspection_end_recorded": (
        school_term(inspection={"ended_on": "2026-03-12"}),
        school_term(inspection={"ended_on": "2026-03-13"}),
    ),
    "inspection_opinion_recorded": (
        school_term(inspection={"opinion_received_on": "2026-03-12"}),
        school_term(inspection={"ended_on": "2026-03-12"}),
    ),
    "inspection_recorded": (school_term(inspection={"comprehensive": False}), school_term()),
    "inspection_five_years_past_recorded": (
        school_term(inspection={"comprehensive": True, "ended_on": "2021-03-11"}),
        school_term(inspection={"comprehensive": True, "ended_on": "2021-03-12"}),
    ),
    "public_employee_recorded": (
        incident(school={"ownership": "public"}, people=[person(status="staff", post="校长")]),
        incident(school={"ownership": "private"}, people=[person(status="staff", post="校长")]),
    ),
    "pregnancy_recorded": (_self(pregnant=True), UNSAID),
    "handling_recorded": (_measure(), _measure(for_bullying=False)),
    "determination_recorded": (
        assault(findings={"bullying": finding(False, by="school")}),
        assault(findings={"bullying": finding(in_force=False)}),
    ),
}

# Numbers and words: a document, and what is known of the fact.
VALUES: dict[str, list[tuple[Raw, Value]]] = {
    "age": [
        (assault(offender={"birth_date": "2012-03-01"}, occurred_to="2026-03-01"), 13),
        (assault(offender={"birth_date": "2012-03-01"}, occurred_to="2026-03-02"), 14),
        (assault(offender={"birth_date": "2012-03-01"}, occurred_between=["2026-03-01", "2026-03-02"]), Span(13, 14)),
        (assault(offender={"birth_date": "2012-03-05"}, occurred_from="2026-03-01"), Span(13, 14)),
        (_self(birth_date="2012-03-01"), None),
        (_self(age=14), 14),
    ],
    "age_now": [
        (assault(offender={"birth_date": "2012-03-11"}), 14),
        (assault(offender={"birth_date": "2012-03-12"}), 13),
        (assault(offender={"age": 13}, occurred_to="2025-03-13"), Span(13, 14)),
        (UNSAID, None),
    ],
    "stage": [
        (assault(offender={"stage": "senior"}, school={"stage": "junior"}), "senior"),
        (assault(school={"stage": "junior"}), "junior"),
        (assault(school={"stage": "junior"}, cross_school=True), None),
        (_self(stage="primary"), frozenset({"primary_lower", "primary_upper"})),
        (assault(offender={"status": "outsider"}, school={"stage": "junior"}), None),
    ],
    "act_kinds": [
        (_acts({"kind": "kick"}, {"kind": "mock"}), Members(frozenset({"kick", "mock"}))),
        (SILENT, Members(maybe=frozenset({"other"}))),
        (NO_ACTS, Members(maybe=None)),
    ],
    "suffered_kinds": [
        (_acts({"kind": "kick"}), Members(frozenset({"kick"}))),
        (SILENT, Members(maybe=frozenset({"other"}))),
        (NO_ACTS, Members(maybe=None)),
    ],
    "occasions": [
        (_acts({"occasions": 2}), 2),
        (_acts({"occasions": 2}, {"kind": "mock", "occasions": 3}), Span(3, 5)),
        (_acts({"from_": "2026-03-01", "occasions": 1}, {"from_": "2026-03-02", "occasions": 1}), 2),
        (assault(*[hit(occasions=1)] * 2, occurred_from="2026-03-01", occurred_to="2026-03-01"), 1),
        (UNSAID, Span(1, MAX_INT)),
        (NO_ACTS, None),
    ],
    "extort_occasions": [
        (_acts({"kind": "extort", "occasions": 3}), 3),
        (_kind("mock"), 0),
        (assault(hit("extort", occasions=1), act("mock")), Span(1, MAX_INT)),
        (SILENT, None),
    ],
    "strip_occasions": [(_acts({"kind": "strip", "occasions": 1}), 1), (_kind("mock"), 0), (SILENT, None)],
    "theft_occasions": [(_acts({"kind": "steal", "occasions": 2}), 2), (_kind("extort"), 0), (SILENT, None)],
    "taunt_occasions": [
        (_acts({"kind": "mock", "occasions": 2}, {"kind": "threaten", "occasions": 3}), Span(3, 5)),
        (_kind("exclude"), 0),
        (SILENT, None),
    ],
    "damage_occasions": [(_acts({"kind": "damage_property", "occasions": 2}), 2), (_kind("mock"), 0), (SILENT, None)],
    "spread": [
        (_acts({"spread": "group_chat"}, {"spread": "public"}), "public"),
        (_acts({"spread": "group_chat"}, {}), frozenset({"group_chat", "public"})),
        (UNSAID, None),
    ],
    "coercion": [
        (_acts({"coercion": "mild_threat"}, {"coercion": "none"}), "mild_threat"),
        (assault(hit(coercion="threat"), act()), frozenset({"threat", "violence"})),
        (NO_ACTS, None),
    ],
    "taking_coercion": [
        (_acts({"kind": "extort", "coercion": "threat"}, {"coercion": "violence"}), "threat"),
        (UNSAID, None),
    ],
    "amount_cny": [
        (_acts({"amount_cny": 30}, {"amount_cny": 20}), 50),
        (_acts({"amount_cny": 30}, {}), Span(30, MAX_INT)),
        (UNSAID, None),
    ],
    "views": [(_acts({"views": 5000}), 5000), (UNSAID, None)],
    "forwards": [(_acts({"forwards": {"from": 400, "to": 500}}), Span(400, 500)), (UNSAID, None)],
    "confinement_hours": [(_acts({"kind": "confine", "hours": 24}), 24), (UNSAID, None)],
    "taken_cny": [
        (_acts({"kind": "extort", "amount_cny": 9}, {"amount_cny": 5}), 9),
        (_kind("mock"), 0),
        (SILENT, None),
    ],
    "stolen_cny": [(_acts({"kind": "steal", "amount_cny": 9}), 9), (_kind("extort"), 0), (SILENT, None)],
    "defamation_views": [
        (_acts(*({"kind": "defame_online", "views": views} for views in (4000, 3000))), 4000),
        (_kind("mock"), 0),
        (SILENT, None),
    ],
    "defamation_forwards": [
        (_acts({"kind": "defame_online", "forwards": 499}), 499),
        (_kind("mock"), 0),
        (SILENT, None),
    ],
    "intent": [
        (assault(intent="deliberate"), "deliberate"),
        (assault(hit(intent="malicious"), intent="deliberate"), "malicious"),
        (assault(intent={"one_of": ["deliberate", "malicious"]}), frozenset({"deliberate", "malicious"})),
        (assault(intent="playful"), None),
        (assault(intent={"one_of": ["playful", "deliberate"]}), None),
        (UNSAID, None),
    ],
    "worst_injury": [
        (_hurt(injury="slight"), "slight"),
        (_hurt(injury={"one_of": ["serious", "death"]}), frozenset({"serious", "death"})),
        (incident(people=MAYBE_TWO, acts=[hit()]), None),
        (UNSAID, None),
    ],
    "worst_mental": [(_hurt(mental="distress"), "distress"), (UNSAID, None)],
    "victim_count": [
        (UNSAID, 1),
        (incident(people=MAYBE_TWO, acts=[hit(against="V1 V2")]), 2),
        (incident(people=MAYBE_TWO, acts=[act(by=["S1"])]), Span(1, 2)),
        (incident(people=[person()]), None),
    ],
    "offender_count": [
        (incident(people=[person(), person("S2"), victim()], acts=[hit(by="S1"), hit(by="S2")]), 2),
        (incident(people=[person(), person("S2"), victim()], acts=[hit(by="S1"), act()]), Span(2, MAX_INT)),
        (NO_ACTS, Span(1, MAX_INT)),
        (incident(people=[victim()]), None),
    ],
    "property_loss_total": [
        (incident(people=[person(), victim(property_loss_cny=5), MAYBE_TWO[2]], acts=[hit(against="V1 V2")]), 12),
        (incident(people=[person(), victim(property_loss_cny=5), MAYBE_TWO[2]]), Span(5, 12)),
        (UNSAID, None),
    ],
    "victims_slightly_hurt": [
        (incident(people=MAYBE_TWO, acts=[hit(against="V1 V2")]), Span(1, 2)),
        (_hurt(injury="pain"), 0),
        (_hurt(injury="slight"), 1),
        (incident(people=[person()]), None),
    ],
    "measures_decided": [
        (_self(measures_in_force=[{"measure": "warning"}]), Members(frozenset({"warning"}))),
        (_self(measures_in_force=[]), Members()),
        (UNSAID, Members(maybe=None)),
    ],
    "measures_recorded": [
        (_self(measures_in_force=[{"measure": "warning"}]), Members(frozenset({"warning"}))),
        (UNSAID, Members()),
    ],
    "measures_taken": [
        (_measure(), _some("demerit")),
        (_measure(decided_on="2026-03-01"), Members()),
        (_measure(decided_on="2026-03-13"), Members()),
        (_measure(decided_on=None), _maybe("demerit")),
        (_self(measures_in_force=[{"measure": "demerit", "decided_on": DECIDED}]), _maybe("demerit")),
        (_measure(decided_on=CONDUCT) | {"occurred_from": None, "occurred_to": CONDUCT}, _some("demerit")),
        (_measure(decided_on="2026-03-01") | {"occurred_from": None, "occurred_to": CONDUCT}, _maybe("demerit")),
        (
            _measure() | {"occurred_from": None, "occurred_between": ["2026-03-04", "2026-03-06"]},
            _maybe("demerit"),
        ),
        (UNSAID, Members(maybe=None)),
    ],
    "measures_by_teacher": [
        (_measure(decided_by="teacher"), _some("demerit")),
        (_measure(decided_by="school"), Members()),
        (_measure(), _maybe("demerit")),
    ],
    "measures_undetermined": [
        (_measure(for_bullying=True) | {"findings": {"bullying": finding(on="2026-03-06")}}, _some("demerit")),
        (_measure(for_bullying=True) | {"findings": {"bullying": finding(on=DECIDED)}}, Members()),
        (_measure(for_bullying=True) | {"findings": {"bullying": finding()}}, _maybe("demerit")),
        (_measure(for_bullying=True) | {"findings": {"bullying": finding(False, on=DECIDED)}}, _some("demerit")),
        (_measure(for_bullying=True) | {"findings": {"bullying": finding(by="school", on=DECIDED)}}, _maybe("demerit")),
        (
            _measure(for_bullying=True) | {"findings": {"bullying": finding(on="2026-03-06", stage="review")}},
            _maybe("demerit"),
        ),
        (_measure(for_bullying=True) | {"school_conduct": {"determined": False}}, _some("demerit")),
        (_measure(for_bullying=True), _maybe("demerit")),
        (_measure(for_bullying=False) | {"school_conduct": {"determined": False}}, Members()),
        (_measure() | {"school_conduct": {"determined": False}}, _maybe("demerit")),
    ],
    "measures_undefended": [
        (_measure(not_done=["defence_heard"]), _some("demerit")),
        (_measure(defence_heard_on="2026-03-06"), _some("demerit")),
        (_measure(defence_heard_on=DECIDED), Members()),
        (_measure(not_done=[]), _maybe("demerit")),
        (_measure(not_done=["defence_heard"], decided_on="2026-03-01"), Members()),
        (_measure(not_done=["defence_heard"], decided_on=None), _maybe("demerit")),
    ],
    "measures_unheard": [
        (_measure(hearing_requested=True, not_done=["hearing_held"]), _some("demerit")),
        (_measure(hearing_requested=True, hearing_held_on="2026-03-06"), _some("demerit")),
        (_measure(hearing_requested=True, hearing_held_on="2026-03-04"), Members()),
        (_measure(hearing_requested=False, not_done=["hearing_held"]), Members()),
        (_measure(hearing_requested=True), _maybe("demerit")),
        (_measure(not_done=["hearing_held"]), _maybe("demerit")),
    ],
    "measures_unannounced": [
        (_measure("suspension", not_done=["guardians_told"]), _some("suspension")),
        (_measure("suspension", guardians_told_on="2026-03-07", started_on="2026-03-06"), _some("suspension")),
        (_measure("suspension", guardians_told_on="2026-03-06", started_on="2026-03-06"), Members()),
        (_measure("suspension", guardians_told_on=DECIDED), Members()),
        (_measure("suspension", guardians_told_on="2026-03-07"), _maybe("suspension")),
        (_measure("suspension", started_on="2026-03-06"), _maybe("suspension")),
    ],
    "measures_untold": [
        (_measure(not_done=["guardians_told"]), _some("demerit")),
        (_measure(guardians_told_on="2026-03-09"), Members()),
        (_measure(), _maybe("demerit")),
    ],
    "measures_unreasoned": [
        (_measure(reasons_given_on="2026-03-06"), _some("demerit")),
        (_measure(reasons_given_on="2026-03-05"), Members()),
        (_measure(), _maybe("demerit")),
    ],
    "measures_unanswered": [
        (_measure(not_done=["written_reply"]), _some("demerit")),
        (_measure(written_reply_on="2026-03-05"), Members()),
        (_measure(), _maybe("demerit")),
    ],
    "measures_unassessed": [
        (_measure("special_school_decision", not_done=["committee_assessed"]), _some("special_school_decision")),
        (_measure("special_school_decision", committee_assessed_on="2026-03-04"), Members()),
        (_measure("special_school_decision"), _maybe("special_school_decision")),
    ],
    "special_school_deciders": [
        (_measure("special_school_decision", decided_by="school"), Members(frozenset({"school"}))),
        (_measure("special_school_decision"), Members(maybe=None)),
        (
            _measure("special_corrective_education", decided_by="public_security") | {"occurred_from": None},
            Members(maybe=frozenset({"public_security"})),
        ),
        (_measure(decided_by="school"), Members()),
        (UNSAID, Members(maybe=None)),
    ],
    "suspension_days": [
        (_measure("suspension", started_on="2026-03-05", ended_on="2026-03-11"), 7),
        (_measure("suspension", started_on="2026-03-05", ended_on="2026-03-12"), 8),
        (_measure("suspension", started_on="2026-03-05"), None),
        (_measure("suspension", decided_on=None, started_on="2026-03-05", ended_on="2026-03-11"), Span(0, 7)),
        (_measure(), 0),
        (UNSAID, None),
    ],
    "determining_bodies_recorded": [
        (assault(findings={"bullying": finding(by="school")}), Members(frozenset({"school"}))),
        (assault(findings={"bullying": finding(on="2026-03-13")}), Members()),
        (UNSAID, Members()),
    ],
    "proceedings_recorded": [
        (incident(proceedings_opened=["reconsideration"]), Members(frozenset({"reconsideration"}))),
        (incident(), Members()),
    ],
    "days_since_known": [
        (assault(first_known_at="2026-03-02"), 10),
        (assault(school_conduct={"staff_knew_on": "2026-03-12"}), 0),
        (assault(first_known_at="2026-03-13"), None),
    ],
    "days_since_received": [(petition(received_on="2026-02-28"), 12), (petition(received_on="2026-03-13"), None)],
    "days_since_accepted": [(petition(accepted_on="2026-03-12"), 0), (petition(), None)],
    "days_since_earlier_request": [(petition(earlier_request_on="2026-03-11"), 1), (petition(), None)],
    "stage_of_school": [(school_term(school={"stage": "junior"}), "junior"), (school_term(), None)],
    "themed_education_by_term_end": [
        (school_term(themed_education_sessions=1, term={"to": "2026-03-12"}), 1),
        (school_term(themed_education_sessions=1, term={"to": "2026-03-13"}), Span(1, MAX_INT)),
        (school_term(), None),
    ],
    "class_meetings_by_term_end": [(school_term(class_meetings_min_per_class=1), 1), (school_term(), None)],
    "inspector_visits_by_term_end": [(school_term(inspector_visits=0), 0), (school_term(), None)],
    "cycle_hours_by_cycle_end": [
        (_training(cycle_hours=300, cycle_from="2021-03-12"), 300),
        (_training(cycle_hours=300, cycle_from="2021-03-13"), Span(300, MAX_INT)),
        (school_term(), None),
    ],
    "special_report_day": [
        (school_term(special_report_on="2026-03-12"), 20260312),
        (school_term(special_report_filed=True), Span(0, 20260312)),
        (school_term(special_report_filed=False), Span(20260313, MAX_INT)),
        (school_term(special_report_on="2026-03-13"), None),
        (school_term(), None),
    ],
    "annual_summary_day": [(school_term(annual_summary_on="2026-01-31"), 20260131), (school_term(), None)],
    "special_inspection_day": [
        (school_term(county={"special_inspection_on": "2025-12-31"}), 20251231),
        (school_term(county={"special_inspection_held": False}), Span(20260313, MAX_INT)),
        (school_term(), None),
    ],
    "days_since_circular": [
        (school_term(county={"latest_circular_on": "2026-03-10"}), 2),
        (school_term(county={"latest_circular_on": "2026-03-13"}), None),
        (school_term(), None),
    ],
    "surveys_in_term": [
        (school_term(survey_done=True), Span(1, MAX_INT)),
        (school_term(survey_done=False), 0),
        (school_term(), None),
    ],
}


def _all_specs() -> Iterator[FactSpec]:
    for scope in SCOPES:
        yield from derived_specs(scope)


def test_every_derived_fact_is_tried() -> None:
    """A derived fact that is added needs its cases here, of the kind its type asks for."""
    flags = {spec.name for spec in _all_specs() if isinstance(spec.kind, Flag)}
    others = {spec.name for spec in _all_specs()} - flags
    assert flags == FLAGS.keys() | NEVER_FAIL.keys() | NEVER_OPEN.keys()
    assert others == VALUES.keys()


@pytest.mark.parametrize("name", FLAGS)
def test_a_flag_holds_fails_and_stays_open(name: str) -> None:
    """It is so, it is not so, it is not known: each from a document that says just that."""
    assert [fact(name, document) for document in FLAGS[name]] == [True, False, None]


@pytest.mark.parametrize("name", NEVER_FAIL)
def test_a_flag_that_nothing_refutes(name: str) -> None:
    """It is so or it is not known."""
    assert [fact(name, document) for document in NEVER_FAIL[name]] == [True, None]


@pytest.mark.parametrize("name", NEVER_OPEN)
def test_a_flag_that_silence_refutes(name: str) -> None:
    """It is on record or it is not."""
    assert [fact(name, document) for document in NEVER_OPEN[name]] == [True, False]


@pytest.mark.parametrize(
    ("name", "document", "known"), [(name, *case) for name, cases in VALUES.items() for case in cases]
)
def test_a_value_as_far_as_it_is_known(name: str, document: Raw, known: Value) -> None:
    """A number, word or set is exact, bounded or open, as the document is."""
    assert fact(name, document) == known


def test_kinds_of_the_whole_and_of_a_person() -> None:
    """What one did is not what another did; of the incident it is all."""
    document = incident(people=[person(), person("S2"), victim()], acts=[hit("mock"), hit("kick", by="S2")])
    assert fact("beating_act", document) is False
    assert fact("beating_act", document, "incident") is True


def test_who_has_a_role() -> None:
    """Whoever is named by an act has the role, whatever role was given; nobody else has."""
    document = read_incident(
        people=[person(), victim(), person("D1", "defender"), person("B1", "bystander")],
        acts=[hit(), hit(by="V1 D1", against="S1"), hit(against="D1")],
    )
    roles = {role: [one.id for one in document.people if has_role(document, one, role)] for role in Role}
    assert roles[Role.OFFENDER] == ["S1", "V1", "D1"]
    assert roles[Role.VICTIM] == ["S1", "V1", "D1"]
    assert roles[Role.DEFENDER] == ["D1"]
    assert roles[Role.BYSTANDER] == ["B1"]
    assert [[one.id for one in View(document, TODAY).of_role(role)] for role in Role] == list(roles.values())


def test_victims_that_are_not_named() -> None:
    """Where an act names nobody, each victim may be its victim; what holds of all of them holds."""
    people = [person(), victim(age=13, injury="slight"), victim("V2", age=13, injury="pain")]
    document = incident(people=people, acts=[act(by=["S1"])])
    assert fact("victim_under_14", document) is True
    assert fact("worst_injury", document) == frozenset({"pain", "slight"})
    people[2]["age"] = 14
    assert fact("victim_under_14", document) is None
    document["acts"][0]["against"] = ["V2"]
    assert fact("victim_under_14", document) is False
    assert fact("worst_injury", document) == "pain"
    assert fact("victim_under_14", document, "incident") is True


@pytest.mark.parametrize(
    ("here", "there", "within"),
    [
        ("371000", "371002", True),
        ("371000", "371102", False),
        ("500000", "500103", True),
        ("500000", "510104", False),
        ("370000", "371002", True),
        ("370102", "370102", True),
    ],
)
def test_territory_goes_by_pairs_of_digits(here: str, there: str, within: bool) -> None:
    """A zero that belongs to the code (Weihai 3710, Chongqing 50) is no padding."""
    assert fact("within_territory", petition(jurisdiction=here, concerns_jurisdiction=there)) is within


def test_a_disputed_act_may_not_have_happened() -> None:
    """An act whose kind is disputed leaves open what rests on it, of the person and of the incident."""
    document = read_assault(hit("burn"))
    for one in (None, document.people[0]):
        view = View(document, TODAY, one, frozenset({0}))
        function = derived_function("offender", "cruel_act")
        assert function is not None
        assert function(view) is None


def test_the_last_day_is_not_guessed() -> None:
    """Where only the first day is known, the conduct ended between it and the day of the assessment."""
    begun = read_incident(occurred_from="2025-12-01")
    assert conduct_days(begun, TODAY) == (date(2025, 12, 1), TODAY)
    assert conduct_days(begun, date(2025, 11, 1)) == (date(2025, 12, 1), date(2025, 12, 1))
    assert conduct_days(read_incident(), TODAY) is None
    known = assault(occurred_from="2024-01-01", police_known_on="2026-03-01")
    assert fact("police_unaware_six_months", known) is None


@pytest.mark.parametrize(
    ("ended", "last"),
    [
        ("2025-08-31", "2026-02-28"),
        ("2025-07-15", "2026-01-15"),
        ("2025-12-31", "2026-06-30"),
        ("2023-08-30", "2024-02-29"),
    ],
)
def test_six_months_end_with_a_shorter_month(ended: str, last: str) -> None:
    """Six months run to the day of the same number, or to the last of a month that lacks it."""
    after = (date.fromisoformat(last) + timedelta(days=1)).isoformat()
    assert fact("police_unaware_six_months", assault(occurred_to=ended, police_known_on=last)) is False
    assert fact("police_unaware_six_months", assault(occurred_to=ended, police_known_on=after)) is True


def test_appraised_without_injury() -> None:
    """Where nobody is hurt, an appraisal that says so counts; a harmless victim does not hold up the others."""
    assert fact("injury_appraised", _hurt(injury="none", injury_appraised=True)) is True
    assert fact("injury_appraised", _hurt(injury="none", injury_appraised=False)) is False
    people = [person(), victim(injury="none"), victim("V2", injury="pain", injury_appraised=True)]
    assert fact("injury_appraised", incident(people=people, acts=[hit(against="V1 V2")])) is True


def test_a_fact_of_a_person_needs_a_person() -> None:
    """To ask a person's fact of the whole incident is a mistake of the program, and says so."""
    function = derived_function("offender", "age")
    assert function is not None
    with pytest.raises(TypeError, match="belongs to a person"):
        function(View(read_incident(), TODAY))


def test_folds() -> None:
    """Kleene's `or` over many; the greatest of what is and of what may be."""
    assert [any_of([]), any_of([False, None]), any_of([None, True])] == [False, None, True]
    assert greatest([Injury.PAIN], Injury, True, [Injury.SERIOUS]) == frozenset(
        {"pain", "slight", "minor_2", "minor_1", "serious"}
    )
    assert greatest([], Injury, True, []) is None
    assert greatest([OneOf((Injury.NONE, Injury.DEATH))], Injury, True) is None


# --- what is not known never speaks -------------------------------------------------------------------------------

LATE = date(2028, 6, 1)
"""After every day a random document names, so that none of them is still to come."""

SPEAKS_BY_PRESENCE: dict[str, set[str]] = {
    # an act that answers another says so; where nothing is said it is no answer
    "acts.response_to": {"answered_attack", "excess", "breach_act"},
    # an account stands until another outranks it: the act's the incident's, a finding both; none given, none is
    "acts.intent": {"intent", "intent_in_question", "breach_act"},
    "acts.by": {"intent", "intent_in_question"},
    "acts": {"intent", "intent_in_question"},
    "intent": {"intent_in_question", "breach_act"},
    "findings": {"intent_in_question", "serious_bullying_found"},
    # `by` names everyone who took part, unless `together` says there were more
    "acts.together": {"acted_together", "joint_beating"},
    # without pictures there are no pictures online, unless nude ones are named
    "acts.nude_imagery": {"images_online"},
    # a stage, a year of study or a shared class speaks for a student where the status is silent
    "people.status": {
        "is_student",
        "victim_is_student",
        "any_offender_student",
        "any_offender_not_student",
        "between_students",
        "stage",
        "compulsory_stage",
        "within_school_orders",
        "primary_half_by_year",
    },
    # the person's stage outranks the school's, which stands where one school is concerned, as it is unless told
    "people.stage": {"stage", "compulsory_stage", "within_school_orders", "primary_half_by_year"},
    "cross_school": {"stage", "compulsory_stage", "within_school_orders", "primary_half_by_year"},
    "people.grade_year": {"primary_half_by_year"},
    # only a school outside the law takes the duty away
    "school": {"reported"},
    "school.stage": {"reported"},
    "people.first_violation": {"violation_is_first"},
    # the school's own day of knowledge comes first
    "first_known_at": {"days_since_known"},
    # a day outranks the stage of the matter; a report without an end counts as final
    "accepted_on": {"accepted"},
    "answered_on": {"answered"},
    "term": {"themed_education_by_term_end", "class_meetings_by_term_end", "inspector_visits_by_term_end"},
    "term.to": {"themed_education_by_term_end", "class_meetings_by_term_end", "inspector_visits_by_term_end"},
    "principal_training.cycle_from": {"cycle_hours_by_cycle_end", "bullying_training_in_cycle"},
    # a day outranks a bare no
    "special_report_on": {"special_report_filed", "special_report_day"},
    "annual_summary_on": {"annual_summary_filed", "annual_summary_day"},
    "county.special_inspection_on": {"special_inspection_held", "special_inspection_day"},
}
"""The honest exceptions: by the field that is dropped, the facts that its very absence settles or narrows.

Besides, facts of the record (`…_recorded`): where it is silent nothing is recorded.
"""


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_forgetting_never_teaches(data: st.DataObject) -> None:
    """What a document still allows of a derived fact only grows as a known fact of it becomes unknown."""
    cls: type[Document] = data.draw(st.sampled_from([Incident, Incident, Petition, SchoolTerm]))
    raw = {key: value for key, value in data.draw(DOCUMENTS[cls]).items() if key != "disputed"}
    _agree_on_roles(raw)
    places = list(_droppable(raw))
    assume(places)
    name, path = data.draw(st.sampled_from(places))
    less = copy.deepcopy(raw)
    holder: Any = less
    for step in path[:-1]:
        holder = holder[step]
    del holder[path[-1]]
    before, after = (_all_facts(cls.from_dict(document)) for document in (raw, less))
    excused = SPEAKS_BY_PRESENCE.get(name, set())
    for key in before.keys() & after.keys():
        (spec, old), (_, new) = before[key], after[key]
        if spec.name not in excused and not spec.name.endswith("_recorded"):
            assert _allows(spec, new, old), f"{name} dropped: {key} was {old!r}, is {new!r}"


def _agree_on_roles(raw: Raw) -> None:
    """
    Give everyone the role that acts name them in: else naming is what makes them victims, which dropping undoes.
    """
    acts = raw.get("acts") or []
    hurt = {code for one in acts for code in one.get("against") or ()}
    for one in acts:
        one["by"] = [code for code in one.get("by") or () if code not in hurt]
        # nothing happens no times
        one.pop("occasions", None)
    did = {code for one in acts for code in one["by"]}
    for one in raw.get("people") or []:
        one["role"] = "victim" if one["id"] in hurt else "offender" if one["id"] in did else one["role"]


_RECORDS = (
    "school",
    "school_conduct",
    "bureau_conduct",
    "committee",
    "term",
    "principal_training",
    "inspection",
    "county",
)


def _droppable(raw: Raw) -> Iterator[tuple[str, tuple[Any, ...]]]:
    for key, value in raw.items():
        if value is None or key in ("id", "schema"):
            continue
        yield key, (key,)
        if key in _RECORDS:
            yield from ((f"{key}.{inner}", (key, inner)) for inner in value)
        if key in ("people", "acts"):
            for index, one in enumerate(value):
                fields = (inner for inner in one if inner not in ("id", "role", "kind"))
                yield from ((f"{key}.{inner}", (key, index, inner)) for inner in fields)
                yield from _of_measures(one, (key, index, "measures_in_force"))


def _of_measures(one: Raw, path: tuple[Any, ...]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    for place, measure in enumerate(one.get("measures_in_force") or ()):
        for inner in measure.keys() - {"measure"}:
            yield f"measures_in_force.{inner}", (*path, place, inner)


def _all_facts(document: Document) -> dict[tuple[str, str | None, str], tuple[FactSpec, Value]]:
    return {
        (scope, code, spec.name): (spec, _of(scope, spec.name, view))
        for scope, code, view in _views(document)
        for spec in derived_specs(scope)
    }


def _of(scope: Scope, name: str, view: Any) -> Value:
    function = derived_function(scope, name)
    assert function is not None
    return function(view)


def _views(document: Document) -> Iterator[tuple[Scope, str | None, Any]]:
    if isinstance(document, Petition):
        yield "petition", None, PetitionView(document, LATE)
    if isinstance(document, SchoolTerm):
        yield "school_term", None, TermView(document, LATE)
    if isinstance(document, Incident):
        yield "incident", None, View(document, LATE)
        for one in document.people:
            if one.role in (Role.OFFENDER, Role.VICTIM):
                yield one.role.value, one.id, View(document, LATE, one)  # type: ignore[misc]


def _allows(spec: FactSpec, wide: Value, narrow: Value) -> bool:
    """
    Whether everything the narrow value may be, the wide one may be too.
    """
    if isinstance(spec.kind, Number):
        (low, high), (least, most) = _bounds(wide), _bounds(narrow)
        return low <= least and most <= high
    if isinstance(spec.kind, Words):
        assert isinstance(wide, Members)
        assert isinstance(narrow, Members)
        anything = wide.maybe is None
        some = narrow.maybe is not None and narrow.has | narrow.maybe <= wide.has | (wide.maybe or frozenset())
        return wide.has <= narrow.has and (anything or some)
    return wide is None or (narrow is not None and _words(narrow) <= _words(wide))


def _bounds(value: Any) -> tuple[int, int]:
    return (0, MAX_INT) if value is None else (value.low, value.high) if isinstance(value, Span) else (value, value)


def _words(value: Any) -> frozenset[Any]:
    return value if isinstance(value, frozenset) else frozenset({value})
