"""
`campuslex/case/1`: an incident and what happened in it, event by event (design §4).
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import frozen

from campuslex.model import parsing
from campuslex.model.case_checks import case_faults
from campuslex.model.document import Document
from campuslex.model.fact import fact, many, needed
from campuslex.model.incident import Incident
from campuslex.model.school_term import Term
from campuslex.model.spans import Code, Moment, Whole
from campuslex.model.words import Body, EventKind, FindingStage, LengthUnit, Measure, PauseReason


@frozen(kw_only=True)
class Event:
    """
    One thing that happened, or became known.
    """

    kind: EventKind = needed("事项", "kind of event", norm="act2018.N7")
    at: Moment = needed("时间", "when", norm="act2018.N7")
    by: Body | None = fact("由谁", "by whom", norm="act2018.N7")
    to: Body | None = fact("向谁", "to whom", norm="act2018.N7")
    person: Code | None = fact("所及人员", "person concerned", sensitivity="personal", norm="act2018.N7")
    finding: str | None = fact("认定事项", "what was found on", norm="act2018.N7")
    value: bool | str | None = fact("结论", "what was found", norm="act2018.N7")
    stage: FindingStage | None = fact("阶段", "stage", norm="act2018.N7")
    measure: Measure | None = fact("措施", "measure", sensitivity="sensitive", norm="act2018.N7")
    act: str | None = fact("所尽义务", "duty done, as action/addressee", norm="act2018.N7")
    petition: Code | None = fact("信访件编号", "petition id", norm="petition.23.1")
    number: Whole = fact("延长的数", "how long it was extended by", norm="petition.34")
    unit: LengthUnit | None = fact("延长的单位", "unit of the extension", norm="petition.34")
    reason: PauseReason | None = fact("不计期间的原因", "why time does not count", norm="petition.36")
    facts: dict[str, Any] | None = fact("查明的事实", "facts learned, by path", sensitivity="sensitive")
    paths: tuple[str, ...] | None = fact("撤回的事实", "paths of facts withdrawn", sensitivity="sensitive")
    note: str | None = fact("备注", "note")


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
        return parsing.structure(_without_schema(document), cls, case_faults)

    id: Code = needed("案卷编号", "case id", norm="act2018.N7")
    incident: Incident = needed("事件", "incident", norm="act2018.N7")
    events: tuple[Event, ...] = many("经过", "events", norm="act2018.N7")
    school_terms: tuple[Term, ...] | None = fact("学校各学期", "terms of the school", norm="act2018.N5a")


def _without_schema(document: object) -> object:
    """
    The document without the `schema` of its incident, where that is the right one.
    """
    incident = document.get("incident") if isinstance(document, Mapping) else None
    if not isinstance(document, Mapping) or not isinstance(incident, Mapping):
        return document
    if incident.get("schema") != Incident.SCHEMA:
        return document
    return {**document, "incident": {key: value for key, value in incident.items() if key != "schema"}}
