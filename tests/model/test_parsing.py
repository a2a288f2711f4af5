"""
The edge: every faulty document is refused with FactsError, all faults at once, each with its place, value and remedy.
"""

import json
import time
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campuslex.errors import FactsError
from campuslex.model.incident import Incident
from campuslex.model.parsing import MAX_FAULTS, MAX_ITEMS, read_record
from campuslex.model.petition import Petition
from campuslex.model.school_term import SchoolTerm
from campuslex.model.spans import MAX_INT
from campuslex.model.wording import nearest, shorten
from tests.builders import act, assault, finding, hit, incident, person, petition, school_term, victim
from tests.model.strategies import DOCUMENTS, anything, spoilt

Raw = dict[str, Any]
CLASSES: dict[str, Any] = {cls.SCHEMA: cls for cls in (Incident, Petition, SchoolTerm)}


def faults(document: Raw) -> list[str]:
    """
    The faults of a document as they are shown.
    """
    with pytest.raises(FactsError) as caught:
        CLASSES[document["schema"]].from_dict(document)
    return [str(fault) for fault in caught.value.faults]


def json_faults(text: str | bytes) -> list[str]:
    """
    The faults of a text.
    """
    with pytest.raises(FactsError) as caught:
        Incident.from_json(text)
    return [str(fault) for fault in caught.value.faults]


# --- texts that hold no document ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "line 1, column 1: not JSON: expecting value"),
        ('{"id": "I1",\n', "line 2, column 1: not JSON: expecting property name enclosed in double quotes"),
        ("{'id': 'I1'}", "line 1, column 2: not JSON: expecting property name enclosed in double quotes"),
        (b'{"id": "\xd5\xc5"}', "document: not UTF-8 at byte 8; save it as UTF-8"),
        ('{"id": "I1"}'.encode("utf-16"), "document: not UTF-8 at byte 0; save it as UTF-8"),
        ('{"id": NaN}', "document: not a number JSON allows `NaN`; leave the fact out if it is unknown"),
        ('{"id": -Infinity}', "document: not a number JSON allows `-Infinity`; leave the fact out if it is unknown"),
        ('{"id": "I1", "id": "I2"}', "document: the same key twice in one object `id`; keep one of them"),
        ('{"people": [{"id": "S1", "id": "S1"}]}', "document: the same key twice in one object `id`; keep one of them"),
        ("[" * 100_000, "document: nested too deeply"),
        ('{"a":' * 100_000, "document: nested too deeply"),
        ("9" * 5000, f"document: a number of 5000 digits `{'9' * 39}…`; at most {MAX_INT}"),
        ('"I1"', "document: must be an object `I1`"),
        ("[]", "document: must be an object `[]`"),
        ("null", "document: must be an object `null`"),
    ],
)
def test_a_text_that_holds_no_document(text: str | bytes, told: str) -> None:
    """What is no JSON object is refused in one line that says where and why."""
    assert json_faults(text) == [told]


# --- one fault, one line ------------------------------------------------------------------------------------------

