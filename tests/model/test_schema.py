"""
The JSON Schema says of a document what reading it says, field by field.
"""

import json
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from campuslex.errors import FactsError, Fault, UnknownName
from campuslex.model import words
from campuslex.model.document import Document
from campuslex.model.fact import key_of
from campuslex.model.findings import FINDING_VALUES
from campuslex.model.incident import Act, Finding, Incident, Person
from campuslex.model.schema import SCHEMAS, document_class, document_schema, glossary_key, schema
from tests.builders import act, assault, finding, hit, incident, person, petition, school_term, victim
from tests.model.strategies import DOCUMENTS, spoilt

Raw = dict[str, Any]
each_document = pytest.mark.parametrize("name", SCHEMAS)


@cache
def validator(name: str) -> Draft202012Validator:
    """
    A validator of a document's schema.
    """
    return Draft202012Validator(schema(name))


def accepts(document: Any) -> bool:
    """
    Whether the schema of the document's own kind accepts it.
    """
    return bool(validator(document["schema"].split("/")[1]).is_valid(document))


def nodes(part: Any) -> Iterator[Raw]:
    """
    Every object within a schema.
    """
    if isinstance(part, dict):
        yield part
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from nodes(inner)


@each_document
def test_a_schema_is_a_schema(name: str) -> None:
    """Each is a valid JSON Schema 2020-12 of its own name, plain JSON, the same each time, and asks no host."""
    found = schema(name)
    Draft202012Validator.check_schema(found)
    assert found == document_schema(SCHEMAS[name])
    assert json.loads(json.dumps(found)) == found
    assert found["$id"] == f"urn:campuslex:{name}:1"
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert found["properties"]["schema"]["const"] == SCHEMAS[name].SCHEMA


@each_document
def test_every_reference_is_defined_and_every_definition_used(name: str) -> None:
    """No definition is missing or idle."""
    found = schema(name)
    used = {node["$ref"].removeprefix("#/$defs/") for node in nodes(found) if "$ref" in node}
    assert used == found["$defs"].keys()


@each_document
def test_every_field_says_what_it_is(name: str) -> None:
    """A field has a Chinese and an English label, a question in both, an owner, a sensitivity and a norm."""
    found = schema(name)
    records = [
        found,
        *(part for part in found["$defs"].values() if part.get("title") != "区间 · interval, both ends included"),
    ]
    fields = [field for record in records for key, field in record.get("properties", {}).items() if key != "schema"]
    findings = found["properties"].get("findings", {}).get("anyOf", [{}])[0].get("properties", {})
    assert fields
    for field in (*fields, *findings.values()):
        zh, _, en = field["title"].partition(" · ")
        assert not zh.isascii()
        assert en.isascii()
        assert field["x-question-zh"].endswith("？")
        assert field["x-question-en"].endswith("?")
        assert field["x-sensitivity"] in ("ordinary", "personal", "sensitive")
        assert field["x-owner"] in set(words.Body)
        assert field["x-norm"]


@pytest.mark.parametrize("cls", [Incident, Person, Act])
def test_no_field_is_left_out(cls: type) -> None:
    """Every field of a class is in its schema, and nothing else is."""
    found = schema("incident")
    record = found if cls is Incident else found["$defs"][cls.__name__.lower()]
    assert record["properties"].keys() - {"schema"} == {key_of(field) for field in attrs.fields(cls)}
    assert record["additionalProperties"] is False


def test_every_finding_has_its_values() -> None:
    """Each finding is there, with the values it can have and no others."""
    found = schema("incident")["properties"]["findings"]["anyOf"][0]
    assert found["properties"].keys() == FINDING_VALUES.keys()
    for key, wanted in FINDING_VALUES.items():
        good = True if wanted is bool else next(iter(wanted)).value
        bad = "minor" if wanted is bool else True
        assert accepts(incident(findings={key: finding(good)}))
        assert accepts(incident(findings={key: [finding(good), finding(good)]}))
        assert not accepts(incident(findings={key: finding(bad)}))


def test_labels_of_words() -> None:
    """Labels are asked by the glossary's kind and name; a word without one stands alone."""
    told: list[tuple[str, str]] = []

    def label(kind: str, identifier: str) -> str | None:
        told.append((kind, identifier))
        return "轻微伤" if identifier == "injury.slight" else None

    found = schema("incident", label)
    assert found["$defs"]["injury"]["x-labels-zh"] == {"slight": "轻微伤"}
    assert "x-labels-zh" not in found["$defs"]["location"]
    assert found["$defs"]["injury"]["enum"] == [member.value for member in words.Injury]
    assert {("act", "strike"), ("actor", "court"), ("measure", "warning"), ("word", "finding_stage.first")} <= set(told)


