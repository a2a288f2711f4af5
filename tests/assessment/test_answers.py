"""The form of answers: basis, reasons, receipts, engines, dates, and what is said beside them."""

import json
import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import cache
from pathlib import Path

import pytest

import campuslex as cl
from campuslex.model.words import Measure
from tests.builders import finding, hit, incident, person, petition

EXAMPLES = Path(__file__).parents[2] / "examples"
ON = date(2026, 3, 16)


@cache
def book() -> cl.Rulebook:
    """The shipped rules, read once."""
    return cl.load_rulebook()


def student(code: str, role: str, **facts) -> dict:
    """An enrolled person."""
    return person(code, role, status="enrolled", **facts)


def blow(**facts) -> dict:
    """One blow between two students of junior school."""
    given = {
        "occurred_from": "2026-03-09",
        "occurred_to": "2026-03-09",
        "school": {"stage": "junior"},
        "intent": "deliberate",
    }
    people = [student("S1", "offender", age=14), student("S2", "victim", age=14, injury="slight")]
    return incident(**{**given, "people": people, "acts": [hit("strike", "S1", "S2", occasions=1)], **facts})


def assess(document: dict, on: date = ON, **options) -> cl.Assessment:
    """The assessment of a document."""
    return cl.assess(cl.Incident.from_dict(document), options.pop("rulebook", None) or book(), on=on, **options)


def examples(folder: str) -> list[Path]:
    """The shipped documents of a folder."""
    return sorted((EXAMPLES / folder).glob("*.json"))


def test_every_measure_is_listed_in_order():
    """Each offender has a row for every measure, in the fixed order, each with a rule or a ground."""
    rows = assess(blow()).persons["S1"].measures
    assert [row.measure for row in rows] == [measure.value for measure in Measure]
    assert all(row.ground for row in rows if row.status == "barred")
    assert all(row.rule for row in rows if row.status != "barred")


def test_every_line_is_cited():
    """Every duty, trigger, liability and measure that a rule speaks to names its article, version and confidence."""
    answer = assess(blow())
    told = [*answer.duties, *answer.triggers, *answer.persons["S1"].liability]
    told += [row for row in answer.persons["S1"].measures if row.rule]
    for item in told:
        assert item.citations
        assert {"instrument", "article", "paragraph", "item", "version", "confidence"} <= set(item.citations[0])
        assert item.citations[0]["confidence"] != "M"


def test_same_in_same_out():
    """The same facts, rules and day give the same bytes, after a pickle of the rules too."""
    again = pickle.loads(pickle.dumps(book()))  # noqa: S301
    first, second = assess(blow()), assess(blow(), rulebook=again)
    assert json.dumps(first.to_dict(), ensure_ascii=False) == json.dumps(second.to_dict(), ensure_ascii=False)
    assert first.receipt == second.receipt


def test_receipt_tells_what_it_was_made_of():
    """The receipt names package, edition, hashes, layers, readings and engine."""
    receipt = assess(blow()).to_dict()["receipt"]
    assert receipt["rules_sha256"] == book().sha256
    assert receipt["layers"] == ["CN"]
    assert receipt["readings"]["A-08"] == "wide"
    assert receipt["engine"] == "compiled"
    assert len(receipt["facts_sha256"]) == 64


def test_facts_hash_follows_the_facts():
    """Another fact, another hash."""
    assert assess(blow()).receipt.facts_sha256 != assess(blow(ongoing=True)).receipt.facts_sha256


class TestWhy:
    """Reasons on request."""

    def test_of_the_grade(self):
        """The grade names rule, condition, values and verdicts in each world."""
        (why,) = [
            item for item in assess(blow()).why("severity.grade/S1") if item.rule == "severity.serious.visible-harm"
        ]
        assert why.verdicts == {"E": "open", "P": "holds", "C": "holds"}
        assert why.values["findings.visible_harm"] == "unknown (presumed: true)"
        assert why.to_dict()["citation"]["instrument"] == "plan2017"

    def test_of_a_measure_and_a_duty(self):
        """A measure and a duty are explained by their rules."""
        answer = assess(blow())
        assert {item.person for item in answer.why("measures/S1/expulsion")} == {"S1"}
        duty = next(duty for duty in answer.duties if duty.person == "S1")
        assert [item.rule for item in answer.why(duty.id)] == [duty.rule]
        assert answer.why("determination")

    def test_of_nothing(self):
        """An unknown outcome is refused with the nearest."""
        with pytest.raises(cl.UnknownName, match=r"severity\.grade"):
            assess(blow()).why("severity.grad")


