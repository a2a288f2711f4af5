"""
Documents as flat rows: the facts a rule may name, computed for one unit of a scope.
"""

from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import cache
from typing import Any

from attrs import evolve

from campuslex.model.derived import PetitionView, TermView, View, derived_function
from campuslex.model.incident import Incident
from campuslex.model.spans import OneOf
from campuslex.model.vocabulary import Members, Scope, Value, vocabulary
from campuslex.model.words import Stage

AnyView = View | PetitionView | TermView


def row(scope: Scope, view: Any, names: Iterable[str]) -> dict[str, Value]:
    """
    The named facts of one unit: fields and derived facts; findings and conclusions are not in it.
    """
    return {name: _accessor(scope, name)(view) for name in names}


@cache
def _accessor(scope: Scope, name: str) -> Callable[[Any], Value]:
    function = derived_function(scope, name)
    if function is not None:
        return function
    spec = vocabulary(scope)[name]
    if spec.origin != "field":
        return lambda _: None
    head, _, tail = name.partition(".")
    if scope == "petition":
        return lambda view: _flat(getattr(view.petition, name))
    if scope == "case":
        return lambda view: _flat(getattr(view, name))
    if scope == "school_term":
        return _nested("term", head, tail)
    if tail or hasattr(Incident, head):
        return _nested("incident", head, tail)
    return lambda view: _flat(getattr(view.person, name))


def _nested(source: str, head: str, tail: str) -> Callable[[Any], Value]:
    def get(view: Any) -> Value:
        value = getattr(getattr(view, source), head)
        return _flat(getattr(value, tail) if tail and value is not None else value)

    return get


_HALVES = {Stage.PRIMARY: (Stage.PRIMARY_LOWER.value, Stage.PRIMARY_UPPER.value)}


def _flat(value: Any) -> Value:
    if isinstance(value, tuple):
        return Members(frozenset(str(item) for item in value))
    if isinstance(value, (StrEnum, OneOf)):
        words = value.values if isinstance(value, OneOf) else (value,)
        flat = frozenset(half for word in words for half in _HALVES.get(word, (word.value,)))
        return flat if len(flat) > 1 else next(iter(flat))
    result: Value = value
    return result


def without_disputed(incident: Incident) -> tuple[Incident, frozenset[int]]:
    """
    The incident as it is established: facts a side disputes are unknown.

    Returns:
        The incident, and the indexes of acts whose very kind is disputed.
    """
    doubtful: set[int] = set()
    for path in incident.disputed or ():
        head, *rest = path.split(".")
        if head == "people":
            # a code may hold dots, a field's name never does
            incident = _forget_person(incident, ".".join(rest[:-1]), rest[-1])
        elif head == "acts":
            index, name = int(rest[0]), rest[1]
            if name == "kind":
                doubtful.add(index)
            else:
                incident = _forget_act(incident, index, "from_" if name == "from" else name)
        else:
            forgotten: dict[str, Any] = {head: None}
            incident = evolve(incident, **forgotten)
            if head == "intent":
                incident = evolve(incident, acts=tuple(evolve(act, intent=None) for act in incident.acts))
    return incident, frozenset(doubtful)


def _forget_person(incident: Incident, code: str, name: str) -> Incident:
    forgotten: dict[str, Any] = {"age": None, "birth_date": None} if name in ("age", "birth_date") else {name: None}
    people = tuple(
        evolve(person, **forgotten) if person.id == code and name not in ("id", "role") else person
        for person in incident.people
    )
    return evolve(incident, people=people)


def _forget_act(incident: Incident, index: int, name: str) -> Incident:
    forgotten: dict[str, Any] = {name: None}
    acts = tuple(evolve(act, **forgotten) if i == index else act for i, act in enumerate(incident.acts))
    return evolve(incident, acts=acts)
