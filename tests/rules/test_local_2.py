"""
上海, 北京, 浙江, 宁波 and the inspections of 重庆 add to national law: there alone, and from their first day on.
"""

from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from campuslex.assessment.assess import assess
from campuslex.assessment.petition import route_petition
from campuslex.assessment.term import review_school_term
from campuslex.rulebook.book import Rulebook, load_rulebook
from campuslex.rulebook.rules import Rule
from tests.builders import TODAY, finding, hit, read_assault, read_petition, read_school_term

Answer = dict[str, Any]

SHANGHAI, BEIJING, ZHEJIANG, NINGBO, CHONGQING = "310104", "110105", "330106", "330212", "500103"
ELSEWHERE = "999901"
"""A county without a layer of its own."""

FIRST_DAYS = {
    "sh-minors": date(2022, 3, 1),
    "sh-supv": date(2015, 5, 1),
    "bj-minors": date(2023, 6, 1),
    "zj-supv": date(2019, 9, 1),
    "nb-safe": date(2020, 6, 5),
    "cq-supv": date(2015, 9, 1),
}
PLACES = {
    "sh-minors": SHANGHAI,
    "sh-supv": SHANGHAI,
    "bj-minors": BEIJING,
    "zj-supv": ZHEJIANG,
    "nb-safe": NINGBO,
    "cq-supv": CHONGQING,
}


@cache
def book() -> Rulebook:
    return load_rulebook()


def in_force(day: date, jurisdiction: str) -> dict[str, Rule]:
    chosen = book().select(day, day, book().layers_for(jurisdiction))
    return {item.rule.id: item.rule for item in chosen.rules}


def of(instrument: str, rules: dict[str, Rule]) -> set[str]:
    return {name for name, rule in rules.items() if rule.provision.instrument == instrument}


def beaten(jurisdiction: str, on: date = TODAY, **facts: Any) -> Answer:
    """
    One blow between students of thirteen, a week before the assessment.
    """
    day = (on - timedelta(days=7)).isoformat()
    child = {"status": "enrolled", "age": 13, "stage": "junior"}
    told = {"occurred_from": day, "occurred_to": day, "first_known_at": day, "offender": child, "hurt": child, **facts}
    return assess(read_assault(hit(), jurisdiction=jurisdiction, **told), book(), on=on).to_dict()


def reviewed(jurisdiction: str, on: date = TODAY, **facts: Any) -> Answer:
    return review_school_term(read_school_term(jurisdiction=jurisdiction, **facts), book(), on=on).to_dict()


def owed(answer: Answer) -> dict[str, str]:
    """
    Verdict by rule of the duties owed or open.
    """
    return {duty["rule"]: duty["verdict"] for duty in answer["duties"]}


def told(answer: Answer, **words: str) -> set[str]:
    """
    Rules of the duties that certainly hold and say these words.
    """
    return {
        duty["rule"]
        for duty in answer["duties"]
        if duty["verdict"] == "holds" and all(duty[name] == word for name, word in words.items())
    }


def due_of(answer: Answer, rule: str) -> dict[str, Any]:
    found: dict[str, Any] = next(duty["due"] for duty in answer["duties"] if duty["rule"] == rule)
    return found


def last_day(answer: Answer, rule: str) -> str | None:
    by: str | None = due_of(answer, rule)["by"]
    return by


def requirements(answer: Answer) -> dict[str, str]:
    return {item["rule"]: item["verdict"] for item in answer["requirements"]}


# ---- there alone, from the first day on


@pytest.mark.parametrize("instrument", FIRST_DAYS)
def test_it_begins_on_its_first_day(instrument: str) -> None:
    """All of it is new on that day, none of it stands the day before."""
    first, place = FIRST_DAYS[instrument], PLACES[instrument]
    whole = {rule.id for rule in book().rules if rule.provision.instrument == instrument}
    assert whole
    assert of(instrument, in_force(first, place)) == whole
    assert of(instrument, in_force(first - timedelta(days=1), place)) == set()


@pytest.mark.parametrize("instrument", FIRST_DAYS)
def test_it_holds_in_its_place_alone(instrument: str) -> None:
    """Neither a county without a layer nor another of these places has any of it; 宁波 alone has two layers."""
    for place in {ELSEWHERE, SHANGHAI, BEIJING, ZHEJIANG, NINGBO, CHONGQING}:
        here = place == PLACES[instrument] or (instrument == "zj-supv" and place == NINGBO)
        assert bool(of(instrument, in_force(TODAY, place))) is here


