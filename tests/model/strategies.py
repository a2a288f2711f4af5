"""
Random documents, drawn from the classes' own annotations, so that a new field is tried without a word here.
"""

import typing
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any

import attrs
from hypothesis import strategies as st

from campuslex.model.fact import key_of
from campuslex.model.findings import FINDING_VALUES
from campuslex.model.incident import Act, Finding, Incident, Person
from campuslex.model.petition import Petition
from campuslex.model.school_term import SchoolTerm
from campuslex.model.spans import MAX_INT, Code, Jurisdiction, OneOf, Whole
from campuslex.model.words import Role

Raw = st.SearchStrategy[Any]
Draw = Callable[[Raw], Any]

CODES = ("S1", "S2", "V1", "v.2")
days = st.dates(date(2015, 1, 1), date(2027, 12, 31))
codes = st.from_regex(r"[A-Za-z][A-Za-z0-9._-]{0,5}", fullmatch=True)
wholes = st.integers(0, 20) | st.sampled_from([MAX_INT - 1, MAX_INT])


def words(cls: type[StrEnum]) -> Raw:
    """
    A word of an enum.
    """
    return st.sampled_from([member.value for member in cls])


def value_of(annotation: Any) -> Raw:
    """
    A known value of a field, in document form.
    """
    if annotation == Whole:
        return wholes | st.tuples(wholes, wholes).map(lambda pair: {"from": min(pair), "to": max(pair)})
    args = [arg for arg in typing.get_args(annotation) if arg is not type(None)]
    origin = typing.get_origin(annotation)
    if origin is tuple and args[-1] is Ellipsis:
        return st.lists(value_of(args[0]), max_size=3)
    if origin is tuple:
        return st.tuples(days, days).map(lambda pair: [day.isoformat() for day in sorted(pair)])
    if origin is dict:
        return st.just({})
    choice = next((typing.get_args(arg)[0] for arg in args if typing.get_origin(arg) is OneOf), None)
    if choice is not None:
        return words(choice) | st.lists(words(choice), min_size=1, max_size=3).map(lambda some: {"one_of": some})
    return value_of(args[0]) if args else _plain(annotation)


def _plain(cls: Any) -> Raw:
    if attrs.has(cls):
        return record(cls)
    if isinstance(cls, type) and issubclass(cls, StrEnum):
        return words(cls)
    return _PLAIN[cls]


_PLAIN: dict[Any, Raw] = {
    bool: st.booleans(),
    str: st.text(st.characters(codec="utf-8"), max_size=8),
    date: days.map(date.isoformat),
    Code: codes,
    Jurisdiction: st.from_regex(r"[0-9]{6}", fullmatch=True),
}


def record(cls: type, **given: Raw) -> Raw:
    """
    A record in document form: what it needs, some of the rest.

    Args:
        cls: Its class.
        given: Fields drawn otherwise, by their key; `nothing()` leaves one out.
    """
    needed, optional = dict[str, Raw](), dict[str, Raw]()
    for field in attrs.fields(attrs.resolve_types(cls)):
        key = key_of(field)
        strategy = given[key] if key in given else value_of(field.type)
        if not strategy.is_empty:
            (needed if field.default is attrs.NOTHING else optional)[key] = strategy
    return st.fixed_dictionaries(needed, optional=optional)


nothing = st.nothing


@st.composite
def incidents(draw: Draw) -> dict[str, Any]:
    """
    A valid incident: what acts, findings and disputes name is there, and days stand in order.
    """
    people = [draw(_person(code)) for code in draw(st.lists(st.sampled_from(CODES), unique=True))]
    for one in people:
        _steps_agree(one)
    present = [one["id"] for one in people]
    some = st.lists(st.sampled_from(present), max_size=2, unique=True) if present else nothing()
    acts = draw(st.lists(record(Act, by=some, against=some, response_to=nothing()), max_size=3))
    for index, one in enumerate(acts):
        _in_order(one, "from", "to")
        if len(acts) > 1 and draw(st.booleans()):
            one["response_to"] = draw(st.sampled_from([other for other in range(len(acts)) if other != index]))
    lists = dict.fromkeys(("people", "acts", "findings", "disputed"), nothing())
    body = draw(record(Incident, **lists))
    _in_order(body, "occurred_from", "occurred_to")
    if "occurred_to" in body or "occurred_from" in body:
        body.pop("occurred_between", None)
    body["findings"] = draw(_findings(present))
    body |= {"schema": Incident.SCHEMA, "people": people, "acts": acts}
    body["disputed"] = draw(_disputed(body)) or None
    return {key: value for key, value in body.items() if value is not None or draw(st.booleans())}


