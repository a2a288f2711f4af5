"""
The law changes on its own days: rules begin and cease on them, and on no others.
"""

import json
import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from campuslex.assessment.assess import assess
from campuslex.model.incident import Incident
from campuslex.rulebook.book import Rulebook, load_rulebook
from campuslex.rulebook.records import Instrument, ParameterRecord
from campuslex.rulebook.rules import Rule, versions_of

INCIDENTS = Path(__file__).parents[2] / "examples" / "incidents"
ON_EVERY_DAY = ["joint-beating-filmed", "lunch-money-30-yuan", "school-conceals-beating"]
"""Examples that read many rules: joint violence with images, a taking, a school that hides."""

ONE_DAY = timedelta(days=1)
A_WEEK = timedelta(days=7)

LEFT_OPEN = {
    "confinement_crime_hours",
    "damage_crime_cny",
    "dangerous_conduct_times",
    "extort_amount_cny",
    "incorrigible_from_times",
    "juv_small_taking_cny",
    "long_unresolved_days",
    "low_value_damage_cny",
    "recusal_relations",
    "surveys_per_term",
    "theft_amount_cny",
    "tianjin_repeated_times",
    "upper_primary_from_year",
}
"""Numbers no national text gives (A-09, A-10 and the digests' lists of what was not verified)."""


@cache
def book() -> Rulebook:
    return load_rulebook(layers=["county-template"])


LAYERS = ("CN", "000000")
CHANGES = sorted({*book().conduct_changes, *book().step_changes})
DAYS = sorted({day + shift for day in CHANGES for shift in (-ONE_DAY, timedelta(), ONE_DAY)})

each_rule = pytest.mark.parametrize("rule", book().rules, ids=lambda rule: rule.id)


def moved(value: Any, by: timedelta) -> Any:
    """
    A document with every date in it moved, so that ages and intervals stay.
    """
    if isinstance(value, dict):
        return {name: moved(item, by) for name, item in value.items()}
    if isinstance(value, list):
        return [moved(item, by) for item in value]
    if isinstance(value, str) and (found := re.match(r"\d{4}-\d{2}-\d{2}", value)):
        return (date.fromisoformat(found[0]) + by).isoformat() + value[found.end() :]
    return value


@cache
def document(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((INCIDENTS / f"{name}.json").read_bytes())
    return found


def in_force(day: date) -> frozenset[str]:
    return frozenset(item.rule.id for item in book().select(day, day, LAYERS).rules)


@each_rule
def test_a_rule_begins_before_it_ceases(rule: Rule) -> None:
    """No rule ends before its first day, and none outlives the versions it stands in."""
    assert rule.effective_to is None or rule.effective_from <= rule.effective_to
    versions = versions_of(rule.provision, book().instruments[rule.provision.instrument])
    assert versions
    assert rule.effective_from >= versions[0].from_
    if versions[-1].to is not None:
        assert rule.effective_to is not None
        assert rule.effective_to <= versions[-1].to


@pytest.mark.parametrize("instrument", book().instruments.values(), ids=lambda instrument: instrument.id)
def test_versions_follow_each_other_without_gap(instrument: Instrument) -> None:
    """The day after the last of one version is the first of the next."""
    for earlier, later in zip(instrument.version, instrument.version[1:], strict=False):
        assert earlier.to is not None
        assert earlier.to + ONE_DAY == later.from_


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_rules_in_force_are_those_of_the_day(day: date) -> None:
    """On each side of every change the selection holds what is in force, readings apart, and nothing else."""
    chosen = {
        rule.id
        for rule in book().rules
        if rule.layer in LAYERS
        and rule.in_force(day)
        and (rule.record.reading is None or book().chosen(rule.record.reading.id) == rule.record.reading.option)
    }
    replaced = {rule.record.replaces for rule in book().rules if rule.id in chosen and rule.record.replaces}
    assert in_force(day) == chosen - replaced


@pytest.mark.parametrize("day", CHANGES, ids=str)
def test_two_days_differ_only_by_what_begins_or_ceases(day: date) -> None:
    """What is new on a day begins on it, what is gone ceased the day before; a day later nothing has moved."""
    before, after = in_force(day - ONE_DAY), in_force(day)
    begins = {rule.id for rule in book().rules if rule.effective_from == day}
    ceases = {rule.id for rule in book().rules if rule.effective_to == day - ONE_DAY}
    assert after - before <= begins
    assert before - after <= ceases
    if day + ONE_DAY not in CHANGES:
        assert in_force(day + ONE_DAY) == after


@pytest.mark.parametrize("name", ON_EVERY_DAY)
def test_an_incident_is_assessed_on_either_side_of_every_change(name: str) -> None:
    """The same incident on any day of the law gets an answer, citing only versions in force."""
    original = document(name)
    start = date.fromisoformat(original["occurred_to" if "occurred_to" in original else "occurred_from"])
    for day in DAYS:
        incident = Incident.from_dict(moved(original, day - start))
        answer = assess(incident, book(), on=day + A_WEEK)
        for duty in answer.to_dict()["duties"]:
            assert all(citation["version"] for citation in duty["citations"]), (day, duty["rule"])


@pytest.mark.parametrize("path", sorted(INCIDENTS.glob("*.json")), ids=lambda path: path.stem)
def test_every_shipped_incident_is_assessed(path: Path) -> None:
    """No shipped example is beyond the shipped law, on the first day of the edition."""
    answer = assess(Incident.from_json(path.read_bytes()), book(), on=date.fromisoformat(book().edition))
    assert answer.to_dict()["determination"]


@pytest.mark.parametrize("parameter", book().parameters.values(), ids=lambda parameter: parameter.id)
def test_what_the_law_leaves_open_stays_open(parameter: ParameterRecord) -> None:
    """A number that no text gives is not supplied, by no layer that is shipped; whoever sets one names the source."""
    assert all(value.source.strip() for value in parameter.value)
    if parameter.id in LEFT_OPEN:
        assert parameter.value == ()
        assert [value for _, name, value in book().sets if name == parameter.id] == []


def test_the_list_of_open_numbers_is_whole() -> None:
    """A parameter without a value is on the list or a blank of a county's plan, and the list names nothing else."""
    blanks = {name for sentence in book().sentences for name in sentence.parameters}
    assert {name for name, parameter in book().parameters.items() if not parameter.value} == LEFT_OPEN | blanks


def test_a_number_set_by_a_layer_has_a_source() -> None:
    """A place that sets a number says on what ground."""
    assert all(value.source.strip() for _, _, value in book().sets)
