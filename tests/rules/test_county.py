"""
The county's plan, sentence by sentence: rules, blanks, and what filling the blanks makes of them.
"""

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from campuslex.assessment.assess import assess
from campuslex.assessment.petition import route_petition
from campuslex.assessment.term import review_school_term
from campuslex.errors import Fault, RulesError
from campuslex.review.blanks import blanks, reads
from campuslex.rulebook.book import Rulebook, load_rulebook
from campuslex.rulebook.records import NATIONAL, TEMPLATE, ParameterRecord
from campuslex.rulebook.registers import Sentence, SentenceOutcome
from campuslex.rulebook.rules import Rule
from campuslex.rulebook.words import ParameterKind
from tests.builders import finding, read_assault, read_petition, read_school_term
from tests.rules.lawtexts import LAW, needs_the_law

FILLED = Path(__file__).parents[2] / "examples" / "layers" / "360724.toml"
REFUSED = FILLED.parent / "refused.toml"
ON = date(2026, 7, 10)
LAYERS = (NATIONAL.code, TEMPLATE)
Answer = dict[str, Any]

OF_THE_PLAN = [f"S{number}" for number in range(1, 32)]
"""The plan's sentences, as the ministry digest counts them."""

NUMERALS = 4
"""Runs of `x` that stand for no blank: the three numerals of a list, and one that fell into the preamble."""

BY_RUN = [
    ("x县学生欺凌防治工作领导小组", "county_name"),
    ("局长x担任", "leading_group_head"),
    ("科级干部x担任", "leading_group_deputies"),
    ("办公电话：xxxxxxx", "leading_group_phone"),
    ("xxxx年xx月xx日前完成", "special_report_by"),
    ("市教育局等xx个部门", "city_notice_departments"),
    ("教育部等xx部门", "national_notice_departments"),
    ("(x教法安[xxxx]xxx号)", "city_notice_number"),
    ("五年一周期xxx学时", "principal_cycle_hours"),
    ("我县x万中小学生", "county_students"),
    ("县教科局将在xx月xx日前组织", "special_inspection_by"),
    ("于xx月xx日前向县教科局", "annual_summary_by"),
]
"""What the plan blanks out with `x`, in its order, and the parameter that holds each place."""

IN_WORDS = {
    "leading_group_contact": "S1",
    "surveys_per_term": "S10",
    "recusal_relations": "S11",
    "determination_appeal_days": "S14",
    "determination_review_days": "S14",
    "recheck_apply_days": "S14",
    "petition_feedback_days": "S22",
    "major_incident_standard": "S24",
    "circular_interval_days": "S28",
    "long_unresolved_days": "S29",
}
"""What the plan leaves open in words, by the sentence."""


@cache
def blank() -> Rulebook:
    return load_rulebook(layers=["county-template"])


@cache
def filled() -> Rulebook:
    return load_rulebook(layers=["360724"], local=[FILLED])


def sentences() -> dict[str, Sentence]:
    return {item.id: item for item in blank().sentences if item.layer == TEMPLATE}


PLAN_RULES = [rule for rule in blank().rules if rule.layer == TEMPLATE]
PARAMETERS = [blank().parameters[name] for item in blank().sentences for name in item.parameters]

each_sentence = pytest.mark.parametrize("name", OF_THE_PLAN)
each_rule = pytest.mark.parametrize("rule", PLAN_RULES, ids=lambda rule: rule.id)
each_parameter = pytest.mark.parametrize("record", PARAMETERS, ids=lambda record: record.id)


# ---- the sentences


@each_sentence
def test_a_sentence_became_something(name: str) -> None:
    """Each of S1 to S31 is a rule, a blank, or not computable with the reason, and says what it asks."""
    sentence = sentences()[name]
    assert sentence.outcome
    assert sentence.zh
    assert sentence.en
    assert (SentenceOutcome.NOT_COMPUTABLE in sentence.outcome) == bool(sentence.because_zh and sentence.because_en)


def test_no_other_sentence_is_told() -> None:
    """In the order of the plan, each once."""
    assert [item.id for item in blank().sentences if item.layer == TEMPLATE] == OF_THE_PLAN


@each_rule
def test_a_rule_of_the_plan_carries_its_sentence(rule: Rule) -> None:
    """A rule's norm is a sentence, which lists the rule."""
    assert rule.id in sentences()[rule.record.norm].rules