@pytest.mark.parametrize("place", sorted(set(PLACES.values())))
def test_it_takes_nothing_away(place: str) -> None:
    """Every national rule stands beside what the place adds."""
    assert in_force(TODAY, ELSEWHERE).keys() < in_force(TODAY, place).keys()


# ---- 上海


SANCTION: Answer = {
    "findings": {
        "bullying": finding(),
        "circumstances": finding("rather_bad", person="S1"),
    }
}
WRITTEN_REPLY = "discipline.shanghai.sanction.written-reply"


def test_shanghai_answers_the_defence_in_writing() -> None:
    """Before a sanction the defence is heard everywhere; a written answer is owed in 上海, and from 2022-03-01."""
    assert owed(beaten(SHANGHAI, **SANCTION))[WRITTEN_REPLY] == "holds"
    assert owed(beaten(SHANGHAI, date(2022, 3, 1), **SANCTION))[WRITTEN_REPLY] == "holds"
    assert WRITTEN_REPLY not in owed(beaten(SHANGHAI, date(2022, 2, 28), **SANCTION))
    assert WRITTEN_REPLY not in owed(beaten(BEIJING, **SANCTION))
    assert "discipline.hearing.hear-defence" in told(beaten(BEIJING, **SANCTION), action="hear_defence")


def test_shanghai_wants_two_inspectors_a_school() -> None:
    """One is enough nationally and one too few in 上海."""
    local, national = "prevention.shanghai.inspectors", "prevention.inspector.assigned"
    assert requirements(reviewed(SHANGHAI, inspectors=1))[local] == "not_met"
    assert requirements(reviewed(SHANGHAI, inspectors=2))[local] == "met"
    assert requirements(reviewed(SHANGHAI, inspectors=1))[national] == "met"
    assert local not in requirements(reviewed(ELSEWHERE, inspectors=1))


def test_serious_bullying_goes_to_both_in_shanghai() -> None:
    """Public security and the education bureau, neither of them a choice, and nothing hidden from either."""
    answer = beaten(SHANGHAI, findings={"serious_bullying": finding(), "bullying": finding()})
    both = {"public_security", "county_education_bureau"}
    for rule in ("escalation.shanghai.serious-bullying.report", "escalation.shanghai.serious-bullying.no-concealment"):
        rows = [duty for duty in answer["duties"] if duty["rule"] == rule]
        assert {duty["addressee"] for duty in rows} == both
        assert {duty["choice"] for duty in rows} == {None}


def test_the_guardians_of_both_sides_are_called_in_shanghai() -> None:
    """One row for the offender's, one for the victim's."""
    answer = beaten(SHANGHAI, findings={"bullying": finding()})
    called = {duty["person"] for duty in answer["duties"] if "shanghai.guardian-takes-part" in duty["rule"]}
    assert called == {"S1", "V1"}


def test_the_inspector_of_shanghai_urges_while_bullying_goes_on() -> None:
    """Nationally a school that did nothing wrong sets no inspector going; in 上海 bullying that goes on does."""
    conduct = {"delayed": False, "ignored": False, "concealed": False}
    facts: Answer = {"school_conduct": conduct, "ongoing": True, "findings": {"bullying": finding()}}
    urged = told(beaten(SHANGHAI, **facts), actor="responsible_inspector", action="urge")
    assert urged == {"supervision.shanghai.inspector.urge"}
    assert told(beaten(ELSEWHERE, **facts), actor="responsible_inspector", action="urge") == set()


# ---- 北京


@pytest.mark.parametrize("on", [date(2023, 6, 1), TODAY], ids=str)
def test_guardians_tell_the_school_in_beijing(on: date) -> None:
    """A guardian who sees bullying owes the school a report in 北京, and nowhere else."""
    facts: Answer = {"findings": {"bullying": finding()}}
    assert told(beaten(BEIJING, on, **facts), actor="guardian", action="report", addressee="school") == {
        "escalation.beijing.report-to-school.guardian"
    }
    assert told(beaten(ELSEWHERE, on, **facts), actor="guardian", action="report", addressee="school") == set()
    before = beaten(BEIJING, date(2023, 5, 31), **facts)
    assert told(before, actor="guardian", action="report", addressee="school") == set()


def test_who_reports_is_protected_in_beijing() -> None:
    """The student by the school; the member of staff against the school."""
    answer = beaten(BEIJING, findings={"bullying": finding()})
    assert "protection.beijing.reporting-student" in told(answer, action="protect", addressee="student")
    assert "protection.beijing.reporter-not-punished" in told(
        answer, actor="school", action="retaliate", addressee="staff", modality="must_not"
    )