FIELDS: list[tuple[Raw, str]] = [
    (incident(inten="playful"), "inten: unknown key `inten`; did you mean `intent`?"),
    (incident(inten=None), "inten: unknown key `inten`; did you mean `intent`?"),
    (incident(school={"stages": "junior"}), "school.stages: unknown key `stages`; did you mean `stage`?"),
    (incident(school="junior"), "school: must be an object `junior`"),
    (incident(acts=[act("strik")]), "acts.0.kind: not a word this field knows `strik`; did you mean `strike`?"),
    (incident(acts=[{}]), "acts.0.kind: missing; this field is required"),
    (incident(acts=[act(kind=None)]), "acts.0.kind: missing; this field is required"),
    (incident(acts={}), "acts: must be a list `{}`"),
    (incident(acts=[act(by="S1")]), "acts.0.by: must be a list `S1`"),
    (incident(people=["S1"]), "people.0: must be an object `S1`"),
    (incident(people=[{"role": "victim"}]), "people.0.id: missing; this field is required"),
    (incident(people=[person(age="14")]), "people.S1.age: must be a whole number `14`"),
    (incident(people=[person(age=True)]), "people.S1.age: must be a whole number `true`"),
    (incident(people=[person(age=14.0)]), "people.S1.age: must be a whole number `14.0`"),
    (incident(people=[person(age=float("inf"))]), "people.S1.age: must be a whole number `inf`"),
    (incident(people=[person(age=-1)]), "people.S1.age: must not be negative `-1`"),
    (incident(people=[person(age=MAX_INT + 1)]), "people.S1.age: too large `integer of 30 bits`; at most 1000000000"),
    (incident(people=[person(age=10**5000)]), "people.S1.age: too large `integer of 16610 bits`; at most 1000000000"),
    (
        incident(people=[person(age={"from": 15, "to": 14})]),
        "people.S1.age: the interval ends before it begins `15..14`; swap `from` and `to`",
    ),
    (
        incident(people=[person(age={"from": 14})]),
        "people.S1.age: must be a whole number or an object with `from` and `to` `{…}`",
    ),
    (incident(people=[person(age={"from": 14, "to": True})]), "people.S1.age: must be a whole number `true`"),
    (
        incident(location={"one_of": []}),
        'location: must be a word or an object with `one_of` `{…}`; {"one_of": ["…", "…"]}',
    ),
    (
        incident(location={"one_of": ["online", "onlin"]}),
        "location: not a word this field knows `onlin`; did you mean `online`?",
    ),
    (
        incident(location=["online"]),
        "location: not a word this field knows `[…]`; one of: on_campus, off_campus, on_the_way, online, dormitory",
    ),
    (incident(ongoing=1), "ongoing: must be true or false `1`; leave it out if it is unknown"),
    (incident(ongoing="是"), "ongoing: must be true or false `是`; leave it out if it is unknown"),
    (incident(occurred_to="2026-02-30"), "occurred_to: no such day `2026-02-30`"),
    (incident(occurred_to="2026-2-3"), "occurred_to: must be a date `2026-2-3`; YYYY-MM-DD"),
    (incident(occurred_to="20260203"), "occurred_to: must be a date `20260203`; YYYY-MM-DD"),
    (incident(occurred_to="２０26-02-03"), "occurred_to: must be a date `２０26-02-03`; YYYY-MM-DD"),  # noqa: RUF001
    (incident(occurred_to=20260203), "occurred_to: must be a date `20260203`; YYYY-MM-DD"),
    (
        incident(occurred_to=datetime(2026, 2, 3, 8, 0)),
        "occurred_to: must be a date without time `2026-02-03 08:00:00`; YYYY-MM-DD",
    ),
    (incident(occurred_to="9999-12-31"), "occurred_to: not within the years 1900 to 2199 `9999-12-31`"),
    (incident(occurred_between=["2026-02-03"]), "occurred_between: must hold 2 entries `[…]`"),
    (
        incident(jurisdiction=370102),
        "jurisdiction: not a GB/T 2260 code `370102`; six digits as text, such as `370102`",
    ),
    (incident(jurisdiction="3701"), "jurisdiction: not a GB/T 2260 code `3701`; six digits as text, such as `370102`"),
    (incident(people=[person(post=7)]), "people.S1.post: must be text `7`"),
    (
        incident(people=[person(post="\ud800")]),
        "people.S1.post: not text that can be written down `\\ud800`; half of a surrogate pair",
    ),
    (
        incident(findings={"bulying": finding()}),
        "findings.bulying: unknown finding `bulying`; did you mean `bullying`?",
    ),
    (incident(findings=[]), "findings: must be an object `[]`"),
    (incident(findings={"bullying": True}), "findings.bullying: must be an object `true`"),
    (incident(findings={"bullying": {"value": True}}), "findings.bullying.by: missing; this field is required"),
    (
        incident(findings={"bullying": [finding(), finding("yes")]}),
        "findings.bullying.1.value: must be true or false `yes`",
    ),
    (
        incident(findings={"circumstances": finding("rather bad")}),
        "findings.circumstances.value: not a word this finding knows `rather bad`; did you mean `rather_bad`?",
    ),
    (
        incident(findings={"circumstances": finding(True)}),
        "findings.circumstances.value: not a word this finding knows `true`; one of: minor, rather_bad, bad",
    ),
    (
        incident(people=[person(measures_in_force=[{"measure": "flogging"}])]),
        "people.S1.measures_in_force.0.measure: not a word this field knows `flogging`",
    ),
    (petition(chanel="visit"), "chanel: unknown key `chanel`; did you mean `channel`?"),
    (petition(visitors=-2), "visitors: must not be negative `-2`"),
    (
        school_term(committee={"members": ["headmaster"]}),
        "committee.members.0: not a word this field knows `headmaster`",
    ),
]


