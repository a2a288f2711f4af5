"""
What the law leaves to people is registered: each open term with its readings, each ambiguity of the digest by name.
"""

from functools import cache

import attrs
import pytest

from campuslex.dates.policy import Policy
from campuslex.rulebook.book import Rulebook, load_rulebook
from campuslex.rulebook.loading import Loaded, default_folder, load_folder
from campuslex.rulebook.records import OpenTerm, Reading
from campuslex.rulebook.registers import OpenTermEntry
from campuslex.rulebook.words import RuleKind, SettledBy
from tests.rules.lawtexts import LAW, codes_of, needs_the_law

VAGUE = [
    "情节轻微",
    "情节比较恶劣",
    "情节恶劣",
    "屡教不改",
    "反复",
    "多次",
    "明显伤害",
    "影响恶劣",
    "严重的欺凌",
    "严重危害社会",
    "重大",
    "紧急",
    "久拖不决",
    "社会反映强烈",
    "及时",
    "立即",
    "按时",
    "无力管教",
    "一周",
    "小学高年级",
    "上一级机关",
    "问题严重",
    "情节较轻",
    "情节较重",
    "情节严重",
    "造成严重后果",
    "明知",
    "初次",
    "疑似",
    "变相开除",
    "确需复查",
    "回避",
]
"""The terms that are asked for most, whether or not a rule file writes them in just these words."""

WITHOUT_CANDIDATE = {
    "久拖不决": "long_unresolved_days",
    "小学高年级": "upper_primary_from_year",
    "屡教不改": "incorrigible_from_times",
    "回避": "recusal_relations",
}
"""Terms without a number of the law's: the parameter that fills each."""

AMBIGUITIES = [f"A-{number:02}" for number in range(1, 20)]
"""The ambiguities of the ministry digest, section 5."""

UNDEFINED = "undefined"


@cache
def book() -> Rulebook:
    return load_rulebook()


@cache
def loaded() -> Loaded:
    return load_folder(default_folder())


def terms_of_files() -> list[tuple[str, OpenTerm]]:
    return [(file.place, term) for file in loaded().files for term in file.file.open]


ENTRIES = {entry.term: entry for entry in book().open_terms}
each_entry = pytest.mark.parametrize("entry", ENTRIES.values(), ids=lambda entry: entry.term)
each_reading = pytest.mark.parametrize("reading", book().readings.values(), ids=lambda reading: reading.id)


# ---- the register of open terms


@pytest.mark.parametrize("term", VAGUE)
def test_a_vague_term_is_registered(term: str) -> None:
    """Each term asked for has an entry of its own, with norms, owners and what was adopted."""
    entry = ENTRIES[term]
    assert entry.where
    assert entry.owners
    assert entry.adopted_zh


def test_every_open_term_of_a_rule_file_is_registered() -> None:
    """What a provision leaves to people, in the national rules and in every layer, stands in the register."""
    assert [f"{place}: {term.term}" for place, term in terms_of_files() if term.term not in ENTRIES] == []


def test_the_register_knows_every_owner_a_rule_file_names() -> None:
    """Whom a file calls the owner, the register lets fill the term."""
    found = [(place, term.term) for place, term in terms_of_files() if term.owner not in ENTRIES[term.term].owners]
    assert found == []


def test_a_reading_a_rule_file_names_is_that_of_the_register() -> None:
    """File and register name the same reading; where files of one term name several, the register tells the others."""
    named = [(place, term, ENTRIES[term.term]) for place, term in terms_of_files() if term.reading]
    assert [
        (place, term.term)
        for place, term, entry in named
        if entry.reading != term.reading and term.reading not in entry.adopted_zh + entry.note_zh
    ] == []


def test_no_term_is_registered_twice() -> None:
    """A term has one entry."""
    assert len(ENTRIES) == len(book().open_terms)


@each_entry
def test_an_entry_can_be_read(entry: OpenTermEntry) -> None:
    """Term, English, owners and what is in force are told; a candidate has its words and source."""
    assert entry.en.strip()
    assert entry.owners
    assert entry.adopted_zh.strip()
    for candidate in entry.candidate:
        assert candidate.zh.strip()
        assert candidate.en.strip()
        assert candidate.source.strip()


@each_entry
def test_what_an_entry_adopted_is_there(entry: OpenTermEntry) -> None:
    """Adopted is an option of its reading that is in force by default, one of its candidates, or nothing."""
    options = {book().readings[entry.reading].default} if entry.reading else set()
    assert entry.adopted in options | {candidate.zh for candidate in entry.candidate} | {UNDEFINED}


