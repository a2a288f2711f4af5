"""
Every rule is shown by its examples and told in both languages, in our own words.
"""

import re
from collections import defaultdict
from functools import cache

import pytest

from campuslex.engine.examples import example_faults
from campuslex.rulebook.book import Rulebook, load_rulebook
from campuslex.rulebook.rules import Rule
from tests.rules.lawtexts import law_texts, needs_the_law

LONGEST_COPY = 40
"""Characters in a row that no reading shares with a text of law."""

HAN = re.compile("[\u4e00-\u9fff]")


@cache
def book() -> Rulebook:
    return load_rulebook()


PROVISIONS = {rule.place: rule for rule in book().rules}

each_rule = pytest.mark.parametrize("rule", book().rules, ids=lambda rule: rule.id)
each_provision = pytest.mark.parametrize("rule", PROVISIONS.values(), ids=list(PROVISIONS))


@cache
def faults_by_rule() -> dict[str, list[str]]:
    found = defaultdict(list)
    for fault in example_faults(book()):
        found[re.findall(r"\[(.*?)\]", fault.place)[0]].append(str(fault))
    return found


@cache
def corpus() -> str:
    return "\n".join(re.sub(r"\s", "", text.text) for text in law_texts())


def longest_copy(text: str, source: str) -> str:
    """
    The longest run of characters of a text that stands in a source; spaces do not count.
    """
    text, best = re.sub(r"\s", "", text), ""
    for start in range(len(text)):
        while start + len(best) < len(text) and (more := text[start : start + len(best) + 1]) in source:
            best = more
    return best


@each_rule
def test_a_rule_has_an_example_that_holds_and_one_that_does_not(rule: Rule) -> None:
    """A reader sees where a rule begins and where it stops."""
    verdicts = [example.verdict for example in rule.record.examples]
    assert "holds" in verdicts
    assert {"fails", "open"} & set(verdicts)


@each_rule
def test_every_example_comes_out_as_stated(rule: Rule) -> None:
    """An example is a test of its rule."""
    assert not faults_by_rule().get(rule.id)


def test_no_example_of_the_whole_book_is_at_fault() -> None:
    """The same, of the book: no fault is lost because it names no rule."""
    assert list(example_faults(book())) == []


@each_rule
def test_a_rule_is_told_in_both_languages(rule: Rule) -> None:
    """Titles of rules and examples speak Chinese; the English gloss speaks English."""
    assert HAN.search(rule.record.title_zh)
    assert rule.record.title_en
    assert not HAN.search(rule.record.title_en)
    assert all(HAN.search(example.title_zh) for example in rule.record.examples)
    assert not any(HAN.search(example.title_en) for example in rule.record.examples)


@each_provision
def test_a_provision_is_read_in_both_languages(rule: Rule) -> None:
    """How we read a provision is said twice."""
    assert HAN.search(rule.provision.reading_zh)
    assert rule.provision.reading_en
    assert not HAN.search(rule.provision.reading_en)


@each_provision
def test_an_open_term_is_quoted_and_short(rule: Rule) -> None:
    """What is left to people is named in the law's own language."""
    for item in rule.open:
        assert HAN.search(item.term)
        assert len(item.term) <= 20


@needs_the_law
@each_provision
def test_a_reading_copies_no_statute(rule: Rule) -> None:
    """Readings are our own words: no long run of characters stands in a text of law."""
    assert len(longest_copy(rule.provision.reading_zh, corpus())) < LONGEST_COPY


def test_a_copied_run_is_found() -> None:
    """The check on copying sees a run, spaces or not."""
    assert longest_copy("我们说：甲乙 丙丁，然后", "原文甲乙丙丁原文") == "甲乙丙丁"
    assert longest_copy("全然不同", "原文") == ""