@each_sentence
def test_a_computable_sentence_has_a_rule_of_the_plans_own(name: str) -> None:
    """National rules carry some of it; the county's own rule says what the county asks."""
    own = [rule for rule in PLAN_RULES if rule.record.norm == name]
    assert bool(own) == (SentenceOutcome.RULE in sentences()[name].outcome)


@each_sentence
def test_a_sentence_names_rules_of_the_plan_or_above_it(name: str) -> None:
    """No county rests on the rules of another place."""
    assert {blank().rule(rule).layer for rule in sentences()[name].rules} <= set(LAYERS)


@needs_the_law
def test_every_gap_in_the_plan_is_a_blank() -> None:
    """Each run of `x` is counted: a parameter holds its place, or it is a numeral that was lost."""
    (path,) = (LAW / "local").glob("county-plan-*.txt")
    text = path.read_text("utf-8")
    for phrase, _ in BY_RUN:
        assert text.count(phrase) == 1, phrase
    told = sum(len(re.findall("x+", phrase)) for phrase, _ in BY_RUN)
    assert len(re.findall("x+", text)) == told + NUMERALS


# ---- the blanks


def listed() -> dict[str, Any]:
    return {item.parameter.id: item for item in blanks(blank(), LAYERS, ON, TEMPLATE)}


def test_the_blanks_are_those_of_the_plan() -> None:
    """What is blanked out and what is left open in words, and nothing else."""
    assert set(listed()) == {name for _, name in BY_RUN} | IN_WORDS.keys()


@each_parameter
def test_a_blank_is_listed_with_sentence_owner_and_rules(record: ParameterRecord) -> None:
    """Who must fill it, where it stands, and exactly the rules that rest on it."""
    found = listed()[record.id]
    assert found.parameter.owner == record.owner
    assert record.owner in ("county_education_bureau", "county_leading_group")
    assert [item.id for item in found.sentences] == [
        item.id for item in blank().sentences if record.id in item.parameters
    ]
    waiting = [rule.id for rule in blank().rules if rule.layer in LAYERS and reads(rule, record.id)]
    assert list(found.blocks) == waiting
    assert record.kind is not ParameterKind.TEXT or not waiting


def test_a_blank_that_nobody_reads_is_told_only() -> None:
    """Numbers and dates hold something up, but for two that are only printed in the plan."""
    idle = {name for name, item in listed().items() if not item.blocks}
    assert {name for name in idle if blank().parameters[name].kind is not ParameterKind.TEXT} == {
        "city_notice_departments",
        "national_notice_departments",
    }


def test_the_filled_county_leaves_no_blank() -> None:
    """One file, no code: every value is set, each with its source."""
    layers = (*LAYERS, "360724")
    assert [item.parameter.id for item in blanks(filled(), layers, ON, TEMPLATE)] == []
    own = [(name, value) for code, name, value in filled().sets if code == "360724"]
    assert {name for name, _ in own} == set(listed())
    assert all(value.source for _, value in own)


# ---- before and after


def requirements(book: Rulebook, on: date = ON, **facts: Any) -> dict[str, str]:
    told = review_school_term(read_school_term(**facts), book, on=on)
    return {item.requirement: item.verdict for item in told.requirements}


IN_TIME = {
    "special_report_in_time": {"special_report_on": "2026-06-30"},
    "annual_summary_in_time": {"annual_summary_on": "2026-07-06"},
    "special_inspection_in_time": {"county": {"special_inspection_on": "2026-05-31"}},
    "circulars": {"county": {"circulars_issued": True, "latest_circular_on": "2026-05-11"}},
    "principal_hours_county": {"principal_training": {"cycle_hours": 360, "cycle_from": "2021-01-01"}},
}
LATE = {
    "special_report_in_time": {"special_report_on": "2026-07-01"},
    "special_inspection_in_time": {"county": {"special_inspection_on": "2026-06-01"}},
    "circulars": {"county": {"circulars_issued": True, "latest_circular_on": "2026-05-10"}},
    "special_report": {"special_report_filed": False},
    "special_inspection": {"county": {"special_inspection_held": False}},
    "screening_county": {"survey_done": False},
}


@pytest.mark.parametrize(("name", "facts"), IN_TIME.items(), ids=list(IN_TIME))
def test_filling_lets_a_rule_say_that_it_is_met(name: str, facts: Answer) -> None:
    """Open while the county is silent, met on the last day it set."""
    assert requirements(blank(), **facts)[name] == "open"
    assert requirements(filled(), **facts)[name] == "met"


