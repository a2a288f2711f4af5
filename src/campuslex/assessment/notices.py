"""
Notices: what a reader must know beside the answer.
"""

from collections.abc import Iterator
from datetime import date

from campuslex.assessment.answer import Notice, OpenTermRow
from campuslex.assessment.context import Context
from campuslex.engine.values import FAILS, HOLDS
from campuslex.rulebook.book import Selected
from campuslex.rulebook.records import Due, DutyConclusion, GradeConclusion, Presume
from campuslex.rulebook.words import Level

_TEXTS = {
    "grade_gap": (
        "情节比较恶劣但没有明显伤害：方案没有对应的等级，幅度为一般至严重，由委员会裁量。",
        "Rather bad circumstances without visible harm: the plan names no grade; the range is minor to serious.",
    ),
    "incorrigible_candidate": (
        "此前因欺凌受过惩戒又再犯：只作为“屡教不改”的候选，须由委员会认定。",
        "Disciplined for bullying before, and again: a candidate for incorrigible, which the committee must find.",
    ),
    "continuing_conduct": (
        "行为持续期间法律发生变更：依终了之日的法律。",
        "The law changed while the conduct went on: the law of its last day applies.",
    ),
    "undated_conduct": (
        "行为日期不明：只回答各时期法律一致之处，其余待定。",
        "The day of the conduct is not known: only what the law of every possible day agrees on is answered.",
    ),
    "conduct_after_assessment": ("行为日期晚于核对日期。", "The conduct lies after the day of the assessment."),
    "unknown_jurisdiction": (
        "没有该地区的地方规则层：只适用国家规定。",
        "There is no local layer for this jurisdiction: national law alone is applied.",
    ),
    "disputed_facts": (
        "有争议的事实不作为已确定的事实：依其得出的结论标为推定。",
        "Disputed facts are not established: what rests on them is marked presumed.",
    ),
    "school_outside_law": (
        "所在学校不属于未成年人保护法所称的学校（幼儿园、高等学校）。",
        "The school is none in the sense of minors-law.130 (kindergarten, higher education).",
    ),
    "determination_against_facts": (
        "已作出构成欺凌的认定，但按已知事实没有任何定义的要件能够成立，或者行为时没有定义：请核对认定与事实。",
        "Found to be bullying, yet on the known facts no definition can be met, or none was in force: check both.",
    ),
    "guardian_not_invited": (
        "监护人未被通知或者未参与：属程序缺陷，不当然使认定失效。",
        "A guardian was not told or took no part: a defect of procedure that does not by itself undo it.",
    ),
}


def notice(code: str) -> Notice:
    """
    A notice by its code.
    """
    return Notice(code, *_TEXTS[code])


def notices(context: Context) -> tuple[Notice, ...]:
    """
    The notices of an answer, in a fixed order, each once.
    """
    return tuple(dict.fromkeys(_notices(context)))


def _notices(context: Context) -> Iterator[Notice]:
    incident = context.merged.parts[0].incident
    yield from _finding_notices(context)
    yield from _rule_notices(context)
    if context.merged.undated:
        yield notice("undated_conduct")
    if incident.occurred_from and incident.occurred_to:
        changes = context.book.conduct_changes_in(context.merged.parts[0].plan.selection.layers)
        if any(incident.occurred_from < day <= incident.occurred_to for day in changes):
            yield notice("continuing_conduct")
    first = incident.occurred_from or incident.occurred_to
    if first and first > context.on:
        yield notice("conduct_after_assessment")
    if incident.disputed:
        yield notice("disputed_facts")
    if incident.school and str(incident.school.stage) in ("kindergarten", "higher"):
        yield notice("school_outside_law")
    yield from layer_notices(context, incident.jurisdiction, incident.occurred_to or incident.occurred_from)
    yield from rank_notices(context)
    if context.merged.no_norm:
        yield _earliest_norm(context)
    if context.found.overall("bullying") is True and _no_definition_can_hold(context):
        yield notice("determination_against_facts")
    if context.found.overall("bullying") is not None and any(
        person.guardian_notified is False or person.guardian_took_part is False for person in incident.people
    ):
        yield notice("guardian_not_invited")
    yield from calendar_notices(context.unknown_years)


def layer_notices(context: Context, jurisdiction: str | None, conduct: date | None) -> Iterator[Notice]:
    """
    What a reader must know of the layers: none for the place, or one that has expired or not yet begun.
    """
    book = context.book
    if jurisdiction and not book.known_jurisdiction(jurisdiction):
        yield notice("unknown_jurisdiction")
    for layer in book.layers_out_of_force(conduct or context.on, context.on, book.layers_for(jurisdiction)):
        yield Notice(
            "layer_not_in_force",
            f"“{layer.title_zh}”的规则在所问日期均不在施行期内：只适用国家规定。",
            f"No rule of layer {layer.name} ({layer.code}) is in force on these days: national law alone is applied.",
        )


