"""
`campuslex/case/1`: an incident and what happened in it, event by event (design §4).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, Self

from attrs import evolve, frozen

from campuslex.errors import FactsError, Fault
from campuslex.model import parsing
from campuslex.model.case_checks import Known, case_faults, event_faults
from campuslex.model.document import Document, plain
from campuslex.model.fact import fact, many, needed
from campuslex.model.incident import Incident
from campuslex.model.school_term import Term
from campuslex.model.spans import Code, Moment, Whole
from campuslex.model.words import Body, EventKind, FindingStage, LengthUnit, Measure, PauseReason


@frozen(kw_only=True)
class Event:
    """
    One thing that happened, or became known.

    `by` is who did it, `to` towards whom; of what was received, `by` is who received it. An event of nobody in
    particular concerns everybody it can concern.
    """

    kind: EventKind = needed("事项", "kind of event", norm="act2018.N7")
    at: Moment = needed("时间", "when", norm="act2018.N7", ask_zh="哪一天、几时发生的？", ask_en="When did it happen?")
    by: Body | None = fact("由谁", "by whom", norm="act2018.N7", ask_zh="由谁作出？", ask_en="Who did it?")
    to: Body | None = fact("向谁", "to whom", norm="act2018.N7", ask_zh="向谁作出？", ask_en="Towards whom?")
    person: Code | None = fact("所及人员", "person concerned", sensitivity="personal", norm="act2018.N7")
    finding: str | None = fact("认定事项", "what was found on", norm="act2018.N7")
    value: bool | str | None = fact(
        "结论", "what was found", norm="act2018.N7", ask_zh="结论是什么？", ask_en="What was found?"
    )
    stage: FindingStage | None = fact("阶段", "stage", norm="act2018.N7")
    measure: Measure | None = fact("措施", "measure", sensitivity="sensitive", norm="act2018.N7")
    act: str | None = fact("所涉义务", "duty concerned, as action or action/addressee", norm="act2018.N7")
    petition: Code | None = fact("信访件编号", "petition id", norm="petition.23.1")
    number: Whole = fact("延长的数", "how long it was extended by", norm="petition.34")
    unit: LengthUnit | None = fact("延长的单位", "unit of the extension", norm="petition.34")
    reason: PauseReason | None = fact("不计期间的原因", "why time does not count", norm="petition.36")
    facts: dict[str, Any] | None = fact("查明的事实", "facts learned, by path", sensitivity="sensitive")
    paths: tuple[str, ...] | None = fact("撤回的事实", "paths of facts withdrawn", sensitivity="sensitive")
    note: str | None = fact("备注", "note")

    @classmethod
    def from_dict(cls, document: object, incident: Incident) -> Self:
        """
        Read one event of an incident.

        Raises:
            FactsError: Every fault of the event.
        """
        raw = _plain_event(document)
        found, faults = parsing.read_record(raw, cls)
        if isinstance(raw, Mapping):
            faults += event_faults("event", raw, Known.of(incident.to_dict()))
        if faults or found is None:
            raise FactsError(list(dict.fromkeys(map(_placed, faults))))
        return found

    def to_dict(self) -> dict[str, Any]:
        """
        The document form; unknown details are left out.
        """
        form: dict[str, Any] = plain(self)
        return form


def _placed(fault: Fault) -> Fault:
    known = fault.place.partition(".")[0] in ("event", "document")
    return fault if known else evolve(fault, place=f"event.{fault.place}")


@frozen(kw_only=True)
class CaseDocument(Document):
    """
    One incident and its events, append-only.
    """

    SCHEMA: ClassVar[str] = "campuslex/case/1"

    @classmethod
    def from_dict(cls, document: object) -> Self:
        """
        Read a case; the incident in it may carry its own `schema`.

        Raises:
            FactsError: Every fault of the case, its incident and its events.
        """
        return parsing.structure(_prepared(document), cls, case_faults)

    id: Code = needed("案卷编号", "case id", norm="act2018.N7")
    incident: Incident = needed("事件", "incident", norm="act2018.N7")
    events: tuple[Event, ...] = many(
        "经过", "events", norm="act2018.N7", ask_zh="哪一天发生了什么？", ask_en="What happened when?"
    )
    school_terms: tuple[Term, ...] | None = fact("学校各学期", "terms of the school", norm="act2018.N5a")


def _prepared(document: object) -> object:
    """
    The document without the `schema` of its incident, where that is the right one, and with facts as JSON writes them.
    """
    if not isinstance(document, Mapping):
        return document
    body = dict(document)
    incident, events = body.get("incident"), body.get("events")
    if isinstance(incident, Mapping) and incident.get("schema") == Incident.SCHEMA:
        body["incident"] = {key: value for key, value in incident.items() if key != "schema"}
    if isinstance(events, (list, tuple)):
        body["events"] = [_plain_event(event) for event in events]
    return body


def _plain_event(event: object) -> object:
    facts = event.get("facts") if isinstance(event, Mapping) else None
    if not isinstance(event, Mapping) or not isinstance(facts, Mapping):
        return event
    return {**event, "facts": {key: _written(value) for key, value in facts.items()}}


def _written(value: object) -> object:
    """
    A value with its days as text, as far as lists and their entries go; what JSON cannot hold is left to the checks.
    """
    if isinstance(value, (list, tuple)):
        return [_written(item) if isinstance(item, date) else item for item in value]
    return value.isoformat() if isinstance(value, date) else value