@pytest.mark.parametrize(("name", "facts"), LATE.items(), ids=list(LATE))
def test_filling_lets_a_rule_say_that_it_is_not(name: str, facts: Answer) -> None:
    """Open while the county is silent, not met a day too late or not at all."""
    assert requirements(blank(), **facts)[name] == "open"
    assert requirements(filled(), **facts)[name] == "not_met"


def test_what_is_not_done_yet_is_open_until_its_last_day_is_over() -> None:
    """The last day counts in full; a day of which nothing is said stays open for ever."""
    facts = {"special_report_filed": False}
    verdicts = {
        day: requirements(filled(), on=date(2026, *day), **facts)["special_report"]
        for day in [(6, 29), (6, 30), (7, 1)]
    }
    assert verdicts == {(6, 29): "open", (6, 30): "not_met", (7, 1): "not_met"}
    assert requirements(filled())["special_report"] == "open"


@pytest.mark.parametrize("hours", [240, 359])
def test_the_national_hours_stand_whatever_the_county_says(hours: int) -> None:
    """Fewer than 360 is too few before and after."""
    facts = {"principal_training": {"cycle_hours": hours, "cycle_from": "2021-01-01"}}
    assert {requirements(book, **facts)["principal_hours_county"] for book in (blank(), filled())} == {"not_met"}


def determined(book: Rulebook) -> dict[str, Any]:
    incident = read_assault(
        occurred_from="2026-03-02",
        occurred_to="2026-03-02",
        first_known_at="2026-03-03",
        findings={"bullying": finding(), "long_unresolved": finding(value=False, by="county_leading_group")},
    )
    return assess(incident, book, on=ON).to_dict()


def duties(answer: Answer, rule: str) -> set[tuple[str, int | None]]:
    return {
        (duty["verdict"], duty["due"]["number"] if duty["due"] else None)
        for duty in answer["duties"]
        if duty["rule"] == rule
    }


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("remedies.county-plan.appeal-days-offender", 30),
        ("remedies.county-plan.appeal-days-victim", 30),
        ("remedies.county-plan.review-days-review-opened", 10),
    ],
)
def test_the_days_of_appeal_and_review_are_the_countys(rule: str, days: int) -> None:
    """Open and without a number before; afterwards a deadline of the county's days."""
    assert duties(determined(blank()), rule) == {("open", None)}
    assert duties(determined(filled()), rule) == {("holds", days)}


def test_a_case_becomes_long_unresolved_by_the_countys_days() -> None:
    """Known 129 days, the county's number being 90: the leading group is woken where it was not."""
    rule = "supervision.county-plan.long-unresolved"
    woken = [{trigger["rule"] for trigger in determined(book)["triggers"]} for book in (blank(), filled())]
    assert [rule in found for found in woken] == [False, True]


def test_a_school_answers_a_letter_in_time_or_in_the_countys_days() -> None:
    """The duty stands before too, under the plan's own word; the number is the county's."""
    letter = read_petition(
        received_on="2026-07-01", received_by="county_education_bureau", accuses=[], matter=["school_policy"]
    )
    told = [route_petition(letter, book, on=ON).to_dict() for book in (blank(), filled())]
    dues = [duty["due"] for answer in told for duty in answer["duties"] if "school-answers" in duty["rule"]]
    assert [(due["number"], due["unit"], due["promptness"]) for due in dues] == [
        (None, None, "按时"),
        (10, "working_day", "按时"),
    ]


def test_the_countys_part_is_asked_of_the_bureau() -> None:
    """A school that says nothing of its county is told whom to ask, and asked for the parameter too."""
    review = review_school_term(read_school_term(), blank(), on=ON).to_dict()
    owners = {need["fact"]: need["owner"] for need in review["needs"]}
    assert {owners[f"county.{name}"] for name in ("leading_group", "partners", "special_inspection_held")} == {
        "county_education_bureau"
    }
    assert "param.special_report_by" in owners


def test_what_is_missing_of_several_is_named() -> None:
    """The plan names five units; the two that are there leave three missing."""
    term = read_school_term(county={"members": ["bureau_office", "safety_legal"]})
    (item,) = [
        item
        for item in review_school_term(term, blank(), on=ON).requirements
        if item.requirement == "leading_group_units"
    ]
    assert item.missing == ("personnel", "training_school", "inspection_office")
    assert item.to_dict()["found"] == ["bureau_office", "safety_legal"]


# ---- what a county may not