def rank_notices(context: Context) -> Iterator[Notice]:
    """
    A local regulation or rule and a ministry rule that set different deadlines for one act: neither outranks the other.
    """
    set_by: dict[tuple[str, str], dict[Due, Selected]] = {}
    for unit, verdicts in context.merged.verdicts[1].items():
        for index, item, conclusion in context.merged.of(unit[0], DutyConclusion):
            if verdicts[index] != FAILS and conclusion.due and conclusion.due.number is not None:
                act = conclusion.actor.value, conclusion.action.value
                set_by.setdefault(act, {}).setdefault(conclusion.due, item)
    for items in set_by.values():
        ranked = [(item, context.book.instruments[item.rule.provision.instrument].level) for item in items.values()]
        local = [item for item, level in ranked if level in (Level.LOCAL_REGULATION, Level.LOCAL_RULE)]
        for other in (item for item, level in ranked if level is Level.MINISTRY_RULE):
            for item in local:
                yield Notice(
                    "rank_conflict",
                    f"“{item.rule.record.title_zh}”与“{other.rule.record.title_zh}”期限不同：地方性法规、地方政府规章"
                    "与部门规章互不优先，不能确定如何适用的依立法法第一百零六条处理；两者并列于此。",
                    f"{item.rule.id} and {other.rule.id} set different deadlines; neither rank goes first "
                    "(Legislation Law 106). Both are given.",
                )


def _earliest_norm(context: Context) -> Notice:
    layers = context.merged.parts[0].plan.selection.layers
    days = [rule.effective_from for rule in context.book.rules if rule.layer in layers and rule.record.then.element]
    first = min(days, default=None)
    return Notice(
        "no_norm",
        "行为时没有学生欺凌的定义" + (f"：本规则库中最早的自{first.isoformat()}起。" if first else "。"),
        "No definition of student bullying was in force at the conduct"
        + (f"; the earliest in this rulebook begins on {first.isoformat()}." if first else "."),
    )


def _no_definition_can_hold(context: Context) -> bool:
    return all(FAILS in elements.values() for elements in context.merged.worlds[0].definitions.values())


def calendar_notices(years: set[int]) -> Iterator[Notice]:
    """
    A notice for each year whose calendar is lacking.
    """
    for year in sorted(years):
        yield Notice(
            "calendar_unknown",
            f"{year}年的节假日安排未知：相应期限的末日未计算，请提供该年日历。",
            f"The holidays of {year} are not known: last days in it are not computed; supply its calendar.",
        )


def _finding_notices(context: Context) -> Iterator[Notice]:
    reasons = {
        "not_competent": ("不是有权作出该认定的主体，仅记录", "is not competent, so it is only recorded"),
        "later": ("作出日期晚于核对日期，未计入", "is dated after the day of the assessment, so it does not count yet"),
        "not_in_force": ("已不再有效，未计入", "is no longer in force, so it does not count"),
        "superseded": ("已被之后的认定取代", "is superseded by a later one"),
    }
    for item in context.found.unheard:
        body_zh, body_en = context.book.label("actor", item.by), context.book.label("actor", item.by, "en")
        zh, en = reasons[item.reason]
        key = context.book.decisions.get(item.key)
        yield Notice(
            f"finding_{item.reason}",
            f"{body_zh}关于“{key.zh if key else item.key}”的结论：{zh}。",
            f"The finding of {body_en} on {item.key} {en}.",
        )


def _rule_notices(context: Context) -> Iterator[Notice]:
    presumed = context.merged.verdicts[1]
    for unit, verdicts in presumed.items():
        for index, _, conclusion in context.merged.of(unit[0], GradeConclusion):
            if conclusion.notice in _TEXTS and verdicts[index] == HOLDS:
                yield notice(conclusion.notice)


def open_terms(context: Context) -> tuple[OpenTermRow, ...]:
    """
    The terms left to people in the provisions of rules that do not fail, and whether one is presumed meanwhile.
    """
    presumed = _presuming_places(context)
    found: dict[tuple[str, str], OpenTermRow] = {}
    for unit, verdicts in context.merged.verdicts[0].items():
        for item, verdict in zip(context.merged.rules[unit[0]], verdicts, strict=True):
            if verdict == FAILS or not item.rule.open:
                continue
            for term in item.rule.open:
                key = (term.term, item.rule.place)
                if key not in found:
                    found[key] = OpenTermRow(
                        term.term, term.owner.value, item.rule.id, term.reading or None, item.rule.place in presumed
                    )
    return tuple(found.values())


def _presuming_places(context: Context) -> set[str]:
    """
    Files of rules that a presumption of this answer serves: same provision.
    """
    places: set[str] = set()
    for part in context.merged.parts:
        for (unit, _), indexes in part.worlds[1].presumed.items():
            rules = part.plan.scopes[unit[0]].rules
            for index in indexes:
                served = rules[index].rule
                assert isinstance(served.conclusion, Presume)
                places.update(
                    item.rule.place
                    for item in rules
                    if (item.rule.provision.instrument, item.rule.provision.article)
                    == (served.provision.instrument, served.provision.article)
                )
    return places
