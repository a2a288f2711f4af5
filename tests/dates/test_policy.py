"""
Readings of what the law leaves open.
"""

import attrs
import pytest

from campuslex.dates.policy import Policy, Reading
from campuslex.errors import FactsError

FIELDS = attrs.fields(Policy)
each_field = pytest.mark.parametrize("name", [field.name for field in FIELDS])


def test_each_question_has_an_id_of_its_own() -> None:
    """Ids are the digest's: A-11, and aspects of A-04."""
    ids = [field.metadata["id"] for field in FIELDS]
    assert len(set(ids)) == len(ids)
    assert {reading.partition(".")[0] for reading in ids} == {"A-04", "A-11"}


@each_field
def test_the_default_is_the_first_option(name: str) -> None:
    """Practice, and the reading that most protects, come first."""
    field = getattr(FIELDS, name)
    assert Policy().reading(name) == Reading(field.metadata["id"], field.metadata["options"][0])


@each_field
def test_every_option_is_taken_and_others_refused(name: str) -> None:
    """A misspelt option is named with the right ones."""
    for option in getattr(FIELDS, name).metadata["options"]:
        assert Policy(**{name: option}).reading(name).option == option
    with pytest.raises(FactsError, match=f"policy.{name}: no such option `perhaps`; write `"):
        Policy(**{name: "perhaps"})
