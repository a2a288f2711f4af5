"""
A district on a day: its worklist, its schools, what wakes whom; and that no bad document stops it.
"""

import json
import pickle
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campuslex.case.case import Case
from campuslex.case.district import District
from campuslex.case.district_case import district_rows
from campuslex.case.district_view import DistrictView
from campuslex.errors import FactsError, UnknownName
from campuslex.rulebook.book import Rulebook, load_rulebook
from tests.builders import Document, assault, case, event, finding, incident, petition, read_case, school_term
from tests.case.small import days, duty, own_book, planned, prompt
from tests.rulebooks import rule

ON = date(2026, 4, 1)
WAKES = rule(
    "protection.small.wakes",
    "planned",
    '[rule.then.trigger]\nwakes = ["county_education_bureau"]\nreason_zh = "事先策划"\nreason_en = "it was planned"',
    scope="incident",
    applies_by="step",
)


def law(*duties: str, more: Sequence[str] = ()) -> Rulebook:
    """
    A book of some duties of planned incidents, and further rules.
    """
    rules = [
        rule(f"protection.small.d{index}", "planned", then, scope="incident", applies_by="step")
        for index, then in enumerate(duties)
    ]
    return own_book(*rules, *more)


@cache
def mixed() -> Rulebook:
    """
    Ten days hard and soft, and two prompt duties, of the school and of the bureau.
    """
    return law(
        duty(days(10)),
        duty(days(10, more='strength = "soft"\n'), action="counsel"),
        duty(prompt(), action="educate"),
        duty(prompt(), actor="county_education_bureau", action="report", addressee="public_security"),
        duty(days(20), action="investigate"),
        more=[WAKES],
    )


def planned_case(code: str, started: str | None = None, *events: Document, **facts: Any) -> Document:
    """
    A planned incident first known on 10 March, its procedure opened on a day.
    """
    told = [event("discovered", "2026-03-10"), *([event("procedure_started", started)] if started else []), *events]
    return case(*told, of=planned(id=f"I-{code}", **facts), id=code)


def at(cases: Any, on: date = ON, book: Rulebook | None = None, **options: Any) -> DistrictView:
    """
    The view of some cases.
    """
    kept = {name: options.pop(name) for name in ("petitions", "school_terms", "codes") if name in options}
    return District(cases, **kept).at(on, book or mixed(), **options)


