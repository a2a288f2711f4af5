"""
Every measure against every offender: required, permitted, open or barred, and on what ground.
"""

from campuslex.assessment.answer import Liability, MeasureOption
from campuslex.assessment.context import BASES, Context, enum_value, verdict_and_basis
from campuslex.assessment.worlds import FINDING_OF, Unit
from campuslex.engine.values import HOLDS, OPEN
from campuslex.model.words import Body, LiabilityKind, Measure, Unlawful
from campuslex.rulebook.book import Selected
from campuslex.rulebook.records import LiabilityConclusion, MeasureConclusion, UnlawfulConclusion
from campuslex.rulebook.words import Effect

Entry = tuple[Selected, tuple[int, int, int]]


def measures(context: Context, code: str) -> tuple[MeasureOption, ...]:
    """
    Every measure of the list, in its order, for one offender.
    """
    table: dict[Measure, list[Entry]] = {measure: [] for measure in Measure}
    e, p, c = (verdicts["offender", code] for verdicts in context.merged.verdicts)
    for index, item, conclusion in context.merged.of("offender", MeasureConclusion):
        entry = (item, (e[index], p[index], c[index]))
        for measure in conclusion.measures:
            table[measure].append(entry)
    return tuple(_option(context, measure, entries) for measure, entries in table.items())


def _option(context: Context, measure: Measure, entries: list[Entry]) -> MeasureOption:
    bars = [entry for entry in entries if _effect(entry) is Effect.BAR]
    grants = [entry for entry in entries if _effect(entry) is not Effect.BAR]
    # INVARIANT: a bar that holds goes before everything, an open bar before any permission
    for item, verdicts in bars:
        if verdicts[0] == HOLDS:
            return _row(measure, "barred", "established", item, ground=enum_value(_conclusion(item).ground))
    for item, verdicts in bars:
        if verdicts[0] == OPEN:
            return _row(measure, "open", "open", item)
    for world, basis in enumerate(BASES):
        for effect, status in ((Effect.REQUIRE, "required"), (Effect.PERMIT, "permitted")):
            for item, verdicts in grants:
                if verdicts[world] == HOLDS and _effect((item, verdicts)) is effect:
                    return _row(measure, status, basis, item)
    for item, verdicts in grants:
        if verdicts[0] == OPEN:
            return _row(measure, "open", "open", item)
    return _nothing(context, measure, [item for item, _ in grants])


def _conclusion(item: Selected) -> MeasureConclusion:
    conclusion = item.rule.conclusion
    assert isinstance(conclusion, MeasureConclusion)
    return conclusion


def _effect(entry: Entry) -> Effect:
    return _conclusion(entry[0]).effect


def _row(measure: Measure, status: str, basis: str, item: Selected, ground: str | None = None) -> MeasureOption:
    conclusion = _conclusion(item)
    return MeasureOption(
        measure=measure.value,
        status=status,
        ground=ground,
        basis=basis,
        decided_by=enum_value(conclusion.decided_by),
        limits_zh=conclusion.limits_zh,
        limits_en=conclusion.limits_en,
        first=tuple(step.value for step in conclusion.first),
        rule=item.rule.id,
        citations=item.citations,
    )


def _nothing(context: Context, measure: Measure, grants: list[Selected]) -> MeasureOption:
    """
    Barred because no permission holds; or because no norm was in force, when the book has one for other days.
    """
    if grants:
        governing = grants[0]
        return MeasureOption(
            measure.value, "barred", "no_basis", "established", None, "", "", (), governing.rule.id, governing.citations
        )
    rule = context.book.rule_on_measure(measure)
    citations = (rule.citation(""),) if rule else ()
    return MeasureOption(
        measure.value,
        "barred",
        "no_norm" if rule else "no_basis",
        "established",
        None,
        "",
        "",
        (),
        rule.id if rule else None,
        citations,
    )


def liabilities(context: Context, code: str | None) -> tuple[Liability, ...]:
    """
    What the law makes possible for one offender, or for the incident: the offences suspected, then the consequences.
    """
    unit: Unit = ("offender", code) if code else ("incident", None)
    tables = [verdicts[unit] for verdicts in context.merged.verdicts]
    found = []
    for kind in (UnlawfulConclusion, LiabilityConclusion):
        for index, item, _ in context.merged.of(unit[0], kind):
            if _denied(context, item, code):
                continue
            told = verdict_and_basis(tuple([table[index] for table in tables]))
            if told:
                found.append(_liability(item, code, *told))
    return tuple(found)


def _denied(context: Context, item: Selected, code: str | None) -> bool:
    """
    Whether the competent body found that there is no such violation.
    """
    conclusion = item.rule.conclusion
    return (
        isinstance(conclusion, UnlawfulConclusion) and context.found.value(FINDING_OF[conclusion.axis], code) is False
    )


def _liability(item: Selected, code: str | None, verdict: str, basis: str) -> Liability:
    conclusion = item.rule.conclusion
    if isinstance(conclusion, UnlawfulConclusion):
        kind = LiabilityKind.CRIMINAL if conclusion.axis is Unlawful.CRIME else LiabilityKind.PUBLIC_SECURITY
        statement = f"涉嫌：{conclusion.offence_zh}", f"Suspected: {conclusion.offence_en}"
        decided_by = Body.PUBLIC_SECURITY
    else:
        assert isinstance(conclusion, LiabilityConclusion)
        kind, decided_by = conclusion.kind, conclusion.decided_by
        statement = conclusion.statement_zh, conclusion.statement_en
    return Liability(kind.value, *statement, verdict, basis, decided_by.value, item.rule.id, item.citations, code)
