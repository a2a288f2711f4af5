"""
The smallest valid documents, by keyword: each test says only the facts it is about.

A lower-case noun builds the document form; `read_…` gives the object.
"""

from datetime import date
from typing import Any

from campuslex.case.case import Case
from campuslex.model.incident import Incident
from campuslex.model.petition import Petition
from campuslex.model.school_term import SchoolTerm

Document = dict[str, Any]

TODAY = date(2026, 3, 12)
"""A day of assessment for tests that do not care which."""


def person(code: str = "S1", role: str = "offender", **facts: Any) -> Document:
    """
    A person of whom nothing but code and role is known.
    """
    return {"id": code, "role": role, **facts}


def victim(code: str = "V1", **facts: Any) -> Document:
    """
    A victim of whom nothing else is known.
    """
    return person(code, "victim", **facts)


def act(kind: object = "strike", **facts: Any) -> Document:
    """
    An act of which nothing but its kind is known. `from_` stands for `from`.
    """
    return {"kind": kind, **{name.rstrip("_"): value for name, value in facts.items()}}


def hit(kind: str = "strike", by: str = "S1", against: str = "V1", **facts: Any) -> Document:
    """
    An act of one person against another, codes separated by spaces.
    """
    return act(kind, by=by.split(), against=against.split(), **facts)


def finding(value: Any = True, by: str = "school_committee", **facts: Any) -> Document:
    """
    A finding of a competent body.
    """
    return {"value": value, "by": by, **facts}


def incident(**facts: Any) -> Document:
    """
    An incident of which nothing is known.
    """
    return {"schema": "campuslex/incident/1", "id": "I1", **facts}


def assault(*acts: Document, offender: Document | None = None, hurt: Document | None = None, **facts: Any) -> Document:
    """
    An incident of one offender S1 and one victim V1; without acts given, one blow.

    Args:
        acts: The acts.
        offender: Further facts of S1.
        hurt: Further facts of V1.
        facts: Further facts of the incident.
    """
    people = [person(**(offender or {})), victim(**(hurt or {}))]
    return incident(people=people, acts=list(acts) or [hit()], **facts)


def petition(**facts: Any) -> Document:
    """
    A petition of which nothing is known.
    """
    return {"schema": "campuslex/petition/1", "id": "P1", **facts}


def school_term(**facts: Any) -> Document:
    """
    A school's term of which nothing is known.
    """
    return {"schema": "campuslex/school_term/1", "id": "T1", **facts}


def read_incident(**facts: Any) -> Incident:
    """
    An incident as an object.
    """
    return Incident.from_dict(incident(**facts))


def read_assault(*acts: Document, **facts: Any) -> Incident:
    """
    An incident of one offender and one victim as an object.
    """
    return Incident.from_dict(assault(*acts, **facts))


def read_petition(**facts: Any) -> Petition:
    """
    A petition as an object.
    """
    return Petition.from_dict(petition(**facts))


def read_school_term(**facts: Any) -> SchoolTerm:
    """
    A school's term as an object.
    """
    return SchoolTerm.from_dict(school_term(**facts))


def event(kind: str, at: str, **facts: Any) -> Document:
    """
    An event of which nothing but its kind and its day or instant is known.
    """
    return {"kind": kind, "at": at, **facts}


def case(*events: Document, of: Document | None = None, **facts: Any) -> Document:
    """
    A case of one incident.

    Args:
        events: What happened.
        of: The incident; one blow on 9 March 2026 if not given.
        facts: Further fields of the case.
    """
    conduct = of or assault(occurred_from="2026-03-09", occurred_to="2026-03-09")
    return {"schema": "campuslex/case/1", "id": "C1", "incident": conduct, "events": list(events), **facts}


def read_case(*events: Document, of: Document | None = None, **facts: Any) -> Case:
    """
    A case as an object.
    """
    return Case.from_dict(case(*events, of=of, **facts))