class TestTheWorklist:
    """What is owed in all cases, in the order in which to see to it."""

    def test_late_then_hard_then_soft_then_prompt(self) -> None:
        """The latest first; last days in order; then what has waited longest."""
        view = at(
            [planned_case("C1", "2026-03-11"), planned_case("C2", "2026-03-12"), planned_case("C3", "2026-03-30")]
        )
        told = [(row.id, row.action, row.days_late, row.by and str(row.by)) for row in view.worklist]
        # ten days from 11 March end on Saturday the 21st, so on Monday the 23rd, as those from the 12th do
        assert told == [
            ("C1", "counsel", 9, "2026-03-23"),
            ("C1", "investigate", 9, "2026-03-23"),
            ("C2", "counsel", 9, "2026-03-23"),
            ("C2", "investigate", 9, "2026-03-23"),
            ("C3", "investigate", 0, "2026-04-09"),
            ("C3", "counsel", 0, "2026-04-09"),
            ("C1", "report", 0, None),
            ("C1", "educate", 0, None),
            ("C2", "report", 0, None),
            ("C2", "educate", 0, None),
            ("C3", "report", 0, None),
            ("C3", "educate", 0, None),
        ]

    @pytest.mark.parametrize(("day", "late"), [("2026-03-23", False), ("2026-03-24", True)])
    def test_late_from_the_day_after_the_last(self, day: str, late: bool) -> None:
        """On its last day an act still runs; the day after it is one day late."""
        view = at([planned_case("C1", "2026-03-11")], date.fromisoformat(day))
        (row,) = [row for row in view.worklist if row.action == "investigate"]
        assert (row.late, row.days_late) == (late, int(late))

    def test_waited_longest_first(self) -> None:
        """Of two prompt duties the one known earlier comes first, whatever its id."""
        early = case(event("discovered", "2026-03-09"), of=planned(), id="C9")
        view = at([planned_case("C1"), early], book=law(duty(prompt())))
        assert [(row.id, row.days) for row in view.worklist] == [("C9", 23), ("C1", 22)]

    def test_one_row_an_act(self) -> None:
        """Two rules that ask for the same are one row, led by the most pressing; a rule is cited, with the days."""
        (row,) = [row for row in at([planned_case("C1", "2026-03-11")]).worklist if row.action == "investigate"]
        assert (row.rule, row.also) == ("protection.small.d0", ("protection.small.d4",))
        assert (row.actor, row.addressee, row.person, str(row.since)) == ("school", "student", None, "2026-03-11")
        assert row.citations[0]["instrument"] == "law-a"
        assert row.to_dict()["days_late"] == 9

    def test_what_is_done_is_off_the_list(self) -> None:
        """An investigation completed is owed no more."""
        view = at([planned_case("C1", "2026-03-11", event("investigation_completed", "2026-03-20"))])
        assert "investigate" not in {row.action for row in view.worklist}

    def test_a_closed_case_still_owes(self) -> None:
        """Closing keeps no duty: the row says that the case is closed."""
        (row, *_) = at([planned_case("C1", "2026-03-11", event("closed", "2026-03-30"))]).worklist
        assert (row.late, row.closed) == (True, True)

    def test_for_one_body(self) -> None:
        """The bureau sees its own acts and what wakes it; nobody else's."""
        view = at([planned_case("C1", "2026-03-11")])
        assert [row.action for row in view.for_actor("county_education_bureau").worklist] == ["report"]
        assert len(view.for_actor("county_education_bureau").alarms) == 1
        assert view.for_actor("court").worklist == view.for_actor("court").alarms == ()
        assert view.for_actor("court").schools == view.schools

    def test_no_start_no_row_but_a_count(self) -> None:
        """An act whose clock nothing started is counted, not listed."""
        view = at([case(of=planned(), id="C1")], book=law(duty(prompt())))
        assert view.worklist == ()
        assert view.to_dict()["internal"]["undated"] == 1

    def test_what_waits_for_a_calendar(self) -> None:
        """A last day in a year without a calendar: listed among hard deadlines, with what is missing."""
        when = planned(occurred_from="2030-01-01", occurred_to="2030-01-01")
        told = case(event("procedure_started", "2030-01-02"), of=when, id="C1")
        (row,) = at([told], date(2030, 3, 1), law(duty(days(10, unit="working_day")))).worklist
        assert (row.state.value, row.strength, row.by, row.missing) == ("cannot_compute", "hard", None, "calendar 2030")


class TestWhatWakes:
    """Alarms of all cases."""

    def test_names_rule_and_case(self) -> None:
        """Each says in which case, under which rule, whom it wakes and why."""
        (row,) = at({"S1": [planned_case("C1")]}).alarms
        assert (row.school, row.id, row.rule, row.wakes) == (
            "S1",
            "C1",
            "protection.small.wakes",
            ("county_education_bureau",),
        )
        assert row.to_dict()["reason"] == {"zh": "事先策划", "en": "it was planned"}


class TestSchools:
    """Under which school a document is listed."""

    def test_pairs_and_mappings_say_the_same(self) -> None:
        """Pairs of school and case, a case a school or a list of cases a school."""
        one, two = planned_case("C1"), planned_case("C2")
        pairs = at([("S1", one), ("S2", two)]).to_dict()
        assert pairs == at({"S1": [one], "S2": two}).to_dict()
        assert [row["school"] for row in pairs["internal"]["schools"]] == ["S1", "S2"]

    def test_without_a_school_by_jurisdiction(self) -> None:
        """Else under its jurisdiction; under `-` where there is none."""
        view = at([planned_case("C1", jurisdiction="370102"), planned_case("C2")])
        assert [(row.school, row.cases) for row in view.schools] == [("-", 1), ("370102", 1)]

    def test_counts(self) -> None:
        """Open and closed, late, under supervision."""
        over = planned_case("C2", None, event("supervision_opened", "2026-03-20"), event("closed", "2026-03-30"))
        (row,) = at({"S1": [planned_case("C1", "2026-03-11"), over]}).schools
        assert (row.cases, row.open, row.closed, row.late, row.late_acts, row.supervised) == (2, 1, 1, 1, 2, 1)

    def test_where_the_determination_stands(self, shipped: Rulebook) -> None:
        """Confirmed by a committee's finding alone."""
        made = event("determination_made", "2026-03-20", by="school_committee", value=True)
        (row,) = at({"S1": [case(made, id="C1"), case(id="C2")]}, book=shipped).schools
        assert (row.determination["confirmed"], sum(row.determination.values())) == (1, 2)

    def test_forms_of_a_document(self) -> None:
        """An object, its document form and JSON text answer alike."""
        told = planned_case("C1", "2026-03-11")
        text = json.dumps(told)
        assert at([told]) == at([Case.from_dict(told)]) == at([text]) == at([text.encode()])


