"""
Every exception of the package: one tree, carried whole between processes, worded alike.
"""

import copy
import inspect
import pickle

import pytest

from campuslex import errors
from campuslex.errors import CampuslexError, Fault

FAULTS = [Fault("people.S2.age", "must be a whole number", "14", "leave it out"), Fault("id", "missing")]
SAMPLES: dict[str, CampuslexError] = {
    "CampuslexError": CampuslexError("something is wrong"),
    "FactsError": errors.FactsError(FAULTS),
    "RulesError": errors.RulesError(FAULTS),
    "UnknownName": errors.UnknownName([Fault("layer", "no such layer", "379999", "did you mean `370000`?")]),
    "EngineDisagreement": errors.EngineDisagreement(
        "severity.grave", {"compiled": "holds", "durable": "open"}, {"worst_injury": "slight"}
    ),
    "EngineUnavailable": errors.EngineUnavailable("engine `durable` needs `pip install campuslex[durable]`"),
    "CalendarUnknown": errors.CalendarUnknown(2031),
}
EXIT_CODES = {
    "CampuslexError": 1,
    "FactsError": 2,
    "RulesError": 3,
    "UnknownName": 2,
    "EngineDisagreement": 4,
    "EngineUnavailable": 1,
    "CalendarUnknown": 1,
}
each_error = pytest.mark.parametrize("name", SAMPLES)


def test_every_exception_is_of_the_tree_and_tried() -> None:
    """Every public exception has a sample here, and one root."""
    found = {
        name
        for name, member in inspect.getmembers(errors, inspect.isclass)
        if issubclass(member, Exception) and not name.startswith("_")
    }
    assert found == SAMPLES.keys() == EXIT_CODES.keys()
    assert all(isinstance(error, CampuslexError) for error in SAMPLES.values())


def test_the_tree_that_is_drawn() -> None:
    """The tree in the module's docstring names every exception."""
    assert errors.__doc__ is not None
    assert all(name in errors.__doc__ for name in SAMPLES)


@each_error
@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_an_error_crosses_processes(name: str, protocol: int) -> None:
    """A worker's error arrives with its message and all it carries."""
    error = SAMPLES[name]
    for arrived in (pickle.loads(pickle.dumps(error, protocol)), copy.copy(error), copy.deepcopy(error)):  # noqa: S301
        assert type(arrived) is type(error)
        assert str(arrived) == str(error)
        assert vars(arrived) == vars(error)


@each_error
def test_exit_codes(name: str) -> None:
    """The command line's exit code is the exception's own."""
    assert SAMPLES[name].exit_code == EXIT_CODES[name]


@each_error
def test_messages_are_worded_alike(name: str) -> None:
    """Lower case, no final period, input in backticks, no class of Python in the text."""
    for line in str(SAMPLES[name]).splitlines():
        assert line[0].islower()
        assert not line.endswith(".")
        assert line.count("`") % 2 == 0
        assert not any(word in line for word in ("Error", "Exception", "None", "class", "Traceback"))


def test_a_fault_says_place_value_and_remedy() -> None:
    """What is not known of a fault leaves no trace in its line."""
    assert str(Fault("id", "missing")) == "id: missing"
    assert str(Fault("id", "not a code", "x y")) == "id: not a code `x y`"
    assert str(Fault("id", "missing", remedy="give one")) == "id: missing; give one"
    assert str(SAMPLES["FactsError"]) == "people.S2.age: must be a whole number `14`; leave it out\nid: missing"


def test_faults_are_kept_as_given() -> None:
    """Faults are a tuple, in the order they were found."""
    assert errors.FactsError(FAULTS).faults == tuple(FAULTS)


def test_a_disagreement_names_the_rule_not_the_facts() -> None:
    """Facts of a case are carried for whoever may see them, and are not in the message."""
    error = SAMPLES["EngineDisagreement"]
    assert str(error) == "engines disagree on `severity.grave` (compiled: holds, durable: open)"
    assert "slight" not in str(error)
