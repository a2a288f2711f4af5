"""
Why: the rules behind an outcome, with condition, values read and citation.
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from attrs import frozen

from campuslex.assessment.answer import Assessment, Citation
from campuslex.assessment.merge import Merged
from campuslex.assessment.worlds import WORLDS, Unit
from campuslex.engine.values import VERDICT_NAMES, Layout, Vector
from campuslex.engine.walker import verdict
from campuslex.errors import Fault, UnknownName
from campuslex.model.vocabulary import Flag, Number, Words, vocabulary
from campuslex.rulebook.nodes import Column, atoms
from campuslex.rulebook.records import Element, GradeConclusion, MeasureConclusion, UnlawfulConclusion


@frozen
class Why:
    """
    One rule behind an outcome.

    Args:
        rule: Its id.
        person: The person it was asked of, or None.
        title_zh: Its Chinese title.
        title_en: Its English title.
        condition: The condition as written, exceptions not included.
        unless: Ids of its exceptions.
        values: What each fact it reads was in world E, or in P where presumed.
        verdicts: Its verdict by world.
        citation: Where it stands.
    """

    rule: str
    person: str | None
    title_zh: str
    title_en: str
    condition: str
    unless: tuple[str, ...]
    values: Mapping[str, str]
    verdicts: Mapping[str, str]
    citation: Citation

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        return {
            "rule": self.rule,
            "person": self.person,
            "title_zh": self.title_zh,
            "title_en": self.title_en,
            "condition": self.condition,
            "unless": list(self.unless),
            "values": dict(self.values),
            "verdicts": dict(self.verdicts),
            "citation": dict(self.citation),
        }


def explainer(merged: Merged) -> Any:
    """
    A function that explains outcomes of one answer.
    """

    def explain(answer: Assessment, outcome: str) -> tuple[Why, ...]:
        return _explain(merged, answer, outcome)

    return explain


def _explain(merged: Merged, answer: Assessment, outcome: str) -> tuple[Why, ...]:
    name, _, rest = outcome.partition("/")
    kinds: dict[str, type] = {
        "determination": Element,
        "severity.unlawful": UnlawfulConclusion,
        "severity.grade": GradeConclusion,
        "measures": MeasureConclusion,
    }
    if name in kinds:
        code, _, measure = rest.partition("/")
        found = tuple(_of_kind(merged, kinds[name], code, measure))
        if found:
            return found
    else:
        rule, _, unit_and_addressee = outcome.partition("/")
        person = unit_and_addressee.split("/")[0] if unit_and_addressee else ""
        found = tuple(_of_rule(merged, rule, "" if person == "-" else person))
        if found:
            return found
    names = [*kinds, *(duty.id for duty in answer.duties), *(trigger.id for trigger in answer.triggers)]
    close = get_close_matches(outcome, names, n=1)
    raise UnknownName(
        [Fault("why", "nothing in this answer is called", outcome[:80], f"did you mean `{close[0]}`?" if close else "")]
    )


def _of_kind(merged: Merged, kind: type, code: str, measure: str) -> Iterator[Why]:
    for part in merged.parts[-1:]:
        for unit in part.worlds[0].verdicts:
            for index, item in enumerate(part.plan.scopes[unit[0]].rules):
                conclusion = item.rule.conclusion
                if not isinstance(conclusion, kind) or (code and unit[1] != code):
                    continue
                if measure and measure not in getattr(conclusion, "measures", ()):
                    continue
                why = _why(merged, unit, index)
                if set(why.verdicts.values()) != {"fails"} or measure:
                    yield why


def _of_rule(merged: Merged, rule_id: str, person: str) -> Iterator[Why]:
    part = merged.parts[-1]
    for unit in part.worlds[0].verdicts:
        for index, item in enumerate(part.plan.scopes[unit[0]].rules):
            if item.rule.id == rule_id and (not person or unit[1] == person):
                yield _why(merged, unit, index)


def _why(merged: Merged, unit: Unit, index: int) -> Why:
    part = merged.parts[-1]
    scope = part.plan.scopes[unit[0]]
    item = scope.rules[index]
    worlds = [world.vectors[unit] for world in part.worlds]
    verdicts = {
        name: VERDICT_NAMES[verdict(item.node, scope.layout, vector)]
        for name, vector in zip(WORLDS, worlds, strict=True)
    }
    values = {}
    for column in dict.fromkeys(atom.column for atom in atoms(item.node)):
        told, presumed = (value_text(scope.layout, column, unit, vector) for vector in worlds[:2])
        values[str(column)] = told if told == presumed else f"{told} (presumed: {presumed})"
    record = item.rule.record
    return Why(
        item.rule.id,
        unit[1],
        record.title_zh,
        record.title_en,
        record.when,
        record.unless,
        values,
        verdicts,
        item.citation,
    )


def value_text(columns: Layout, column: Column, unit: Unit, vector: Vector) -> str:
    """
    A value as a reader sees it: `true`, `minor..bad`, `14..15`, `unknown`.
    """
    kind, slot = vocabulary(unit[0])[column.fact].kind, columns.slots[column]
    value = vector[slot]
    if isinstance(kind, Number):
        low, high = value, vector[slot + 1]
        return (
            str(low)
            if low == high
            else "unknown"
            if high >= 10**9 and low == 0
            else f"{low}..{high if high < 10**9 else ''}"
        )
    if isinstance(kind, (Flag, Words)):
        return {1: "false", 2: "true"}.get(value, "unknown")
    words = [word for index, word in enumerate(kind.words) if value >> index & 1]
    return "unknown" if len(words) == len(kind.words) else " | ".join(words)
