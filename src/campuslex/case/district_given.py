"""
What a host hands in: documents in any of their forms, under schools or not; what is none of them is told, not raised.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Generic, TypeAlias, TypeVar

from attrs import frozen

from campuslex.errors import CampuslexError, EngineUnavailable, FactsError, Fault, RulesError
from campuslex.model import parsing
from campuslex.model.codes import holds_number
from campuslex.model.document import Document
from campuslex.model.wording import shorten

D = TypeVar("D", bound=Document)
Form: TypeAlias = D | Mapping[str, Any] | str | bytes
"""A document: as an object, in document form, or as JSON text."""
Given: TypeAlias = Iterable[Form[D] | tuple[str, Form[D]]] | Mapping[str, Form[D] | Iterable[Form[D]]]
"""Documents; documents each with its school; or a school's documents by school."""

LONGEST = 64
"""The most characters of a school's key."""
NOWHERE = "-"
"""Stands for the school where neither the host nor the document says where it belongs."""


@frozen
class Item(Generic[D]):
    """
    One document as it was handed in.

    Args:
        school: The school it was put under; None if it was put under none.
        form: The document, in whatever form.
    """

    school: str | None
    form: Form[D]


@frozen(order=True)
class Unanswered:
    """
    A document that cannot be answered, or cannot wholly; the rest of the district is.

    Args:
        kind: `case`, `petition` or `school_term`.
        school: The school it was put under.
        id: Its id, where it has one that may be shown.
        reason: What is wrong.
    """

    kind: str
    school: str
    id: str
    reason: str

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        return {"kind": self.kind, "school": self.school, "id": self.id or None, "reason": self.reason}


def items(given: Given[D]) -> Iterator[Item[D]]:
    """
    The documents one by one, each with its school.
    """
    if isinstance(given, Mapping):
        for school, under in given.items():
            one = isinstance(under, (Document, Mapping, str, bytes)) or not isinstance(under, Iterable)
            yield from (Item(school, form) for form in ((under,) if one else under))  # type: ignore[union-attr]
        return
    for entry in given:
        if isinstance(entry, tuple) and len(entry) == 2:
            yield Item(*entry)
        else:
            yield Item(None, entry)


def read(item: Item[D], cls: type[D]) -> D:
    """
    The document itself.

    Raises:
        FactsError: It is no sound document, or another kind of document, or its school's key is none.
    """
    if item.school is not None and not is_key(item.school):
        remedy = f"use text of 1 to {LONGEST} characters, without identity or mobile numbers"
        raise FactsError([Fault("school", "no key of a school", remedy=remedy)])
    if isinstance(item.form, (str, bytes)):
        return cls.from_json(item.form)
    if isinstance(item.form, Document):
        if isinstance(item.form, cls):
            return item.form
        raise FactsError([Fault("schema", "another kind of document", item.form.SCHEMA, f"write `{cls.SCHEMA}`")])
    return cls.from_dict(item.form)


def is_key(school: object) -> bool:
    """
    Whether something can stand for a school.
    """
    return isinstance(school, str) and 0 < len(school) <= LONGEST and school.isprintable() and not holds_number(school)


def unanswered(kind: str, item: Item[Any], error: Exception) -> Unanswered:
    """
    Why a document is not answered.

    Raises:
        EngineUnavailable, RulesError: What was asked is wrong, not the document.
    """
    if isinstance(error, (EngineUnavailable, RulesError)):
        raise error
    # a fault that no check foresees is told by its kind alone: its text may hold facts
    told = isinstance(error, CampuslexError)
    reason = str(error) if told else f"fails in a way no check foresees: `{type(error).__name__}`"
    return Unanswered(kind, item.school if is_key(item.school) and item.school else "", _id(item.form), reason)


def _id(form: object) -> str:
    if isinstance(form, (str, bytes)):
        try:
            form = parsing.load_json(form)
        except FactsError:
            return ""
    told = form.get("id") if isinstance(form, Mapping) else getattr(form, "id", None)
    return shorten(told) if isinstance(told, str) and not holds_number(told) else ""
