"""
Which steps are open, done, not yet open or barred.
"""

from datetime import date
from functools import cache
from typing import Any

import pytest

import campuslex as cl
from campuslex.case.step import Step, StepState
from tests.builders import Document, assault, event, finding, person, read_case, victim


@cache
def shipped() -> cl.Rulebook:
    """
    The shipped rules, read once.
    """
    return cl.load_rulebook()


def fight(**facts: Any) -> Document:
    """
    A blow between two pupils of a junior school whose rules are published, known to the school on 10 March.
    """
    people = [
        person(status="enrolled", age=14, **facts.pop("offender", {})),
        victim(status="enrolled", age=14, injury="slight"),
    ]
    school = {"stage": "junior", "ownership": "public"}
    conduct = {"rules_published": True, **facts.pop("school_conduct", {})}
    days = {"occurred_from": "2026-03-09", "occurred_to": "2026-03-09"}
    return {
        **assault(**days, school=school, school_conduct=conduct, intent="deliberate", dominance=["body"]),
        "people": people,
        **facts,
    }


def steps(*events: Document, of: Document | None = None, on: str = "2026-03-20") -> dict[str, Step]:
    """
    The steps by name, those of S1 and of nobody in particular.
    """
    view = read_case(*events, of=of or fight()).at(date.fromisoformat(on), shipped())
    return {item.step: item for item in view.steps if item.person in (None, "S1")}


FOUND = event("discovered", "2026-03-10")
INVESTIGATED = event("investigation_completed", "2026-03-12", by="school")
DETERMINED = event("determination_made", "2026-03-13", by="school_committee", value=True)
GRAVE = event("finding_made", "2026-03-13", by="school", finding="discipline_gravity", value="serious")
HEARD = event("defence_heard", "2026-03-14", by="school", person="S1")
TOLD = event("guardians_notified", "2026-03-14", by="school", person="S1", measure="suspension")
READY = (FOUND, INVESTIGATED, DETERMINED, GRAVE, HEARD, TOLD)


def warning(*events: Document, **more: Any) -> Step:
    """
    The step of deciding on a warning.
    """
    return steps(*events, **more)["measure/warning"]


def without(gone: Document) -> list[Document]:
    """
    All that makes a warning ready, but one.
    """
    return [item for item in READY if item is not gone]


class TestTheWayToASanction:
    """A sanction waits for what the law wants before it."""

    def test_ready(self) -> None:
        """Determined, heard, guardians told, rules published: it may be decided."""
        step = warning(*READY)
        assert (step.state, step.waits_for) == (StepState.OPEN, ())
        assert step.rule
        assert step.citations

    def test_before_the_determination(self) -> None:
        """A sanction for bullying waits for the determination, if no ordinary breach carries it."""
        found = steps(*without(DETERMINED))["measure/special_education_plan"]
        assert (found.state, found.waits_for) == (StepState.NOT_YET, ("determination",))
        assert "已经认定构成欺凌" in found.because_zh

    def test_before_the_defence_was_heard(self) -> None:
        """Not yet, and it says why."""
        step = warning(*without(HEARD))
        assert (step.state, step.waits_for) == (StepState.NOT_YET, ("hear_defence",))
        assert "听取学生陈述和申辩" in step.because_zh

    def test_the_defence_of_another(self) -> None:
        """Hearing V1 is not hearing S1."""
        other = {**HEARD, "person": "V1"}
        assert warning(*without(HEARD), other).waits_for == ("hear_defence",)

    def test_before_a_hearing_asked_for(self) -> None:
        """No hearing is needed unless asked for; once asked for it must be held first."""
        asked = event("hearing_requested", "2026-03-15", person="S1")
        assert warning(*READY, asked).waits_for == ("hearing_on_request",)
        assert warning(*READY, asked, event("hearing_held", "2026-03-16", person="S1")).state is StepState.OPEN

    @pytest.mark.parametrize(
        ("published", "wanted"), [(True, StepState.OPEN), (False, StepState.BARRED), (None, StepState.NOT_YET)]
    )
    def test_under_unpublished_rules(self, published: bool | None, wanted: StepState) -> None:
        """Unpublished rules bar it; whether they were published must be known."""
        step = warning(*READY, of=fight(school_conduct={"rules_published": published}))
        assert step.state is wanted
        if wanted is StepState.BARRED:
            assert step.rule == "discipline.unpublished-rules.bar"

    def test_before_guardians_were_told_in_advance(self) -> None:
        """Suspension wants the guardians told of it before; that they know of the incident is not enough."""
        step = steps(*without(TOLD), {**TOLD, "measure": None})["measure/suspension"]
        assert (step.state, step.waits_for) == (StepState.NOT_YET, ("notify_guardians_in_advance",))
        assert steps(*READY)["measure/suspension"].state is StepState.OPEN

    def test_what_the_law_forbids(self) -> None:
        """Expulsion in compulsory schooling is barred whatever came before."""
        step = steps(*READY)["measure/expulsion"]
        assert step.state is StepState.BARRED
        assert "法律明文禁止" in step.because_zh

    def test_decided(self) -> None:
        """Once decided it is done, with its day; defects of what came before are named."""
        decided = event("measure_decided", "2026-03-16", by="school", person="S1", measure="warning")
        assert warning(*READY, decided).state is StepState.DONE
        assert "2026-03-16" in warning(*READY, decided).because_zh

    def test_only_what_the_school_decides(self) -> None:
        """What police, courts and the county decide is no button of the school."""
        found = steps(*READY)
        for measure in (
            "public_security_penalty",
            "police_reprimand",
            "special_school_decision",
            "criminal_proceedings",
        ):
            assert f"measure/{measure}" not in found