@pytest.mark.parametrize(("document", "told"), FIELDS)
def test_a_field_that_is_wrong(document: Raw, told: str) -> None:
    """A value its field cannot hold is refused with its place, what it is, and the nearest right word."""
    (only,) = faults(document)
    assert only == told or only.startswith(f"{told}; one of:")


@pytest.mark.parametrize("cls", CLASSES.values())
def test_the_wrong_document(cls: Any) -> None:
    """A document of another schema or version is not read as this one."""
    for given_schema in ("campuslex/case/1", "campuslex/incident/2", "incident", None, 1):
        with pytest.raises(FactsError) as caught:
            cls.from_dict({"id": "X1", "schema": given_schema})
        assert str(caught.value) == f"schema: wrong document `{shorten(given_schema)}`; expected `{cls.SCHEMA}`"


def test_an_id_is_needed() -> None:
    """A document without id is refused, and so is one with an empty id."""
    with pytest.raises(FactsError, match=r"^id: missing; this field is required$"):
        Petition.from_dict({})
    with pytest.raises(FactsError, match=r"^id: not a code; a code such as `S1`"):
        Petition.from_dict({"id": ""})


# --- codes, never names -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["S1", "a", "A.b_c-9", "2026-0312-001", "x" * 64, "370102", "20260312001"])
def test_a_code(code: str) -> None:
    """Letters, digits, dot, underscore and hyphen make a code, up to sixty-four of them."""
    assert Incident.from_dict(incident(id=code)).id == code


@pytest.mark.parametrize(
    "code", ["张三", "张三1", "Zhang San", "-S1", ".S1", "S1\n", "S/1", "x" * 65, "\uff33\uff11", "S1é", 1, []]
)
def test_not_a_code(code: object) -> None:
    """A name, or anything a code is not made of, is refused."""
    (only,) = faults(incident(people=[person(code)]))  # type: ignore[arg-type]
    assert only.startswith(("people.0.id: not a code `", "people.0.id: must be a code `"))


@pytest.mark.parametrize(
    "code",
    [
        "110101201203150011",
        "11010120120315001X",
        "G110101201203150011",
        "S-110101-20120315-0011",
        "110101120315001",
        "13812345678",
        "S13812345678",
        "138-1234-5678",
        "1.3.8.1.2.3.4.5.6.7.8",
    ],
)
def test_a_code_that_holds_a_number(code: str) -> None:
    """An identity or mobile number is refused, hidden in a 学籍号 or by separators too, and never repeated."""
    told = faults(
        incident(people=[person(code, inten=1)], acts=[hit(by=code, against=code)], disputed=["people.x.age"])
    )
    assert (
        f"people.0.id: contains an identity or mobile number `{code[:3]}…`; use a code given for this purpose" in told
    )
    assert not any(code in line for line in told)


# --- the whole contradicts itself ---------------------------------------------------------------------------------

