"""
The flat facts that rules may name, scope by scope, with their types.

A rule reads one flat row of facts. Most come straight from a document's field; the rest are derived (`derived.py`).
"""

import types
import typing
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Literal, TypeAlias

import attrs

from campuslex.model.case_facts import CaseFacts
from campuslex.model.fact import FactInfo, info_of, key_of
from campuslex.model.findings import FINDING_VALUES
from campuslex.model.incident import BureauConduct, Incident, Person, School, SchoolConduct
from campuslex.model.labels import FINDING_INFO
from campuslex.model.petition import Petition
from campuslex.model.school_term import Committee, County, Inspection, PrincipalTraining, SchoolTerm
from campuslex.model.spans import OneOf, Span, Whole
from campuslex.model.words import ORDERED, Grade, Stage

Scope = Literal["incident", "offender", "victim", "petition", "school_term", "case"]
SCOPES: tuple[Scope, ...] = ("incident", "offender", "victim", "petition", "school_term", "case")


@attrs.frozen
class Flag:
    """
    Type of a fact that is so or is not.
    """


@attrs.frozen
class Number:
    """
    Type of a whole number from `low` up.

    Args:
        low: The least it may be.
        day: Whether it is a day, written as the number 20260630.
    """

    low: int = 0
    day: bool = False


@attrs.frozen
class Word:
    """
    Type of a fact that is one of some words; `ordered` ones compare, from least to greatest.
    """

    words: tuple[str, ...]
    ordered: bool = False


@attrs.frozen
class Words:
    """
    Type of a fact that is a set of words; a rule asks `'x' in fact`.
    """

    words: tuple[str, ...]


Kind: TypeAlias = Flag | Number | Word | Words


@attrs.frozen
class Members:
    """
    A set as far as it is known.

    Args:
        has: Words known to be in it.
        maybe: Words that may be in it; None if any may.
    """

    has: frozenset[str] = frozenset()
    maybe: frozenset[str] | None = frozenset()

    @property
    def complete(self) -> bool:
        """
        Whether nothing else may be in it.
        """
        return self.maybe is not None and not self.maybe


Value: TypeAlias = bool | int | str | Span | OneOf[Any] | frozenset[str] | Members | None
"""One flat value; a frozenset is a word known to be one of several; None is unknown."""
Row: TypeAlias = Mapping[str, Value]


@attrs.frozen
class FactSpec:
    """
    One fact of a scope's vocabulary.

    Args:
        name: As rules write it.
        kind: Its type.
        info: Labels, question, owner, sensitivity, norm.
        asks: Document fields behind it, as (field, whose); empty for a plain field.
        origin: `field`, `derived`, `finding` or `decided`.
    """

    name: str
    kind: Kind
    info: FactInfo
    asks: tuple[tuple[str, str], ...] = ()
    origin: Literal["field", "derived", "finding", "decided"] = "field"


def word_kind(cls: type[StrEnum]) -> Word:
    """
    The type of a fact that is a member of an enum. Plain `primary` is not among the stages: it means one of its halves.
    """
    words = tuple(member.value for member in cls if member is not Stage.PRIMARY)
    return Word(words, cls in ORDERED)


def kind_of(annotation: Any) -> Kind | None:
    """
    The flat type of a field, or None where rules cannot read it (dates, text, nested records).
    """
    if annotation == Whole:
        return Number()
    args = typing.get_args(annotation) if isinstance(annotation, types.UnionType) else _union_args(annotation)
    for arg in args:
        if arg is bool:
            return Flag()
        if isinstance(arg, type) and issubclass(arg, StrEnum):
            return word_kind(arg)
        if typing.get_origin(arg) is tuple:
            item = typing.get_args(arg)[0]
            if isinstance(item, type) and issubclass(item, StrEnum):
                return Words(tuple(member.value for member in item))
    return None


def _union_args(annotation: Any) -> tuple[Any, ...]:
    if typing.get_origin(annotation) is typing.Union:
        return typing.get_args(annotation)
    return (annotation,)


def fields_of(cls: type, prefix: str = "") -> Iterator[FactSpec]:
    """
    The flat facts of a record class, its plain fields only.
    """
    for field in attrs.fields(attrs.resolve_types(cls)):
        kind = kind_of(field.type)
        if kind is not None and key_of(field) not in ("role",):
            yield FactSpec(prefix + key_of(field), kind, info_of(field))


def dates_of(cls: type) -> tuple[str, ...]:
    """
    The names of a record's date fields.
    """
    return tuple(key_of(f) for f in attrs.fields(attrs.resolve_types(cls)) if f.type == date | None)


def _findings() -> Iterator[FactSpec]:
    for key, wanted in FINDING_VALUES.items():
        kind: Kind = Flag() if wanted is bool else word_kind(wanted)
        yield FactSpec(f"findings.{key}", kind, FINDING_INFO[key], origin="finding")


def _decided(scope: Scope) -> Iterator[FactSpec]:
    suspicion = FactInfo(
        "有学生欺凌嫌疑", "student bullying is suspected", norm="minors-law.130.1.3", owner="school_committee"
    )
    unlawful = FactInfo(
        "涉嫌违反治安管理", "suspected public-security violation", owner="public_security", norm="ps-law.60.1"
    )
    crime = FactInfo("涉嫌犯罪", "suspected crime", owner="public_security", norm="cpl.110.1")
    grade = FactInfo("欺凌严重程度", "severity grade", owner="school_committee", norm="plan2017.P6.L1")
    yield FactSpec("suspicion", Flag(), suspicion, origin="decided")
    yield FactSpec("decided.any_unlawful_public_security", Flag(), unlawful, origin="decided")
    yield FactSpec("decided.any_unlawful_crime", Flag(), crime, origin="decided")
    yield FactSpec("decided.max_grade", word_kind(Grade), grade, origin="decided")
    if scope == "offender":
        yield FactSpec("decided.unlawful_public_security", Flag(), unlawful, origin="decided")
        yield FactSpec("decided.unlawful_crime", Flag(), crime, origin="decided")
        yield FactSpec("decided.grade", word_kind(Grade), grade, origin="decided")


@cache
def vocabulary(scope: Scope) -> Mapping[str, FactSpec]:
    """
    Every fact a rule of this scope may name.
    """
    from campuslex.model.derived import derived_specs  # noqa: PLC0415, derived facts are described in these types

    specs = [*_fields(scope), *derived_specs(scope)]
    if scope in ("incident", "offender", "victim"):
        specs += [*_findings(), *_decided(scope)]
    # a derived fact of the same name stands for the field it refines (age, stage)
    return types.MappingProxyType({spec.name: spec for spec in specs})


def _fields(scope: Scope) -> Iterator[FactSpec]:
    if scope == "petition":
        yield from fields_of(Petition)
    elif scope == "case":
        yield from fields_of(CaseFacts)
    elif scope == "school_term":
        yield from fields_of(SchoolTerm)
        yield from fields_of(School, "school.")
        yield from fields_of(Committee, "committee.")
        yield from fields_of(PrincipalTraining, "principal_training.")
        yield from fields_of(Inspection, "inspection.")
        yield from fields_of(County, "county.")
    else:
        yield from fields_of(Incident)
        yield from fields_of(School, "school.")
        yield from fields_of(SchoolConduct, "school_conduct.")
        yield from fields_of(BureauConduct, "bureau_conduct.")
        if scope != "incident":
            yield from fields_of(Person)
