"""
Several evaluations as one: where the day of the conduct is not known, what every possible day agrees on is answered.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TypeVar, cast

from attrs import define, field

from campuslex.assessment.plan import places_by_kind
from campuslex.assessment.worlds import Evaluation, Unit, World
from campuslex.engine.values import FAILS, OPEN
from campuslex.model.derived import conduct_days
from campuslex.model.incident import Incident
from campuslex.model.vocabulary import SCOPES, Scope
from campuslex.rulebook.book import Rulebook, Selected

T = TypeVar("T")


@define(eq=False)
class Merged:
    """
    One evaluation, or several agreeing where they do.

    Args:
        rules: The rules of each scope.
        verdicts: By world, unit and place of the rule.
        worlds: What the worlds concluded, merged.
        parts: The evaluations it was made of.
        undated: Whether they differ because the day is not known.
    """

    rules: dict[Scope, tuple[Selected, ...]]
    verdicts: tuple[dict[Unit, list[int]], ...]
    worlds: tuple[World, World, World]
    parts: tuple[Evaluation, ...]
    no_norm: bool
    places: dict[Scope, dict[type, tuple[int, ...]]] = field(factory=dict)

    def of(self, scope: Scope, kind: type[T]) -> Iterator[tuple[int, Selected, T]]:
        """
        The rules of a scope with a kind of conclusion: place, rule, conclusion.
        """
        found = self.places.get(scope)
        if found is None:
            found = self.places[scope] = places_by_kind(self.rules[scope])
        rules = self.rules[scope]
        return ((index, rules[index], cast(T, rules[index].rule.conclusion)) for index in found.get(kind, ()))

    @property
    def undated(self) -> bool:
        """
        Whether the law of several days had to be asked.
        """
        return len(self.parts) > 1


def possible_days(incident: Incident, book: Rulebook, on: date, layers: tuple[str, ...]) -> list[date]:
    """
    The days of conduct whose law may apply: the day known, or one day for every stretch of unchanged rules.
    """
    days = conduct_days(incident)
    if incident.occurred_to and days:
        return [days[1]]
    changes = [day for day in book.conduct_changes_in(layers) if day <= on]
    if days is None:
        first = changes[0] - timedelta(days=1) if changes else on
        return [first, *changes]
    last = days[1] if incident.occurred_between else max(on, days[0])
    return [days[0], *(day for day in changes if days[0] < day <= last)]


def merge(parts: Sequence[Evaluation]) -> Merged:
    """
    What all evaluations agree on; the rest is open.
    """
    first = parts[0]
    no_norm = all(not part.worlds[0].definitions for part in parts)
    if len(parts) == 1:
        rules = {scope: first.plan.scopes[scope].rules for scope in SCOPES}
        places = {scope: first.plan.scopes[scope].places for scope in SCOPES}
        return Merged(rules, tuple(world.verdicts for world in first.worlds), first.worlds, (first,), no_norm, places)
    rules = {scope: _union(parts, scope) for scope in SCOPES}
    verdicts = tuple(_agree(parts, rules, index) for index in range(3))
    e, p, c = (_merge_worlds([part.worlds[index] for part in parts]) for index in range(3))
    return Merged(rules, verdicts, (e, p, c), tuple(parts), no_norm)


def _union(parts: Sequence[Evaluation], scope: Scope) -> tuple[Selected, ...]:
    found: dict[str, Selected] = {}
    for part in reversed(parts):
        for item in part.plan.scopes[scope].rules:
            found.setdefault(item.rule.id, item)
    return tuple(sorted(found.values(), key=lambda item: (item.rule.place, item.rule.id)))


def _agree(parts: Sequence[Evaluation], rules: dict[Scope, tuple[Selected, ...]], index: int) -> dict[Unit, list[int]]:
    agreed: dict[Unit, list[int]] = {}
    for unit in parts[0].worlds[0].verdicts:
        tables = [
            {
                item.rule.id: verdict
                for item, verdict in zip(
                    part.plan.scopes[unit[0]].rules, part.worlds[index].verdicts[unit], strict=True
                )
            }
            for part in parts
        ]
        agreed[unit] = [agree([table.get(item.rule.id, FAILS) for table in tables]) for item in rules[unit[0]]]
    return agreed


def agree(verdicts: Sequence[int]) -> int:
    """
    The verdict all give, else open.
    """
    return verdicts[0] if all(verdict == verdicts[0] for verdict in verdicts) else OPEN


def _merge_worlds(worlds: Sequence[World]) -> World:
    last = worlds[-1]
    names = {name for world in worlds for name in world.definitions}
    definitions = {}
    for name in sorted(names):
        elements = next(world.definitions[name] for world in reversed(worlds) if name in world.definitions)
        definitions[name] = {
            element: agree([world.definitions.get(name, {}).get(element, FAILS) for world in worlds])
            for element in elements
        }
    return World(
        name=last.name,
        verdicts=last.verdicts,
        vectors=last.vectors,
        definitions=definitions,
        suspicion=agree([world.suspicion for world in worlds]),
        unlawful={key: agree([world.unlawful[key] for world in worlds]) for key in last.unlawful},
        grades={code: _merge_grades([world.grades[code] for world in worlds]) for code in last.grades},
        presumed=last.presumed,
    )


def _merge_grades(grades: Sequence[tuple[int, int, bool]]) -> tuple[int, int, bool]:
    low, high = min(grade[0] for grade in grades), max(grade[1] for grade in grades)
    return low, high, all(grade == grades[0] for grade in grades) and grades[0][2]
