"""
Incidents as a table: rows become the documents they say, and no row is lost on the way.
"""

import contextlib
import csv
import io
from datetime import date, datetime
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campuslex.errors import FactsError, Fault
from campuslex.model.fact import key_of
from campuslex.model.findings import FINDING_VALUES
from campuslex.model.incident import Act, Incident, Person
from campuslex.model.tables import Found, csv_columns, documents_from_rows, rows_from_csv

NAMES = [column.name for column in csv_columns()]
PEOPLE = [{"id": "S1", "role": "offender"}, {"id": "V1", "role": "victim"}]


def read(*rows: dict[str, Any]) -> list[tuple[tuple[int, ...], Found]]:
    """
    What rows become.
    """
    return list(documents_from_rows(rows))


def document(*rows: dict[str, Any]) -> dict[str, Any]:
    """
    The one document that rows of incident I1 become.
    """
    ((_, found),) = read(*({"incident_id": "I1", **row} for row in rows))
    assert isinstance(found, dict)
    return found


def told(*rows: dict[str, Any]) -> list[str]:
    """
    The faults of rows of incident I1.
    """
    ((_, found),) = read(*({"incident_id": "I1", **row} for row in rows))
    assert isinstance(found, tuple)
    return [str(fault) for fault in found]


# --- columns ------------------------------------------------------------------------------------------------------


def test_columns_are_told_apart() -> None:
    """Names and Chinese headings are unique, and a name never stands for another column's heading."""
    headings = [column.zh for column in csv_columns()]
    assert len(set(NAMES)) == len(NAMES)
    assert len(set(headings)) == len(headings)
    assert not set(NAMES) & set(headings)
    assert all(name.isascii() and name.isidentifier() for name in NAMES)
    assert all(column.en.isascii() for column in csv_columns())


def test_the_published_columns() -> None:
    """Names on which spreadsheets rest stay."""
    published = (
        "incident_id jurisdiction occurred_from occurred_to occurred_between first_known_at location school_stage "
        "school_ownership intent dominance disputed act_kind act_by act_against act_from act_to act_intent occasions "
        "together weapon coercion amount_cny filmed spread still_online offender_id offender_age offender_birth_date "
        "offender_stage offender_status offender_prior_discipline victim_id victim_age victim_status victim_injury "
        "victim_mental victim_fears_school finding_bullying finding_bullying_by finding_circumstances "
        "finding_circumstances_by finding_circumstances_on finding_intent_person school_conduct_reported_to"
    )
    assert set(published.split()) <= set(NAMES)


def test_every_field_has_a_column() -> None:
    """Every field of acts and people has a column, but what only the document form can say."""
    paths = {(column.part, column.path[0]) for column in csv_columns()}
    assert {key for part, key in paths if part == "act"} == {key_of(field) for field in attrs.fields(Act)}
    people = {key for part, key in paths if part in ("offender", "victim")}
    assert people == {key_of(field) for field in attrs.fields(Person)} - {"role", "measures_in_force"}
    whole = {key for part, key in paths if part == "incident"}
    assert whole == {key_of(field) for field in attrs.fields(Incident)} - {"people", "acts", "findings"}
    assert {key for part, key in paths if part == "finding"} == FINDING_VALUES.keys()


# --- cells --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("ongoing", "true", True),
        ("ongoing", " TRUE ", True),
        ("ongoing", "是", True),
        ("ongoing", "否", False),
        ("ongoing", "false", False),
        ("ongoing", False, False),
        ("ongoing", "maybe", "maybe"),
        ("ongoing", "1", "1"),
        ("ongoing", 1, "1"),
        ("school_students", "1200", 1200),
        ("school_students", 1200, 1200),
        ("school_students", 1200.0, 1200),
        ("school_students", 0, 0),
        ("school_students", "10-20", {"from": 10, "to": 20}),
        ("school_students", "10..20", {"from": 10, "to": 20}),
        ("school_students", "-1", "-1"),
        ("school_students", "12.5", "12.5"),
        ("school_students", "9" * 13, "9" * 13),
        ("occurred_to", "2026-03-01", "2026-03-01"),
        ("occurred_to", "2026/3/1", "2026-03-01"),
        ("occurred_to", "2026.03.01", "2026-03-01"),
        ("occurred_to", date(2026, 3, 1), "2026-03-01"),
        ("occurred_to", datetime(2026, 3, 1), "2026-03-01"),
        ("occurred_to", datetime(2026, 3, 1, 8), "2026-03-01T08:00:00"),
        ("occurred_to", "1 March", "1 March"),
        ("occurred_between", "2026/3/1; 2026-03-09", ["2026-03-01", "2026-03-09"]),
        ("location", "online", "online"),
        ("location", "online|dormitory", {"one_of": ["online", "dormitory"]}),
        ("location", "online|", "online|"),
        ("dominance", "age; number", ["age", "number"]),
        ("dominance", "age；number；", ["age", "number"]),
        ("dominance", "none", []),
        ("dominance", "无", []),
        ("jurisdiction", 370102, "370102"),
        ("jurisdiction", "370102", "370102"),
    ],
)
def test_a_cell_that_is_known(column: str, cell: Any, value: Any) -> None:
    """A cell is read as its column is; what does not fit passes through, to be refused with its place."""
    found = document({column: cell})
    key = column.removeprefix("school_")
    held = found["school"][key] if column.startswith("school_") else found[key]
    assert (type(held), held) == (type(value), value)