PEOPLE = [person(), victim()]
SENSE: list[tuple[Raw, str]] = [
    (
        incident(occurred_from="2026-03-02", occurred_to="2026-03-01"),
        "occurred_to: lies before `occurred_from` `2026-03-01`; `occurred_from` is 2026-03-02",
    ),
    (
        incident(occurred_between=["2026-03-02", "2026-03-01"]),
        "occurred_between: ends before it begins `2026-03-02..2026-03-01`; swap the two days",
    ),
    (
        incident(occurred_between=["2026-03-01", "2026-03-02"], occurred_to="2026-03-02"),
        "occurred_between: stands beside occurred_from or occurred_to; give one or the other",
    ),
    (
        incident(acts=[act(from_="2026-03-02", to="2026-03-01")]),
        "acts.0.to: lies before `from` `2026-03-01`; `from` is 2026-03-02",
    ),
    (
        assault(offender={"age": 14, "birth_date": "2012-03-01"}, occurred_to="2026-03-01"),
        "people.S1.age: does not agree with the birth date `14`; from the birth date: 13",
    ),
    (
        assault(offender={"age": {"from": 15, "to": 16}, "birth_date": "2012-03-01"}, occurred_to="2026-03-02"),
        "people.S1.age: does not agree with the birth date `15..16`; from the birth date: 14",
    ),
    (
        assault(offender={"age": 16, "birth_date": "2012-03-01"}, occurred_between=["2026-03-01", "2026-03-02"]),
        "people.S1.age: does not agree with the birth date `16`; from the birth date: 13..14",
    ),
    (
        assault(offender={"birth_date": "2026-03-02"}, occurred_to="2026-03-01"),
        "people.S1.birth_date: lies after the conduct `2026-03-02`",
    ),
    (incident(people=[person(), victim("S1")]), "people.S1: the same person twice `S1`; one entry a person"),
    (incident(people=PEOPLE, acts=[hit(by="S9")]), "acts.0.by: no such person `S9`; known: S1, V1"),
    (
        incident(people=[person(), victim("victim-1")], acts=[hit(against="victim1")]),
        "acts.0.against: no such person `victim1`; did you mean `victim-1`?",
    ),
    (incident(acts=[act(response_to=0)]), "acts.0.response_to: no such other act `0`; acts are counted from 0"),
    (incident(acts=[act(response_to=7)]), "acts.0.response_to: no such other act `7`; acts are counted from 0"),
    (
        incident(people=PEOPLE, findings={"bullying": finding(person="S7")}),
        "findings.bullying.person: no such person `S7`; known: S1, V1",
    ),
    (
        petition(received_on="2026-03-02", answered_on="2026-03-01"),
        "answered_on: lies before `received_on` `2026-03-01`; `received_on` is 2026-03-02",
    ),
    (
        petition(accepted_on="2026-03-02", answered_on="2026-03-01"),
        "answered_on: lies before `accepted_on` `2026-03-01`; `accepted_on` is 2026-03-02",
    ),
    (
        school_term(term={"from": "2026-02-02", "to": "2026-02-01"}),
        "term.to: lies before `term.from` `2026-02-01`; `term.from` is 2026-02-02",
    ),
]


@pytest.mark.parametrize(("document", "told"), SENSE)
def test_a_whole_that_contradicts_itself(document: Raw, told: str) -> None:
    """Fields that are right one by one are refused where they cannot be right together."""
    assert faults(document) == [told]


@pytest.mark.parametrize(
    "document",
    [
        incident(occurred_from="2026-03-01", occurred_to="2026-03-01"),
        assault(offender={"age": 13, "birth_date": "2012-03-01"}, occurred_to="2026-03-01"),
        assault(offender={"age": 14, "birth_date": "2012-03-01"}, occurred_to="2026-03-02"),
        assault(offender={"age": 13, "birth_date": "2012-03-01"}, occurred_from="2025-09-01", occurred_to="2026-03-02"),
        assault(offender={"age": 12, "birth_date": "2012-03-01"}),
        incident(acts=[hit()]),
        incident(acts=[act(), act(response_to=0)]),
        petition(received_on="2026-03-01", accepted_on="2026-03-01", answered_on="2026-03-01"),
        incident(findings={"bullying": finding(person="S1")}),
    ],
)
def test_a_whole_that_agrees(document: Raw) -> None:
    """The near side of each contradiction is accepted."""
    assert CLASSES[document["schema"]].from_dict(document).to_dict()["id"] == document["id"]


