"""
Faults of sense in a document: what each field allows but the whole contradicts.

Works on the raw document, so that faults of form and of sense are reported together.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from campuslex.errors import Fault
from campuslex.model.age import age_on
from campuslex.model.findings import FINDING_VALUES


def place(path: Sequence[str | int], body: Mapping[str, Any]) -> str:
    """
    A path as text, people by their code: `people.S2.age`, `acts.0.kind`.
    """
    parts = list(path)
    if len(parts) > 1 and parts[0] == "people" and isinstance(parts[1], int):
        parts[1] = _code_at(body.get("people"), parts[1])
    return ".".join(map(str, parts)) or "document"


def _code_at(people: object, index: int) -> str | int:
    items = _list(people)
    code = items[index].get("id") if index < len(items) and isinstance(items[index], Mapping) else None
    return code if isinstance(code, str) and code.isascii() and 0 < len(code) <= 64 else index


def sense_faults(body: Mapping[str, Any], schema: str) -> Iterator[Fault]:
    """
    The faults of sense of a document whose schema is known.
    """
    yield from _order_faults(body, _ORDERED_DATES.get(schema, ()))
    if schema == "campuslex/incident/1":
        yield from _incident_faults(body)


_ORDERED_DATES = {
    "campuslex/incident/1": (("occurred_from", "occurred_to"),),
    "campuslex/petition/1": (("received_on", "answered_on"), ("received_on", "accepted_on"), ("accepted_on", "answered_on")),
    "campuslex/school_term/1": (("term.from", "term.to"),),
}


def _order_faults(body: Mapping[str, Any], pairs: Sequence[tuple[str, str]], prefix: str = "") -> Iterator[Fault]:
    for first, second in pairs:
        early, late = _day(_at(body, first)), _day(_at(body, second))
        if early and late and late < early:
            yield Fault(prefix + second, f"lies before `{first}`", str(late), f"`{first}` is {early}")


def _at(body: Mapping[str, Any], dotted: str) -> object:
    value: object = body
    for part in dotted.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _day(value: object) -> date | None:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, date) else None


def _list(value: object) -> Sequence[Any]:
    return value if isinstance(value, (list, tuple)) else ()


def _incident_faults(body: Mapping[str, Any]) -> Iterator[Fault]:
    people = [person for person in _list(body.get("people")) if isinstance(person, Mapping)]
    codes = [person.get("id") for person in people if isinstance(person.get("id"), str)]
    for code in dict.fromkeys(codes):
        if codes.count(code) > 1:
            yield Fault(f"people.{str(code)[:64]}", "the same person twice", str(code)[:64], "one entry a person")
    between = _list(body.get("occurred_between"))
    if between:
        days = [_day(item) for item in between]
        if len(days) == 2 and days[0] and days[1] and days[1] < days[0]:
            yield Fault("occurred_between", "ends before it begins", f"{days[0]}..{days[1]}", "swap the two days")
        if body.get("occurred_to") is not None or body.get("occurred_from") is not None:
            yield Fault("occurred_between", "stands beside occurred_from or occurred_to", remedy="give one or the other")
    for person in people:
        yield from _age_faults(person, body)
    for index, act in enumerate(_list(body.get("acts"))):
        if isinstance(act, Mapping):
            yield from _act_faults(index, act, body, {str(code) for code in codes})
    yield from _finding_faults(body, {str(code) for code in codes})
    yield from _disputed_faults(body, {str(code) for code in codes})


def _age_faults(person: Mapping[str, Any], body: Mapping[str, Any]) -> Iterator[Fault]:
    where = f"people.{str(person.get('id'))[:64]}"
    born = _day(person.get("birth_date"))
    day = _day(body.get("occurred_to")) or _day(body.get("occurred_from"))
    if born is None or day is None:
        return
    first = _day(body.get("occurred_from")) or day
    if born > day:
        yield Fault(f"{where}.birth_date", "lies after the conduct", str(born))
        return
    given = person.get("age")
    bounds = (given.get("from"), given.get("to")) if isinstance(given, Mapping) else (given, given)
    if not all(isinstance(bound, int) and not isinstance(bound, bool) for bound in bounds):
        return
    low, high = age_on(born, min(first, day)) if first >= born else 0, age_on(born, day)
    if bounds[1] < low or bounds[0] > high:
        told = f"{bounds[0]}" if bounds[0] == bounds[1] else f"{bounds[0]}..{bounds[1]}"
        yield Fault(f"{where}.age", "does not agree with the birth date", told, f"from the birth date: {high}")


def _act_faults(index: int, act: Mapping[str, Any], body: Mapping[str, Any], codes: set[str]) -> Iterator[Fault]:
    where = f"acts.{index}"
    if codes:
        for side in ("by", "against"):
            for code in _list(act.get(side)):
                if isinstance(code, str) and code not in codes:
                    yield Fault(f"{where}.{side}", "no such person", code[:64], f"known: {', '.join(sorted(codes)[:12])}")
    yield from _order_faults(act, (("from", "to"),), f"{where}.")
    answered = act.get("response_to")
    if isinstance(answered, int) and not isinstance(answered, bool):
        if answered >= len(_list(body.get("acts"))) or answered == index:
            yield Fault(f"{where}.response_to", "no such other act", str(answered), "acts are counted from 0")


def _finding_faults(body: Mapping[str, Any], codes: set[str]) -> Iterator[Fault]:
    findings = body.get("findings")
    if not isinstance(findings, Mapping):
        return
    for key, given in findings.items():
        for item in _list(given) or (given,):
            if key not in FINDING_VALUES or not isinstance(item, Mapping):
                continue
            yield from _value_faults(str(key), item.get("value"))
            person = item.get("person")
            if isinstance(person, str) and person not in codes:
                yield Fault(f"findings.{key}.person", "no such person", person[:64])


def _value_faults(key: str, value: object) -> Iterator[Fault]:
    wanted = FINDING_VALUES[key]
    if value is None:
        return
    if wanted is bool:
        if not isinstance(value, bool):
            yield Fault(f"findings.{key}.value", "must be true or false", str(value)[:40])
    elif value not in [str(member) for member in wanted]:
        words = ", ".join(str(member) for member in wanted)
        yield Fault(f"findings.{key}.value", "not a word this finding knows", str(value)[:40], f"one of: {words}")


def _disputed_faults(body: Mapping[str, Any], codes: set[str]) -> Iterator[Fault]:
    for path in _list(body.get("disputed")):
        if not isinstance(path, str):
            continue
        head, *rest = path.split(".")
        known = head in _DISPUTABLE
        if head == "people":
            known = len(rest) == 2 and rest[0] in codes
        elif head == "acts":
            known = len(rest) == 2 and rest[0].isdecimal() and int(rest[0]) < len(_list(body.get("acts")))
        if not known:
            yield Fault("disputed", "names no fact of this document", path[:64], "such as `people.S2.age`, `acts.0.kind`")


_DISPUTABLE = frozenset(
    "occurred_from occurred_to occurred_between first_known_at location ongoing cross_school same_class same_dormitory "
    "intent dominance planned lured in_retaliation_for_reporting could_not_be_stopped gang instigated_by_adult "
    "school school_conduct bureau_conduct police_known_on procedure_started_on".split()
)