@each_entry
def test_what_an_entry_names_exists(entry: OpenTermEntry) -> None:
    """Its presumptions are presumptions, its parameter and its reading are of the book."""
    assert all(book().rule(name).record.kind is RuleKind.PRESUMPTION for name in entry.presumptions)
    assert not entry.parameter or entry.parameter in book().parameters
    assert not entry.reading or entry.reading in book().readings


@needs_the_law
@each_entry
def test_an_entry_rests_on_the_digests(entry: OpenTermEntry) -> None:
    """Where a term stands and where a candidate comes from are norms of the digests, or documents beside them."""
    norms = {rule.record.norm for rule in book().rules}
    assert [norm for norm in entry.where if codes_of(norm) is None and norm not in norms] == []
    sources = [candidate.source for candidate in entry.candidate]
    assert [source for source in sources if codes_of(source) is None and not (LAW / source).is_file()] == []
    assert all(set(codes_of(source) or {"V"}) != {"M"} for source in sources), "known from memory alone"


@pytest.mark.parametrize(("term", "parameter"), WITHOUT_CANDIDATE.items())
def test_a_term_without_a_number_has_its_parameter(term: str, parameter: str) -> None:
    """Where the law gives no number there is none here: a parameter waits, unset."""
    assert ENTRIES[term].parameter == parameter
    assert ENTRIES[term].adopted == UNDEFINED
    assert book().parameters[parameter].value == ()


# ---- readings


@pytest.mark.parametrize("name", AMBIGUITIES)
def test_an_ambiguity_of_the_digest_is_a_reading(name: str) -> None:
    """A-01 to A-19 are readings by name, with options and a default among them."""
    reading = book().readings[name]
    assert reading.option
    assert reading.default in [option.id for option in reading.option]


@each_reading
def test_a_reading_says_what_is_open_and_why(reading: Reading) -> None:
    """In both languages, in the reading and in each option."""
    assert all(text.strip() for text in (reading.zh, reading.en, reading.note_zh, reading.note_en))
    assert all(option.zh.strip() and option.en.strip() for option in reading.option)


@each_reading
def test_a_choice_by_rules_takes_or_leaves_rules(reading: Reading) -> None:
    """A reading settled by rules has a rule under an option; a rule names no option that is not there."""
    choices = [rule.record.reading for rule in book().rules if rule.record.reading]
    gated = {choice.option for choice in choices if choice.id == reading.id}
    assert gated or reading.settled_by is not SettledBy.RULES
    assert gated <= {option.id for option in reading.option}


@each_reading
def test_a_choice_by_definitions_leaves_out_definitions(reading: Reading) -> None:
    """What an option leaves out are definitions of the book; no other reading leaves out any."""
    definitions = {rule.record.then.element.definition for rule in book().rules if rule.record.then.element}
    left = {name for option in reading.option for name in option.leaves_out}
    assert left <= definitions
    assert bool(left) == (reading.settled_by is SettledBy.DEFINITIONS)


@pytest.mark.parametrize("question", attrs.fields(Policy), ids=lambda question: question.name)
def test_a_question_of_counting_is_a_reading(question: "attrs.Attribute[str]") -> None:
    """What the dates room leaves open has the same name, options and default here."""
    reading = book().readings[question.metadata["id"]]
    assert reading.settled_by is SettledBy.COUNTING
    assert {option.id for option in reading.option} == set(question.metadata["options"])
    assert reading.default == question.default


def test_the_review_counts_from_its_opening_or_from_the_appeal() -> None:
    """A-05: one option or the other, never both."""
    opened = load_rulebook(readings={"A-05": "review_opened"})
    asked = load_rulebook(readings={"A-05": "request_received"})
    assert {_review(opened), _review(asked)} == {"review_opened", "review_requested"}


def _review(chosen: Rulebook) -> str:
    """
    Where the county's review starts, by the rules that stand under the chosen option.
    """
    stand = [
        rule
        for rule in chosen.rules
        if rule.record.norm == "plan2017.P5b"
        if rule.record.reading is None or chosen.chosen(rule.record.reading.id) == rule.record.reading.option
    ]
    dues = [rule.record.then.duty.due for rule in stand if rule.record.then.duty]
    (start,) = {str(due.from_) for due in dues if due}
    return start