def bullied(code: str, by: str = "S1", **facts: Any) -> Document:
    """
    A case of one offender.
    """
    people = [
        {"id": by, "role": "offender", "status": "enrolled"},
        {"id": "V1", "role": "victim", "status": "enrolled"},
    ]
    acts = [{"kind": "strike", "by": [by], "against": ["V1"]}]
    told = incident(id=f"I-{code}", people=people, acts=acts, occurred_to="2026-03-09", **facts)
    return case(of=told, id=code)


class TestRepetition:
    """What came more than once, for a person to look at."""

    def test_one_school_and_one_code(self) -> None:
        """Two cases of one school, one code in both: two candidates."""
        view = at({"S1": [bullied("C1"), bullied("C2")], "S2": [bullied("C3")]})
        assert [(row.school, row.code, row.cases) for row in view.repeats] == [
            ("S1", None, ("C1", "C2")),
            ("S1", "S1", ("C1", "C2")),
        ]
        assert [(row.school, row.repeated, row.repeated_codes) for row in view.schools] == [("S1", 2, 1), ("S2", 0, 0)]
        assert all(row.to_dict()["candidate"] for row in view.repeats)

    def test_another_school_is_another_child(self) -> None:
        """The same code in two schools says nothing."""
        assert at({"S1": [bullied("C1")], "S2": [bullied("C2")]}).repeats == ()

    def test_a_jurisdiction_is_no_school(self) -> None:
        """Without schools named nothing can be told of one school."""
        assert at([bullied("C1", jurisdiction="370102"), bullied("C2", jurisdiction="370102")]).repeats == ()

    def test_codes_of_one_case_alone(self) -> None:
        """Where codes mean somebody else in each case, only the school is told."""
        view = at({"S1": [bullied("C1"), bullied("C2")]}, codes="case")
        assert [row.code for row in view.repeats] == [None]

    def test_found_not_to_be_bullying_counts_for_nothing(self, shipped: Rulebook) -> None:
        """A case with a finding against it is no repetition, of the school or the child."""
        cleared = bullied("C1", findings={"bullying": finding(False, on="2026-03-20")})
        assert at({"S1": [cleared, bullied("C2")]}, book=shipped).repeats == ()

    def test_nor_does_a_child_who_was_cleared(self, shipped: Rulebook) -> None:
        """Found to be bullying by others: the school repeats, the cleared code does not."""
        cleared = bullied("C1", findings={"bullying": [finding(False, person="S1", on="2026-03-20")]})
        both = [bullied("C2"), bullied("C3"), cleared]
        view = at({"S1": both}, book=shipped)
        assert [(row.code, row.cases) for row in view.repeats] == [(None, ("C2", "C3")), ("S1", ("C2", "C3"))]


@pytest.fixture(scope="module")
def shipped() -> Rulebook:
    """
    The shipped rules with the county's template.
    """
    return load_rulebook(layers=["county-template"])


INACTION = petition(
    received_on="2026-03-16",
    received_by="county_education_bureau",
    jurisdiction="999901",
    channel="letter",
    origin="direct",
    category="claim",
    named=True,
    contact_known=True,
    matter=["school_inaction"],
    accuses=["school"],
    school_ownership="public",
)
"""A letter that a school does nothing."""


