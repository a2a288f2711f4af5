"""
Bad input of cases: refused where it is read, every fault at once, with its place, value and the nearest right word.
"""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from campuslex.errors import FactsError, Fault
from campuslex.model.case import CaseDocument, Event
from campuslex.model.case_facts import CaseFacts
from campuslex.model.documents import document_fields
from campuslex.model.incident import Incident
from campuslex.model.schema import document_class, schema
from campuslex.model.vocabulary import vocabulary
from campuslex.model.words import EventKind
from tests.builders import Document, assault, case, event, person, victim
from tests.model.strategies import anything, codes, record

MOMENTS = st.sampled_from(["2026-03-10", "2026-03-10T09:30+08:00", "2026-03-10T01:30:00Z"])
VALIDATOR = Draft202012Validator(schema("case"))
INCIDENT = Incident.from_dict(assault())


def faults(document: object) -> list[str]:
    """
    What is wrong with a case.
    """
    with pytest.raises(FactsError) as caught:
        CaseDocument.from_dict(document)
    return [str(fault) for fault in caught.value.faults]


def of_event(kind: object = "stopped", at: object = "2026-03-10", **facts: Any) -> list[str]:
    """
    What is wrong with an event of a case of S1 and V1.
    """
    return faults(case({"kind": kind, "at": at, **facts}))


