"""
The closed vocabulary of rules: every fact has a name, a type, labels, an owner, and can be worked out of a document.
"""

from datetime import date
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campuslex.errors import UnknownName
from campuslex.model import words
from campuslex.model.derived import PetitionView, TermView, View
from campuslex.model.documents import document_fields
from campuslex.model.fact import FactInfo
from campuslex.model.findings import FINDING_VALUES
from campuslex.model.incident import Act, Incident, Person
from campuslex.model.labels import FINDING_INFO
from campuslex.model.petition import Petition
from campuslex.model.questions import question
from campuslex.model.rows import row, without_disputed
from campuslex.model.school_term import SchoolTerm
from campuslex.model.spans import MAX_INT, Span
from campuslex.model.vocabulary import (
    SCOPES,
    FactSpec,
    Flag,
    Members,
    Number,
    Scope,
    Value,
    Word,
    Words,
    dates_of,
    fields_of,
    kind_of,
    vocabulary,
    word_kind,
)
from campuslex.model.words import ORDERED, Measure, Stage
from tests.builders import TODAY, hit, person, read_incident, read_school_term, victim
from tests.model.strategies import DOCUMENTS

ENUMS = [
    member
    for name, member in vars(words).items()
    if isinstance(member, type) and issubclass(member, StrEnum) and member is not StrEnum
]
SPECS = [
    pytest.param(scope, spec, id=f"{scope}-{spec.name}") for scope in SCOPES for spec in vocabulary(scope).values()
]
each_fact = pytest.mark.parametrize(("scope", "spec"), SPECS)


# --- words --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cls", ENUMS, ids=lambda cls: cls.__name__)
def test_words_are_plain(cls: type[StrEnum]) -> None:
    """A word is plain lower-case ASCII named as its member, said once, and its enum says what it is of."""
    values = [member.value for member in cls]
    assert len(set(values)) == len(values) == len(cls.__members__)
    assert cls.__doc__
    if cls is not words.Confidence:
        assert all(value.isascii() and value.isidentifier() and value == value.lower() for value in values)
        assert [name.lower() for name in cls.__members__] == values


def test_words_the_design_promises() -> None:
    """Ordered words stand in the order in which they compare."""
    assert [str(word) for word in words.Injury] == [
        *("none", "pain", "slight", "minor_2", "minor_1", "serious", "death"),
    ]
    assert [str(word) for word in words.Circumstances] == ["minor", "rather_bad", "bad"]
    assert [str(word) for word in words.Grade] == ["minor", "serious", "grave"]
    assert {words.Injury, words.Mental, words.Circumstances, words.Gravity, words.Grade} <= set(ORDERED)


# --- facts --------------------------------------------------------------------------------------------------------


@each_fact
def test_a_fact_is_described(scope: Scope, spec: FactSpec) -> None:
    """Each fact has a Chinese and an English label, an owner, a norm, and a question in both languages."""
    assert vocabulary(scope)[spec.name] is spec
    assert spec.name.isascii()
    assert all(part.isidentifier() and part == part.lower() for part in spec.name.split("."))
    assert spec.info.zh
    assert not spec.info.zh.isascii()
    assert spec.info.en
    assert spec.info.en.isascii()
    assert spec.info.owner in set(words.Body)
    assert spec.info.norm
    assert question(spec.info, spec.kind, "zh").endswith("？")
    assert question(spec.info, spec.kind, "en").endswith("?")


@each_fact
def test_a_fact_has_a_type(scope: Scope, spec: FactSpec) -> None:
    """Each fact is a flag, a number, a word of some or a set of words; several words, each once."""
    assert scope in SCOPES
    assert isinstance(spec.kind, (Flag, Number, Word, Words))
    if isinstance(spec.kind, (Word, Words)):
        assert len(spec.kind.words) == len(set(spec.kind.words)) > 1


@each_fact
def test_a_derived_fact_names_what_to_ask(scope: Scope, spec: FactSpec) -> None:
    """What is asked for when a derived fact is open are fields a document has, of someone there is."""
    whom = {"petition": {"petition"}, "school_term": {"school_term"}}.get(
        scope, {"self", "offender", "victim", "act", "incident", "finding"}
    )
    assert bool(spec.asks) == (spec.origin == "derived")
    for name, whose in spec.asks:
        assert whose in whom, f"{name}:{whose}"
        assert name in document_fields() or name.removeprefix("findings.") in FINDING_VALUES, name