def test_a_bureau_that_is_told_answers_and_passes_on_in_beijing() -> None:
    """It handles, keeps the reporter's name and replies; a suspected offence it transfers."""
    answer = beaten(BEIJING, school_conduct={"reported_to": ["county_education_bureau"]})
    held = {rule for rule, verdict in owed(answer).items() if verdict == "holds"}
    assert {f"escalation.beijing.received.bureau-{step}" for step in ("handle", "confidential", "reply")} <= held
    assert not {rule for rule in held if rule.startswith("escalation.beijing.received.police")}


def test_an_accuser_is_kept_confidential_in_beijing() -> None:
    """The same of an accusation that comes as a petition; a claim is not one."""

    def rules(place: str, category: str) -> set[str]:
        facts = {"received_by": "county_education_bureau", "received_on": "2026-03-02", "category": category}
        answer = route_petition(read_petition(jurisdiction=place, **facts), book(), on=TODAY).to_dict()
        return {rule for rule in owed(answer) if rule.startswith("petitions.beijing.")}

    assert "petitions.beijing.accusation.confidential" in rules(BEIJING, "accusation")
    assert rules(BEIJING, "claim") == rules(SHANGHAI, "accusation") == set()


# ---- 浙江


HIDDEN: Answer = {"school_conduct": {"concealed": True}}


@pytest.mark.parametrize(
    ("place", "on", "summoned"),
    [
        (ZHEJIANG, TODAY, True),
        (NINGBO, TODAY, True),
        (ZHEJIANG, date(2019, 9, 1), True),
        (ZHEJIANG, date(2019, 8, 31), False),
        (CHONGQING, TODAY, False),
        (ELSEWHERE, TODAY, False),
    ],
)
def test_the_head_of_a_school_that_hides_is_summoned_in_zhejiang(place: str, on: date, summoned: bool) -> None:
    """The inspection body must summon; elsewhere no such rule stands, in 重庆 no incident sets it going."""
    found = told(beaten(place, on, **HIDDEN), actor="education_inspection", action="interview", modality="must")
    assert ("supervision.zhejiang.interview" in found) is summoned


def test_refusal_is_criticised_openly_in_zhejiang() -> None:
    """School and bureau alike; who has corrected is not."""
    refused = beaten(
        ZHEJIANG,
        findings={"refused_rectification": finding(by="county_education_bureau")},
        bureau_conduct={"rectification_refused": True},
        proceedings_opened=["education_inspection"],
    )
    circulated = [duty for duty in refused["duties"] if duty["rule"].startswith("supervision.zhejiang.refusal.circ")]
    assert {duty["addressee"] for duty in circulated} == {"school", "county_education_bureau"}
    corrected = beaten(
        ZHEJIANG, bureau_conduct={"rectification_refused": False}, proceedings_opened=["education_inspection"]
    )
    assert "supervision.zhejiang.refusal.circulate-bureau" not in owed(corrected)


# ---- inspections: each place counts its own days from its own start


INSPECTED: Answer = {"inspection": {"ended_on": "2026-03-02", "opinion_received_on": "2026-03-09"}}


def test_shanghai_counts_working_days_from_the_end() -> None:
    """Ten working days to object, thirty days for the opinion, both from the end of the inspection."""
    answer = reviewed(SHANGHAI, **INSPECTED)
    assert last_day(answer, "supervision.shanghai.inspection.objection") == "2026-03-16"
    assert last_day(answer, "supervision.shanghai.inspection.opinion") == "2026-04-01"


def test_zhejiang_counts_from_the_opinion() -> None:
    """Ten days to object run from an opinion whose day nobody gave; ten to ask for a recheck from its receipt."""
    answer = reviewed(ZHEJIANG, **INSPECTED)
    objection = due_of(answer, "supervision.zhejiang.inspection.objection")
    assert (objection["number"], objection["unit"], objection["by"]) == (10, "calendar_day", None)
    assert last_day(answer, "supervision.zhejiang.inspection.request-recheck") == "2026-03-19"
    assert last_day(answer, "supervision.zhejiang.inspection.opinion") == "2026-04-01"
    assert last_day(answer, "supervision.zhejiang.inspection.report") == "2026-04-01"


@pytest.mark.parametrize(
    ("comprehensive", "days"), [(False, {5: "holds"}), (True, {10: "holds"}), (None, {5: "open", 10: "open"})], ids=str
)
def test_chongqing_tells_the_preliminary_opinion(comprehensive: bool | None, days: dict[int, str]) -> None:
    """In five days after a special inspection, in ten after a comprehensive one; of which kind must be said."""
    kind = {} if comprehensive is None else {"comprehensive": comprehensive}
    answer = reviewed(CHONGQING, inspection={"ended_on": "2026-03-02", **kind})
    fed_back = [duty for duty in answer["duties"] if ".inspection.feedback-" in duty["rule"]]
    assert {duty["due"]["number"]: duty["verdict"] for duty in fed_back} == days


