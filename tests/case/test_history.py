"""
What is known when, and which events do not count.
"""

from typing import Any

import pytest

from campuslex.case.history import History, history
from campuslex.case.order import in_order
from campuslex.model.incident import School, SchoolConduct
from campuslex.model.words import Body, EventKind, Stage
from tests.builders import Document, assault, event, finding, hit, read_case

COMMITTEE = (Body.SCHOOL_COMMITTEE,)


def told(*events: Document, of: Document | None = None) -> History:
    """
    The history of a case.
    """
    read = read_case(*events, of=of)
    return history(read.incident, in_order(read.events), COMMITTEE)


def reasons(*events: Document, of: Document | None = None) -> list[str]:
    """
    Why events do not count.
    """
    return [item.reason for item in told(*events, of=of).aside]


def determined(at: str, value: bool = True, by: str = "school_committee", **facts: Any) -> Document:
    """
    A determination.
    """
    return event("determination_made", at, by=by, value=value, **facts)


def sanctioned(kind: str, at: str, **facts: Any) -> Document:
    """
    A step on the warning of S1.
    """
    return event(kind, at, person="S1", measure="warning", **facts)


class TestWhatIsKnown:
    """Facts and findings arrive, change and are withdrawn."""

    def test_a_fact_arrives_changes_and_goes(self) -> None:
        """The latest word on a fact counts, and none once it is withdrawn."""
        events = [
            event("fact_learned", "2026-03-10", facts={"people.V1.injury": "slight"}),
            event("fact_learned", "2026-03-12", facts={"people.V1.injury": "minor_2"}),
            event("fact_withdrawn", "2026-03-14", paths=["people.V1.injury"]),
        ]
        injuries = [told(*events[:count]).incident.people[1].injury for count in range(4)]
        assert injuries == [None, "slight", "minor_2", None]

    def test_null_is_unknown(self) -> None:
        """A fact learned to be unknown is unknown, as everywhere in documents."""
        of = assault(location="online")
        assert told(event("fact_learned", "2026-03-10", facts={"location": None}), of=of).incident.location is None

    def test_nested_facts(self) -> None:
        """Facts of acts, of the school and of its conduct are told by path."""
        facts = {"acts.0.filmed": True, "school.stage": "junior", "school_conduct.concealed": False, "planned": True}
        incident = told(event("fact_learned", "2026-03-10", facts=facts)).incident
        assert incident.acts[0].filmed is True
        assert incident.school == School(stage=Stage.JUNIOR)
        assert incident.school_conduct == SchoolConduct(concealed=False)
        assert incident.planned is True

    def test_findings(self) -> None:
        """A finding stands until it is withdrawn; then the one before counts no more than it did."""
        found = event("finding_made", "2026-03-10", by="school_committee", finding="circumstances", value="bad")
        gone = event("finding_withdrawn", "2026-03-12", finding="circumstances")
        assert (told(found).incident.findings or {})["circumstances"][0].in_force is None
        assert (told(found, gone).incident.findings or {})["circumstances"][0].in_force is False

    def test_the_incident_itself_is_never_changed(self) -> None:
        """Lists that events bring are copied: the case answers the same a second time."""
        read = read_case(
            event("fact_learned", "2026-03-10", facts={"school_conduct.reported_to": ["court"]}),
            event("reported_to", "2026-03-11", to="public_security"),
        )
        once = history(read.incident, in_order(read.events))
        assert once == history(read.incident, in_order(read.events))
        assert read.events[0].facts == {"school_conduct.reported_to": ["court"]}
        assert once.incident.school_conduct
        assert once.incident.school_conduct.reported_to == ("court", "public_security")

    def test_what_was_known_before(self) -> None:
        """What was known before each instant that may undo a ground is kept, once, the latest first."""
        found = told(
            event("fact_learned", "2026-03-10", facts={"people.V1.injury": "slight"}),
            event("stopped", "2026-03-11"),
            event("fact_withdrawn", "2026-03-12", paths=["people.V1.injury"]),
            event("fact_learned", "2026-03-12", facts={"location": "online"}),
        )
        assert [(str(known.until), known.incident.people[1].injury) for known in found.before] == [
            ("2026-03-12", "slight"),
            ("2026-03-10", None),
        ]

    def test_between_events_of_one_instant_nothing_was(self) -> None:
        """What one event of an instant brings and another takes was never known."""
        found = told(
            event("fact_learned", "2026-03-12", facts={"people.V1.injury": "slight"}),
            event("fact_withdrawn", "2026-03-12", paths=["people.V1.injury"]),
        )
        assert found.before == ()


