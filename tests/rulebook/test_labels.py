"""
Words are called by the glossary, in two languages.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from campuslex.errors import UnknownName
from campuslex.rulebook import labels
from tests.rulebooks import write_rules


@pytest.fixture(autouse=True)
def _small_glossary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(labels, "default_folder", lambda: write_rules(tmp_path))
    labels.shipped_terms.cache_clear()
    yield
    labels.shipped_terms.cache_clear()


def test_a_word_has_a_label_in_each_language() -> None:
    """Chinese first; the words of lesser enums are found under their enum's name."""
    assert labels.label("grade", "minor") == "一般"
    assert labels.label("grade", "minor", lang="en") == "minor"
    assert labels.label("injury", "slight") == "轻微伤"


@pytest.mark.parametrize(
    ("kind", "identifier", "lang", "message"),
    [
        ("grade", "minr", "zh", "label grade: no such word `minr`; did you mean `minor`?"),
        ("injury", "slite", "zh", "label injury: no such word `slite`; did you mean `slight`?"),
        ("colour", "red", "zh", "label colour: no such word `red`"),
        ("grade", "minor", "fr", "lang: no such language `fr`; one of: zh, en"),
    ],
)
def test_an_unknown_word_is_told_with_the_nearest(kind: str, identifier: str, lang: str, message: str) -> None:
    """Asking for what the glossary lacks never gives a guess."""
    with pytest.raises(UnknownName) as caught:
        labels.label(kind, identifier, lang)
    assert str(caught.value) == message


def test_a_schema_carries_the_labels_there_are() -> None:
    """Documents' schemas are labelled from the same glossary; what it lacks is left without label."""
    text = str(labels.schema("incident"))
    assert "轻微伤" in text
    assert labels.schema("incident")["$schema"].endswith("2020-12/schema")


def test_an_unknown_schema_is_told() -> None:
    """There are three documents."""
    with pytest.raises(UnknownName, match="incidnt"):
        labels.schema("incidnt")