@pytest.mark.parametrize(
    "path",
    [
        "intent",
        "occurred_to",
        "school",
        "school.stage",
        "school_conduct.concealed",
        "people.S1.age",
        "people.v.1.injury",
        "acts.0.kind",
        "acts.0.from",
    ],
)
def test_a_fact_that_can_be_disputed(path: str) -> None:
    """A side may dispute any fact the document can hold; a person's code may have dots."""
    document = incident(people=[person(), victim("v.1")], acts=[act()], disputed=[path])
    assert Incident.from_dict(document).disputed == (path,)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "inten",
        "id",
        "disputed",
        "findings",
        "people",
        "people.S1",
        "people.S9.age",
        "people.S1.agee",
        "people.S1.id",
        "acts.0",
        "acts.1.kind",
        "acts.-1.kind",
        "acts.\u0660.kind",
        "acts.0.kinds",
        "school.size",
        "location.values",
        "intent.x",
        "x" * 200,
        "a\nb",
    ],
)
def test_a_path_that_names_no_fact(path: str) -> None:
    """A misspelt dispute is refused: it would silently dispute nothing."""
    document = incident(people=[person(), victim()], acts=[act()], disputed=["intent", path])
    (only,) = faults(document)
    assert only.startswith("disputed: names no fact of this document")
    assert only.isprintable()
    assert len(only) < 160


# --- all at once, nothing lost, nothing else raised ---------------------------------------------------------------


def test_all_faults_at_once() -> None:
    """Faults of form and of sense, of every part, come in one error; none hides another."""
    document = incident(
        schema="campuslex/incident/9",
        id="张三",
        inten="playful",
        occurred_from="2026-03-02",
        occurred_to="2026-03-01",
        people=[person(age=True, role="bully"), victim("S1", sex="x"), victim("110101201203150011")],
        acts=[act("strik", occasions=-1), hit(by="S9", against="S1", together=10**10)],
        findings={"bulying": finding(), "circumstances": [finding("worse", by="me")]},
        disputed=["people.S1.agee"],
    )
    document["schema"] = Incident.SCHEMA
    told = faults(document)
    places = [line.split(": ")[0] for line in told]
    assert sorted(places) == sorted(
        [
            "id",
            "inten",
            "occurred_to",
            "people.S1.age",
            "people.S1.role",
            "people.S1.sex",
            "people.2.id",
            "people.S1",
            "acts.0.kind",
            "acts.0.occasions",
            "acts.1.by",
            "acts.1.together",
            "findings.bulying",
            "findings.circumstances.0.value",
            "findings.circumstances.0.by",
            "disputed",
        ]
    )
    assert len(set(told)) == len(told)


@pytest.mark.parametrize(
    "document",
    [
        {"id": "I1", "people": [{"id": f"S{index}", "role": "victim"} for index in range(100_000)]},
        {"id": "I1", "acts": [{"kind": "kick", "by": ["S1"] * (MAX_ITEMS + 1)}]},
        {"id": "I1", "disputed": ["x" * 10_000_000]},
        {"id": "x" * 10_000_000},
        {"id": "I1", "people": [{}] * MAX_ITEMS},
        {
            "id": "I1",
            "people": [{"id": f"S{index}", "role": "victim"} for index in range(MAX_ITEMS)],
            "acts": [{"kind": "kick", "by": [f"T{index}" for index in range(100)]} for _ in range(MAX_ITEMS)],
        },
        {"id": "I1", **{f"key{index}": index for index in range(100_000)}},
    ],
    ids=["people", "by", "path", "id", "empty people", "unknown people", "keys"],
)
def test_ten_megabytes_do_not_hold_up_the_host(document: Raw) -> None:
    """An oversized document is refused in good time, in a message of bearable length."""
    text = json.dumps(document)
    started = time.perf_counter()
    told = json_faults(text)
    assert time.perf_counter() - started < 20
    assert len(told) <= MAX_FAULTS + 1
    assert max(map(len, told)) < 300


