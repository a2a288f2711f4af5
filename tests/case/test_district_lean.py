"""
The cheaper path of a district says what the full one says.
"""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campuslex.assessment.assess import assess, assess_lean
from campuslex.case.agenda import agenda
from campuslex.case.case import Case
from campuslex.case.district_case import district_rows
from campuslex.model.incident import Incident
from campuslex.rulebook.book import Rulebook, load_rulebook
from tests.builders import Document, case, event

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "incidents").glob("*.json"))
STEPS = (
    event("discovered", "2026-03-10"),
    event("guardians_notified", "2026-03-10", by="school"),
    event("procedure_started", "2026-03-11", by="school"),
    event("reported_to", "2026-03-11", by="school", to="public_security"),
    event("fact_learned", "2026-03-12", facts={"intent": "playful"}),
    event("fact_withdrawn", "2026-03-13", paths=["intent"]),
    event("determination_made", "2026-03-20", by="school_committee", value=True),
    event("measure_decided", "2026-03-23", by="school", person="S1", measure="warning"),
    event("measure_notified", "2026-03-24", by="school", person="S1", measure="warning"),
    event("appeal_filed", "2026-03-27", by="guardian", person="S1"),
    event("leader_instruction", "2026-03-28", by="county_education_bureau"),
    event("supervision_opened", "2026-03-30", by="county_education_bureau"),
    event("closed", "2026-04-20", by="school"),
)
BEATING: Document = {
    "schema": "campuslex/incident/1",
    "id": "I1",
    "occurred_from": "2026-03-09",
    "occurred_to": "2026-03-09",
    "school": {"stage": "junior", "ownership": "public"},
    "intent": "deliberate",
    "dominance": ["number"],
    "people": [
        {"id": "S1", "role": "offender", "status": "enrolled", "age": 14},
        {"id": "V1", "role": "victim", "status": "enrolled", "injury": "slight"},
    ],
    "acts": [{"kind": "strike", "by": ["S1"], "against": ["V1"]}],
}


@cache
def book() -> Rulebook:
    """
    The shipped rules with the county's template.
    """
    return load_rulebook(layers=["county-template"])


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_lean_says_what_full_says(path: Path) -> None:
    """Of every example: the same determination, severity, duties, triggers and receipt; the rest is left out."""
    incident = Incident.from_json(path.read_bytes())
    on = (incident.occurred_to or date(2026, 3, 9)) + timedelta(days=30)
    full, lean = assess(incident, book(), on=on), assess_lean(incident, book(), on=on)
    assert lean.duties == full.duties
    assert (lean.determination, lean.severity, lean.triggers) == (full.determination, full.severity, full.triggers)
    assert lean.receipt == full.receipt
    told = [
        {code: (item.severity, item.determination) for code, item in answer.persons.items()} for answer in (lean, full)
    ]
    assert told[0] == told[1]
    assert lean.needs == lean.open_terms == lean.notices == ()
    assert all(lean.why(duty.id) == full.why(duty.id) for duty in full.duties[:3])


@given(st.lists(st.sampled_from(STEPS), max_size=len(STEPS)), st.dates(date(2026, 3, 9), date(2026, 8, 31)))
@settings(max_examples=60, deadline=None)
def test_a_district_says_what_the_case_says(events: list[Document], on: date) -> None:
    """Whatever the events: the acts owed, what wakes whom, and how far the case is, as `Case.at` tells them."""
    told = Case.from_dict(case(*events, of=BEATING))
    view, row = told.at(on, book()), district_rows(told, book(), on)
    owed = agenda([item for item in view.duties if item.duty.basis != "conditional"], on)
    fields = ("actor", "action", "addressee", "person", "measure", "state", "by", "since", "days")
    assert [[getattr(work, name) for name in fields] for work in row.work] == [
        [getattr(task, name) for name in fields] for task in owed
    ]
    assert [(work.rule, *work.also) for work in row.work] == [
        tuple(dict.fromkeys(item.duty.rule for item in task.rules)) for task in owed
    ]
    assert [(alarm.rule, alarm.wakes, alarm.by, alarm.since) for alarm in row.alarms] == [
        (alarm.rule, alarm.wakes, alarm.by, alarm.since) for alarm in view.alarms
    ]
    assert row.determination == view.answer.determination.status
    assert (row.closed, row.supervised) == (view.facts.closed is True, view.facts.supervision_open is True)
    assert row.set_aside <= len(view.set_aside)
    assert row.sha256 == view.case_sha256