@pytest.mark.parametrize("cell", ["", "  ", None, "未知", "不详", "unknown", "Unknown"])
def test_a_cell_that_is_unknown(cell: Any) -> None:
    """An empty cell says nothing, as does a word for not knowing."""
    assert document({"ongoing": cell, "location": cell, "act_kind": cell}) == {"schema": Incident.SCHEMA, "id": "I1"}


def test_text_stays_text() -> None:
    """A sentence with a bar or a semicolon in it is no choice of words."""
    row = {"offender_id": "T1", "offender_post": "teacher | form master; year 7"}
    assert document(row)["people"] == [{"id": "T1", "role": "offender", "post": "teacher | form master; year 7"}]


# --- rows ---------------------------------------------------------------------------------------------------------


def test_one_row_an_act() -> None:
    """Rows of one incident make one document: its facts, its people once, its acts in order."""
    found = document(
        {"location": "online", "school_stage": "junior", "act_kind": "mock", "act_by": "S1", "act_against": "V1"},
        {"act_kind": "strike", "act_by": "S1;S2", "act_against": "V1", "occasions": "2", "together": 2},
        {"location": "online", "offender_id": "S2", "offender_age": "13", "victim_id": "V1", "victim_injury": "slight"},
    )
    assert found == {
        "schema": "campuslex/incident/1",
        "id": "I1",
        "location": "online",
        "school": {"stage": "junior"},
        "people": [
            {"id": "S1", "role": "offender"},
            {"id": "V1", "role": "victim", "injury": "slight"},
            {"id": "S2", "role": "offender", "age": 13},
        ],
        "acts": [
            {"kind": "mock", "by": ["S1"], "against": ["V1"]},
            {"kind": "strike", "by": ["S1", "S2"], "against": ["V1"], "occasions": 2, "together": 2},
        ],
    }
    assert Incident.from_dict(found).to_dict() == found


def test_a_person_who_offends_and_suffers() -> None:
    """One who does both is one person, in the role named first."""
    found = document(
        {"act_kind": "insult", "act_by": "S1", "act_against": "V1", "offender_age": "14", "victim_age": "13"},
        {"act_kind": "push", "act_by": "V1", "act_against": "S1", "offender_prior_discipline": "0", "response_to": "0"},
    )
    assert found["people"] == [
        {"id": "S1", "role": "offender", "age": 14},
        {"id": "V1", "role": "victim", "age": 13, "prior_discipline": 0},
    ]


def test_findings() -> None:
    """A finding takes its columns together; the same one in two rows is one, two of a key are two."""
    row = {"finding_bullying": "是", "finding_bullying_by": "school_committee", "finding_bullying_on": "2026/3/9"}
    other = {"finding_circumstances": "bad", "finding_circumstances_by": "school_committee"}
    found = document(row, row | other | {"finding_intent": "malicious"})
    assert found["findings"] == {
        "bullying": [{"value": True, "by": "school_committee", "on": "2026-03-09"}],
        "circumstances": [{"value": "bad", "by": "school_committee"}],
        "intent": [{"value": "malicious"}],
    }
    with pytest.raises(FactsError, match=r"^findings\.intent\.0\.by: missing; this field is required$"):
        Incident.from_dict(found)


def test_chinese_headings() -> None:
    """A column may be headed in Chinese."""
    headings = {column.name: column.zh for column in csv_columns()}
    row = {"act_kind": "strike", "act_by": "S1", "act_against": "V1", "victim_injury": "slight"}
    assert document({headings[name]: cell for name, cell in row.items()}) == document(row)


