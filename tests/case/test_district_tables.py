"""
The tables of the periodic circular and of the annual summary.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campuslex.case.district import District
from campuslex.case.district_cells import Cell
from campuslex.case.district_tables import Table
from campuslex.case.district_view import DistrictView
from campuslex.rulebook.book import Rulebook
from tests.builders import Document, case, event, petition, school_term
from tests.case.small import days, duty, own_book, planned
from tests.rulebooks import rule

ON = date(2026, 4, 30)
WAKES = (
    '[rule.then.trigger]\nwakes = ["county_education_bureau"]\nreason_zh = "事先策划"\nreason_en = "it was planned"\n'
)
BOOK: Rulebook = own_book(
    rule("protection.small.d0", "planned", duty(days(10)), scope="incident", applies_by="step"),
    rule("protection.small.wakes", "planned", WAKES, scope="incident", applies_by="step"),
    rule(
        "protection.small.rules",
        "rules_published",
        '[rule.then.requirement]\nrequirement = "rules_published"\nfound = "rules_published"\nwanted = "true"\n',
        scope="school_term",
        applies_by="step",
    ),
)


def known_on(day: str, code: str, *events: Document) -> Document:
    """
    A case first known on a day.
    """
    return case(event("discovered", day), *events, of=planned(id=f"I-{code}"), id=code)


def some(count: int, day: str = "2026-03-10", *events: Document, start: int = 0) -> list[Document]:
    """
    Some cases, first known on a day.
    """
    return [known_on(day, f"C{start + number}", *events) for number in range(count)]


def district(cases: Any = (), since: date | None = None, **others: Any) -> DistrictView:
    """
    A district on the last day of April.
    """
    return District(cases, **others).at(ON, BOOK, since=since)


def column(table: Table, key: str) -> list[str]:
    """
    What a reader sees of one column, the total last.
    """
    rows: Sequence[Any] = [*table.rows, *([table.total] if table.total is not None else [])]
    return [row[key].shown for row in rows]


class TestTheCircular:
    """通报 (S28): school by school, and what wakes whom."""

    def test_heads_in_both_languages(self) -> None:
        """Every column has a Chinese and an English head, every row a cell a column."""
        for table in (*district({"S1": some(5)}).circular, *district({"S1": some(5)}).annual_summary):
            assert all(head.zh and head.en for head in table.columns)
            keys = [head.key for head in table.columns]
            assert all(list(row) == keys for row in table.rows)
            assert table.total is None or list(table.total) == keys

    @pytest.mark.parametrize(("count", "wanted"), [(4, "<5"), (5, "5")])
    def test_four_are_hidden_and_five_are_shown(self, count: int, wanted: str) -> None:
        """Both as a school's count and as the district's."""
        view = district({"S1": some(count)})
        table = view.circular[0]
        assert column(table, "cases") == [wanted, wanted]
        assert view.counts["cases"].shown == wanted
        assert column(view.circular[1], "cases") == [wanted]

    def test_counts_of_each_kind(self) -> None:
        """Not closed, late and under supervision are parts of the cases."""
        late = some(6, "2026-03-10", event("procedure_started", "2026-03-11"))
        closed = some(
            7, "2026-03-10", event("supervision_opened", "2026-03-12"), event("closed", "2026-03-20"), start=6
        )
        table = district({"S1": late + closed, "S2": some(8)}).circular[0]
        assert column(table, "cases") == ["13", "8", "21"]
        assert column(table, "open") == ["6", "8", "14"]
        assert column(table, "late") == ["6", "0", "6"]
        assert column(table, "supervised") == ["7", "0", "7"]
        assert column(table, "school") == ["S1", "S2", "合计"]

    def test_a_lone_small_count_takes_another(self) -> None:
        """One school with four cases: the next least is withheld, the total stays."""
        table = district({"S1": some(4), "S2": some(6), "S3": some(9)}).circular[0]
        assert column(table, "cases") == ["<5", "*", "9", "19"]

    def test_what_wakes_whom(self) -> None:
        """Rule by rule with its reason; of petitions none."""
        (row,) = district({"S1": some(5)}).circular[1].rows
        assert (row["rule"].value, row["reason_zh"].value) == ("protection.small.wakes", "事先策划")
        assert (row["cases"].value, row["petitions"].value) == (5, 0)

    def test_petitions(self) -> None:
        """Petitions received, five of them."""
        letters = [petition(id=f"P{number}", received_on="2026-03-10") for number in range(5)]
        table = district(petitions={"S1": letters}).circular[0]
        assert (column(table, "petitions"), column(table, "petitions_late")) == (["5", "5"], ["0", "0"])

    def test_requirements_are_no_persons(self) -> None:
        """How many requirements a school meets is shown as it is."""
        terms = {"S1": school_term(rules_published=True), "S2": school_term(id="T2", rules_published=False)}
        table = district(school_terms=terms).circular[0]
        assert (column(table, "met"), column(table, "not_met")) == (["1", "0", "1"], ["0", "1", "1"])
        assert column(table, "unknown") == ["0", "0", "0"]


class TestThePeriod:
    """Cases are counted in the period in which they were first known."""

    @pytest.mark.parametrize(("since", "wanted"), [("2026-03-10", "5"), ("2026-03-11", "0"), (None, "5")])
    def test_from_its_first_day(self, since: str | None, wanted: str) -> None:
        """Known on the first day they count, the day before they do not; without a first day all do."""
        view = district({"S1": some(5)}, date.fromisoformat(since) if since else None)
        assert view.counts["cases"].shown == wanted

    def test_the_worklist_has_no_period(self) -> None:
        """What is owed is owed, whenever the case began."""
        late = some(1, "2026-03-10", event("procedure_started", "2026-03-11"))
        view = district({"S1": late}, date(2026, 4, 1))
        assert len(view.worklist) == 1
        assert view.schools[0].cases == 1

    def test_another_period_of_the_same_view(self) -> None:
        """The tables of another period need no second answer."""
        view = district({"S1": some(5)}, date(2026, 3, 11))
        assert view.over(date(2026, 3, 10)).counts["cases"].shown == "5"
        assert view.over(date(2026, 3, 10)) == district({"S1": some(5)}, date(2026, 3, 10))

    def test_without_any_day_in_every_period(self) -> None:
        """A case of which no day is known is not lost."""
        undated = [case(of={"schema": "campuslex/incident/1", "id": "I1"}, id=f"C{n}") for n in range(5)]
        assert district({"S1": undated}, date(2026, 4, 1)).counts["cases"].shown == "5"

    def test_terms_that_touch_it(self) -> None:
        """A term over before the period, or not yet begun, says nothing in its tables."""
        terms = {
            "S1": school_term(id="T1", term={"from": "2025-09-01", "to": "2026-01-16"}, rules_published=True),
            "S2": school_term(id="T2", term={"from": "2026-02-23", "to": "2026-07-10"}, rules_published=True),
            "S3": school_term(id="T3", term={"from": "2026-09-01", "to": "2027-01-15"}, rules_published=True),
        }
        table = district((), date(2026, 1, 17), school_terms=terms).circular[0]
        assert column(table, "school") == ["S2", "合计"]


class TestTheAnnualSummary:
    """年行动总结 (S31): data, and room for what people write."""

    def test_what_people_write_is_empty(self) -> None:
        """经验、不足、改进 have heads and no word."""
        table = district({"S1": some(5)}).annual_summary[0]
        texts = [head for head in table.columns if head.kind == "text"]
        assert [head.zh for head in texts] == ["经验", "不足", "改进"]
        for row in table.rows:
            assert all(row[head.key] == Cell.of(None) for head in texts)

    @pytest.mark.parametrize(
        ("facts", "wanted"),
        [
            ({}, ("", "", "")),
            ({"annual_summary_filed": False}, ("否", "", "")),
            ({"annual_summary_on": "2026-04-02"}, ("是", "2026-04-02", "")),
            ({"annual_summary_covers": ["experience"]}, ("", "", "不足、改进")),
            ({"annual_summary_covers": ["improvements", "experience", "shortcomings"]}, ("", "", "")),
        ],
    )
    def test_whether_the_school_filed_it(self, facts: Document, wanted: tuple[str, str, str]) -> None:
        """Filed or not, when, and which of its three parts it lacks; unknown stays empty."""
        (row,) = district(school_terms={"S1": school_term(**facts)}).annual_summary[0].rows
        assert tuple(row[key].shown for key in ("summary_filed", "summary_on", "summary_lacks")) == wanted

    def test_requirement_by_requirement(self) -> None:
        """How many schools meet each."""
        terms = {
            f"S{n}": school_term(id=f"T{n}", rules_published=told) for n, told in enumerate([True, True, False, None])
        }
        (row,) = district(school_terms=terms).annual_summary[1].rows
        assert row["requirement"].value == "rules_published"
        assert [row[key].value for key in ("met", "not_met", "unknown")] == [2, 1, 1]


class TestWhatIsPublished:
    """Nothing in what is published shows a single case or a small number."""

    def test_internal_and_published_are_told_apart(self) -> None:
        """Ids, codes and plain numbers stand in `internal`, which says that it is; tables in `published`."""
        form = district({"S1": some(3)}).to_dict()
        assert form["schema"] == "campuslex/district/1"
        assert "不得公开" in form["internal"]["notice"]["zh"]
        assert form["internal"]["schools"][0]["cases"] == 3
        assert "C1" not in str(form["published"])

    @given(st.lists(st.integers(0, 7), min_size=1, max_size=4), st.integers(0, 3))
    @settings(max_examples=25, deadline=None)
    def test_no_small_number(self, sizes: list[int], late: int) -> None:
        """No count of cases or petitions from 1 to 4 in any table, whatever the schools."""
        cases = {
            f"S{number}": [
                *some(min(late, size), "2026-03-10", event("procedure_started", "2026-03-11")),
                *some(size - min(late, size), start=late),
            ]
            for number, size in enumerate(sizes)
        }
        form = district(cases).to_dict()["published"]
        for table in (*form["circular"], *form["annual_summary"]):
            counts = [head["key"] for head in table["columns"] if head["kind"] == "count"]
            for row in (*table["rows"], *([table["total"]] if table["total"] else [])):
                assert not [row[key] for key in counts if row[key]["value"] in range(1, 5)]
        assert not [cell for cell in form["counts"].values() if cell["value"] in range(1, 5)]
