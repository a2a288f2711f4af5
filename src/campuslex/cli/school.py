"""
`campuslex school FILE`: how a school stands to what a term requires.
"""

import re

import click

from campuslex.assessment.term import Requirement, TermReview, review_school_term
from campuslex.cli.openness import end
from campuslex.cli.options import ANSWER_OPTIONS, Settings, document_argument, settled
from campuslex.cli.paper import print_json
from campuslex.cli.report_duties import duties, triggers
from campuslex.cli.report_head import book_of, head, receipt
from campuslex.cli.report_law import readings
from campuslex.cli.report_needs import SHOWN, needs, notices
from campuslex.cli.sources import read_document
from campuslex.cli.tongue import STYLES, Tongue
from campuslex.model.schema import glossary_key
from campuslex.model.school_term import SchoolTerm
from campuslex.model.words import (
    CommitteeRole,
    CountyUnit,
    InspectionFocus,
    Measure,
    Partner,
    Procedure,
    SummaryPart,
    TrainingTopic,
)
from campuslex.rulebook.records import RequirementConclusion

_ORDER = ("not_met", "open", "met")


@click.command("school", short_help="学校学期情况核对 · a school's term against the requirements")
@document_argument
@settled(*ANSWER_OPTIONS)
def school_command(settings: Settings, file: str) -> None:
    """
    一所学校一个学期的防治工作与各项要求逐项核对。

    A school's term against what the norms require, item by item.
    """
    term = SchoolTerm.from_dict(read_document(file))
    book, paper, tongue = book_of(settings)
    review = review_school_term(term, book, on=settings.day, engine=settings.engine)
    if settings.as_json:
        print_json(review.to_dict())
    else:
        head(paper, settings, "学校学期核对意见", "Review of a school term", term.id, review.on)
        _requirements(tongue, review)
        duties(tongue, review.duties, settings.everything)
        triggers(tongue, review.triggers)
        readings(tongue, review.readings)
        needs(tongue, review.needs, None if settings.everything else SHOWN)
        notices(tongue, review.notices)
        receipt(tongue, review.receipt)
    end(settings, review)


def _requirements(tongue: Tongue, review: TermReview) -> None:
    paper = tongue.paper
    for state in _ORDER:
        found = [item for item in review.requirements if item.verdict == state]
        if found:
            zh, en = tongue.pair("requirement_state", state)
            count = f"（{len(found)}）" if paper.lang == "zh" else f" ({len(found)})"
            paper.line()
            paper.line(*paper.both(zh, en, STYLES[state]), (count, "dim"))
            for item in found:
                _requirement(tongue, item)


def _requirement(tongue: Tongue, item: Requirement) -> None:
    paper, fact = tongue.paper, _fact(tongue, item)
    paper.bullet(paper.pick(item.title_zh, item.title_en), *tongue.cite(item.citations))
    if item.verdict != "met":
        found = paper.pick("未知", "unknown") if item.found is None else _plain(tongue, fact, item.found)
        wanted = _wanted(tongue, fact, item.wanted)
        told = paper.pick(f"现有 {found}   要求 {wanted}", f"found {found}   wanted {wanted}")
        lacks = tongue.comma.join(_word(tongue, fact, word) for word in item.missing)
        told += paper.pick(f"   缺 {lacks}", f"   missing {lacks}") if lacks else ""
        paper.line((told, "dim"), indent=2)
    paper.under(item.title_zh, item.title_en)


def _fact(tongue: Tongue, item: Requirement) -> str:
    conclusion = tongue.book.rule(item.rule).conclusion
    assert isinstance(conclusion, RequirementConclusion)
    return conclusion.found


_WORDS = {
    "procedures": Procedure,
    "unlawful_rule_measures": Measure,
    "committee.chair_role": CommitteeRole,
    "committee.members": CommitteeRole,
    "staff_training_topics": TrainingTopic,
    "annual_summary_covers": SummaryPart,
    "county.members": CountyUnit,
    "county.partners": Partner,
    "county.special_inspection_covers": InspectionFocus,
}
"""Whose words the facts are that hold words."""


def _word(tongue: Tongue, fact: str, word: str) -> str:
    if word in {"true", "false"}:
        return tongue.value(fact, word)
    cls = _WORDS.get(fact)
    return tongue.first(*glossary_key(cls, word)) if cls and word in set(cls) else word


def _wanted(tongue: Tongue, fact: str, wanted: str) -> str:
    either = tongue.paper.pick("或", " or ")
    alternatives = [
        either.join(_word(tongue, fact, word) for word in item.split(" | ")) for item in wanted.split(" & ")
    ]
    told = tongue.comma.join(alternatives)
    told = re.sub(r"param\.(\w+)", lambda found: _unset(tongue, found[1]), told)
    return told.replace(">=", "≥").replace("<=", "≤")


def _unset(tongue: Tongue, name: str) -> str:
    record, paper = tongue.book.parameters[name], tongue.paper
    return paper.pick(f"{record.zh}（未定）", f"{record.en} (not set)")


def _plain(tongue: Tongue, fact: str, value: object) -> str:
    if isinstance(value, bool):
        return tongue.value(fact, str(value).lower())
    if isinstance(value, list):
        return tongue.comma.join(_word(tongue, fact, str(word)) for word in value) or tongue.paper.pick("无", "none")
    if isinstance(value, dict):
        return f"{value.get('from', '')} – {value.get('to', '')}".strip()
    return str(value)