class TestReadings:
    """Named ambiguities."""

    def test_narrow_reading_owes_less(self):
        """Under the narrow reading of A-08 a serious grade alone owes no report under 39.3."""
        narrow = cl.load_rulebook(readings={"A-08": "narrow"})
        findings = {"bullying": finding(), "circumstances": finding("bad")}
        facts = blow(acts=[hit("exclude", "S1", "S2", occasions=1)], findings=findings)
        wide_rules = {duty.rule for duty in assess(facts).duties if duty.verdict == "holds"}
        narrow_rules = {duty.rule for duty in assess(facts, rulebook=narrow).duties if duty.verdict == "holds"}
        assert "escalation.serious-bullying.report-wide" in wide_rules - narrow_rules
        assert narrow != book()

    def test_unknown_reading_and_option(self):
        """Unknown readings and options are refused together."""
        with pytest.raises(cl.UnknownName) as caught:
            cl.load_rulebook(readings={"A-09x": "wide", "A-08": "middle"})
        assert len(caught.value.faults) == 2


class TestDisputed:
    """What a side disputes is not established."""

    def test_rests_on_presumption(self):
        """With the injury disputed a grade found by presumption stays, and nothing that needs it is established."""
        answer = assess(blow(disputed=["people.S2.injury"]))
        assert "disputed_facts" in [notice.code for notice in answer.notices]
        assert answer.severity.unlawful.public_security == "holds"
        assert answer.severity.unlawful.basis == "presumed"
        assert assess(blow()).severity.unlawful.basis == "established"

    def test_a_disputed_kind_leaves_the_act_open(self):
        """Where what was done is disputed, the act element is open."""
        answer = assess(blow(disputed=["acts.0.kind"]))
        elements = {e.id: e.verdict for e in answer.determination.definitions[0].elements}
        assert elements["act"] == "open"

    def test_a_disputed_account_leaves_intent_open(self):
        """A disputed account of intent is no account."""
        assert assess(blow(disputed=["intent"])).determination.status != "confirmed"


class TestFindings:
    """Which findings count."""

    def test_later_finding_supersedes(self):
        """The latest by a competent body counts; the earlier one is noticed."""
        first = finding(on="2026-03-10", stage="first")
        review = finding(False, by="review_panel", on="2026-03-14", stage="review")
        answer = assess(blow(findings={"bullying": [first, review]}))
        assert answer.determination.status == "not_confirmed"
        assert answer.severity.grade is None
        assert "finding_superseded" in [notice.code for notice in answer.notices]

    def test_finding_after_the_day_does_not_count_yet(self):
        """A finding dated after the day of the assessment is noticed only."""
        answer = assess(blow(findings={"bullying": finding(on="2026-03-20")}))
        assert answer.determination.status == "suspected"
        assert "finding_later" in [notice.code for notice in answer.notices]

    def test_finding_no_longer_in_force(self):
        """A withdrawn finding does not count."""
        answer = assess(blow(findings={"bullying": finding(in_force=False)}))
        assert answer.determination.status == "suspected"

    def test_police_say_no_violation(self):
        """A finding of the police that there is none beats the facts, on the axis and among the offences."""
        answer = assess(blow(findings={"public_security_violation": finding(False, by="public_security")}))
        assert answer.severity.unlawful.public_security == "fails"
        assert not [
            row
            for row in answer.persons["S1"].liability
            if row.kind == "public_security" and row.statement_zh.startswith("涉嫌")
        ]

    def test_determination_against_facts(self):
        """A determination against known facts is noticed; what rests on it holds without being established."""
        people = [person("O1", "offender", status="outsider", age=20), student("S2", "victim", age=14)]
        answer = assess(blow(people=people, acts=[hit("strike", "O1", "S2")], findings={"bullying": finding()}))
        assert "determination_against_facts" in [notice.code for notice in answer.notices]
        told = {(d.verdict, d.basis) for d in answer.duties if d.rule == "protection.determine.committee"}
        assert told == {("holds", "presumed")}

    def test_nothing_is_suspected_after_not_bullying(self):
        """Found not bullying: what rests on suspicion is over, what any report asks for stands."""
        rules = {d.rule for d in assess(blow(findings={"bullying": finding(False)})).duties if d.verdict == "holds"}
        assert "protection.stop.at-once" in rules
        assert "protection.determine.committee" not in rules

    def test_ordinary_breach_stays_open_after_not_bullying(self):
        """Found not bullying: the breach of school rules may still be dealt with (moe49.7)."""
        told = assess(blow(findings={"bullying": finding(False)})).persons["S1"]
        assert told.measure("criticism").status == "required"
        assert told.measure("special_education_plan").status == "barred"

    def test_guardian_not_invited_is_a_defect(self):
        """A guardian who was not told is noticed and does not unconfirm."""
        people = [student("S1", "offender", age=14, guardian_notified=False), student("S2", "victim", age=14)]
        answer = assess(blow(people=people, findings={"bullying": finding()}))
        assert answer.determination.status == "confirmed"
        assert "guardian_not_invited" in [notice.code for notice in answer.notices]