def refused(tmp_path: Path, *sets: str, **files: str) -> tuple[Fault, ...]:
    """
    The faults of a county's layer: one file, or a folder with rules of its own.
    """
    head = FILLED.read_text("utf-8").partition("\n## ")[0].replace("360724", "360725").replace("some-county", "other")
    text = head[head.index("[layer]") :] + "".join(f"\n[[set]]\n{item}\n" for item in sets)
    path = tmp_path / "360725.toml"
    if files:
        path = tmp_path / "360725"
        for name, body in {"layer": text, **files}.items():
            place = path / f"{name.replace('__', '/')}.toml"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(body, "utf-8")
    else:
        path.write_text(text, "utf-8")
    with pytest.raises(RulesError) as caught:
        load_rulebook(local=[path])
    return caught.value.faults


REPORT_LATER = """[provision]
instrument = "county-plan"
article = "三（三）"
confidence = "S"
reading_zh = "复查三十日内完成"
reading_en = "a review within thirty days"

[[rule]]
id = "remedies.other.review"
title_zh = "复查三十日"
title_en = "thirty days"
kind = "local"
scope = "incident"
applies_by = "step"
norm = "S14"
when = "findings.bullying"
[rule.then.duty]
actor = "county_education_bureau"
action = "review"
addressees = ["student"]
modality = "must"
track = "remedies"
due = { from = "review_opened", number = 30, unit = "calendar_day" }
"""


def test_a_number_longer_than_national_law_is_refused(tmp_path: Path) -> None:
    """Sixteen days for a review: refused, the county's line and the national rule both named."""
    (first, *_) = refused(tmp_path, 'id = "determination_review_days"\nvalue = 16\nsource = "x"')
    assert first.place == "360725.toml set [determination_review_days]"
    assert first.message.startswith("lengthens a duty of higher law (remedies/plan2017-P5b.toml:")
    assert (first.value, first.remedy) == (
        "16 calendar_day",
        "higher law: 15 calendar_day from review_opened",
    )


def test_a_rule_longer_than_national_law_is_refused(tmp_path: Path) -> None:
    """The same, where a county writes a rule of its own."""
    found = refused(tmp_path, remedies__later=REPORT_LATER)
    assert {fault.message.partition(" (")[0] for fault in found} == {"lengthens a duty of higher law"}
    assert {fault.place.partition(":")[0] for fault in found} == {"360725/remedies/later.toml"}
    assert any("remedies.determination.review-found" in fault.message for fault in found)


@pytest.mark.parametrize(("name", "levels"), [("extort_amount_cny", "province"), ("damage_crime_cny", "no layer")])
def test_a_number_that_is_not_the_countys_is_refused(tmp_path: Path, name: str, levels: str) -> None:
    """What belongs to a province or to the courts, with the place that says so."""
    (fault,) = refused(tmp_path, f'id = "{name}"\nvalue = 1\nsource = "x"')
    assert fault.place == "360725.toml"
    assert fault.message.startswith(f"a county does not own this parameter (parameters.toml [{name}], criminal.")
    assert fault.remedy == f"it is set by: {levels}"


def test_a_value_of_another_kind_is_refused(tmp_path: Path) -> None:
    """A day is written as a date, not as text."""
    (first, *_) = refused(tmp_path, 'id = "special_report_by"\nvalue = "2026年6月30日"\nsource = "x"')
    assert (first.message, first.remedy) == ("this parameter is a date", "write it as 2026-06-30")


@pytest.mark.parametrize(("source", "message"), [("", "missing"), ('source = " "', "names no source")])
def test_a_value_without_source_is_refused(tmp_path: Path, source: str, message: str) -> None:
    """Whoever sets a number names the document."""
    (fault,) = refused(tmp_path, f'id = "petition_feedback_days"\nvalue = 10\n{source}')
    assert fault.place.startswith("360725.toml set [petition_feedback_days]")
    assert fault.message == message


def test_the_shipped_example_of_a_refusal_is_refused() -> None:
    """What the handbook shows: a review too long, an amount that is the province's."""
    with pytest.raises(RulesError) as caught:
        load_rulebook(local=[REFUSED])
    assert {fault.value for fault in caught.value.faults} == {"20 calendar_day", "extort_amount_cny"}


def test_another_county_keeps_its_blanks() -> None:
    """What one county sets is no other's."""
    other = load_rulebook(layers=["county-template"], local=[FILLED])
    assert other.parameter("special_report_by", ON, other.layers_for("360725")) is None
    assert other.parameter("special_report_by", ON, other.layers_for("360724")) == 20260630