class TestRefused:
    """One fault each, worded for who must mend it."""

    def test_an_unknown_kind(self) -> None:
        """The nearest kind is named."""
        assert of_event("discoverd") == [
            "events.0.kind: not a word this field knows `discoverd`; did you mean `discovered`?"
        ]

    @pytest.mark.parametrize(
        ("at", "message"),
        [
            (None, "events.0.at: missing; this field is required"),
            ("2026-02-30", "events.0.at: no such day `2026-02-30`"),
            ("1899-12-31", "events.0.at: not within the years 1900 to 2199 `1899-12-31`"),
            ("2200-01-01", "events.0.at: not within the years 1900 to 2199 `2200-01-01`"),
            (
                "2026-03-10T09:30",
                "events.0.at: an instant without offset `2026-03-10 09:30:00`; write `+08:00` behind it",
            ),
            ("soon", "events.0.at: must be a date `soon`; YYYY-MM-DD"),
            (20260310, "events.0.at: must be a date `20260310`; YYYY-MM-DD"),
            (
                "2026-03-10 at noon",
                "events.0.at: must be a day or an instant `2026-03-10 at noon`; 2026-03-02, or 2026-03-02T16:40+08:00",
            ),
        ],
    )
    def test_when(self, at: object, message: str) -> None:
        """A day or an instant with its offset, within the years a calendar knows."""
        assert of_event(at=at) == [message]

    @pytest.mark.parametrize(
        "at", ["1900-01-01", "2199-12-31", "2026-03-10T09:30+08:00", "2026-03-10T09:30:15Z", date(2026, 3, 10)]
    )
    def test_when_it_is_sound(self, at: object) -> None:
        """Both ends of the range, and instants, are read."""
        assert CaseDocument.from_dict(case({"kind": "stopped", "at": at})).events[0].at

    def test_an_unknown_person(self) -> None:
        """The nearest code is named; where nobody is known, anybody may be."""
        of = {"schema": "campuslex/incident/1", "id": "I1", "people": [person("S10"), victim()]}
        assert faults(case(event("stopped", "2026-03-10", person="S11"), of=of)) == [
            "events.0.person: no such person `S11`; did you mean `S10`?"
        ]
        nobody = {"schema": "campuslex/incident/1", "id": "I1"}
        assert CaseDocument.from_dict(case(event("stopped", "2026-03-10", person="S11"), of=nobody))

    @pytest.mark.parametrize(
        ("kind", "names"),
        [
            ("reported_to", ["to"]),
            ("determination_made", ["by", "value"]),
            ("finding_made", ["by", "finding", "value"]),
            ("finding_withdrawn", ["finding"]),
            ("fact_learned", ["facts"]),
            ("fact_withdrawn", ["paths"]),
            ("measure_decided", ["person", "measure"]),
            ("measure_notified", ["person", "measure"]),
            ("sanction_revoked", ["person", "measure"]),
            ("extended", ["act", "number", "unit"]),
            ("paused", ["reason"]),
            ("resumed", ["reason"]),
            ("duty_done", ["act"]),
        ],
    )
    def test_details_missing(self, kind: str, names: list[str]) -> None:
        """What a kind must tell is asked for, all of it at once."""
        assert of_event(kind) == [f"events.0.{name}: missing: `{kind}` must tell it" for name in names]

    def test_empty_is_missing(self) -> None:
        """An empty list of facts learns nothing."""
        assert of_event("fact_learned", facts={}) == ["events.0.facts: missing: `fact_learned` must tell it"]
        assert of_event("fact_withdrawn", paths=[]) == ["events.0.paths: missing: `fact_withdrawn` must tell it"]

    def test_findings(self) -> None:
        """An unknown finding, and a value it cannot have."""
        assert of_event("finding_made", by="school", finding="circumstance", value="bad") == [
            "events.0.finding: unknown finding `circumstance`; did you mean `circumstances`?"
        ]
        assert of_event("finding_made", by="school", finding="circumstances", value="awful") == [
            "events.0.value: not a word this finding knows `awful`; one of: minor, rather_bad, bad"
        ]
        assert of_event("determination_made", by="school_committee", value="yes") == [
            "events.0.value: must be true or false `yes`"
        ]

    @pytest.mark.parametrize(
        ("path", "remedy"),
        [
            ("people.S1.agee", "did you mean `people.S1.age`?"),
            ("people.S9.age", "did you mean `people.S1.age`?"),
            ("people.S1.id", "did you mean `people.S1.id`?"),
            ("acts.1.kind", "did you mean `acts.0.kind`?"),
            ("acts.0.knid", "did you mean `acts.0.kind`?"),
            ("ocurred_to", "did you mean `occurred_to`?"),
            ("school.stag", "did you mean `school.stage`?"),
            ("people", "such as `people.S2.age`"),
            ("findings", "such as `people.S2.age`"),
            ("acts.99999999999999999999.kind", "such as `people.S2.age`"),
            ("", "such as `people.S2.age`"),
        ],
    )
    def test_unknown_paths(self, path: str, remedy: str) -> None:
        """A path that names no fact, learned or withdrawn."""
        for told in (of_event("fact_learned", facts={path: 1}), of_event("fact_withdrawn", paths=[path])):
            assert len(told) == 1
            assert "names no fact of an incident" in told[0]
            assert told[0].endswith(remedy) or "did you mean" in told[0] or "such as" in told[0]

    @pytest.mark.parametrize("number", [0, -1, True, 1.5, "3", 10_001, {"from": 1, "to": 3}])
    def test_a_length_of_an_extension(self, number: object) -> None:
        """It is one whole number from 1."""
        told = of_event("extended", act="investigate", number=number, unit="calendar_day")
        assert told
        assert all(line.startswith("events.0.number: ") for line in told)

    @pytest.mark.parametrize(
        "value", [1.5, float("nan"), {"a": {"b": {"c": {"d": {}}}}}, "\ud800", 10**12, {1: 2}, b"x"]
    )
    def test_facts_json_cannot_hold(self, value: object) -> None:
        """What cannot be written into a log is refused."""
        assert of_event("fact_learned", facts={"location": value}) == [
            "events.0.facts: not a value JSON can hold `location`"
        ]

    def test_unknown_keys(self) -> None:
        """As everywhere in documents."""
        assert of_event(persno="S1") == ["events.0.persno: unknown key `persno`; did you mean `person`?"]
        assert faults({**case(), "evnts": []}) == ["evnts: unknown key `evnts`; did you mean `events`?"]

    def test_names_and_numbers_of_people(self) -> None:
        """Codes only; an identity number is refused without being told."""
        told = of_event(person="110101201203150011")
        assert len(told) == 1
        assert "20120315" not in told[0]

    @pytest.mark.parametrize(
        ("terms", "message"),
        [
            ([("2026-02-20", "2026-02-10")], "school_terms.0.to: lies before the term's first day `2026-02-10`"),
            (
                [("2026-02-20", "2026-07-10"), ("2026-07-10", "2027-01-20")],
                "school_terms.1.from: lies within another term `2026-07-10`",
            ),
        ],
    )
    def test_school_terms(self, terms: list[tuple[str, str]], message: str) -> None:
        """A term ends after it begins, and two do not overlap."""
        assert faults(case(school_terms=[{"from": first, "to": last} for first, last in terms])) == [message]

    def test_the_incident_in_it(self) -> None:
        """Its faults are told with their place in the case; its own schema must be the right one."""
        told = faults(case(of=assault(ongoing="yes", occurred_from="2026-03-09", occurred_to="2026-03-01")))
        assert told == [
            "incident.ongoing: must be true or false `yes`; leave it out if it is unknown",
            "incident.occurred_to: lies before `occurred_from` `2026-03-01`; `occurred_from` is 2026-03-09",
        ]
        assert faults(case(of={**assault(), "schema": "campuslex/petition/1"})) == [
            "incident.schema: unknown key `schema`"
        ]
        bare = {key: value for key, value in assault().items() if key != "schema"}
        assert CaseDocument.from_dict(case(of=bare)) == CaseDocument.from_dict(case(of=assault()))

    def test_all_at_once(self) -> None:
        """Every fault of every event, in the order of the document."""
        told = faults(
            case({"kind": "x"}, event("reported_to", "2026-03-10"), event("stopped", "2026-03-10", person="S9"))
        )
        assert [line.split(":")[0] for line in told] == [
            "events.0.kind",
            "events.0.at",
            "events.1.to",
            "events.2.person",
        ]

    @given(anything)
    @settings(max_examples=150, deadline=None)
    def test_anything_at_all(self, value: object) -> None:
        """Whatever stands where events, an event or its facts should, it is read or refused with faults."""
        for document in (case() | {"events": value}, case() | {"events": [value]}, case() | {"incident": value}):
            with_faults(document)
        with_faults(case({"kind": "fact_learned", "at": "2026-03-10", "facts": value}))
        with_faults(case({"kind": "fact_withdrawn", "at": value, "paths": value}))


