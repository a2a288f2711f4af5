"""
One concept, one word: every word of the program has a term, and no term says what the house refuses.
"""

import re
from collections import Counter
from enum import StrEnum
from functools import cache
from types import ModuleType

import attrs
import pytest

from campuslex.model import words as model_words
from campuslex.model.findings import FINDING_VALUES
from campuslex.model.schema import glossary_key
from campuslex.model.vocabulary import SCOPES, vocabulary
from campuslex.model.words import Track
from campuslex.rulebook import registers
from campuslex.rulebook import words as rulebook_words
from campuslex.rulebook.book import Rulebook, load_rulebook
from campuslex.rulebook.labels import label
from campuslex.rulebook.records import Term, Then
from campuslex.rulebook.words import Action, FirstStep, StartEvent

KINDS: dict[type[StrEnum], str] = {Action: "action", FirstStep: "step", StartEvent: "step", Track: "track"}
"""Kinds of terms of enums no document asks for; the rest as the schemas name them, lesser ones under `word`."""

OTHER_SENSE = {
    "liability.crime.on-complaint": "告诉才处理: neither a petition (信访) nor an appeal (申诉)",
    "liability.juvenile.suspended-sentence": "缓刑, a criminal court's: not the school's 留校察看",
}
"""Identifiers that hold a refused rendering in another sense."""

HAN = re.compile("[\u4e00-\u9fff]")

OURS = "本库用语"
"""What the definition of a term says that no instrument defines or uses."""

HOMONYMS = [
    {"admonition": "训导", "reprimand": "训诫", "criticism": "批评教育"},
    {
        "education_inspection": "教育督导",
        "government_inspection": "政府督查",
        "petition_supervision": "信访督办",
        "enforcement_supervision": "行政执法监督",
    },
    {
        "appeal": "申诉",
        "county_appeal": "申诉",
        "procurator_appeal": "申诉",
        "review": "复核",
        "petition_recheck": "复核",
        "review_of_determination": "复查",
        "petition_review": "复查",
        "petition": "信访",
        "reconsideration": "行政复议",
    },
    {"special_education": "专门教育", "special_corrective_education": "专门矫治教育"},
]
"""Words easily taken for each other, by the concepts they name; one word may name several."""


@cache
def book() -> Rulebook:
    return load_rulebook()


def enums(module: ModuleType) -> list[type[StrEnum]]:
    found = [item for item in vars(module).values() if isinstance(item, type) and issubclass(item, StrEnum)]
    return [item for item in found if item.__module__ == module.__name__]


ENUMS = [*enums(model_words), *enums(rulebook_words), *enums(registers)]

each_term = pytest.mark.parametrize("term", book().terms, ids=lambda term: f"{term.kind}-{term.identifier}")


def key(cls: type[StrEnum], word: str) -> tuple[str, str]:
    return (KINDS[cls], word) if cls in KINDS else glossary_key(cls, word)


@cache
def identifiers() -> frozenset[str]:
    """
    Every identifier of the house: words, facts, findings, terms, rules, parameters.
    """
    facts = {name for scope in SCOPES for name in vocabulary(scope)}
    members = {member.value for cls in ENUMS for member in cls}
    terms = {term.identifier for term in book().terms}
    rules = {rule.id for rule in book().rules}
    return frozenset({*facts, *members, *terms, *rules, *FINDING_VALUES, *book().parameters} - OTHER_SENSE.keys())


def contains(identifier: str, rendering: str) -> bool:
    """
    Whether an identifier holds a rendering as whole words.
    """
    words = re.sub("[^a-z0-9]+", "_", rendering.lower()).strip("_")
    return f"_{words}_" in "_" + re.sub("[^a-z0-9]", "_", identifier.lower()) + "_"


@pytest.mark.parametrize("cls", ENUMS, ids=lambda cls: cls.__name__)
def test_every_member_of_an_enum_has_a_term(cls: type[StrEnum]) -> None:
    """What a document, a rule file or an answer can say has a label in both languages."""
    missing = [member.value for member in cls if book().term(*key(cls, member.value)) is None]
    assert missing == []


