"""
The register of norms: every norm of the digests has its line, which says where it is and what was left to people.
"""

from functools import cache
from pkgutil import resolve_name

import pytest

from campuslex.model.words import Confidence
from campuslex.review.coverage import concerns, in_all, on_article, read_register
from campuslex.rulebook.book import Rulebook, load_rulebook
from campuslex.rulebook.registers import CoverageStatus, NormEntry
from tests.rules.lawtexts import needs_the_law, register_norms

LEAST_SHARE = 0.9
"""Of the norms read that state a condition and a consequence for those the rules speak to (issue: at least 90%)."""


@cache
def book() -> Rulebook:
    return load_rulebook()


@cache
def entries() -> tuple[NormEntry, ...]:
    return read_register(book())


each_entry = pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.id)


@needs_the_law
def test_every_norm_of_the_digests_has_its_line() -> None:
    """None is missing, and none is made up but those read in the text itself."""
    listed = {entry.id for entry in entries()}
    assert set(register_norms()) - listed == set()
    assert listed - set(register_norms()) <= {rule.record.norm for rule in book().rules}


@needs_the_law
@each_entry
def test_a_line_carries_the_codes_of_the_digest(entry: NormEntry) -> None:
    """How a norm was read stands in the digest and here alike."""
    codes = register_norms().get(entry.id)
    assert codes is None or codes == {str(code) for code in entry.confidence}


@each_entry
def test_what_carries_a_norm_exists(entry: NormEntry) -> None:
    """Rules by id, code by its dotted name."""
    for name in entry.rules:
        assert book().rule(name)
    for name in entry.code:
        assert resolve_name(name) is not None


@each_entry
def test_a_norm_from_memory_never_fires(entry: NormEntry) -> None:
    """What nobody has read is unverified, and no rule cites it."""
    if set(entry.confidence) == {Confidence.M}:
        assert entry.status is CoverageStatus.UNVERIFIED
        assert not any(rule.record.norm == entry.id for rule in book().rules)


def test_nine_in_ten_of_the_norms_that_concern_a_school_are_modelled() -> None:
    """Counted over what was read and states condition and consequence."""
    told = in_all(entries())
    assert told.concerning > 500
    assert told.share is not None
    assert told.share >= LEAST_SHARE


def test_what_is_left_out_says_why() -> None:
    """A norm that concerns a school and is not modelled has its reason in both languages."""
    for entry in entries():
        if concerns(entry) and entry.status is CoverageStatus.NOT_MODELLED:
            assert entry.because_zh
            assert entry.because_en


def test_an_article_is_found_with_its_paragraphs_and_versions() -> None:
    """`minors-law.39` has every paragraph; `ps-law.12` has that of the old version too."""
    assert {"minors-law.39.1", "minors-law.39.3b"} <= {entry.id for entry in on_article(entries(), "minors-law.39")}
    assert {"ps-law.12", "ps-law@2012.12"} <= {entry.id for entry in on_article(entries(), "ps-law.12")}
    assert on_article(entries(), "minors-law.3") == ()
