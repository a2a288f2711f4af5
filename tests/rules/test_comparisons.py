"""
The comparison of versions says what the versions say: every number in it stands in the article it cites.
"""

import re
from functools import cache

import pytest

from campuslex.rulebook.book import Rulebook, load_rulebook
from campuslex.rulebook.registers import Comparison, Lighter
from tests.rules.lawtexts import in_chinese, needs_the_law, texts_of_version

pytestmark = needs_the_law

NUMBER = re.compile(r"[一二三四五六七八九十百千两]+(?=日|元|年|个月|周岁|次|小时)")


@cache
def book() -> Rulebook:
    return load_rulebook()


def article(item: Comparison, version: str, norm: str) -> str:
    """
    The text of the article cited, or of the whole version where the norm names none.
    """
    instrument = book().instruments[item.instrument]
    found = next(each for each in instrument.version if each.id == version)
    texts = texts_of_version(instrument, found)
    number = norm.partition(".")[2].partition(".")[0]
    name = in_chinese(int(number)) if number.isdecimal() else ""
    return "\n".join(text.articles.get(name, "") if name else text.text for text in texts)


SIDES = [
    pytest.param(item, version, norm, told, id=f"{item.id}-{version}")
    for item in book().comparisons
    for version, norm, told in ((item.old, item.old_norm, item.old_zh), (item.new, item.new_norm, item.new_zh))
]


@pytest.mark.parametrize(("item", "version", "norm", "told"), SIDES)
def test_every_number_stands_in_the_article(item: Comparison, version: str, norm: str, told: str) -> None:
    """No sum and no number of days is made up."""
    text = article(item, version, norm)
    assert text
    assert [number for number in NUMBER.findall(told) if number not in text] == []


def test_a_wrong_number_is_seen() -> None:
    """The check would see a slip."""
    item = next(item for item in book().comparisons if item.id == "ps.assault-basic")
    assert "七百" not in article(item, item.old, item.old_norm)


@pytest.mark.parametrize("item", book().comparisons, ids=lambda item: item.id)
def test_what_differs_is_said(item: Comparison) -> None:
    """Alike are only rows that say so; what takes a judgement says why."""
    if item.lighter is Lighter.PERSON:
        assert item.note_zh
        assert item.note_en
