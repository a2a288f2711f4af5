"""
Faults of sense in a document: what each field allows but the whole contradicts.

Works on the raw document, so that faults of form and of sense are reported together.
"""

import typing
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any, TypeGuard

import attrs

from campuslex.errors import Fault
from campuslex.model.age import age_on
from campuslex.model.codes import is_safe_code
from campuslex.model.fact import key_of
from campuslex.model.findings import FINDING_VALUES
from campuslex.model.spans import Span
from campuslex.model.wording import nearest, shorten

Body = Mapping[str, Any]


def place(path: Sequence[str | int], body: Body) -> str:
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
    return str(code) if is_safe_code(code) else index


def sense_faults(body: Body, cls: type) -> Iterator[Fault]:
    """
    The faults of sense of a document.

    Args:
        body: The document without its `schema`.
        cls: The class it is read into; what the class has no field for is left to the faults of form.
    """
    fields = _fields(cls)
    yield from _order_faults(body, [pair for pair in _ORDERED_DATES if pair[0].split(".")[0] in fields])
    if "people" in fields and "acts" in fields:
        yield from _incident_faults(body, fields)


_ORDERED_DATES = (
    ("occurred_from", "occurred_to"),
    ("received_on", "accepted_on"),
    ("received_on", "answered_on"),
    ("accepted_on", "answered_on"),
    ("received_on", "forwarded_on"),
    ("answered_on", "review_requested_on"),
    ("review_requested_on", "review_answered_on"),
    ("review_answered_on", "recheck_requested_on"),
    ("term.from", "term.to"),
)


def _order_faults(body: Body, pairs: Sequence[tuple[str, str]], prefix: str = "") -> Iterator[Fault]:
    for first, second in pairs:
        early, late = _day(_at(body, first)), _day(_at(body, second))
        if early and late and late < early:
            yield Fault(prefix + second, f"lies before `{first}`", str(late), f"`{first}` is {early}")


def _at(body: Body, dotted: str) -> object:
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
    # a time of day is a fault of form, and does not compare with a day
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


def _list(value: object) -> Sequence[Any]:
    return value if isinstance(value, (list, tuple)) else ()


def _incident_faults(body: Body, fields: Mapping[str, Any]) -> Iterator[Fault]:
    people = _list(body.get("people"))
    codes: dict[str, int] = {}
    for person in people:
        code = person.get("id") if isinstance(person, Mapping) else None
        if is_safe_code(code):
            codes[str(code)] = codes.get(str(code), 0) + 1
    for code, times in codes.items():
        if times > 1:
            yield Fault(f"people.{code}", "the same person twice", code, "one entry a person")
    yield from _between_faults(body)
    for index, person in enumerate(people):
        if isinstance(person, Mapping):
            yield from _age_faults(place(("people", index), body), person, body)
            yield from _step_faults(place(("people", index), body), person)
    for index, act in enumerate(_list(body.get("acts"))):
        if isinstance(act, Mapping):
            yield from _act_faults(index, act, body, codes)
    yield from _finding_faults(body, codes)
    yield from _disputed_faults(body, codes, fields)


def _between_faults(body: Body) -> Iterator[Fault]:
    between = _list(body.get("occurred_between"))
    days = [day for item in between if (day := _day(item))]
    if len(days) == 2 and days[1] < days[0]:
        yield Fault("occurred_between", "ends before it begins", f"{days[0]}..{days[1]}", "swap the two days")
    if between and (body.get("occurred_to") is not None or body.get("occurred_from") is not None):
        yield Fault("occurred_between", "stands beside occurred_from or occurred_to", remedy="give one or the other")


def _age_faults(where: str, person: Body, body: Body) -> Iterator[Fault]:
    born = _day(person.get("birth_date"))
    told = (_day(body.get(key)) for key in ("occurred_from", "occurred_to"))
    days = sorted(day for day in (*told, *map(_day, _list(body.get("occurred_between")))) if day)
    if born is None or not days:
        return
    first, last = days[0], days[-1]
    if born > last:
        yield Fault(f"{where}.birth_date", "lies after the conduct", str(born))
        return
    given = person.get("age")
    low, high = (given.get("from"), given.get("to")) if isinstance(given, Mapping) else (given, given)
    if not (_is_whole(low) and _is_whole(high)):
        return
    youngest, oldest = age_on(born, max(first, born)), age_on(born, last)
    if high < youngest or low > oldest:
        value, right = (f"{a}" if a == b else f"{a}..{b}" for a, b in ((low, high), (youngest, oldest)))
        yield Fault(f"{where}.age", "does not agree with the birth date", value, f"from the birth date: {right}")


