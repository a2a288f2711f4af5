"""
What if: one incident with a fact changed, the two answers side by side, only what differs.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import frozen

from campuslex.assessment.answer import Assessment
from campuslex.errors import FactsError, Fault
from campuslex.model.incident import Incident
from campuslex.model.wording import nearest


@frozen
class Difference:
    """
    One outcome that differs between two answers.

    Args:
        outcome: What it is, as `Assessment.why` calls it.
        before: In the first answer, as text; None where it is absent.
        after: In the second.
        rules: The rules behind it in either.
    """

    outcome: str
    before: str | None
    after: str | None
    rules: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        return {"outcome": self.outcome, "before": self.before, "after": self.after, "rules": list(self.rules)}


Outcomes = dict[str, tuple[str, tuple[str, ...]]]
"""Text and rules by outcome."""


def changed(incident: Incident, facts: Mapping[str, Any]) -> Incident:
    """
    An incident with some facts set; `None` makes one unknown.

    Args:
        incident: The incident.
        facts: Values by path: `occurred_to`, `S2.age`, `people.S2.age`, `acts.0.weapon`, `school_conduct.concealed`.

    Raises:
        FactsError: A path that leads nowhere, or a value its fact cannot have.
    """
    body = incident.to_dict()
    faults: list[Fault] = []
    for path, value in facts.items():
        holder, name = _holder(body, path)
        if holder is None:
            people = [str(person["id"]) for person in body.get("people", ())]
            faults.append(Fault(path, "leads to no part of this incident", path, nearest(path.split(".")[0], people)))
        elif value is None:
            holder.pop(name, None)
        else:
            holder[name] = value
    if faults:
        raise FactsError(faults)
    return Incident.from_dict(body)


def _holder(body: dict[str, Any], path: str) -> tuple[dict[str, Any] | None, str]:
    head, _, rest = path.removeprefix("people.").rpartition(".")
    person = next((item for item in body.get("people", ()) if item["id"] == head), None)
    if person is not None:
        return person, rest
    if not head:
        return body, rest
    kind, _, index = head.partition(".")
    if kind == "acts" and index.isdecimal() and int(index) < len(body.get("acts", ())):
        return body["acts"][int(index)], rest
    if head in ("school", "school_conduct", "bureau_conduct"):
        return body.setdefault(head, {}), rest
    return None, rest


def compare(before: Assessment, after: Assessment) -> tuple[Difference, ...]:
    """
    What differs between two answers, in the order of an answer: determination, severity, measures, duties, triggers.
    """
    one, other = _outcomes(before), _outcomes(after)
    return tuple(
        Difference(name, _text(one, name), _text(other, name), _rules(one, other, name))
        for name in dict.fromkeys((*one, *other))
        if _text(one, name) != _text(other, name)
    )


def _text(outcomes: Outcomes, name: str) -> str | None:
    return outcomes[name][0] if name in outcomes else None


def _rules(one: Outcomes, other: Outcomes, name: str) -> tuple[str, ...]:
    empty: tuple[str, tuple[str, ...]] = ("", ())
    return tuple(dict.fromkeys((*one.get(name, empty)[1], *other.get(name, empty)[1])))


def _outcomes(answer: Assessment) -> Outcomes:
    return dict(_told(answer))


def _told(answer: Assessment) -> Iterator[tuple[str, tuple[str, tuple[str, ...]]]]:
    yield "determination", (answer.determination.status, ())
    yield from _severity("severity", answer.severity)
    for code, person in answer.persons.items():
        yield from _severity(f"severity/{code}", person.severity)
        for row in person.liability:
            yield f"liability/{code}/{row.rule}", (f"{row.verdict} ({row.basis})", (row.rule,))
        for option in person.measures:
            rules = (option.rule,) if option.rule else ()
            yield f"measures/{code}/{option.measure}", (f"{option.status} ({option.basis})", rules)
    for duty in answer.duties:
        due = duty.due.by.isoformat() if duty.due and duty.due.by else ""
        yield duty.id, (f"{duty.modality} {duty.verdict} ({duty.basis}) {due}".rstrip(), (duty.rule,))
    for trigger in answer.triggers:
        yield trigger.id, (f"wakes {', '.join(trigger.wakes)} ({trigger.basis})", (trigger.rule,))
    for defect in answer.defects:
        yield f"defects/{defect.rule}/{defect.person or '-'}", (f"{defect.step} ({defect.basis})", (defect.rule,))


def _severity(name: str, told: Any) -> Iterable[tuple[str, tuple[str, tuple[str, ...]]]]:
    span = "–".join(dict.fromkeys((told.range[0], told.range[-1]))) if told.range else "none"
    yield f"{name}.grade", (f"{told.grade or 'none'} [{span}] ({told.basis})", told.rules)
    axis = told.unlawful
    yield f"{name}.unlawful.public_security", (f"{axis.public_security} ({axis.basis})", ())
    yield f"{name}.unlawful.crime", (f"{axis.crime} ({axis.basis})", ())