def test_chongqing_may_summon_on_the_result() -> None:
    """It may, once there is an opinion; before that nothing is said of it."""
    rule = "supervision.chongqing.inspection.interview"
    assert told(reviewed(CHONGQING, **INSPECTED), rule=rule, modality="may") == {rule}
    assert rule not in owed(reviewed(CHONGQING, inspection={"ended_on": "2026-03-02"}))


@pytest.mark.parametrize("place", [SHANGHAI, ZHEJIANG, NINGBO, CHONGQING])
def test_a_term_without_an_inspection_has_no_inspections_days(place: str) -> None:
    """Where no inspection is on record, none of its duties is listed, not even as open, and none is asked for."""
    answer = reviewed(place, inspectors=2)
    assert not [rule for rule in owed(answer) if ".inspection." in rule]
    assert not [need for need in answer["needs"] if need["fact"].startswith("inspection.")]


def test_an_inspection_still_to_end_counts_as_none() -> None:
    """On the day it ends its days begin, the day before they have not."""
    rule = "supervision.shanghai.inspection.objection"
    assert rule in owed(reviewed(SHANGHAI, inspection={"ended_on": TODAY.isoformat()}))
    assert rule not in owed(reviewed(SHANGHAI, inspection={"ended_on": (TODAY + timedelta(days=1)).isoformat()}))


# ---- 宁波


REPORT = "escalation.ningbo.accident.report"
HURT: Answer = {"location": "on_campus", "hurt": {"status": "enrolled", "age": 13, "injury": "slight"}}


def test_ningbo_stands_on_zhejiang() -> None:
    """County, city, province: the rules of 浙江 apply in 宁波 and its counties; not the other way round."""
    for code in ("330200", "330212", "330281"):
        assert book().layers_for(code) == ("CN", "330000", "330200")
    assert book().layers_for("330106") == book().layers_for("330000") == ("CN", "330000")


def test_an_injury_at_school_is_reported_within_a_day_in_ningbo() -> None:
    """Twenty-four hours, to the bureau; nowhere else, and not before the text that was read."""
    due = due_of(beaten(NINGBO, **HURT), REPORT)
    assert (due["number"], due["unit"]) == (24, "hour")
    assert REPORT not in owed(beaten(ZHEJIANG, **HURT))
    assert REPORT in owed(beaten(NINGBO, date(2020, 6, 5), **HURT))
    assert REPORT not in owed(beaten(NINGBO, date(2020, 6, 4), **HURT))


@pytest.mark.parametrize(
    "other",
    [{"location": "off_campus"}, {"location": "online"}, {"hurt": {"injury": "none", "diagnosis": "none"}}],
    ids=["off-campus", "online", "unhurt"],
)
def test_bullying_without_injury_at_school_is_no_accident(other: Answer) -> None:
    """The regulation is about accidents at school; it does not mention bullying."""
    answer = beaten(NINGBO, **{**HURT, **other})
    assert not [rule for rule in owed(answer) if ".ningbo.accident." in rule]


def test_a_grave_injury_is_reported_at_once_and_looked_into_by_a_group() -> None:
    """Slight injury is not grave, minor injury is; the group has thirty days from the accident."""
    group = "escalation.ningbo.accident.group-report"
    slight, minor = (
        beaten(NINGBO, **{**HURT, "hurt": {"injury": injury, "diagnosis": "bruises"}})
        for injury in ("slight", "minor_2")
    )
    assert group not in owed(slight)
    assert due_of(minor, "escalation.ningbo.accident.report-grave")["promptness"] == "立即"
    assert last_day(minor, group) == "2026-04-07"


def test_mediation_in_ningbo_takes_thirty_days_and_ten_more() -> None:
    """Thirty from acceptance are owed, ten more are allowed with consent; the court stays open."""
    answer = beaten(NINGBO, **HURT)
    rows = {duty["rule"]: duty for duty in answer["duties"] if duty["rule"].startswith("remedies.ningbo.accident.")}
    mediation, longer = rows["remedies.ningbo.accident.mediate"], rows["remedies.ningbo.accident.extend"]
    assert (mediation["modality"], mediation["due"]["number"]) == ("must", 30)
    assert (longer["modality"], longer["due"]["number"]) == ("may", 10)
    assert rows["remedies.ningbo.accident.sue"]["modality"] == "may"