class TestPetitions:
    """What is owed about petitions, among the rest."""

    def told(self, book: Rulebook, day: str, *cases: Document, **facts: Any) -> DistrictView:
        """
        A district with the letter on a day.
        """
        letter = {**INACTION, **facts}
        return at({"S1": list(cases)}, date.fromisoformat(day), book, petitions=[letter])

    @pytest.mark.parametrize(("day", "late"), [("2026-03-31", False), ("2026-04-01", True)])
    def test_to_tell_within_fifteen_days(self, shipped: Rulebook, day: str, late: bool) -> None:
        """petition.23: on the fifteenth day it still runs, the day after it is late."""
        rows = [row for row in self.told(shipped, day).worklist if row.action == "notify_acceptance"]
        assert [(row.source, row.actor, row.late) for row in rows] == [("petition", "county_education_bureau", late)]

    def test_accepted_it_is_kept(self, shipped: Rulebook) -> None:
        """What the petition tells keeps the duty."""
        view = self.told(shipped, "2026-04-01", accepted_on="2026-03-31")
        assert "notify_acceptance" not in {row.action for row in view.worklist}

    def test_a_case_tells_of_it_too(self, shipped: Rulebook) -> None:
        """An event of a case that names the petition keeps the duty, unless that is about another incident."""
        accepted = event("petition_accepted", "2026-03-30", by="county_education_bureau", petition="P1")
        about = case(accepted, id="C1")
        owed = {row.action for row in self.told(shipped, "2026-04-01", about).worklist if row.source == "petition"}
        other = self.told(shipped, "2026-04-01", about, incident_id="I9").worklist
        assert "notify_acceptance" not in owed
        assert "notify_acceptance" in {row.action for row in other if row.source == "petition"}

    def test_listed_under_the_school_of_its_incident(self, shipped: Rulebook) -> None:
        """One that names the incident of a case goes to that case's school, another to its jurisdiction."""
        view = self.told(shipped, "2026-03-20", case(id="C1"), incident_id="I1")
        assert [(row.school, row.petitions) for row in view.schools] == [("S1", 1)]
        assert {row.school for row in self.told(shipped, "2026-03-20", case(id="C1")).petitions} == {"999901"}

    def test_wakes_the_leading_group(self, shipped: Rulebook) -> None:
        """S29: a petition about bullying has priority."""
        rules = {row.rule for row in self.told(shipped, "2026-03-20").for_actor("county_leading_group").alarms}
        assert "supervision.county-plan.petition" in rules

    @pytest.mark.parametrize(("answered", "late"), [(None, True), ("2026-04-20", False)])
    def test_a_request_for_information(self, shipped: Rulebook, answered: str | None, late: bool) -> None:
        """Asked for when it was received: twenty working days, unless an answer was given."""
        facts = {"requests": ["information"], **({"answered_on": answered} if answered else {})}
        view = self.told(shipped, "2026-04-21", **facts)
        told = [row for row in view.worklist if row.rule == "records.public-information.answer"]
        assert [(row.late, row.since) for row in told] == ([(True, date(2026, 3, 16))] if late else [])
        assert view.petitions[0].answered is not late

    def test_an_answer_asked_to_be_reviewed(self, shipped: Rulebook) -> None:
        """petition.35: thirty days from the request for the level above to review it."""
        facts = {"matter": ["other"], "accuses": [], "requests": [], "accepted_on": "2026-03-17"}
        facts |= {"answered_on": "2026-03-20", "review_requested_on": "2026-03-30", "judicial_route_open": False}
        facts |= {"judicial_proceedings_pending": False, "administrative_route_open": False}
        rows = self.told(shipped, "2026-04-30", **facts, same_matter_stage="answered").worklist
        found = {(row.actor, row.late) for row in rows if row.action == "review"}
        assert ("city_education_bureau", True) in found or ("county_government", True) in found
        done = self.told(shipped, "2026-04-30", **facts, same_matter_stage="reviewed", review_answered_on="2026-04-20")
        assert "review" not in {row.action for row in done.worklist}


