"""
The documents' own fields by name, as needs and questions speak of them: `age`, `acts.weapon`, `school.stage`.
"""

import typing
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

import attrs

from campuslex.model.case import CaseDocument, Event
from campuslex.model.fact import FactInfo, info_of, key_of
from campuslex.model.incident import Act, BureauConduct, Incident, MeasureInForce, Person, School, SchoolConduct
from campuslex.model.petition import Petition
from campuslex.model.questions import Asked
from campuslex.model.school_term import Committee, County, Inspection, PrincipalTraining, SchoolTerm, Term
from campuslex.model.vocabulary import kind_of

_PARTS: tuple[tuple[type, str], ...] = (
    (CaseDocument, ""),
    (SchoolTerm, ""),
    (Petition, ""),
    (Incident, ""),
    (Person, ""),
    (Act, "acts."),
    (Event, "events."),
    (MeasureInForce, "measures_in_force."),
    (School, "school."),
    (SchoolConduct, "school_conduct."),
    (BureauConduct, "bureau_conduct."),
    (Committee, "committee."),
    (PrincipalTraining, "principal_training."),
    (Inspection, "inspection."),
    (County, "county."),
    (Term, "term."),
)


@cache
def document_fields() -> Mapping[str, tuple[FactInfo, Asked]]:
    """
    Description and type of every field, by the name needs use; of equal names the person's is meant.
    """
    return MappingProxyType({name: told for cls, prefix in _PARTS for name, told in _fields(cls, prefix)})


def _fields(cls: type, prefix: str) -> Iterator[tuple[str, tuple[FactInfo, Asked]]]:
    for field in attrs.fields(attrs.resolve_types(cls)):
        yield prefix + key_of(field), (info_of(field), _asked(field.type))


def _asked(annotation: Any) -> Asked:
    return date if date in typing.get_args(annotation) else kind_of(annotation)
