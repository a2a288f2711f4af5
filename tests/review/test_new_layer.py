"""
A layer file to fill in: a block for every blank, and a sound layer before and after it is filled.
"""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from campuslex.review.new_layer import new_layer
from campuslex.rulebook.book import load_rulebook
from tests.review.test_blanks import FILES, SENTENCES
from tests.rulebooks import write_rules

DAY = date(2026, 3, 12)
DATED = """
[[parameter]]
id = "by"
zh = "截止日"
en = "last day"
owner = "county_education_bureau"
kind = "date"
norm = "law-a.1"
"""
PLACE = "local/360724-there"
UNDER = {
    **FILES,
    f"{PLACE}/parameters.toml": FILES[f"{PLACE}/parameters.toml"] + DATED,
    f"{PLACE}/sentences.toml": SENTENCES.replace('["phone"]', '["phone", "by"]'),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_rules(tmp_path / "rules", UNDER)


def written(folder: Path) -> str:
    return new_layer(load_rulebook(rules_dir=folder), "360725", "360724", DAY)


def filled(text: str) -> str:
    """
    As a reader fills it: one `# ` less before each line that does not explain.
    """
    text = re.sub(r"^# (?!#)(?=\[\[|[a-z]+ = )", "", text, flags=re.MULTILINE)
    return text.replace('value = ""', 'value = "0000"').replace('source = ""', 'source = "plan"')


def test_a_block_tells_what_it_is_for(folder: Path) -> None:
    """Name in both languages, the sentence, who fills it, what waits, and the lines to fill."""
    assert """
## 日数 · days
## S1 一：几日内报告
## 由谁填 · filled by: county_education_bureau
## 未填时待定 · open meanwhile: protection.there.report
# [[set]]
# id = "days"
# value = 0
# source = ""
# from = 2026-01-01
""" in written(folder)


def test_each_blank_of_the_layer_above_has_a_block(folder: Path) -> None:
    """In order; a number that is set already has none, nor one that no sentence leaves blank."""
    assert re.findall(r'^# id = "(\w+)"$', written(folder), re.MULTILINE) == ["days", "phone", "by"]


def test_a_sample_is_of_its_kind(folder: Path) -> None:
    """A number, text in quotes, a date without."""
    assert re.findall(r"^# value = (.*)$", written(folder), re.MULTILINE) == ["0", '""', "2026-12-31"]


def test_unfilled_it_is_a_sound_layer_that_sets_nothing(folder: Path, tmp_path: Path) -> None:
    """All blocks are comments."""
    path = tmp_path / "360725.toml"
    path.write_text(written(folder), "utf-8")
    assert tomllib.loads(path.read_text("utf-8")).keys() == {"layer"}
    book = load_rulebook(rules_dir=folder, local=[path])
    assert book.layers_for("360725") == ("CN", "360724", "360725")
    assert [name for code, name, _ in book.sets if code == "360725"] == []


def test_filled_it_sets_every_blank(folder: Path, tmp_path: Path) -> None:
    """What explains stays a comment; what is filled is read."""
    path = tmp_path / "360725.toml"
    path.write_text(filled(written(folder)), "utf-8")
    book = load_rulebook(rules_dir=folder, local=[path])
    layers = book.layers_for("360725")
    assert [book.parameter(name, DAY, layers) for name in ("days", "phone", "by")] == [0, "0000", 20261231]


def test_a_layer_that_leaves_nothing_blank_gives_a_bare_file(folder: Path) -> None:
    """Only who the layer is."""
    text = new_layer(load_rulebook(rules_dir=folder), "360725", "CN", DAY)
    assert "[[set]]" not in text
    assert tomllib.loads(text)["layer"]["parent"] == "CN"
