"""
Shandong, Guangdong, Tianjin and Chongqing add to national law what their own documents say, and only on their days.
"""

from datetime import date
from functools import cache
from typing import Any

import pytest

from campuslex.assessment.assess import assess
from campuslex.assessment.term import review_school_term
from campuslex.model.incident import Incident
from campuslex.rulebook.book import Rulebook, load_rulebook
from tests.builders import act, assault, finding, hit, read_school_term

SHANDONG, GUANGDONG, TIANJIN, CHONGQING = "370102", "440103", "120101", "500101"
ELSEWHERE = "360724"
"""A county without a layer of its own, nor of its province or city."""

CODES = {SHANDONG: "370000", GUANGDONG: "440000", TIANJIN: "120000", CHONGQING: "500000"}
FOUND, OPENED = "03-02", "03-06"
"""Day on which the school found out, day on which it opened its procedure."""

OLD_MEASURES, NEW_MEASURES = date(2023, 2, 28), date(2023, 3, 1)
"""Last day of Chongqing's old measures on appeals, first of the new."""


@cache
def book() -> Rulebook:
    return load_rulebook()


def answer(on: date, jurisdiction: str | None, *acts: dict[str, Any], **facts: Any) -> dict[str, Any]:
    """
    A slap among students, found out on one day and taken up on another, as assessed in a place.
    """
    year = on.year
    told = {
        "jurisdiction": jurisdiction,
        "occurred_from": f"{year}-03-01",
        "occurred_to": f"{year}-03-01",
        "first_known_at": f"{year}-{FOUND}",
        "procedure_started_on": f"{year}-{OPENED}",
        "school": {"stage": "junior"},
        "offender": {"status": "enrolled", "age": 14},
        "hurt": {"status": "enrolled", "age": 13, "injury": "pain"},
        "intent": "deliberate",
    }
    document = assault(*(acts or (hit("slap"),)), **{**told, **facts})
    return assess(Incident.from_dict(document), book(), on=on).to_dict()


def ten_days(on: date, jurisdiction: str) -> set[tuple[str, str, str, str]]:
    """
    What the school has ten days for: action, start, last day, strength.
    """
    return {
        (duty["action"], duty["due"]["from"], duty["due"]["by"], duty["due"]["strength"])
        for duty in answer(on, jurisdiction)["duties"]
        if duty["actor"] == "school" and duty["due"] and duty["due"]["number"] == 10
    }


def rules_in(jurisdiction: str, on: date) -> set[str]:
    """
    The local rules in force in a place on a day.
    """
    layers = book().layers_for(jurisdiction)
    return {item.rule.id for item in book().select(on, on, layers).rules if item.rule.layer != "CN"}


def appeals(on: date, **person: Any) -> set[tuple[str, str, int, str, str]]:
    """
    Who may appeal where against a demerit, in how much time, in Chongqing by Chongqing's own measures.
    """
    sanctioned = {
        "status": "enrolled",
        "age": 14,
        "measures_in_force": [{"measure": "demerit", "decided_by": "school"}],
        **person,
    }
    earlier = {"occurred_from": "2023-02-01", "occurred_to": "2023-02-01", "first_known_at": "2023-02-01"}
    return {
        (duty["actor"], duty["addressee"], duty["due"]["number"], duty["due"]["unit"], duty["due"]["from"])
        for duty in answer(on, CHONGQING, offender=sanctioned, **earlier)["duties"]
        if duty["action"] == "appeal" and duty["verdict"] == "holds" and "chongqing" in duty["rule"]
    }


def definitions(jurisdiction: str | None, *acts: dict[str, Any], **facts: Any) -> dict[str, dict[str, str]]:
    """
    Elements and their verdicts, by definition.
    """
    told = answer(date(2026, 3, 12), jurisdiction, *acts, **facts)["determination"]["definitions"]
    return {item["norm"]: {element["id"]: element["verdict"] for element in item["elements"]} for item in told}


# ---- the three rules of ten days

NATIONAL = {("investigate", "procedure_started_on", "2020-03-16", "soft")}


def test_nationally_the_ten_days_are_soft_and_run_from_opening() -> None:
    """The plan of 2017 counts from the day the procedure was opened, in principle."""
    assert ten_days(date(2020, 3, 10), ELSEWHERE) == NATIONAL