@pytest.mark.parametrize(
    ("cls", "key"),
    [
        (words.Measure, ("measure", "x")),
        (words.Body, ("actor", "x")),
        (words.ActKind, ("act", "x")),
        (words.Grade, ("grade", "x")),
        (words.Channel, ("channel", "x")),
        (words.CommitteeRole, ("word", "committee_role.x")),
        (words.Told, ("word", "told.x")),
    ],
)
def test_where_the_glossary_keeps_a_word(cls: type[StrEnum], key: tuple[str, str]) -> None:
    """Acts, actors, measures, grades and channels have kinds of their own; other words go by their enum."""
    assert glossary_key(cls, "x") == key


def test_a_document_by_name() -> None:
    """A document is found by its name or its schema; another name is answered with the nearest."""
    assert document_class("petition") is document_class("campuslex/petition/1")
    with pytest.raises(UnknownName, match=r"^schema: no such document `incidents`; did you mean `incident`\?$"):
        schema("incidents")
    with pytest.raises(UnknownName, match="one of: incident, petition, school_term"):
        schema("x")


GOOD = [
    incident(),
    incident(schema="campuslex/incident/1", location=None, people=[], acts=None),
    assault(hit(occasions={"from": 1, "to": 2}), offender={"age": 14}, hurt={"injury": {"one_of": ["none", "pain"]}}),
    incident(findings={"bullying": None, "circumstances": finding("bad", on="2026-03-01")}),
    petition(matter=["compensation"], received_on="2026-03-01"),
    school_term(committee={"members": ["principal", "parent"]}, term={"from": "2026-02-16", "to": None}),
]
BAD = [
    incident(schema="campuslex/incident/2") | {"id": "I1"},
    incident(inten="playful"),
    incident(inten=None),
    incident(id="张三"),
    incident(id="110101201203150011"),
    incident(id=None),
    incident(location="moon"),
    incident(location={"one_of": []}),
    incident(ongoing="是"),
    incident(ongoing=1),
    incident(occurred_to="2026-13-01"),
    incident(occurred_to="9999-01-01"),
    incident(occurred_between=["2026-03-01"]),
    incident(jurisdiction=370102),
    incident(people=[{"id": "S1"}]),
    incident(people=[person(age=-1)]),
    incident(people=[person(age=10**9 + 1)]),
    incident(people=[victim(age={"from": 1})]),
    incident(people=[victim(age="14")]),
    incident(acts=[act("strik")]),
    incident(acts=[act(by="S1")]),
    incident(findings={"bulying": finding()}),
    incident(findings={"bullying": {"value": True}}),
    petition(visitors=1.5),
    school_term(school={"size": 3}),
]


@pytest.mark.parametrize("document", GOOD)
def test_a_valid_document_validates(document: Raw) -> None:
    """What is read is accepted by the schema."""
    SCHEMAS[document["schema"].split("/")[1]].from_dict(document)
    assert accepts(document)


@pytest.mark.parametrize("document", BAD)
def test_an_invalid_document_does_not(document: Raw) -> None:
    """What no field can hold, neither the schema nor the reading accepts."""
    cls = SCHEMAS[document["schema"].split("/")[1]]
    assert not accepts(document)
    with pytest.raises(FactsError):
        cls.from_dict(document)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_schema_and_reading_agree(data: st.DataObject) -> None:
    """What is read, the schema accepts; what the schema accepts is read, or refused with FactsError for its sense."""
    cls: type[Document] = data.draw(st.sampled_from(list(DOCUMENTS)))
    document = data.draw(spoilt(cls))
    name = cls.SCHEMA.split("/")[1]
    refused: tuple[Fault, ...] = ()
    try:
        cls.from_dict(document)
    except FactsError as error:
        refused = error.faults
    if validator(name).is_valid(document):
        # an interval upside down, a day that is none, parts that contradict each other: beyond a schema
        assert all(fault.message.startswith(_BEYOND) for fault in refused)
    else:
        assert refused


_BEYOND = (
    "no such",
    "names no fact",
    "lies ",
    "does not agree",
    "ends before",
    "stands beside",
    "the same person",
    "the interval",
    "contains an identity",
    "must be a whole number",
    "not text that can be written",
)


def test_finding_is_described_once() -> None:
    """A finding's own fields are those of its class."""
    found = schema("incident")["$defs"]["finding"]
    assert found["properties"].keys() == {key_of(field) for field in attrs.fields(Finding)}
    assert found["required"] == ["value", "by"]
