"""
Faults of sense in a case: events about unknown people, without what their kind needs, or on unknown facts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

import attrs

from campuslex.errors import Fault
from campuslex.model import checks
from campuslex.model.codes import is_safe_code
from campuslex.model.fact import key_of
from campuslex.model.findings import FINDING_VALUES
from campuslex.model.incident import Act, BureauConduct, Incident, Person, School, SchoolConduct
from campuslex.model.spans import MAX_INT
from campuslex.model.wording import nearest, shorten
from campuslex.model.words import EventKind

Body = Mapping[str, Any]
E = EventKind

_NEEDS: Mapping[str, tuple[str, ...]] = {
    E.REPORTED_TO: ("to",),
    E.DETERMINATION_MADE: ("by", "value"),
    E.FINDING_MADE: ("by", "finding", "value"),
    E.FINDING_WITHDRAWN: ("finding",),
    E.FACT_LEARNED: ("facts",),
    E.FACT_WITHDRAWN: ("paths",),
    E.MEASURE_DECIDED: ("person", "measure"),
    E.MEASURE_NOTIFIED: ("person", "measure"),
    E.SANCTION_REVOKED: ("person", "measure"),
    E.EXTENDED: ("act", "number", "unit"),
    E.PAUSED: ("reason",),
    E.RESUMED: ("reason",),
    E.DUTY_DONE: ("act",),
}
"""What an event of a kind must tell."""
_NESTED = {"school": School, "school_conduct": SchoolConduct, "bureau_conduct": BureauConduct}
_LONGEST_EXTENSION = 10_000
_DEEPEST = 4
"""How deep a learned fact nests at most: a list of records of lists."""
_MOST_NAMED = 12
"""Most people or acts among which the nearest name is sought."""


@attrs.frozen
class Known:
    """
    What an event may speak of: the people of an incident, and how many acts it tells.
    """

    people: dict[str, None]
    acts: int

    @classmethod
    def of(cls, incident: Body) -> "Known":
        """
        The people and acts of an incident as written.
        """
        people = [str(item["id"]) for item in _list(incident.get("people")) if _is_person(item)]
        return cls(dict.fromkeys(people), len(_list(incident.get("acts"))))


def case_faults(body: Body) -> Iterator[Fault]:
    """
    The faults of sense of a case's document, those of its incident among them.
    """
    given = body.get("incident")
    incident = given if isinstance(given, Mapping) else {}
    for fault in checks.sense_faults(incident, Incident):
        yield attrs.evolve(fault, place=f"incident.{fault.place}")
    known = Known.of(incident)
    for index, event in enumerate(_list(body.get("events"))):
        if isinstance(event, Mapping):
            yield from event_faults(f"events.{index}", event, known)
    yield from _term_faults(_list(body.get("school_terms")))


def event_faults(where: str, event: Body, known: Known) -> Iterator[Fault]:
    """
    The faults of sense of one event.

    Args:
        where: The event's place.
        event: The event as written.
        known: What it may speak of.
    """
    kind = event.get("kind")
    for name in _NEEDS.get(kind, ()) if isinstance(kind, str) else ():
        if event.get(name) is None or event[name] in ({}, [], ()):
            yield Fault(f"{where}.{name}", f"missing: `{kind}` must tell it")
    person = event.get("person")
    if known.people and is_safe_code(person) and person not in known.people:
        remedy = nearest(str(person), list(known.people)[:_MOST_NAMED])
        yield Fault(f"{where}.person", "no such person", str(person), remedy)
    yield from _finding_faults(where, event)
    if kind == E.EXTENDED:
        yield from _number_faults(where, event.get("number"))
    facts = event.get("facts")
    told = facts if isinstance(facts, Mapping) else {}
    for name, paths in (("facts", told), ("paths", _list(event.get("paths")))):
        yield from _path_faults(f"{where}.{name}", paths, known)
    for path, value in told.items():
        if not _is_json(value, _DEEPEST):
            yield Fault(f"{where}.facts", "not a value JSON can hold", shorten(path))


def _list(value: object) -> Sequence[Any]:
    return value if isinstance(value, (list, tuple)) else ()


def _is_person(item: object) -> bool:
    return isinstance(item, Mapping) and is_safe_code(item.get("id"))


def _finding_faults(where: str, event: Body) -> Iterator[Fault]:
    key, value = event.get("finding"), event.get("value")
    if isinstance(key, str) and key not in FINDING_VALUES:
        yield Fault(f"{where}.finding", "unknown finding", shorten(key), nearest(key, FINDING_VALUES))
    elif event.get("kind") == E.DETERMINATION_MADE:
        yield from checks.value_faults(where, "bullying", value)
    elif isinstance(key, str):
        yield from checks.value_faults(where, key, value)
    elif value is not None and not (isinstance(value, (bool, str)) and _is_json(value, 0)):
        yield Fault(f"{where}.value", "must be true, false or a word", shorten(value))


def _number_faults(where: str, number: object) -> Iterator[Fault]:
    if number is None:
        return
    if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= _LONGEST_EXTENSION:
        remedy = f"a whole number from 1 to {_LONGEST_EXTENSION}"
        yield Fault(f"{where}.number", "no length of an extension", shorten(number), remedy)


def _is_json(value: object, deep: int) -> bool:
    if isinstance(value, Mapping):
        return deep > 0 and all(isinstance(key, str) and _is_json(item, deep - 1) for key, item in value.items())
    if isinstance(value, (list, tuple)):
        return deep > 0 and all(_is_json(item, deep - 1) for item in value)
    if isinstance(value, str):
        return value.isascii() or not any("\ud800" <= char <= "\udfff" for char in value)
    if isinstance(value, int):
        return abs(value) <= MAX_INT
    return value is None


def _path_faults(where: str, paths: Iterable[object], known: Known) -> Iterator[Fault]:
    for path in paths:
        if isinstance(path, str) and not _is_path(path, known):
            remedy = nearest(path, _likely(path, known))
            yield Fault(where, "names no fact of an incident", shorten(path), remedy or "such as `people.S2.age`")


def _is_path(path: str, known: Known) -> bool:
    head, _, rest = path.partition(".")
    # a person's code may hold dots, a field's name never does
    middle, _, name = rest.rpartition(".")
    if head == "people":
        return middle in known.people and name in _names(Person) and name != "id"
    if head == "acts":
        numbered = len(middle) <= 4 and middle.isascii() and middle.isdecimal() and int(middle) < known.acts
        return numbered and name in _names(Act)
    if rest:
        return head in _NESTED and rest in _names(_NESTED[head])
    return head in _OWN


def _likely(path: str, known: Known) -> list[str]:
    """
    Some paths that one may have meant.
    """
    head = path.partition(".")[0]
    if head == "people":
        return [f"people.{code}.{name}" for code in list(known.people)[:_MOST_NAMED] for name in _names(Person)]
    if head == "acts":
        return [f"acts.{index}.{name}" for index in range(min(known.acts, _MOST_NAMED)) for name in _names(Act)]
    below = [f"{name}.{field}" for name, cls in _NESTED.items() for field in _names(cls)]
    return [*_OWN, *below]


@cache
def _names(cls: type) -> tuple[str, ...]:
    return tuple(key_of(field) for field in attrs.fields(cls))


_OWN = tuple(name for name in _names(Incident) if name not in ("id", "people", "acts", "findings"))
"""Facts of the incident itself that an event may tell."""


def _term_faults(terms: Sequence[Any]) -> Iterator[Fault]:
    told = []
    for index, term in enumerate(terms):
        first, last = (_day(term.get(key)) for key in ("from", "to")) if isinstance(term, Mapping) else (None, None)
        if first and last:
            told.append((first, last, index))
            if last < first:
                yield Fault(f"school_terms.{index}.to", "lies before the term's first day", last.isoformat())
    for (_, ends, _), (begins, _, index) in pairwise(sorted(told)):
        if begins <= ends:
            yield Fault(f"school_terms.{index}.from", "lies within another term", begins.isoformat())


def _day(value: object) -> date | None:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return value if type(value) is date else None