def test_in_shandong_the_ten_days_are_hard_and_run_from_discovery() -> None:
    """Article 47 counts from discovery and binds; the national limit stands beside it."""
    assert ten_days(date(2020, 3, 10), SHANDONG) - NATIONAL == {("investigate", "first_known_at", "2020-03-12", "hard")}
    assert ten_days(date(2020, 3, 10), SHANDONG) >= NATIONAL


def test_in_guangdong_in_2020_the_ten_days_included_the_decision() -> None:
    """Same start, as soft as the plan, but investigation and decision in the same ten days."""
    assert ten_days(date(2020, 3, 10), GUANGDONG) == NATIONAL | {
        ("handle", "procedure_started_on", "2020-03-16", "soft")
    }


# ---- Guangdong's measures have expired


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        (date(2018, 11, 30), False),
        (date(2018, 12, 1), True),
        (date(2021, 11, 30), True),
        (date(2021, 12, 1), False),
    ],
    ids=str,
)
def test_guangdongs_rules_stand_on_their_three_years_only(day: date, standing: bool) -> None:
    """From 2018-12-01 to 2021-11-30, both included; on other days the national rules alone."""
    assert bool(rules_in(GUANGDONG, day)) is standing


def test_guangdongs_first_level_is_graded_by_its_own_list() -> None:
    """A nickname that only distresses and breaks no law is minor without any finding, while the list stands."""
    facts = {
        "hurt": {"status": "enrolled", "injury": "none", "mental": "distress"},
        "findings": {
            "public_security_violation": finding(False, by="public_security"),
            "suspected_crime": finding(False, by="public_security"),
        },
    }
    graded = {
        year: answer(date(year, 3, 10), GUANGDONG, hit("nickname"), **facts)["persons"]["S1"]["severity"]["rules"]
        for year in (2020, 2022)
    }
    assert "severity.guangdong.minor-nickname" in graded[2020]
    assert "severity.guangdong.minor-nickname" not in graded[2022]


# ---- Chongqing's two versions of the appeal


def test_chongqings_old_appeal_went_to_the_bureau_within_thirty_days() -> None:
    """Until 2023-02-28: thirty calendar days from receipt, straight to the education bureau."""
    assert appeals(OLD_MEASURES) == {
        ("student", "county_education_bureau", 30, "calendar_day", "decision_received"),
        ("student", "city_education_bureau", 30, "calendar_day", "decision_received"),
    }


def test_chongqings_new_appeal_goes_to_the_school_within_fifteen_working_days() -> None:
    """From 2023-03-01: fifteen working days from knowing of the decision, to the school; a minor's guardian appeals."""
    assert appeals(NEW_MEASURES) == {
        ("student", "school", 15, "working_day", "decision_received"),
        ("guardian", "school", 15, "working_day", "decision_received"),
    }
    assert appeals(NEW_MEASURES, age=18) == {("student", "school", 15, "working_day", "decision_received")}


def test_chongqings_versions_change_overnight() -> None:
    """No rule on appeals stands in both versions, and neither day is without any."""
    before, after = ({r for r in rules_in(CHONGQING, day) if ".appeal-" in r} for day in (OLD_MEASURES, NEW_MEASURES))
    assert before
    assert after
    assert not before & after
    assert {"remedies.chongqing.appeal-serve", "remedies.chongqing.appeal-answer"} <= before
    assert "remedies.chongqing.appeal-record-oral" in after


# ---- Tianjin's own definition


@pytest.mark.parametrize("jurisdiction", [None, ELSEWHERE, SHANDONG, GUANGDONG, CHONGQING])
def test_tianjins_definition_is_listed_in_tianjin_only(jurisdiction: str | None) -> None:
    """Elsewhere the national definitions alone are answered."""
    assert "tj.2" not in definitions(jurisdiction)
    assert set(definitions(TIANJIN)) == {*definitions(jurisdiction), "tj.2"}


def test_tianjins_definition_leaves_the_others_as_they_are() -> None:
    """It is answered for itself beside them."""
    here, there = definitions(TIANJIN), definitions(ELSEWHERE)
    assert {norm: here[norm] for norm in there} == there


@pytest.mark.parametrize(
    ("kind", "occasions", "verdict"),
    [
        ("exclude", 1, "holds"),
        ("slap", 1, "holds"),
        ("mock", 1, "open"),
        ("mock", 3, "open"),
        ("extort", 2, "open"),
        ("damage_property", 2, "open"),
    ],
)
def test_tianjin_wants_some_acts_repeated(kind: str, occasions: int, verdict: str) -> None:
    """Exclusion and a slap count once; taunts, demands and damage wait for a number nobody has set."""
    acts = [hit(kind, occasions=occasions, filmed=False, livestreamed=False, spread="none", still_online=False)]
    assert definitions(TIANJIN, *acts)["tj.2"]["act"] == verdict