def _is_whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _step_faults(where: str, person: Body) -> Iterator[Fault]:
    if person.get("guardian_notified") is False and person.get("guardian_notified_on") is not None:
        yield Fault(
            f"{where}.guardian_notified", "is false beside `guardian_notified_on`", remedy="give one or the other"
        )
    for index, measure in enumerate(_list(person.get("measures_in_force"))):
        if not isinstance(measure, Mapping):
            continue
        at = f"{where}.measures_in_force.{index}"
        yield from _order_faults(measure, (("started_on", "ended_on"),), f"{at}.")
        for step in _list(measure.get("not_done")):
            if isinstance(step, str) and measure.get(f"{step}_on") is not None:
                yield Fault(f"{at}.not_done", f"stands beside `{step}_on`", step, "give one or the other")


def _act_faults(index: int, act: Body, body: Body, codes: Mapping[str, int]) -> Iterator[Fault]:
    where = f"acts.{index}"
    for side in ("by", "against"):
        for code in dict.fromkeys(code for code in _list(act.get(side)) if is_safe_code(code)):
            if codes and code not in codes:
                yield _nobody(f"{where}.{side}", code, codes)
    yield from _order_faults(act, (("from", "to"),), f"{where}.")
    answered = act.get("response_to")
    if _is_whole(answered) and (answered >= len(_list(body.get("acts"))) or answered == index):
        yield Fault(f"{where}.response_to", "no such other act", str(answered), "acts are counted from 0")


def _nobody(where: str, code: str, codes: Mapping[str, int]) -> Fault:
    close = get_close_matches(code, list(codes)[:200], n=1)
    known = f"known: {', '.join(list(codes)[:12])}"
    return Fault(where, "no such person", code, f"did you mean `{close[0]}`?" if close else known)


def _finding_faults(body: Body, codes: Mapping[str, int]) -> Iterator[Fault]:
    findings = body.get("findings")
    if not isinstance(findings, Mapping):
        return
    for key, given in findings.items():
        if key not in FINDING_VALUES:
            continue
        several = isinstance(given, (list, tuple))
        for index, item in enumerate(given if several else (given,)):
            if not isinstance(item, Mapping):
                continue
            where = f"findings.{key}.{index}" if several else f"findings.{key}"
            yield from value_faults(where, key, item.get("value"))
            person = item.get("person")
            if codes and is_safe_code(person) and person not in codes:
                yield _nobody(f"{where}.person", str(person), codes)


def value_faults(where: str, key: str, value: object) -> Iterator[Fault]:
    """
    What keeps a value from being what a finding can say.
    """
    wanted = FINDING_VALUES[key]
    if value is None:
        return
    if wanted is bool:
        if not isinstance(value, bool):
            yield Fault(f"{where}.value", "must be true or false", shorten(value))
    elif value not in (words := [str(member) for member in wanted]):
        yield Fault(f"{where}.value", "not a word this finding knows", shorten(value), nearest(value, words))


def _disputed_faults(body: Body, codes: Mapping[str, int], fields: Mapping[str, Any]) -> Iterator[Fault]:
    for path in _list(body.get("disputed")):
        if isinstance(path, str) and not _is_disputable(path, body, codes, fields):
            remedy = "such as `people.S2.age`, `acts.0.kind`"
            yield Fault("disputed", "names no fact of this document", shorten(path), remedy)


def _is_disputable(path: str, body: Body, codes: Mapping[str, int], fields: Mapping[str, Any]) -> bool:
    head, _, rest = path.partition(".")
    # a person's code may hold dots, a field's name never does
    middle, _, name = rest.rpartition(".")
    if head == "people":
        return middle in codes and name in _fields(_record_in(fields[head])) and name != "id"
    if head == "acts":
        known = (
            len(middle) <= 4 and middle.isascii() and middle.isdecimal() and int(middle) < len(_list(body.get("acts")))
        )
        return known and name in _fields(_record_in(fields[head]))
    if head not in fields or head in ("id", "jurisdiction", "findings", "disputed", "events"):
        return False
    return not rest or (not middle and name in _fields(_record_in(fields[head])))


def _fields(cls: Any) -> Mapping[str, Any]:
    return {key_of(field): field.type for field in attrs.fields(cls)} if attrs.has(cls) else {}


def _record_in(annotation: Any) -> Any:
    parts = (annotation, *typing.get_args(annotation))
    return next(
        (part for part in parts if attrs.has(part) and typing.get_origin(part) is None and part is not Span), None
    )