def test_incidents_one_after_another() -> None:
    """Each incident comes with the numbers of its rows, as a spreadsheet shows them; empty rows are passed over."""
    rows = [{"incident_id": code, "act_kind": "mock"} for code in ("A", "A", "", "B", "C", "C")]
    rows[2] = {"incident_id": " ", "act_kind": None}  # type: ignore[dict-item]
    found = read(*rows)
    assert [numbers for numbers, _ in found] == [(2, 3), (5,), (6, 7)]
    assert [one["id"] for _, one in found if isinstance(one, dict)] == ["A", "B", "C"]
    assert [numbers for numbers, _ in documents_from_rows(rows, first=1)] == [(1, 2), (4,), (5, 6)]


# --- faults -------------------------------------------------------------------------------------------------------


def test_rows_that_differ() -> None:
    """Two rows of an incident that say different things of the whole or of a person are refused, both places named."""
    assert told(
        {"location": "online", "ongoing": "是", "act_by": "S1", "act_kind": "mock", "offender_age": "13"},
        {"location": "dormitory", "ongoing": "是", "act_by": "S1", "act_kind": "mock", "offender_age": "14"},
    ) == [
        "row 3, location: differs from an earlier row `dormitory`; row 2 says `online`",
        "row 3, offender_age: differs from an earlier row `14`; row 2 says `13`",
    ]


def test_a_fact_of_two_sides() -> None:
    """What a person's offender columns and victim columns both say must agree, and no and 0 are not the same."""
    row = {"act_kind": "mock", "act_by": "S1", "act_against": "S2", "offender_age": "13"}
    back = {"act_kind": "mock", "act_by": "S2", "act_against": "S1", "victim_age": "14"}
    assert told(row, back) == ["row 3, victim_age: differs from an earlier row `14`; row 2 says `13`"]
    assert told({"ongoing": False}, {"ongoing": "0"}) == [
        "row 3, ongoing: differs from an earlier row `0`; row 2 says `false`"
    ]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (
            {"act_kind": "mock", "act_by": "S1;S2", "offender_age": "13"},
            "row 2: the offender columns describe one person, and 2 are named; name that person in `offender_id`",
        ),
        (
            {"act_kind": "mock", "victim_injury": "slight"},
            "row 2: the victim columns describe one person, and 0 are named; name that person in `victim_id`",
        ),
        ({"act_kinds": "mock"}, "row 2: unknown heading `act_kinds`; did you mean `act_kind`?"),
        ({"zzz": "mock"}, "row 2: unknown heading `zzz`"),
        ({None: ["x"]}, "row 2: a cell without a heading `[…]`; give its column a heading"),
    ],
)
def test_a_row_that_does_not_fit(row: dict[Any, Any], fault: str) -> None:
    """A row that describes nobody in particular, or has a cell under no known heading, is refused."""
    assert told(row) == [fault]


def test_a_row_without_incident() -> None:
    """A row that names no incident is reported alone; its neighbours are read."""
    found = read({"incident_id": "A", "act_kind": "mock"}, {"act_kind": "kick"}, {"incident_id": "B"})
    assert found[1] == ((3,), (Fault("row 3, incident_id", "missing", remedy="every row names its incident"),))
    assert [isinstance(one, dict) for _, one in found] == [True, False, True]


def test_rows_that_stand_apart() -> None:
    """Rows of one incident with another's between them are refused: they would make two incidents of one."""
    found = read(*({"incident_id": code, "act_kind": "mock"} for code in "ABA"))
    assert found[2] == ((4,), (Fault("row 4", "rows of one incident stand apart", "A", "its other rows end at row 2"),))


def test_a_word_out_of_place_is_refused_when_read() -> None:
    """What passed through a cell is refused by the document's own reading, with its place there."""
    found = document({"location": "moon", "ongoing": "yes", "act_kind": "mock", "act_by": "张三"})
    with pytest.raises(FactsError) as caught:
        Incident.from_dict(found)
    assert [fault.place for fault in caught.value.faults] == ["location", "ongoing", "people.0.id", "acts.0.by.0"]