def _person(code: str) -> Raw:
    by_age = record(Person, id=st.just(code), role=words(Role), birth_date=nothing())
    by_birth = record(Person, id=st.just(code), role=words(Role), age=nothing(), birth_date=st.just("2012-02-29"))
    return by_age | by_birth


def _steps_agree(person: dict[str, Any]) -> None:
    """
    A step is not both taken on a day and not taken.
    """
    if person.get("guardian_notified") is False:
        person.pop("guardian_notified_on", None)
    for measure in person.get("measures_in_force") or ():
        _in_order(measure, "started_on", "ended_on")
        if "not_done" in measure:
            measure["not_done"] = [step for step in measure["not_done"] if f"{step}_on" not in measure]


def _in_order(body: dict[str, Any], first: str, last: str) -> None:
    if first in body and last in body:
        body[first], body[last] = sorted((body[first], body[last]))


def _findings(present: list[str]) -> Raw:
    whom = st.sampled_from(present) if present else nothing()

    def of(key: str) -> Raw:
        wanted = FINDING_VALUES[key]
        one = record(Finding, value=st.booleans() if wanted is bool else words(wanted), person=whom)
        return st.none() | one | st.lists(one, max_size=2)

    return st.none() | st.fixed_dictionaries({}, optional={key: of(key) for key in FINDING_VALUES})


def _disputed(body: dict[str, Any]) -> Raw:
    paths = [key for key in body if key in ("intent", "location", "dominance", "planned", "school")]
    paths += [f"people.{one['id']}.{key}" for one in body["people"] for key in one if key != "id"]
    paths += [f"acts.{index}.{key}" for index, one in enumerate(body["acts"]) for key in one]
    return st.lists(st.sampled_from(paths), max_size=2) if paths else st.just([])


_IN_ORDER = (
    *("received_on", "forwarded_on", "accepted_on", "answered_on"),
    *("review_requested_on", "review_answered_on", "recheck_requested_on"),
)


@st.composite
def petitions(draw: Draw) -> dict[str, Any]:
    """
    A valid petition.
    """
    body = draw(record(Petition))
    order = [key for key in _IN_ORDER if key in body]
    body |= zip(order, sorted(body[key] for key in order), strict=True)
    return {"schema": Petition.SCHEMA, **body}


@st.composite
def school_terms(draw: Draw) -> dict[str, Any]:
    """
    A valid school term.
    """
    body = draw(record(SchoolTerm))
    _in_order(body.get("term") or {}, "from", "to")
    return {"schema": SchoolTerm.SCHEMA, **body}


DOCUMENTS: dict[Any, Raw] = {Incident: incidents(), Petition: petitions(), SchoolTerm: school_terms()}

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | days.map(date.isoformat)
anything = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
)


@st.composite
def spoilt(draw: Draw, cls: type) -> dict[str, Any]:
    """
    A valid document in which some values were replaced, some keys added or renamed.
    """
    document: dict[str, Any] = draw(DOCUMENTS[cls])
    for _ in range(draw(st.integers(0, 3))):
        places = list(_places(document))
        if places:
            holder, key = draw(st.sampled_from(places))
            if isinstance(holder, dict) and draw(st.booleans()):
                holder[draw(st.text(max_size=6))] = holder.pop(key)
            else:
                holder[key] = draw(anything)
    return document


def _places(value: Any) -> typing.Iterator[tuple[Any, Any]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield value, key
        yield from _places(inner)