class TestDays:
    """Which law of which day."""

    def test_conduct_within_a_span_of_days(self):
        """Conduct on some day around a change of law is answered where both laws agree."""
        document = blow(occurred_between=["2025-12-30", "2026-01-02"])
        del document["occurred_from"], document["occurred_to"]
        answer = assess(document)
        assert "undated_conduct" in [notice.code for notice in answer.notices]
        assert answer.needs[0].fact == "occurred_to"
        assert answer.determination.status == "suspected"

    def test_conduct_across_a_change(self):
        """Conduct that went on across a change is judged by its last day, with a notice."""
        answer = assess(blow(occurred_from="2025-12-30", occurred_to="2026-01-02"), on=date(2026, 1, 9))
        assert "continuing_conduct" in [notice.code for notice in answer.notices]

    def test_conduct_after_the_day(self):
        """Conduct after the day of the assessment is noticed."""
        answer = assess(blow(), on=date(2026, 3, 1))
        assert "conduct_after_assessment" in [notice.code for notice in answer.notices]

    def test_ten_days_from_opening_the_procedure(self):
        """The investigation's ten calendar days run from opening the procedure, soft (plan2017.P4b)."""
        answer = assess(blow(procedure_started_on="2026-03-10"))
        (duty,) = [duty for duty in answer.duties if duty.rule == "protection.investigate.complete-in-ten-days"]
        assert duty.due.to_dict() == {
            "number": 10,
            "unit": "calendar_day",
            "from": "procedure_started_on",
            "by": "2026-03-20",
            "strength": "soft",
            "promptness": None,
        }

    def test_unknown_calendar(self):
        """A deadline in a year without calendar has no last day, and a notice says so."""
        answer = assess(blow(procedure_started_on="2026-12-28"), on=date(2026, 12, 30))
        (duty,) = [duty for duty in answer.duties if duty.rule == "protection.investigate.complete-in-ten-days"]
        assert duty.due.by is None
        assert "calendar_unknown" in [notice.code for notice in answer.notices]

    def test_own_calendar(self):
        """A host's calendar fills the year."""
        calendar = cl.Calendar.from_days([date(2027, 1, 1)])
        answer = assess(blow(procedure_started_on="2026-12-28"), on=date(2026, 12, 30), calendar=calendar)
        (duty,) = [duty for duty in answer.duties if duty.rule == "protection.investigate.complete-in-ten-days"]
        assert duty.due.by == date(2027, 1, 7)


class TestPlaces:
    """Jurisdictions and schools."""

    def test_unknown_jurisdiction(self):
        """A code without local layer has national law and a notice."""
        assert "unknown_jurisdiction" in [notice.code for notice in assess(blow(jurisdiction="999901")).notices]

    def test_kindergarten(self):
        """A kindergarten is no school in the sense of minors-law.130: noticed, and the school's duties fall away."""
        answer = assess(blow(school={"stage": "kindergarten"}))
        assert "school_outside_law" in [notice.code for notice in answer.notices]
        assert not [duty for duty in answer.duties if duty.rule == "protection.stop.at-once"]

    def test_nobody_named(self):
        """An incident of which only the act is known is answered: open, with protection owed."""
        answer = assess(incident(acts=[hit("strike", "S1", "S2")]) | {"acts": [{"kind": "strike"}]})
        assert answer.determination.status == "open"
        assert [duty for duty in answer.duties if duty.track == "protection" and duty.verdict == "holds"]
        assert answer.severity.basis == "open"


@pytest.mark.parametrize("path", examples("incidents"), ids=lambda path: path.stem)
def test_engines_agree_on_examples(path):
    """Every shipped incident comes out alike on both engines."""
    pytest.importorskip("durable.engine")
    read = cl.Incident.from_json(path.read_bytes())
    day = read.occurred_to or ON
    checked = cl.assess(read, book(), on=day, engine="crosscheck").to_dict()
    plain = cl.assess(read, book(), on=day).to_dict()
    assert checked.pop("receipt")["engine"] == "crosscheck"
    assert plain.pop("receipt")["engine"] == "compiled"
    assert checked == plain


