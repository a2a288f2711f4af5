"""
The law over time: answers hold together on every day on which a rule begins or ceases, the day before, the day after.

The suite sweeps a few incidents; with `CAMPUSLEX_SWEEP=all` the whole example corpus (`.ci/run` does).
"""

import json
import os
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from attrs import evolve

from campuslex.assessment.answer import Assessment
from campuslex.assessment.assess import assess
from campuslex.model.incident import Incident
from campuslex.rulebook.book import Rulebook, load_rulebook

EXAMPLES = Path(__file__).parents[2] / "examples" / "incidents"
FEW = ("joint-beating-filmed", "thirteen-and-fourteen", "vocational-expulsion")
GRADES = ("minor", "serious", "grave")


@cache
def book() -> Rulebook:
    return load_rulebook()


@cache
def incidents() -> tuple[Incident, ...]:
    names = (
        sorted(EXAMPLES.glob("*.json"))
        if os.environ.get("CAMPUSLEX_SWEEP") == "all"
        else [EXAMPLES / f"{name}.json" for name in FEW]
    )
    return tuple(Incident.from_dict(json.loads(path.read_text("utf-8"))) for path in names)


def days() -> list[date]:
    """
    Each day of change with its neighbours.
    """
    changes = {*book().conduct_changes, *book().step_changes}
    return sorted({day + timedelta(days=step) for day in changes for step in (-1, 0, 1)})


FIRST_DEFINITION = min(rule.effective_from for rule in book().rules if rule.record.then.element and rule.layer == "CN")


def on_day(incident: Incident, day: date) -> Incident:
    """
    The same incident, happened and known on a day; what was found on it is left out, for it has days of its own.
    """
    return evolve(
        incident,
        occurred_from=day,
        occurred_to=day,
        occurred_between=None,
        first_known_at=day,
        procedure_started_on=day,
        police_known_on=None,
        findings=None,
        people=tuple(evolve(person, birth_date=None) for person in incident.people),
        acts=tuple(evolve(act, from_=None, to=None) for act in incident.acts),
    )


def contradictions(answer: Assessment) -> Iterator[str]:
    """
    What does not hold together in one answer.
    """
    ids = [duty.id for duty in answer.duties]
    yield from (f"duty twice: {name}" for name in sorted({name for name in ids if ids.count(name) > 1}))
    firm = [duty for duty in answer.duties if duty.verdict == "holds" and duty.basis == "established"]
    bound = {(duty.actor, duty.act) for duty in firm if duty.modality == "must"}
    barred = {(duty.actor, duty.act) for duty in firm if duty.modality == "must_not"}
    yield from (f"must and must not: {act}" for act in sorted(bound & barred))
    told = [("incident", answer.severity), *((code, person.severity) for code, person in answer.persons.items())]
    for who, severity in told:
        if severity.grade is not None and severity.grade not in severity.range:
            yield f"{who}: grade {severity.grade} outside {severity.range}"
        if list(severity.range) != sorted(severity.range, key=GRADES.index):
            yield f"{who}: range out of order {severity.range}"
    if answer.determination.status == "no_norm" and answer.severity.grade is not None:
        yield "graded without a norm"
    for code, person in answer.persons.items():
        rows = [option.measure for option in person.measures]
        yield from (f"{code}: measure twice: {name}" for name in sorted({row for row in rows if rows.count(row) > 1}))


@pytest.mark.parametrize("day", days(), ids=str)
def test_no_day_of_change_breaks_an_answer(day: date) -> None:
    """No crash, no gap that is not a declared "no norm", no two contradicting outcomes."""
    for incident in incidents():
        answer = assess(on_day(incident, day), book(), on=day)
        assert list(contradictions(answer)) == [], incident.id
        told = {notice.code for notice in answer.notices}
        assert (answer.determination.status == "no_norm") == ("no_norm" in told) or not answer.determination.definitions
        assert bool(answer.determination.definitions) == (day >= FIRST_DEFINITION), incident.id


def test_the_sweep_would_see_a_contradiction() -> None:
    """Two duties that cannot both be kept are told."""
    answer = assess(incidents()[0], book(), on=date(2026, 3, 12))
    duty = next(duty for duty in answer.duties if duty.modality == "must" and duty.verdict == "holds")
    firm = evolve(duty, basis="established")
    broken = evolve(answer, duties=(firm, evolve(firm, id="other", modality="must_not")))
    assert any(told.startswith("must and must not") for told in contradictions(broken))
