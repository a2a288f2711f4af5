"""
Duties, triggers and defects of procedure: one row an addressee, with basis and deadline.
"""

from collections.abc import Sequence

from campuslex.assessment.answer import Defect, Duty, Trigger
from campuslex.assessment.context import Context, verdict_and_basis
from campuslex.assessment.worlds import Unit
from campuslex.rulebook.book import Selected
from campuslex.rulebook.records import DefectConclusion, DutyConclusion, TriggerConclusion

NOBODY = "-"
"""Stands for the person in the id of a duty that concerns no one person."""


def duties(context: Context, units: Sequence[Unit]) -> tuple[Duty, ...]:
    """
    Every duty that holds or is open, unit by unit.
    """
    found: list[Duty] = []
    for unit in units:
        e, p, c = (verdicts[unit] for verdicts in context.merged.verdicts)
        for index, item, conclusion in context.merged.of(unit[0], DutyConclusion):
            told = verdict_and_basis((e[index], p[index], c[index]))
            if told:
                found += _rows(context, item, conclusion, unit[1], *_precaution(context, item, told))
    return tuple(found)


def _precaution(context: Context, item: Selected, told: tuple[str, str]) -> tuple[str, str]:
    verdict, basis = told
    if basis == "established" and context.status != "confirmed" and item.precautionary:
        return verdict, "precautionary"
    return told


def _rows(
    context: Context, item: Selected, conclusion: DutyConclusion, person: str | None, verdict: str, basis: str
) -> list[Duty]:
    who, due, citations = person or NOBODY, context.due(conclusion.due, item), item.citations
    record, words = item.rule.record, conclusion.words
    return [
        Duty(
            f"{record.id}/{who}/{addressee}",
            f"{act}/{who}",
            words.track,
            words.actor,
            words.action,
            addressee,
            words.choice,
            person,
            words.modality,
            verdict,
            basis,
            due,
            record.id,
            record.title_zh,
            record.title_en,
            citations,
        )
        for addressee, act in zip(words.addressees, words.acts, strict=True)
    ]


def triggers(context: Context, unit: Unit) -> tuple[Trigger, ...]:
    """
    Every trigger that holds; an open one wakes nobody, it stands among what the needs decide.
    """
    tables = [verdicts[unit] for verdicts in context.merged.verdicts]
    found = []
    for index, item, conclusion in context.merged.of(unit[0], TriggerConclusion):
        told = verdict_and_basis(tuple(table[index] for table in tables))
        if told and told[0] == "holds":
            _, basis = _precaution(context, item, told)
            wakes = tuple(body.value for body in conclusion.wakes)
            reason = conclusion.reason_zh, conclusion.reason_en
            found.append(Trigger(item.rule.id, wakes, *reason, basis, item.rule.id, item.citations))
    return tuple(found)


def defects(context: Context, units: Sequence[Unit]) -> tuple[Defect, ...]:
    """
    Every defect of procedure that holds on facts and findings, or on disputed facts; none is presumed otherwise.
    """
    found = []
    for unit in units:
        tables = [verdicts[unit] for verdicts in context.merged.verdicts[:2]]
        for index, item, conclusion in context.merged.of(unit[0], DefectConclusion):
            told = verdict_and_basis(tuple(table[index] for table in (*tables, tables[-1])))
            if told and told[0] == "holds":
                found.append(_defect(item, conclusion, unit[1], told[1]))
    return tuple(found)


def _defect(item: Selected, conclusion: DefectConclusion, person: str | None, basis: str) -> Defect:
    record = item.rule.record
    return Defect(
        step=conclusion.step.value,
        person=person,
        curable=conclusion.curable.value,
        consequence_zh=conclusion.consequence_zh,
        consequence_en=conclusion.consequence_en,
        cure_zh=conclusion.cure_zh,
        cure_en=conclusion.cure_en,
        basis=basis,
        rule=record.id,
        title_zh=record.title_zh,
        title_en=record.title_en,
        citations=item.citations,
    )