def with_faults(document: object) -> tuple[Fault, ...]:
    """
    Read a document; the faults for which it is refused.
    """
    try:
        CaseDocument.from_dict(document)
    except FactsError as error:
        return error.faults
    return ()


class TestOneEvent:
    """An event read by itself, as it is appended."""

    def test_read_and_written(self) -> None:
        """What is read is written back."""
        form = event("reported_to", "2026-03-10T09:30:00+08:00", by="school", to="public_security", note="电话")
        assert Event.from_dict(form, INCIDENT).to_dict() == form

    @pytest.mark.parametrize(
        ("form", "message"),
        [
            (event("reported_to", "2026-03-10"), "event.to: missing: `reported_to` must tell it"),
            (event("stopped", "2026-03-10", person="S9"), "event.person: no such person `S9`"),
            ({"kind": "stopped"}, "event.at: missing"),
            ({"kind": "stopped", "at": "2026-03-10", "x": 1}, "event.x: unknown key `x`"),
            (None, "event.document: must be an object"),
            ([], "event.document: must be an object"),
        ],
    )
    def test_refused(self, form: object, message: str) -> None:
        """With the faults of a case's event."""
        with pytest.raises(FactsError) as caught:
            Event.from_dict(form, INCIDENT)
        assert str(caught.value).startswith(message.replace("event.document", "document"))


class TestDescribed:
    """The case among the documents."""

    def test_by_name(self) -> None:
        """It is found as the others are."""
        assert document_class("case") is document_class("campuslex/case/1") is CaseDocument

    def test_the_schema_accepts_what_is_read(self) -> None:
        """Cases of every kind of event, with and without the incident's own schema."""
        events = [event(kind.value, "2026-03-10", **NEEDED.get(kind.value, {})) for kind in EventKind]
        for document in (case(*events), case(), case(of={"id": "I1"}), case(event("closed", "2026-03-10T09:30+08:00"))):
            assert CaseDocument.from_dict(document)
            assert VALIDATOR.is_valid(document)

    @pytest.mark.parametrize(
        "document",
        [
            case({"kind": "stoped", "at": "2026-03-10"}),
            case({"kind": "stopped"}),
            case({"kind": "stopped", "at": "2026-03-10T09:30"}),
            case({"kind": "stopped", "at": "2026-13-10"}),
            case({"kind": "stopped", "at": "2026-03-10", "persno": "S1"}),
            case({"kind": "stopped", "at": "2026-03-10", "facts": []}),
            case({"kind": "stopped", "at": "2026-03-10", "value": 1}),
            case({"kind": "stopped", "at": "2026-03-10", "value": {}}),
            case(of={"schema": "campuslex/petition/1", "id": "I1"}),
            {"schema": "campuslex/case/1", "id": "C1"},
        ],
    )
    def test_the_schema_refuses_what_is_refused(self, document: Document) -> None:
        """What no field can hold, neither accepts."""
        assert not VALIDATOR.is_valid(document)
        with pytest.raises(FactsError):
            CaseDocument.from_dict(document)

    @given(st.lists(record(Event, at=MOMENTS, person=st.just("S1") | codes, facts=st.none()), max_size=3))
    @settings(max_examples=100, deadline=None)
    def test_schema_and_reading_agree(self, events: list[Document]) -> None:
        """What is read the schema accepts; what it accepts and is refused is refused for its sense."""
        document = case(*events)
        assert VALIDATOR.is_valid(document)
        assert {fault.message.split()[0] for fault in with_faults(document)} <= SENSE

    def test_fields_have_questions(self) -> None:
        """Fields of events are described among the documents' fields, those of the case before them."""
        fields = document_fields()
        assert fields["events.kind"][0].zh == "事项"
        assert fields["incident"][0].zh

    def test_facts_of_a_case(self) -> None:
        """Rules on cases read the flat facts and nothing else."""
        assert set(vocabulary("case")) == {name for name in CaseFacts.__slots__ if not name.startswith("__")}


SENSE = {"missing:", "no", "unknown", "must", "not", "names", "contains"}
NEEDED: dict[str, Document] = {
    "reported_to": {"to": "court"},
    "determination_made": {"by": "school_committee", "value": True},
    "finding_made": {"by": "school", "finding": "circumstances", "value": "bad"},
    "finding_withdrawn": {"finding": "bullying"},
    "fact_learned": {"facts": {"people.S1.age": 13, "occurred_between": ["2026-03-01", "2026-03-09"]}},
    "fact_withdrawn": {"paths": ["people.S1.age"]},
    "measure_decided": {"person": "S1", "measure": "warning"},
    "measure_notified": {"person": "S1", "measure": "warning"},
    "sanction_revoked": {"person": "S1", "measure": "warning"},
    "extended": {"act": "investigate", "number": 3, "unit": "calendar_day"},
    "paused": {"reason": "hearing"},
    "resumed": {"reason": "hearing"},
    "duty_done": {"act": "investigate"},
}