class TestSetAside:
    """Events that do not count are kept, each with its reason; the rest counts."""

    def test_before_the_conduct(self) -> None:
        """On the day of the conduct an event counts, the day before it does not."""
        assert reasons(event("stopped", "2026-03-09")) == []
        assert reasons(event("stopped", "2026-03-08")) == ["before_conduct"]
        assert reasons(event("stopped", "2026-03-08"), of=assault()) == []

    def test_before_the_conduct_as_it_is_known_by_then(self) -> None:
        """A day of conduct learned later is used for what comes after it."""
        learned = event(
            "fact_learned", "2026-03-01", facts={"occurred_from": "2026-03-20", "occurred_to": "2026-03-20"}
        )
        assert reasons(learned, event("stopped", "2026-03-10"), of=assault()) == ["before_conduct"]

    def test_facts_may_be_older_than_the_conduct(self) -> None:
        """What was learned of a person before the conduct is a fact all the same."""
        assert reasons(event("fact_learned", "2026-03-01", facts={"people.S1.prior_discipline": 1})) == []

    def test_told_twice(self) -> None:
        """The same record twice counts once; a note makes two of them."""
        one = event("petition_received", "2026-03-10")
        assert reasons(one, one) == ["told_twice"]
        assert reasons(one, {**one, "note": "the other"}) == []

    def test_contradictory_determinations(self) -> None:
        """Two that differ need a review between; two that agree do not."""
        assert reasons(determined("2026-03-10"), determined("2026-03-12", False)) == ["contradicts"]
        assert reasons(determined("2026-03-10"), determined("2026-03-12")) == []

    @pytest.mark.parametrize("kind", ["review_requested", "review_opened", "review_completed", "appeal_filed"])
    def test_a_review_between(self, kind: str) -> None:
        """After whatever opens it again, also at the same instant, another determination counts."""
        for at in ("2026-03-11", "2026-03-12"):
            assert reasons(determined("2026-03-10"), event(kind, at), determined("2026-03-12", False)) == []
        after = event(kind, "2026-03-13")
        assert reasons(determined("2026-03-10"), determined("2026-03-12", False), after) == ["contradicts"]

    def test_a_determination_on_review_says_so(self) -> None:
        """One that names its stage needs no event of review beside it; nor does one after a withdrawal."""
        assert reasons(determined("2026-03-10"), determined("2026-03-12", False, stage="review")) == []
        gone = event("finding_withdrawn", "2026-03-11", finding="bullying")
        assert reasons(determined("2026-03-10"), gone, determined("2026-03-12", False)) == []

    def test_only_the_competent_contradict(self) -> None:
        """What a body without competence found neither contradicts nor is contradicted; the notices tell of it."""
        assert reasons(determined("2026-03-10", by="school"), determined("2026-03-12", False)) == []
        assert reasons(determined("2026-03-10"), determined("2026-03-12", False, by="school")) == []

    def test_one_person_is_not_another(self) -> None:
        """A determination on one person does not contradict one on another."""
        of = assault(hit(), hit(by="V1", against="S1"))
        assert reasons(determined("2026-03-10", person="S1"), determined("2026-03-12", False, person="V1"), of=of) == []

    @pytest.mark.parametrize("kind", ["measure_notified", "measure_started", "sanction_effective", "sanction_revoked"])
    def test_a_measure_never_decided(self, kind: str) -> None:
        """A step on a measure needs the measure: from the record, or decided before."""
        decided = sanctioned("measure_decided", "2026-03-10")
        assert reasons(sanctioned(kind, "2026-03-12")) == ["nothing_decided"]
        assert reasons(decided, sanctioned(kind, "2026-03-12")) == []
        assert reasons(decided, sanctioned(kind, "2026-03-09")) == ["nothing_decided"]
        on_record = assault(offender={"measures_in_force": [{"measure": "warning"}]})
        assert reasons(sanctioned(kind, "2026-03-12"), of=on_record) == []

    def test_nothing_to_withdraw(self) -> None:
        """What is not known cannot be withdrawn."""
        assert reasons(event("fact_withdrawn", "2026-03-10", paths=["location"])) == ["nothing_to_withdraw"]
        assert reasons(event("fact_withdrawn", "2026-03-10", paths=["location"]), of=assault(location="online")) == []
        gone = event("finding_withdrawn", "2026-03-10", finding="bullying")
        assert reasons(gone) == ["nothing_to_withdraw"]
        assert reasons(gone, of=assault(findings={"bullying": finding()})) == []
        assert reasons(gone, {**gone, "at": "2026-03-11"}, of=assault(findings={"bullying": finding()})) == [
            "nothing_to_withdraw"
        ]

    def test_nothing_begun(self) -> None:
        """What ends needs a beginning, of its own reason; what has ended does not end again."""
        paused, resumed = (
            event(kind, at, reason="hearing") for kind, at in (("paused", "2026-03-10"), ("resumed", "2026-03-12"))
        )
        assert reasons(resumed) == ["nothing_begun"]
        assert reasons(paused, resumed) == []
        assert reasons(paused, {**resumed, "reason": "appraisal"}) == ["nothing_begun"]
        assert reasons(paused, resumed, {**resumed, "at": "2026-03-13"}) == ["nothing_begun"]
        assert reasons(event("reopened", "2026-03-10")) == ["nothing_begun"]
        assert reasons(event("closed", "2026-03-10"), event("reopened", "2026-03-11")) == []
        assert reasons(event("supervision_closed", "2026-03-10")) == ["nothing_begun"]

    @pytest.mark.parametrize(
        ("facts", "detail"),
        [
            ({"people.V1.injury": "dreadful"}, "people.V1.injury: not a word this field knows `dreadful`"),
            ({"people.V1.age": -1}, "people.V1.age: must not be negative `-1`"),
            ({"occurred_to": "2026-03-01"}, "occurred_to: lies before `occurred_from` `2026-03-01`"),
            ({"people.S1.role": "culprit", "planned": True}, "people.S1.role: not a word this field knows `culprit`"),
        ],
    )
    def test_a_fact_that_cannot_be(self, facts: Document, detail: str) -> None:
        """A value no document can hold sets its event aside with the fault; what came before and after counts."""
        found = told(
            event("fact_learned", "2026-03-10", facts={"location": "online"}),
            event("fact_learned", "2026-03-11", facts=facts),
            event("fact_learned", "2026-03-12", facts={"lured": True}),
        )
        (aside,) = found.aside
        assert (aside.reason, aside.index) == ("bad_fact", 1)
        assert aside.detail.startswith(detail)
        assert (found.incident.location, found.incident.planned, found.incident.lured) == ("online", None, True)

    def test_facts_that_disagree_only_with_what_comes_later(self) -> None:
        """An event that does not fit what is known by then is the one set aside, not what it does not fit."""
        found = told(
            event("fact_learned", "2026-03-10", facts={"people.S1.birth_date": "2012-01-05"}),
            event("fact_learned", "2026-03-11", facts={"people.S1.age": 9}),
        )
        assert [(item.index, item.reason) for item in found.aside] == [(1, "bad_fact")]

    def test_withdrawing_what_must_be_told(self) -> None:
        """The kind of an act cannot be withdrawn, only changed."""
        found = told(event("fact_withdrawn", "2026-03-10", paths=["acts.0.kind"]))
        assert [item.reason for item in found.aside] == ["bad_fact"]
        assert found.incident.acts[0].kind == "strike"

    def test_any_event_that_does_not_fit(self) -> None:
        """Should another event not agree with what is known, it alone is set aside."""
        from campuslex.case import facts

        def spoil(body: Document, _: object) -> None:
            body["location"] = "moon"

        with pytest.MonkeyPatch.context() as patch:
            patch.setitem(facts._STEPS, EventKind.STOPPED, spoil)
            found = told(event("stopped", "2026-03-10"), event("investigation_completed", "2026-03-11"))
        assert [(item.index, item.reason) for item in found.aside] == [(0, "bad_fact")]
        assert found.incident.school_conduct == SchoolConduct(investigated=True)

    def test_each_is_told_with_its_place(self) -> None:
        """A row tells place, kind, time and reason in both languages."""
        (row,) = told(event("stopped", "2026-03-10"), event("stopped", "2026-03-01")).aside
        form = row.to_dict()
        assert (form["event"], form["kind"], form["at"], form["reason"]) == (
            1,
            "stopped",
            "2026-03-01",
            "before_conduct",
        )
        assert form["zh"]
        assert form["en"]

    def test_nothing_is_lost(self) -> None:
        """Every event counts or is set aside."""
        events = [
            event(kind.value, "2026-03-10") for kind in (EventKind.STOPPED, EventKind.STOPPED, EventKind.REOPENED)
        ]
        found = told(*events)
        assert len(found.kept) + len(found.aside) == len(events)
