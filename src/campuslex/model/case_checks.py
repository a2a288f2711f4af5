"""
Faults of sense in a case: events about unknown people, without what their kind needs, or on unknown facts.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from campuslex.errors import Fault
from campuslex.model import checks
from campuslex.model.codes import is_safe_code
from campuslex.model.fact import key_of
from campuslex.model.findings import FINDING_VALUES
from campuslex.model.incident import Act, BureauConduct, Incident, Person, School, SchoolConduct
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


def case_faults(body: Body) -> Iterator[Fault]:
    """
    The faults of sense of a case's document, those of its incident among them.
    """
    incident = body.get("incident")
    incident = incident if isinstance(incident, Mapping) else {}
    for fault in checks.sense_faults(incident, Incident):
        yield attrs.evolve(fault, place=f"incident.{fault.place}")
    people = [str(item["id"]) for item in _list(incident.get("people")) if _is_person(item)]
    for index, event in enumerate(_list(body.get("events"))):
        if isinstance(event, Mapping):
            yield from _event_faults(f"events.{index}", event, people, len(_list(incident.get("acts"))))


def _list(value: object) -> Sequence[Any]:
    return value if isinstance(value, (list, tuple)) else ()


def _is_person(item: object) -> bool:
    return isinstance(item, Mapping) and is_safe_code(item.get("id"))


def _event_faults(where: str, event: Body, people: list[str], acts: int) -> Iterator[Fault]:
    kind = event.get("kind")
    for name in _NEEDS.get(str(kind), ()):
        if event.get(name) is None:
            yield Fault(f"{where}.{name}", f"missing: `{kind}` must tell it")
    person = event.get("person")
    if people and is_safe_code(person) and person not in people:
        yield Fault(f"{where}.person", "no such person", str(person), nearest(str(person), people))
    key = event.get("finding")
    if isinstance(key, str) and key not in FINDING_VALUES:
        yield Fault(f"{where}.finding", "unknown finding", shorten(key), nearest(key, FINDING_VALUES))
    elif isinstance(key, str) or kind == E.DETERMINATION_MADE:
        yield from checks.value_faults(where, str(key or "bullying"), event.get("value"))
    facts = event.get("facts")
    for path in [*(facts if isinstance(facts, Mapping) else ()), *_list(event.get("paths"))]:
        if isinstance(path, str) and not _is_path(path, people, acts):
            yield Fault(f"{where}.facts", "names no fact of an incident", shorten(path), "such as `people.S2.age`")


def _is_path(path: str, people: list[str], acts: int) -> bool:
    head, _, rest = path.partition(".")
    middle, _, name = rest.rpartition(".")
    if head == "people":
        return middle in people and name in _names(Person) - {"id"}
    if head == "acts":
        return middle.isdecimal() and int(middle) < acts and name in _names(Act)
    if head in _NESTED:
        return rest in _names(_NESTED[head])
    return not rest and head in _names(Incident) - {"id", "people", "acts", "findings"}


def _names(cls: type) -> set[str]:
    return {key_of(field) for field in attrs.fields(cls)}