cells = st.sampled_from(["", "S1", "V1", "S1;V1", "mock", "13", "x", "是", "2026-03-01", "张三", "none", "slight|pain"])
some_names = st.sampled_from([name for name in NAMES if name != "incident_id"] + ["act_kinds", "", "实施者：人员代号"])
table_rows = st.lists(
    st.builds(
        lambda code, row: {"incident_id": code, **row},
        st.sampled_from(["A", "A", "B", ""]),
        st.dictionaries(some_names, cells, max_size=6),
    ),
    max_size=8,
)


@settings(max_examples=300, deadline=None)
@given(table_rows)
def test_no_row_is_lost(rows: list[dict[str, str]]) -> None:
    """Every row with anything in it is in exactly one group, read or refused, and nothing but faults is raised."""
    seen: list[int] = []
    for numbers, found in documents_from_rows(rows):
        seen += numbers
        if isinstance(found, dict):
            with contextlib.suppress(FactsError):
                Incident.from_dict(found)
        else:
            assert found
    assert seen == [number for number, row in enumerate(rows, 2) if any(cell.strip() for cell in row.values())]


# --- CSV ----------------------------------------------------------------------------------------------------------


def _csv(*rows: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def test_a_csv_text() -> None:
    """Text and bytes, with a byte-order mark or without, short rows and empty columns at the end: the same rows."""
    text = _csv(["incident_id", " act_kind ", "act_by", ""], ["A", "mock", "S1", ""], ["A", "kick"], [])
    wanted = [
        {"incident_id": "A", "act_kind": "mock", "act_by": "S1"},
        {"incident_id": "A", "act_kind": "kick", "act_by": ""},
        {"incident_id": "", "act_kind": "", "act_by": ""},
    ]
    for form in (text, "\ufeff" + text, text.encode(), text.encode("utf-8-sig"), text.replace("\r\n", "\n")):
        assert list(rows_from_csv(form)) == wanted
    assert [numbers for numbers, _ in documents_from_rows(rows_from_csv(text))] == [(2, 3)]


def test_a_cell_beyond_the_headings() -> None:
    """A cell without a heading is refused, not dropped."""
    rows = rows_from_csv(_csv(["incident_id", "act_kind", ""], ["A", "mock", "x", "y"], ["B", "mock"]))
    first, second = (found for _, found in documents_from_rows(rows))
    assert first == (Fault("row 2", "a cell without a heading", "x;y", "give its column a heading"),)
    assert isinstance(second, dict)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "table: lacks a heading `incident_id`; every row names its incident"),
        ("act_kind\nmock\n", "table: lacks a heading `incident_id`; every row names its incident"),
        ("incident_id,act_kinds\n", "heading 2: unknown heading `act_kinds`; did you mean `act_kind`?"),
        ("incident_id,ongoing,ongoing\n", "heading 3: the same heading twice `ongoing`; keep one of them"),
        ("incident_id,事件编号\n", "heading 2: the same heading twice `事件编号`; keep one of them"),
        ("incident_id\n".encode("utf-16"), "table: not UTF-8 at byte 0; save it as `CSV UTF-8`"),
        ("事件编号\n".encode("gb18030"), "table: not UTF-8 at byte 0; save it as `CSV UTF-8`"),
        (f"incident_id\n{'x' * 200_000}\n", "table: not CSV: field larger than field limit (131072)"),
    ],
)
def test_a_table_that_is_none(text: str | bytes, fault: str) -> None:
    """Headings that are missing, unknown or doubled, and text that is no CSV, are refused before any row counts."""
    with pytest.raises(FactsError) as caught:
        list(rows_from_csv(text))
    assert [str(one) for one in caught.value.faults] == [fault]


def test_the_whole_way() -> None:
    """A spreadsheet with every column at once is read."""
    values = {"flag": "是", "whole": "1", "date": "2026-03-01", "words": "none", "dates": "", "text": "S1", "word": ""}
    row = {column.name: values[column.read] for column in csv_columns()}
    row |= {"incident_id": "A", "jurisdiction": "370102", "act_kind": "mock", "act_by": "S1", "act_against": "V1"}
    row |= {
        "victim_id": "V1",
        "offender_birth_date": "",
        "victim_birth_date": "",
        "response_to": "",
        "finding_intent": "",
    }
    row = {name: cell for name, cell in row.items() if not name.startswith("finding_")}
    text = _csv(list(row), list(row.values()))
    ((_, found),) = documents_from_rows(rows_from_csv(text))
    assert isinstance(found, dict)
    assert Incident.from_dict(found).people[0].age == 1
    assert PEOPLE[0].items() <= found["people"][0].items()