@pytest.mark.parametrize("finding", FINDING_VALUES)
def test_every_finding_has_a_term(finding: str) -> None:
    """What a body can find has a label."""
    assert book().term("finding", finding)


@each_term
def test_labels_are_in_their_language(term: Term) -> None:
    """Chinese is Chinese, English is English, and identifiers are plain ASCII."""
    assert HAN.search(term.zh)
    assert term.en.strip()
    assert not HAN.search(term.en)
    assert re.fullmatch(r"[\w.]+", term.identifier, re.ASCII)


@each_term
def test_a_term_is_defined_in_both_languages(term: Term) -> None:
    """A label alone says too little: each term has a definition, Chinese in Chinese and English in English."""
    assert HAN.search(term.definition_zh)
    assert term.definition_en.strip()
    assert not HAN.search(term.definition_en)


@each_term
def test_a_term_has_a_source_or_is_ours(term: Term) -> None:
    """An instrument defines or uses the term, or the definition says that it is a word of this library; not both."""
    assert (term.source is None) == (OURS in term.definition_zh)


def test_every_conclusion_has_a_term() -> None:
    """What a rule can conclude has a label and a definition."""
    assert [name.name for name in attrs.fields(Then) if book().term("word", f"conclusion.{name.name}") is None] == []


@pytest.mark.parametrize("group", HOMONYMS, ids=lambda group: next(iter(group)))
def test_homonyms_are_told_apart(group: dict[str, str]) -> None:
    """Each is a concept of its own, and its definition names the words it is not to be taken for."""
    for identifier, own in group.items():
        term = book().term("concept", identifier)
        assert term is not None
        assert own in term.zh
        assert [word for word in group.values() if word not in (own, term.zh) and word not in term.definition_zh] == []


@each_term
def test_the_source_of_a_term_exists(term: Term) -> None:
    """A term taken from a law names one of the shipped instruments."""
    if term.source is not None:
        assert term.source.instrument in book().instruments


@each_term
def test_a_refused_rendering_is_used_nowhere(term: Term) -> None:
    """What the house refuses to call a thing stands in no identifier."""
    found = [(rendering, name) for rendering in term.refused for name in identifiers() if contains(name, rendering)]
    assert found == []


def test_a_refused_rendering_would_be_found() -> None:
    """The check sees whole words, whatever joins them, and only whole words."""
    assert contains("discipline.school-bullying.bar", "School bullying")
    assert contains("power_imbalance", "power imbalance")
    assert not contains("complaints_office", "complaint")


@pytest.mark.parametrize("attribute", ["zh", "identifier"])
def test_no_two_terms_of_a_kind_are_alike(attribute: str) -> None:
    """Within a kind a word means one thing, and a thing has one word."""
    counts = Counter((str(term.kind), getattr(term, attribute)) for term in book().terms)
    assert [name for name, count in counts.items() if count > 1] == []


def test_a_word_of_an_enum_that_is_gone_has_no_term_left() -> None:
    """The glossary keeps no member that the program has dropped."""
    known = {key(cls, member.value) for cls in ENUMS for member in cls}
    closed = {kind for kind, _ in known} - {"word", "step", "concept", "document"}
    names = {name.partition(".")[0] for kind, name in known if kind == "word"}
    left = [
        (str(term.kind), term.identifier)
        for term in book().terms
        if (str(term.kind), term.identifier) not in known
        and (str(term.kind) in closed or (str(term.kind) == "word" and term.identifier.partition(".")[0] in names))
    ]
    assert left == []


def test_labels_come_from_the_shipped_glossary() -> None:
    """`label` finds what the book finds."""
    assert label("measure", "admonition") == book().label("measure", "admonition")
    assert label("injury", "slight", lang="en") == book().label("word", "injury.slight", "en")