@pytest.mark.parametrize("scope", SCOPES)
def test_labels_tell_facts_of_a_scope_apart(scope: Scope) -> None:
    """Within a scope no two findings, conclusions or derived facts share a Chinese label."""
    labels = [spec.info.zh for spec in vocabulary(scope).values() if spec.origin in ("finding", "derived")]
    assert sorted(set(labels)) == sorted(labels)


def test_findings_are_facts_of_every_incident_scope() -> None:
    """Each finding is described, and can be named by rules of the incident, an offender and a victim."""
    assert FINDING_INFO.keys() == FINDING_VALUES.keys()
    for scope in SCOPES:
        found = {name for name, spec in vocabulary(scope).items() if spec.origin == "finding"}
        wanted = {f"findings.{key}" for key in FINDING_VALUES} if scope in ("incident", "offender", "victim") else set()
        assert found == wanted


def test_a_person_has_its_own_conclusions() -> None:
    """The incident reads people's conclusions only through `any_` and `max_`; an offender its own as well."""
    decided = {
        scope: {name for name, spec in vocabulary(scope).items() if spec.origin == "decided"} for scope in SCOPES
    }
    assert decided["petition"] == decided["school_term"] == set()
    assert (
        decided["incident"]
        == decided["victim"]
        == {
            "suspicion",
            "decided.any_unlawful_public_security",
            "decided.any_unlawful_crime",
            "decided.max_grade",
        }
    )
    assert decided["offender"] - decided["incident"] == {
        "decided.unlawful_public_security",
        "decided.unlawful_crime",
        "decided.grade",
    }


def test_plain_primary_is_not_a_word_of_rules() -> None:
    """A rule names the halves of primary school; `primary` in a document is either."""
    assert Stage.PRIMARY not in word_kind(Stage).words
    assert {"primary_lower", "primary_upper"} <= set(word_kind(Stage).words)


def test_kinds_of_annotations() -> None:
    """Dates, text and records are nothing a rule reads."""
    kinds = {spec.name: spec.kind for spec in fields_of(Person)}
    assert kinds["age"] == Number()
    assert kinds["pregnant"] == Flag()
    assert kinds["injury"] == Word(tuple(words.Injury), ordered=True)
    assert kinds["vulnerability"] == Words(tuple(words.Vulnerability))
    assert not {"id", "role", "birth_date", "post", "measures_in_force"} & kinds.keys()
    assert kind_of(str) is None
    assert dates_of(Act) == ("from", "to")
    assert {"occurred_from", "first_known_at"} <= set(dates_of(Incident))


def test_a_set_as_far_as_it_is_known() -> None:
    """A set is complete when nothing else may be in it."""
    assert Members(frozenset({"a"})).complete
    assert not Members(frozenset({"a"}), frozenset({"b"})).complete
    assert not Members(maybe=None).complete


def test_questions() -> None:
    """A fact's own question goes first; else its type asks by its label, and text is asked as what it is."""
    own = FactInfo("伤情", "injury", "伤到什么程度？", "How badly hurt?")
    assert [question(own, Flag(), "zh"), question(own, Flag(), "en")] == ["伤到什么程度？", "How badly hurt?"]
    plain = FactInfo("已道歉", "apologised")
    assert [question(plain, Flag(), "zh"), question(plain, Flag(), "en")] == ["是否已道歉？", "Is it so: apologised?"]
    asked = [
        question(FactInfo("甲", "it"), kind) for kind in (Number(), Word(("a", "b")), Words(("a", "b")), date, None)
    ]
    assert asked == ["甲是多少？", "甲是哪一种？", "甲有哪些？", "甲是哪一天？", "甲是什么？"]
    assert question(FactInfo("是否初犯", "first time"), Flag()) == "是否初犯？"
    with pytest.raises(UnknownName, match="no such language `fr`"):
        question(plain, Flag(), "fr")  # type: ignore[arg-type]


# --- rows ---------------------------------------------------------------------------------------------------------


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_every_fact_can_be_worked_out(data: st.DataObject) -> None:
    """From any document, every fact of every scope comes out as a value of its type, and never changes the document."""
    cls = data.draw(st.sampled_from(list(DOCUMENTS)))
    raw = data.draw(DOCUMENTS[cls])
    document = cls.from_dict(raw)
    before = document.to_dict()
    for scope, view in _views(document):
        for name, value in row(scope, view, vocabulary(scope)).items():
            assert _suits(vocabulary(scope)[name], value), f"{scope} {name}: {value!r}"
    assert document.to_dict() == before


