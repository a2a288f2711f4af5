"""
What events tell of the steps around a measure: they fill the record of the measure decided next.
"""

from typing import Any

from campuslex.case.history import history
from campuslex.case.order import in_order
from campuslex.model.incident import MeasureInForce
from campuslex.model.words import Body
from tests.builders import Document, assault, event, read_case

BODIES = (Body.SCHOOL_COMMITTEE,)
CONDUCT = assault(occurred_from="2026-03-02", occurred_to="2026-03-02")


def about(kind: str, at: str, **facts: Any) -> Document:
    """
    An event about S1.
    """
    return event(kind, at, person="S1", **facts)


def decided(measure: str, at: str, **facts: Any) -> Document:
    """
    A measure decided against S1.
    """
    return about("measure_decided", at, measure=measure, by="school", **facts)


def incident_of(*events: Document) -> Any:
    """
    What is known after some events.
    """
    read = read_case(*events, of=CONDUCT)
    return history(read.incident, in_order(read.events), BODIES).incident


def measures(*events: Document) -> dict[str, MeasureInForce]:
    """
    The measures on the record of S1, by their word.
    """
    return {item.measure.value: item for item in incident_of(*events).people[0].measures_in_force or ()}


def day(read: MeasureInForce, field: str) -> str | None:
    """
    A day of a measure as text.
    """
    found = getattr(read, field)
    return found.isoformat() if found else None


def test_a_defence_belongs_to_the_measure_decided_next() -> None:
    """Heard on the third, decided on the fifth; the measure of a later day has a defence of its own or none."""
    found = measures(
        about("defence_heard", "2026-03-03"),
        decided("warning", "2026-03-05"),
        decided("suspension", "2026-03-05"),
        decided("demerit", "2026-03-09"),
    )
    days = {word: day(item, "defence_heard_on") for word, item in found.items()}
    assert days == {"warning": "2026-03-03", "suspension": "2026-03-03", "demerit": None}


def test_a_defence_after_the_decision_is_not_filled_in() -> None:
    """It may belong to a measure still to come."""
    found = measures(decided("warning", "2026-03-05"), about("defence_heard", "2026-03-06"))
    assert found["warning"].defence_heard_on is None


def test_another_persons_defence_does_not_count() -> None:
    """Steps towards one person are not steps towards another."""
    found = measures(event("defence_heard", "2026-03-03", person="V1"), decided("warning", "2026-03-05"))
    assert found["warning"].defence_heard_on is None


def test_a_hearing_asked_for_and_held() -> None:
    """Asked for before the decision, and held before it or not."""
    asked = about("hearing_requested", "2026-03-03")
    held = about("hearing_held", "2026-03-04")
    without, with_it = (measures(*steps, decided("warning", "2026-03-05")) for steps in ((asked,), (asked, held)))
    assert (without["warning"].hearing_requested, without["warning"].hearing_held_on) == (True, None)
    assert day(with_it["warning"], "hearing_held_on") == "2026-03-04"


def test_guardians_told_of_a_measure() -> None:
    """Before or after the decision, where the event names the measure; notified of the incident is another thing."""
    before = measures(
        about("guardians_notified", "2026-03-04", measure="suspension"), decided("suspension", "2026-03-05")
    )
    after = measures(
        decided("suspension", "2026-03-05"),
        about("measure_notified", "2026-03-06", measure="suspension", to="guardian"),
        about("measure_notified", "2026-03-07", measure="suspension", to="student"),
    )
    of_incident = measures(about("guardians_notified", "2026-03-04"), decided("suspension", "2026-03-05"))
    days = [day(item["suspension"], "guardians_told_on") for item in (before, after, of_incident)]
    assert days == ["2026-03-04", "2026-03-06", None]
    assert day(after["suspension"], "notified_on") == "2026-03-07"


def test_guardians_notified_of_the_incident() -> None:
    """The first day stands; being told of a measure is not being notified of the incident."""
    days = ("2026-03-03", "2026-03-04")
    notified = incident_of(*(about("guardians_notified", at) for at in days)).people[0]
    told = incident_of(decided("warning", "2026-03-05"), about("guardians_notified", "2026-03-06", measure="warning"))
    assert notified.guardian_notified_on.isoformat() == "2026-03-03"
    assert told.people[0].guardian_notified is None


def test_a_measure_that_begins_and_ends() -> None:
    """The first beginning and the last end; an end before the beginning is none."""
    found = measures(
        decided("suspension", "2026-03-05"),
        about("measure_started", "2026-03-06", measure="suspension"),
        about("measure_started", "2026-03-09", measure="suspension"),
        about("measure_ended", "2026-03-10", measure="suspension"),
    )["suspension"]
    assert (day(found, "started_on"), day(found, "ended_on")) == ("2026-03-06", "2026-03-10")


def test_a_decision_that_names_bullying_is_for_bullying() -> None:
    """Which finding a measure rests on is told by the event; else it is unknown."""
    found = measures(decided("warning", "2026-03-05", finding="bullying"), decided("demerit", "2026-03-05"))
    assert (found["warning"].for_bullying, found["demerit"].for_bullying) == (True, None)


def test_a_dossier_that_was_filed() -> None:
    """The school keeps one from then on."""
    assert incident_of(event("dossier_filed", "2026-03-05")).school_conduct.dossier_kept is True


def test_what_the_document_tells_stands() -> None:
    """An event fills what the record leaves open, and takes back that a step was not done."""
    entry = {"measure": "warning", "decided_on": "2026-03-05", "not_done": ["guardians_told"]}
    people = [{"id": "S1", "role": "offender", "measures_in_force": [entry]}, {"id": "V1", "role": "victim"}]
    read = read_case(
        about("measure_notified", "2026-03-06", measure="warning", to="guardian"), of={**CONDUCT, "people": people}
    )
    (found,) = history(read.incident, in_order(read.events), BODIES).incident.people[0].measures_in_force or ()
    assert day(found, "guardians_told_on") == "2026-03-06"
    assert not found.not_done