class TestTerms:
    """What a school's term adds."""

    def test_requirements_by_the_latest_term(self, shipped: Rulebook) -> None:
        """The term that ends last says how the school stands."""
        old = school_term(id="T1", term={"from": "2025-09-01", "to": "2026-01-16"}, rules_published=True)
        new = school_term(id="T2", term={"from": "2026-02-23", "to": "2026-07-10"}, rules_published=False)
        (row,) = at([], book=shipped, school_terms={"S1": [new, old]}).schools
        assert row.term is not None
        assert row.term.id == "T2"
        assert "rules_published" in row.to_dict()["term"]["not_met"]

    def test_an_inspection_starts_clocks(self, shipped: Rulebook) -> None:
        """Shanghai: thirty days from the inspection's end for the opinion, then late."""
        term = school_term(
            jurisdiction="310101",
            school={"stage": "junior"},
            term={"from": "2026-02-23", "to": "2026-06-30"},
            inspection={"ended_on": "2026-03-02", "comprehensive": False},
        )
        for day, late in (("2026-04-01", False), ("2026-04-02", True)):
            view = at([], date.fromisoformat(day), shipped, school_terms=[term])
            assert [row.late for row in view.worklist if row.action == "issue_inspection_opinion"] == [late]

    @pytest.mark.parametrize(("day", "late"), [("2026-03-09", False), ("2026-03-10", True)])
    def test_a_start_no_case_knows(self, shipped: Rulebook, day: str, late: bool) -> None:
        """Chongqing: five days from the inspection team's review, Saturday 7 March moved to Monday the 9th."""
        term = school_term(
            jurisdiction="500101",
            inspection={"ended_on": "2026-03-01", "reviewed_on": "2026-03-02", "comprehensive": False},
        )
        (row,) = at([], date.fromisoformat(day), shipped, school_terms=[term]).worklist
        assert (row.action, row.late, row.since, str(row.by)) == ("inform", late, date(2026, 3, 2), "2026-03-09")
        term["inspection"] |= {"feedback_on": "2026-03-09"}
        rows = at([], date.fromisoformat(day), shipped, school_terms=[term]).worklist
        assert "inform" not in {row.action for row in rows}


class TestBadInput:
    """A bad document is told with its id; the rest answers."""

    @pytest.mark.parametrize(
        ("bad", "told"),
        [
            ({**planned_case("C2"), "colour": "red"}, "colour"),
            ({**planned_case("C2"), "schema": "campuslex/petition/1"}, "schema"),
            (planned_case("C2", None, event("guessed", "2026-03-10")), "kind"),
            ("{", "JSON"),
            (b"\xff", "UTF-8"),
            (7, "must be an object"),
            (None, "must be an object"),
        ],
    )
    def test_no_document(self, bad: Any, told: str) -> None:
        """An unknown key, another schema, an unknown event, no JSON, no text, nothing at all."""
        view = at({"S1": [planned_case("C1"), bad]})
        ((fault,), rows) = view.faults, view.cases
        assert [row.id for row in rows] == ["C1"]
        assert (fault.kind, fault.school) == ("case", "S1")
        assert told in fault.reason
        assert fault.id == ("C2" if isinstance(bad, dict) else "")

    def test_text_that_says_its_id(self) -> None:
        """JSON that is no sound case still tells which one it is."""
        (fault,) = at(['{"schema": "campuslex/case/1", "id": "C7"}']).faults
        assert fault.id == "C7"

    def test_another_kind_of_document(self) -> None:
        """A case among petitions is told."""
        view = at([], petitions=[read_case(id="C1")])
        assert [(row.kind, row.id) for row in view.faults] == [("petition", "C1")]

    @pytest.mark.parametrize("key", ["", 7, "x" * 65, "S\n1", "13800138000"])
    def test_no_key_of_a_school(self, key: Any) -> None:
        """Empty, no text, too long, unprintable, or a mobile number: told, and not repeated."""
        view = at([(key, planned_case("C1")), ("S1", planned_case("C2"))])
        assert [(row.school, row.id) for row in view.faults] == [("", "C1")]
        assert [row.id for row in view.cases] == ["C2"]

    def test_an_id_that_is_a_mobile_number_is_not_told(self) -> None:
        """A document refused for it is listed without it."""
        (fault,) = at([case(id="13800138000")]).faults
        assert fault.id == ""

    def test_petitions_and_terms_too(self) -> None:
        """Each under its own kind."""
        view = at([], petitions=[petition(colour="red")], school_terms={"S1": school_term(colour="red")})
        assert [(row.kind, row.school, row.id) for row in view.faults] == [
            ("petition", "", "P1"),
            ("school_term", "S1", "T1"),
        ]

    def test_what_no_check_foresees(self) -> None:
        """An object put together past every check is told by its kind of failure alone."""
        broken = attrs.evolve(read_case(id="C2"), events=(7,))
        view = at([planned_case("C1"), broken])
        assert [row.id for row in view.cases] == ["C1"]
        assert [(row.id, row.reason) for row in view.faults] == [
            ("C2", "fails in a way no check foresees: `AttributeError`")
        ]
        assert view.to_dict()["internal"]["faults"][0]["id"] == "C2"

    def test_given_twice(self) -> None:
        """Of one id in one school the case with more events answers, whichever came first; the other is told."""
        short, long = planned_case("C1"), planned_case("C1", "2026-03-11")
        views = [at({"S1": both}) for both in ([short, long], [long, short])]
        assert views[0] == views[1]
        assert [row.events for row in views[0].cases] == [2]
        assert [(row.id, "twice" in row.reason) for row in views[0].faults] == [("C1", True)]
        assert len(at({"S1": short, "S2": long}).cases) == 2

    def test_what_was_asked_may_be_wrong(self) -> None:
        """An engine there is not, or an instant without its offset, is no fault of a case."""
        with pytest.raises(UnknownName):
            at([planned_case("C1")], engine="guess")
        with pytest.raises(FactsError):
            at([planned_case("C1")], datetime(2026, 4, 1, 8))
        with pytest.raises(FactsError):
            at([], datetime(2026, 4, 1, 8))

    def test_nothing_at_all(self) -> None:
        """An empty district answers."""
        view = at([])
        assert view.worklist == view.schools == view.faults == ()
        assert {cell.shown for cell in view.counts.values()} == {"0"}