class TestProcedure:
    """Investigation, determination, reports, remedies, dossier."""

    def test_investigate_then_determine(self) -> None:
        """The determination waits for the investigation; both are done once made."""
        states = [
            [steps(*events)[name].state for name in ("investigate", "determine")]
            for events in ((FOUND,), (FOUND, INVESTIGATED), (FOUND, INVESTIGATED, DETERMINED))
        ]
        assert states == [
            [StepState.OPEN, StepState.NOT_YET],
            [StepState.DONE, StepState.OPEN],
            [StepState.DONE, StepState.DONE],
        ]

    def test_no_rule_asks(self) -> None:
        """Where no norm was in force no rule asks for a determination, and the row says so."""
        of = {**fight(), "occurred_from": "2015-03-09", "occurred_to": "2015-03-09"}
        step = steps(of=of, on="2015-03-20")["determine"]
        assert (step.state, step.rule, step.citations) == (StepState.NOT_YET, None, ())
        assert "没有规则" in step.because_zh

    @pytest.mark.parametrize("body", ["public_security", "county_education_bureau"])
    def test_reports_are_always_open(self, body: str) -> None:
        """Whatever is known, a report can be made; and is done once it was."""
        for of in (fight(), assault(), fight(findings={"bullying": finding(False)})):
            assert steps(of=of)[f"report/{body}"].state is StepState.OPEN
        made = event("reported_to", "2026-03-11", by="school", to=body)
        assert steps(FOUND, made)[f"report/{body}"].state is StepState.DONE

    def test_an_appeal(self) -> None:
        """Not before there is a measure, open within its time, then barred; done once filed."""
        decided = event("measure_decided", "2026-03-16", by="school", person="S1", measure="warning")
        name = "appeal/student_appeal_committee"
        assert steps(*READY, decided)[name].state is StepState.OPEN
        assert steps(*READY, decided, on="2026-04-07")[name].state is StepState.OPEN
        assert steps(*READY, decided, on="2026-04-08")[name].state is StepState.BARRED
        filed = event("appeal_filed", "2026-03-20", by="guardian", person="S1", to="student_appeal_committee")
        assert steps(*READY, decided, filed)[name].state is StepState.DONE

    def test_petitions(self) -> None:
        """Each petition's steps follow its own events, by the rules on petitions of the day."""
        told = [
            event("petition_received", "2026-03-11", petition="P1"),
            event("petition_received", "2026-03-12", petition="P2"),
            event("petition_accepted", "2026-03-13", petition="P1"),
        ]
        view = read_case(FOUND, *told, of=fight()).at(date(2026, 3, 20), shipped())
        states = {(item.petition, item.step): item.state for item in view.steps if item.step.startswith("petition/")}
        assert states["P1", "petition/notify_acceptance"] is StepState.DONE
        assert states["P1", "petition/handle_in_time"] is StepState.OPEN
        assert states["P1", "petition/request_review"] is StepState.NOT_YET
        assert states["P2", "petition/notify_acceptance"] is StepState.OPEN
        assert states["P2", "petition/handle_in_time"] is StepState.NOT_YET

    def test_the_dossier(self) -> None:
        """Open until it is filed."""
        assert steps(FOUND)["dossier"].state is StepState.OPEN
        assert steps(FOUND, event("dossier_filed", "2026-03-15"))["dossier"].state is StepState.DONE

    def test_every_step_says_why(self) -> None:
        """Each row has a reason in both languages, and what stands on a rule cites it."""
        for step in steps(*READY).values():
            assert step.because_zh
            assert step.because_en
            assert (step.rule is None) == (not step.citations)
            assert step.to_dict()["state"] in set(StepState)
