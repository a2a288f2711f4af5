"""
What every document of facts can do: be read with all faults at once, and be written back.
"""

from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Self

import attrs

from campuslex.model import parsing
from campuslex.model.fact import key_of
from campuslex.model.spans import OneOf, Span


class Document:
    """
    Base of the three documents hosts send.
    """

    SCHEMA: ClassVar[str]

    @classmethod
    def from_dict(cls, document: object) -> Self:
        """
        Read a document.

        Args:
            document: A mapping as `json.load` or `tomllib.load` give it; never changed.

        Raises:
            FactsError: Every fault found, each with its path, value and remedy.
        """
        return parsing.structure(document, cls)

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """
        Read a JSON document (UTF-8, a byte-order mark is accepted).

        Raises:
            FactsError: As `from_dict`, and when the text is no JSON.
        """
        return cls.from_dict(parsing.load_json(text))

    def to_dict(self) -> dict[str, Any]:
        """
        The document form; unknown facts are left out. `from_dict` reads it back to an equal object.
        """
        return {"schema": self.SCHEMA, **_plain_fields(self)}


def _plain_fields(value: Any) -> dict[str, Any]:
    fields = attrs.fields(type(value))
    pairs = ((field, getattr(value, field.name)) for field in fields)
    return {
        key_of(field): plain(item)
        for field, item in pairs
        if item is not None and not (item == () and field.default == ())
    }


def plain(value: Any) -> Any:
    """
    A value as JSON can hold it.
    """
    if isinstance(value, (Span, OneOf)):
        return value.to_dict()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return _plain_fields(value) if attrs.has(type(value)) else value