CASES = [
    planned_case("C1", "2026-03-11"),
    planned_case("C2", "2026-03-12", event("investigation_completed", "2026-03-20")),
    planned_case("C3", None, event("closed", "2026-03-30")),
    planned_case("C4", "2026-03-30", jurisdiction="370102"),
    {**planned_case("C5"), "colour": "red"},
    bullied("C6"),
    bullied("C7"),
]
LETTERS = [petition(id=f"P{number}", received_on=f"2026-03-{number:02}", jurisdiction="370102") for number in (2, 9)]
TERMS = [school_term(id="T1", term={"from": "2026-02-23", "to": "2026-07-10"}), school_term(id="T2")]
keyed = st.lists(st.sampled_from([None, "S1", "S2"]), min_size=len(CASES), max_size=len(CASES))


class TestWhateverTheDistrict:
    """Promises for any district."""

    @given(st.permutations(range(len(CASES))), st.permutations(LETTERS), st.permutations(TERMS), keyed)
    @settings(max_examples=40, deadline=None)
    def test_the_order_of_arrival_makes_no_difference(
        self, order: list[int], letters: list[Document], terms: list[Document], keys: list[str | None]
    ) -> None:
        """Cases, petitions and terms in any order give the same bytes."""
        entries: list[Any] = [item if key is None else (key, item) for key, item in zip(keys, CASES, strict=True)]
        plain = at(entries, petitions=LETTERS, school_terms=TERMS)
        mixed_up = at([entries[place] for place in order], petitions=letters, school_terms=terms)
        assert mixed_up == plain
        assert mixed_up.to_dict() == plain.to_dict()

    @given(st.sets(st.sampled_from(range(len(CASES)))))
    @settings(max_examples=30, deadline=None)
    def test_a_case_never_changes_another(self, chosen: set[int]) -> None:
        """A district's rows are those of its halves: each case is answered once, by itself, so cost is linear."""
        parts = [[item for place, item in enumerate(CASES) if (place in chosen) is side] for side in (True, False)]
        halves = [at(part) for part in parts]
        whole = at(CASES)
        assert sorted(whole.cases, key=lambda row: row.id) == sorted(
            (row for half in halves for row in half.cases), key=lambda row: row.id
        )
        assert sorted(map(repr, whole.worklist)) == sorted(repr(row) for half in halves for row in half.worklist)

    @given(st.dates(date(2026, 4, 2), date(2026, 12, 31)), st.sampled_from(["closed", "investigation_completed"]))
    @settings(max_examples=20, deadline=None)
    def test_a_later_event_never_changes_an_earlier_day(self, day: date, kind: str) -> None:
        """What comes after the day is not looked at, not even in the receipt."""
        told = planned_case("C1", "2026-03-11")
        later = {**told, "events": [*told["events"], event(kind, day.isoformat())]}
        assert at([told]) == at([later])

    def test_processes_answer_alike(self) -> None:
        """Two processes give what one gives, faults and petitions among it."""
        everything = {"petitions": LETTERS, "school_terms": TERMS}
        assert at(CASES, workers=2, **everything) == at(CASES, **everything)

    def test_what_does_not_pickle(self) -> None:
        """Something that cannot travel between processes is told like any other that is no document."""
        told = at({"S1": [planned_case("C1"), lambda: 7]}, workers=2)
        assert ([row.id for row in told.cases], len(told.faults)) == (["C1"], 1)

    def test_what_was_asked_may_be_wrong_there_too(self) -> None:
        """An engine there is not is told from another process as well."""
        with pytest.raises(UnknownName):
            at([planned_case("C1")], engine="guess", workers=2)

    def test_progress_can_be_told(self) -> None:
        """`each` is called once a document, good or bad."""
        calls = list[None]()
        at(CASES, petitions=[*LETTERS, 7], school_terms=TERMS, each=lambda: calls.append(None))
        assert len(calls) == len(CASES) + len(LETTERS) + 1 + len(TERMS)

    def test_an_instant(self) -> None:
        """A day may be an instant with its offset."""
        assert at([planned_case("C1", "2026-03-11")], datetime(2026, 4, 1, 8, tzinfo=UTC)).worklist[0].days_late == 9


