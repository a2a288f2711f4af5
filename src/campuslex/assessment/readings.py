"""
Whether another option of a named reading would change an answer.
"""

from collections.abc import Iterator

from campuslex.assessment.answer import ReadingEffect
from campuslex.assessment.context import Context
from campuslex.assessment.plan import said_by
from campuslex.assessment.worlds import ACT, Evaluation, Unit
from campuslex.engine.values import FAILS, HOLDS
from campuslex.engine.walker import verdict
from campuslex.rulebook.book import Alternative, Rulebook, Selected
from campuslex.rulebook.records import Element, Presume

Triple = tuple[int, ...]
"""A verdict a world."""


def reading_effects(context: Context) -> tuple[ReadingEffect, ...]:
    """
    The options not chosen under which something would come out otherwise, each with the rules that differ.
    """
    book, found = context.book, dict[tuple[str, str], dict[str, None]]()
    for part in context.merged.parts:
        for reading, option, rule in (*_changes(part, book), *_definition_changes(part)):
            found.setdefault((reading, option), {})[rule] = None
    return tuple(
        ReadingEffect(reading, book.chosen(reading), option, tuple(rules)) for (reading, option), rules in found.items()
    )


def _changes(part: Evaluation, book: Rulebook) -> Iterator[tuple[str, str, str]]:
    """
    Rules that an option adds or drops, where no rule common to both says the same.
    """
    alternatives = [
        other for other in part.plan.selection.alternatives if not isinstance(other.item.rule.conclusion, Element)
    ]
    gated = (reading for scope in part.plan.scopes.values() for reading in scope.gated)
    for reading in dict.fromkeys((*gated, *(other.reading for other in alternatives))):
        for option in book.readings[reading].option:
            if option.id != book.chosen(reading):
                for unit in part.worlds[0].verdicts:
                    found = _differing(part, unit, reading, option.id, alternatives)
                    yield from ((reading, option.id, rule) for rule in found)


def _differing(
    part: Evaluation, unit: Unit, reading: str, option: str, alternatives: list[Alternative]
) -> Iterator[str]:
    plan = part.plan.scopes[unit[0]]
    dropped = [(plan.rules[place], _told(part, unit, place)) for place in plan.gated.get(reading, ())]
    added = [
        (other.item, _evaluated(part, unit, other.item))
        for other in alternatives
        if (other.reading, other.option, other.item.rule.record.scope.value) == (reading, option, unit[0])
    ]
    speaking = [(item, told) for item, told in (*dropped, *added) if _speaks(item, told)]
    if not speaking:
        return
    common = _common(part, unit, reading, {key for item, _ in speaking for key in said_by(item)})
    before, after = _with(common, dropped), _with(common, added)
    for item, _ in speaking:
        if any(before.get(key) != after.get(key) for key in said_by(item)):
            yield item.rule.id


def _speaks(item: Selected, told: Triple) -> bool:
    """
    Whether a rule may say something; a presumption that is open fills nothing.
    """
    return HOLDS in told if isinstance(item.rule.conclusion, Presume) else any(told)


def _common(part: Evaluation, unit: Unit, reading: str, keys: set[object]) -> dict[object, Triple]:
    """
    What rules that every option has in common say on some matters.
    """
    plan = part.plan.scopes[unit[0]]
    gated = set(plan.gated.get(reading, ()))
    found: dict[object, Triple] = {}
    for key in keys:
        for place in plan.said.get(key, ()):
            if place not in gated:
                found[key] = _greater(found.get(key), _told(part, unit, place))
    return found


def _told(part: Evaluation, unit: Unit, place: int) -> Triple:
    return tuple(world.verdicts[unit][place] for world in part.worlds)


def _with(common: dict[object, Triple], rows: list[tuple[Selected, Triple]]) -> dict[object, Triple]:
    found = dict(common)
    for item, told in rows:
        for key in said_by(item):
            found[key] = _greater(found.get(key), told)
    return {key: told for key, told in found.items() if any(told)}


def _greater(one: Triple | None, other: Triple) -> Triple:
    return other if one is None else tuple(max(pair) for pair in zip(one, other, strict=True))


def _evaluated(part: Evaluation, unit: Unit, item: Selected) -> Triple:
    columns = part.plan.scopes[unit[0]].layout
    return tuple(verdict(item.node, columns, world.vectors[unit]) for world in part.worlds)


def _definition_changes(part: Evaluation) -> Iterator[tuple[str, str, str]]:
    """
    Definitions that an option counts or leaves out, where suspicion would come out otherwise.
    """
    others = [other for other in part.plan.selection.alternatives if isinstance(other.item.rule.conclusion, Element)]
    for reading, option in dict.fromkeys((other.reading, other.option) for other in others):
        own = [other for other in others if (other.reading, other.option) == (reading, option)]
        if any(
            _suspicion(world.definitions) != _suspicion(_under(part, index, own))
            for index, world in enumerate(part.worlds)
        ):
            yield from ((reading, option, other.item.rule.id) for other in own)


def _under(part: Evaluation, index: int, others: list[Alternative]) -> dict[str, dict[str, int]]:
    definitions = {name: dict(elements) for name, elements in part.worlds[index].definitions.items()}
    for other in others:
        conclusion = other.item.rule.conclusion
        assert isinstance(conclusion, Element)
        if other.adds:
            told = _evaluated(part, ("incident", None), other.item)[index]
            elements = definitions.setdefault(conclusion.definition, {})
            elements[conclusion.id] = max(elements.get(conclusion.id, FAILS), told)
        else:
            definitions.pop(conclusion.definition, None)
    return definitions


def _suspicion(definitions: dict[str, dict[str, int]]) -> int:
    possible = [elements for elements in definitions.values() if FAILS not in elements.values()]
    return max((elements.get(ACT, FAILS) for elements in possible), default=FAILS)
