"""
Documents go out as they came in.
"""

import copy
import json
import pickle
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campuslex.model.document import Document
from campuslex.model.incident import Incident
from campuslex.model.petition import Petition
from campuslex.model.school_term import SchoolTerm
from campuslex.model.spans import OneOf, Span
from campuslex.model.words import Injury
from tests import builders
from tests.model.strategies import DOCUMENTS

DRAWN = st.one_of([st.tuples(st.just(cls), strategy) for cls, strategy in DOCUMENTS.items()])


@settings(max_examples=300, deadline=None)
@given(DRAWN)
def test_round_trip(drawn: tuple[type[Document], dict[str, Any]]) -> None:
    """What was read is written so that it reads to an equal object, and writing again changes nothing."""
    cls, raw = drawn
    before = copy.deepcopy(raw)
    document = cls.from_dict(raw)
    assert raw == before
    written = document.to_dict()
    assert cls.from_dict(written) == document
    assert cls.from_dict(written).to_dict() == written
    assert cls.from_json(json.dumps(written)) == document


@settings(max_examples=100, deadline=None)
@given(DRAWN)
def test_pickle_round_trip(drawn: tuple[type[Document], dict[str, Any]]) -> None:
    """A document goes to another process and comes back equal."""
    cls, raw = drawn
    document = cls.from_dict(raw)
    assert pickle.loads(pickle.dumps(document)) == document  # noqa: S301, our own bytes


@pytest.mark.parametrize("cls", [Incident, Petition, SchoolTerm])
def test_the_smallest_document(cls: type[Document]) -> None:
    """An id alone is a document, with or without its schema, and null says no more than leaving out."""
    smallest = {"schema": cls.SCHEMA, "id": "X1"}
    assert cls.from_dict({"id": "X1"}) == cls.from_dict(smallest)
    assert cls.from_dict({**smallest, "jurisdiction": None}) == cls.from_dict(smallest)
    assert cls.from_dict(smallest).to_dict() == smallest


def test_bytes_and_text() -> None:
    """A byte-order mark is no part of the document, in bytes or in text."""
    text = json.dumps(builders.incident(disputed=[]), ensure_ascii=False)
    documents = [Incident.from_json(form) for form in (text, "\ufeff" + text, text.encode(), text.encode("utf-8-sig"))]
    assert documents == [documents[0]] * 4


def test_partly_known_values() -> None:
    """An interval stays an interval, one of several stays so; where only one is left it is known."""
    whole = builders.read_assault(hurt={"injury": {"one_of": ["slight", "minor_2"]}, "age": {"from": 13, "to": 14}})
    assert whole.people[1].injury == OneOf((Injury.SLIGHT, Injury.MINOR_2))
    assert whole.people[1].age == Span(13, 14)
    single = builders.read_assault(hurt={"injury": {"one_of": ["slight", "slight"]}, "age": {"from": 13, "to": 13}})
    assert (single.people[1].injury, single.people[1].age) == (Injury.SLIGHT, 13)


def test_empty_lists() -> None:
    """No dominance is said by an empty list; an act by an empty list of people is by nobody known."""
    document = builders.read_incident(dominance=[], people=[], acts=[builders.act(by=[], against=[])])
    assert document.to_dict() == builders.incident(dominance=[], acts=[builders.act()])


def test_one_finding_is_a_list_of_one() -> None:
    """One finding and a list of it are the same document."""
    one, several = ({"bullying": form} for form in (builders.finding(), [builders.finding()]))
    assert builders.read_incident(findings=one) == builders.read_incident(findings=several)


def test_a_document_does_not_change() -> None:
    """A document is frozen."""
    with pytest.raises(AttributeError):
        builders.read_incident().id = "I2"  # type: ignore[misc,assignment]


def test_person_by_code() -> None:
    """A person is found by code; nobody is found by another."""
    document = builders.read_assault()
    assert document.person("V1") == document.people[1]
    assert document.person("V2") is None