def test_more_faults_than_are_listed() -> None:
    """Where the list of faults is cut, its last line says so."""
    assert faults(incident(people=[{}] * 600))[-1] == f"document: more than {MAX_FAULTS} faults; the rest is not listed"


def test_deep_nesting_in_a_mapping() -> None:
    """A mapping nested beyond all sense is a fault as any other."""
    deep: Raw = {}
    for _ in range(100_000):
        deep = {"x": deep}
    assert faults(incident(school=deep)) == [
        "school.x: unknown key `x`; one of: stage, ownership, boarding, students, classes"
    ]
    assert faults(incident(occurred_to=deep)) == ["occurred_to: must be a date `{…}`; YYYY-MM-DD"]
    (only,) = faults(incident(findings={"circumstances": finding(deep)}))
    assert only.startswith("findings.circumstances.value: not a word this finding knows `{…}`")
    assert faults(incident(acts=[act(deep)]))[0].startswith("acts.0.kind: not a word this field knows `{…}`")


def test_keys_that_are_no_text() -> None:
    """A mapping from a program may have any keys; they are unknown keys."""
    assert faults({**incident(), 1: 2, None: 3, ("a",): 4}) == [  # type: ignore[dict-item]
        "[…]: unknown key `[…]`",
        "1: unknown key `1`",
        "null: unknown key `null`",
    ]


def test_values_from_a_program() -> None:
    """Dates as objects and tuples as lists are as good as their JSON; the document given is left as it was."""
    document = incident(occurred_to=date(2026, 3, 1), dominance=("age",), location={"one_of": ("online", "dormitory")})
    before = dict(document)
    read = Incident.from_dict(document)
    assert document == before
    assert read == Incident.from_json(json.dumps(read.to_dict()))


def test_a_message_is_one_printable_line() -> None:
    """Line breaks, control characters and lone surrogates of the input cannot forge or break a message."""
    (only,) = faults(incident(location="x\n\x1b[31m\ud800\u202e" + "y" * 100))
    assert only.startswith("location: not a word this field knows `x \\x1b[31m\\ud800\\u202e")
    assert only.isprintable()
    only.encode()


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(list(CLASSES.values())), anything)
def test_anything_at_all(cls: Any, document: Any) -> None:
    """Whatever is given as a document is read or refused with FactsError; nothing else is raised."""
    _read_or_refuse(cls, document)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_spoilt_document(data: st.DataObject) -> None:
    """A document with values replaced and keys renamed is read or refused with FactsError; every fault has a place."""
    cls = data.draw(st.sampled_from(list(DOCUMENTS)))
    _read_or_refuse(cls, data.draw(spoilt(cls)))


def _read_or_refuse(cls: Any, document: Any) -> None:
    try:
        read = cls.from_dict(document)
    except FactsError as error:
        refused = error.faults
    else:
        assert cls.from_dict(read.to_dict()) == read
        return
    assert refused
    for fault in refused:
        assert fault.place
        assert fault.message
        assert str(fault).isprintable()


# --- helpers ------------------------------------------------------------------------------------------------------


def test_nearest_word() -> None:
    """The nearest word is named; of few words all are, of many none."""
    assert nearest("hevy", ["heavy", "light"]) == "did you mean `heavy`?"
    assert nearest("x", ["heavy", "light"]) == "one of: heavy, light"
    assert nearest("x", map(str, range(13))) == ""


def test_records_of_rule_files() -> None:
    """Any record is read by the same edge: the record, or its faults."""
    assert read_record({"from": 1}, dict[str, Any]) == ({"from": 1}, [])
    assert read_record([], dict[str, Any])[1][0].message == "must be an object"
    scalar: Any = int | str
    assert read_record("a", scalar) == ("a", [])
    assert read_record(True, scalar)[1][0].message == "must be a word or a whole number"
