"""
What counting refuses crosses processes whole.
"""

import copy
import pickle

import pytest

from campuslex.dates import refusals
from campuslex.errors import CampuslexError

SAMPLES = [
    refusals.CannotCompute("time_of_day", "hours run from an instant"),
    refusals.ExtensionRefused("extended `2` times; the norm allows `1`"),
    refusals.IcsUnavailable("reading `.ics` needs `pip install campuslex[ics]`"),
]


@pytest.mark.parametrize("error", SAMPLES, ids=lambda error: type(error).__name__)
def test_a_refusal_crosses_processes(error: CampuslexError) -> None:
    """Its message, and what is missing."""
    for arrived in (pickle.loads(pickle.dumps(error)), copy.deepcopy(error)):  # noqa: S301, our own bytes
        assert str(arrived) == str(error)
        assert vars(arrived) == vars(error)
    assert type(error).__name__ in (refusals.__doc__ or "")
