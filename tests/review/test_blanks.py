"""
Parameters without a value: which, on which day, in which layers, and what waits for them.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from campuslex.review.blanks import Blank, blanks
from campuslex.rulebook.book import Rulebook
from tests.rulebooks import DUTY, SOUND, layer, load, provision, rule

DAY = date(2026, 3, 12)
PLACE = "local/360724-there"
PARAMETERS = """[[parameter]]
id = "days"
zh = "日数"
en = "days"
owner = "county_education_bureau"
norm = "law-a.1"
[[parameter]]
id = "phone"
zh = "电话"
en = "phone"
owner = "county_leading_group"
kind = "text"
norm = "law-a.1"
"""
SENTENCES = """[[sentence]]
id = "S1"
zh = "几日内报告"
en = "report within days"
article = "一"
outcome = ["rule", "parameter"]
rules = ["protection.there.report"]
parameters = ["days", "amount"]
[[sentence]]
id = "S2"
zh = "公布电话"
en = "publish the phone"
article = "二"
outcome = ["parameter"]
parameters = ["phone"]
"""
DUE = 'due = { from = "first_known_at", parameter = "days", unit = "calendar_day" }\n'
FILES: Mapping[str, str] = {
    "severity/law-a-1.toml": provision(rule("severity.small.many", "occasions >= param.times")),
    f"{PLACE}/layer.toml": layer("360724", "there"),
    f"{PLACE}/parameters.toml": PARAMETERS,
    f"{PLACE}/sentences.toml": SENTENCES,
    f"{PLACE}/protection/plan.toml": provision(
        rule("protection.there.report", "reported", DUTY + DUE, kind="local", scope="incident")
    ),
}
HERE = ("CN", "360724")


@pytest.fixture
def book(tmp_path: Path) -> Rulebook:
    return load(tmp_path, FILES)


def names(found: tuple[Blank, ...]) -> list[str]:
    return [item.parameter.id for item in found]


def test_only_what_has_no_value_is_blank(book: Rulebook) -> None:
    """A number with a value is none, nor is it before its first day one of a document."""
    assert names(blanks(book, HERE, DAY)) == ["times", "days", "phone"]
    assert names(blanks(book, HERE, date(2019, 12, 31))) == ["times", "amount", "days", "phone"]


def test_a_layers_document_has_its_own_blanks(book: Rulebook) -> None:
    """Of one layer only what its sentences leave blank; a layer without sentences leaves none."""
    assert names(blanks(book, HERE, DAY, "360724")) == ["days", "phone"]
    assert names(blanks(book, HERE, DAY, "CN")) == []


def test_a_blank_tells_sentence_and_rules(book: Rulebook) -> None:
    """A rule waits that compares with it, or whose deadline takes its number from it."""
    found = {item.parameter.id: item for item in blanks(book, HERE, DAY)}
    assert found["days"].blocks == ("protection.there.report",)
    assert found["times"].blocks == ("severity.small.many",)
    assert found["phone"].blocks == ()
    assert found["days"].to_dict() == {
        "parameter": "days",
        "zh": "日数",
        "en": "days",
        "kind": "number",
        "owner": "county_education_bureau",
        "set_by": ["county"],
        "norm": "law-a.1",
        "sentences": ["S1"],
        "blocks": ["protection.there.report"],
    }


def test_elsewhere_another_layers_rules_wait_for_nothing(book: Rulebook) -> None:
    """Where the layer does not apply, its sentences and rules are not told."""
    found = {item.parameter.id: item for item in blanks(book, ("CN",), DAY)}
    assert (found["days"].sentences, found["days"].blocks) == ((), ())


def test_a_value_of_the_layer_fills_the_blank(tmp_path: Path) -> None:
    """From its first day on."""
    sets = '\n[[set]]\nid = "days"\nvalue = 3\nsource = "plan"\nfrom = 2026-01-01\n'
    book = load(tmp_path, {**FILES, f"{PLACE}/layer.toml": layer("360724", "there", sets=sets)})
    assert names(blanks(book, HERE, DAY, "360724")) == ["phone"]
    assert names(blanks(book, HERE, date(2025, 12, 31), "360724")) == ["days", "phone"]


def test_a_name_that_only_begins_alike_is_another(tmp_path: Path) -> None:
    """`param.times` is not read by a rule on `param.times_more`."""
    more = SOUND["parameters.toml"].replace('"times"', '"times_more"', 1) + PARAMETERS.replace('"days"', '"times"')
    book = load(
        tmp_path,
        {
            "parameters.toml": more,
            "severity/law-a-1.toml": provision(rule("severity.small.many", "occasions >= param.times_more")),
        },
    )
    found = {item.parameter.id: item.blocks for item in blanks(book, ("CN",), DAY)}
    assert found["times_more"] == ("severity.small.many",)
    assert found["times"] == ()