def test_a_single_taunt_is_not_repeated() -> None:
    """Once is not 多次: found to be no bullying, no item of the list is left."""
    acts = [hit("mock", occasions=1, filmed=False, livestreamed=False, spread="none", still_online=False)]
    assert definitions(TIANJIN, *acts, findings={"bullying": finding(False)})["tj.2"]["act"] == "fails"


def test_tianjin_names_family_background() -> None:
    """Family background is among its advantages."""
    assert definitions(TIANJIN, dominance=["background"])["tj.2"]["dominance"] == "holds"
    assert definitions(TIANJIN, dominance=[])["tj.2"]["dominance"] == "fails"


def test_tianjin_reaches_higher_education() -> None:
    """Between university students its definition is answered like any other."""
    assert definitions(TIANJIN, school={"stage": "higher"})["tj.2"]["between_students"] == "holds"


# ---- Shandong


def test_shandongs_police_act_without_invitation() -> None:
    """Where bullying is determined and serious, public security owes education or reprimand, nobody having asked it."""
    findings = {
        "bullying": finding(),
        "circumstances": finding("rather_bad"),
        "visible_harm": finding(),
    }
    duties = answer(date(2026, 3, 12), SHANDONG, findings=findings)["duties"]
    assert [
        (duty["actor"], duty["modality"], duty["verdict"], duty["basis"])
        for duty in duties
        if duty["rule"] == "discipline.shandong.police-duty"
    ] == [("public_security", "must", "holds", "established")]


def test_shandong_reaches_violence_that_is_not_bullying() -> None:
    """Found not to be bullying, a student's blow still has to be looked into within ten days of discovery."""
    duties = answer(date(2026, 3, 12), SHANDONG, findings={"bullying": finding(False)})["duties"]
    assert "holds" in {duty["verdict"] for duty in duties if duty["rule"] == "protection.shandong.complete-in-ten-days"}


def test_a_teachers_slap_is_not_shandongs_article_47() -> None:
    """The article speaks of students' violence."""
    duties = answer(date(2026, 3, 12), SHANDONG, offender={"status": "staff"})["duties"]
    assert "protection.shandong.complete-in-ten-days" not in {duty["rule"] for duty in duties}
    assert "protection.shandong.staff-no-violence" in {duty["rule"] for duty in duties}


def test_a_school_in_shandong_may_object_to_an_inspection() -> None:
    """Fifteen days from receipt of the conclusions; where none were received there is nothing to object to."""
    term = read_school_term(jurisdiction=SHANDONG, inspection={"opinion_received_on": "2026-03-02"})
    duties = {duty.rule: duty for duty in review_school_term(term, book(), on=date(2026, 3, 12)).duties}
    objection = duties["supervision.shandong.inspection-objection"]
    assert objection.modality == "may"
    assert objection.due
    assert objection.due.by == date(2026, 3, 17)
    silent = review_school_term(read_school_term(jurisdiction=SHANDONG), book(), on=date(2026, 3, 12)).duties
    assert "supervision.shandong.inspection-objection" not in {duty.rule for duty in silent}


# ---- all four


@pytest.mark.parametrize("jurisdiction", CODES)
def test_a_layer_takes_nothing_away(jurisdiction: str) -> None:
    """Every national rule stands beside the local ones."""
    for day in (date(2020, 3, 1), date(2026, 3, 1)):
        here = {item.rule.id for item in book().select(day, day, book().layers_for(jurisdiction)).rules}
        there = {item.rule.id for item in book().select(day, day, book().layers_for(ELSEWHERE)).rules}
        assert there <= here


@pytest.mark.parametrize(("jurisdiction", "code"), CODES.items())
def test_a_county_falls_back_to_its_province(jurisdiction: str, code: str) -> None:
    """A county without a layer of its own has its province's."""
    assert code in book().layers_for(jurisdiction)


def test_an_act_of_unknown_kind_leaves_tianjins_list_open() -> None:
    """What cannot be classed is left to the committee."""
    assert definitions(TIANJIN, act("other"))["tj.2"]["oppression"] == "open"