@pytest.mark.parametrize("path", examples("petitions"), ids=lambda path: path.stem)
def test_every_petition_is_answered(path):
    """Every shipped petition has a path or duties, and its answer is JSON."""
    route = cl.route_petition(cl.Petition.from_json(path.read_bytes()), book(), on=ON)
    assert route.paths or route.duties
    assert json.loads(json.dumps(route.to_dict()))["schema"] == "campuslex/route/1"


@pytest.mark.parametrize("path", examples("school_terms"), ids=lambda path: path.stem)
def test_every_school_term_is_reviewed(path):
    """Every shipped term has its requirements, each cited, and its answer is JSON."""
    review = cl.review_school_term(cl.SchoolTerm.from_json(path.read_bytes()), book(), on=date(2026, 7, 10))
    assert len(review.requirements) > 20
    assert all(item.citations for item in review.requirements)
    assert json.loads(json.dumps(review.to_dict()))["schema"] == "campuslex/term_review/1"


def test_term_verdicts():
    """Met, not met and open are told apart."""
    document = {
        "schema": "campuslex/school_term/1",
        "id": "T1",
        "school": {"stage": "junior"},
        "term": {"from": "2026-02-25", "to": "2026-07-03"},
        "themed_education_sessions": 1,
        "class_meetings_min_per_class": 1,
    }
    review = cl.review_school_term(cl.SchoolTerm.from_dict(document), book(), on=date(2026, 7, 10))
    found = {item.rule: item.verdict for item in review.requirements}
    by_fact = {}
    for item in review.requirements:
        by_fact.setdefault(item.verdict, []).append(item)
    assert {item.found for item in by_fact["met"]} >= {1}
    assert [item for item in by_fact["not_met"] if item.citations[0]["instrument"] == "act2024"]
    assert by_fact["open"]
    assert len(found) == len(review.requirements)


def test_private_school_notice():
    """A petition about a private school is told what the regulation does not reach."""
    route = cl.route_petition(
        cl.Petition.from_dict(petition(school_ownership="private", received_on="2026-03-09")), book(), on=ON
    )
    assert "private_school" in [notice.code for notice in route.notices]


def test_threads_and_engines_agree():
    """Eight threads with mixed engines on one rulebook give what one thread gives."""
    pytest.importorskip("durable.engine")
    fresh = cl.load_rulebook()
    read = [cl.Incident.from_json(path.read_bytes()) for path in examples("incidents")[:8]]
    expected = [cl.assess(item, book(), on=ON).to_dict() for item in read]

    def ask(number: int) -> dict:
        engine = ("compiled", "durable", "crosscheck")[number % 3]
        told = cl.assess(read[number % 8], fresh, on=ON, engine=engine).to_dict()
        told["receipt"]["engine"] = "compiled"
        return told

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(48)))
    assert answers == [expected[number % 8] for number in range(48)]


def test_many_in_order():
    """`assess_many` answers one by one, in order."""
    read = [cl.Incident.from_dict(blow() | {"id": name}) for name in ("A", "B")]
    told = list(cl.assess_many(read, book(), on=ON))
    assert [item.receipt.facts_sha256 for item in told] == [
        cl.assess(item, book(), on=ON).receipt.facts_sha256 for item in read
    ]


def test_unknown_engine():
    """An unknown engine is refused by name."""
    with pytest.raises(cl.UnknownName, match="compiled"):
        assess(blow(), engine="prolog")


def test_front_door_is_sorted_and_complete():
    """`__all__` is sorted and every name in it exists."""
    assert cl.__all__ == sorted(cl.__all__, key=lambda name: (name.islower(), name))
    assert all(hasattr(cl, name) for name in cl.__all__)


def test_labels():
    """Words are labelled in both languages; an unknown one is refused with the nearest."""
    assert cl.label("measure", "probation") == "留校察看"
    assert cl.label("injury", "slight") == "轻微伤"
    assert cl.label("measure", "probation", lang="en")
    with pytest.raises(cl.UnknownName, match="probation"):
        cl.label("measure", "probatoin")
    with pytest.raises(cl.UnknownName, match="zh, en"):
        cl.label("measure", "probation", lang="fr")


def test_schema_speaks_chinese():
    """The published schema carries Chinese labels."""
    assert "欺凌" in json.dumps(cl.schema("incident"), ensure_ascii=False)