class TestTheRowOfACase:
    """What travels between processes."""

    def test_is_small_and_pickles(self, shipped: Rulebook) -> None:
        """Less than twenty kilobytes, and equal when it comes back."""
        told = Case.from_dict(planned_case("C1", "2026-03-11"))
        row = district_rows(told, shipped, ON, school="S1")
        packed = pickle.dumps(row)
        assert len(packed) < 20_000
        assert pickle.loads(packed) == row  # noqa: S301
        assert pickle.loads(pickle.dumps(at([told]))) == at([told])  # noqa: S301

    @pytest.mark.parametrize(
        ("events", "facts", "began"),
        [
            ([event("discovered", "2026-03-11")], {"first_known_at": "2026-03-10"}, "2026-03-10"),
            ([event("discovered", "2026-03-11"), event("discovered", "2026-03-10")], {}, "2026-03-10"),
            ([event("stopped", "2026-03-11")], {}, "2026-03-09"),
        ],
    )
    def test_when_it_began(self, events: list[Document], facts: Document, began: str) -> None:
        """When it was first known, else discovered, else when it happened."""
        told = read_case(*events, of=planned(**facts))
        assert str(district_rows(told, mixed(), ON).began) == began

    def test_without_any_day(self) -> None:
        """No day on record, or the day of its first event alone."""
        undated = assault(planned=True)
        assert district_rows(read_case(of=undated), mixed(), ON).began is None
        told = district_rows(read_case(event("stopped", "2026-03-11"), of=undated), mixed(), ON)
        assert str(told.began) == "2026-03-11"

    def test_school_terms_of_a_case_count(self) -> None:
        """A deadline in school weeks is counted by the terms the case tells."""
        law_ = law(duty(days(1, unit="school_week")))
        terms = [{"from": "2026-02-23", "to": "2026-07-10"}]
        told = {**planned_case("C1", "2026-03-11"), "school_terms": terms}
        assert at([told], book=law_).worklist[0].late
        assert at([planned_case("C1", "2026-03-11")], book=law_).worklist[0].missing