def _views(document: Any) -> list[tuple[Scope, Any]]:
    if isinstance(document, Petition):
        return [("petition", PetitionView(document, TODAY))]
    if isinstance(document, SchoolTerm):
        return [("school_term", TermView(document, TODAY))]
    stripped, doubtful = without_disputed(document)
    people: list[tuple[Scope, Any]] = [
        (scope, View(one, TODAY, who, doubt))
        for one, doubt in ((document, frozenset[int]()), (stripped, doubtful))
        for who in one.people
        for scope in ("offender", "victim")
    ]
    return [("incident", View(document, TODAY)), ("incident", View(stripped, TODAY, None, doubtful)), *people]


def _suits(spec: FactSpec, value: Value) -> bool:
    if value is None:
        return True
    if isinstance(spec.kind, Flag):
        return isinstance(value, bool)
    if isinstance(spec.kind, Number):
        low, high = (value.low, value.high) if isinstance(value, Span) else (value, value)
        return type(low) is int and type(high) is int and 0 <= low <= high <= MAX_INT
    known = set(spec.kind.words)
    if isinstance(spec.kind, Words):
        return isinstance(value, Members) and value.has <= known and (value.maybe or frozenset()) <= known
    return (
        value in known if isinstance(value, str) else isinstance(value, frozenset) and len(value) > 1 and value <= known
    )


def test_disputed_facts_are_forgotten() -> None:
    """A disputed fact is unknown, an account of the whole so for each act; a disputed act may never have been."""
    document = read_incident(
        people=[person("S.1", age=14, injury="slight"), victim(birth_date="2012-03-01", age=13)],
        acts=[hit(by="S.1", intent="deliberate", filmed=True, from_="2026-03-01"), hit("kick", by="S.1")],
        intent="deliberate",
        planned=True,
        school={"stage": "junior"},
        occurred_to="2026-03-01",
        disputed=[
            *("intent", "school.stage", "people.S.1.injury", "people.V1.age", "people.S.1.role"),
            *("acts.0.filmed", "acts.0.from", "acts.1.kind"),
        ],
    )
    stripped, doubtful = without_disputed(document)
    assert doubtful == {1}
    assert stripped.intent is None
    assert stripped.school is None
    assert stripped.planned is True
    assert [act.intent for act in stripped.acts] == [None, None]
    assert (stripped.acts[0].filmed, stripped.acts[0].from_, stripped.acts[1].kind) == (None, None, "kick")
    assert (stripped.people[0].injury, stripped.people[0].age, stripped.people[0].role) == (None, 14, "offender")
    assert (stripped.people[1].birth_date, stripped.people[1].age) == (None, None)


def test_nothing_disputed() -> None:
    """Where nothing is disputed the incident is as it was."""
    document = read_incident(people=[person()], acts=[hit(against="")])
    assert without_disputed(document) == (document, frozenset())


def test_values_of_fields() -> None:
    """Sets, words, partly known words and nested records come out flat; findings and conclusions are not in a row."""
    term = read_school_term(
        school={"stage": {"one_of": ["primary", "junior"]}},
        procedures=["handling"],
        unlawful_rule_measures=[],
        committee={"exists": True},
    )
    wanted: dict[str, Value] = {
        "school.stage": frozenset({"primary_lower", "primary_upper", "junior"}),
        "school.ownership": None,
        "procedures": Members(frozenset({"handling"})),
        "unlawful_rule_measures": Members(),
        "committee.exists": True,
        "principal_training.cycle_hours": None,
    }
    assert row("school_term", TermView(term, TODAY), wanted) == wanted
    document = read_incident(school={"stage": "primary"}, location={"one_of": ["online", "dormitory"]})
    names = ("school.stage", "location", "findings.bullying", "decided.max_grade")
    assert row("incident", View(document, TODAY), names) == {
        "school.stage": frozenset({"primary_lower", "primary_upper"}),
        "location": frozenset({"online", "dormitory"}),
        "findings.bullying": None,
        "decided.max_grade": None,
    }


def test_the_measures_of_an_answer_are_a_vocabulary() -> None:
    """What can have been decided is what an answer lists."""
    kind = vocabulary("offender")["measures_decided"].kind
    assert isinstance(kind, Words)
    assert kind.words == tuple(Measure)
