"""
JSON Schema (2020-12) of the documents, generated from their classes.

It says what each field may hold. What the whole must agree on (people that acts name, days in order) is `from_dict`'s.
"""

import re
import typing
from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from types import MappingProxyType
from typing import Any

import attrs

from campuslex.errors import Fault, UnknownName
from campuslex.model.case import CaseDocument
from campuslex.model.codes import CODE_FORM, IDENTITY_FORM, JURISDICTION_FORM, MOBILE_FORM, OLD_IDENTITY_FORM
from campuslex.model.document import Document
from campuslex.model.fact import FactInfo, info_of, key_of
from campuslex.model.findings import FINDING_VALUES
from campuslex.model.incident import Finding, Incident
from campuslex.model.labels import FINDING_INFO
from campuslex.model.parsing import MAX_ITEMS
from campuslex.model.petition import Petition
from campuslex.model.questions import Asked, question
from campuslex.model.school_term import SchoolTerm
from campuslex.model.spans import MAX_INT, Code, Jurisdiction, Moment, OneOf, Whole
from campuslex.model.vocabulary import Flag, Words, kind_of
from campuslex.model.words import ActKind, Body, Channel, Grade, Measure

Label = Callable[[str, str], str | None]
"""Chinese label by glossary kind and identifier, as `Rulebook.label` gives it; None if there is none."""
Schema = dict[str, Any]

SCHEMAS: Mapping[str, type[Document]] = MappingProxyType(
    {"incident": Incident, "petition": Petition, "school_term": SchoolTerm, "case": CaseDocument}
)
"""The documents hosts send, by name."""

_TITLES = {
    Incident: "欺凌事件 · incident",
    Petition: "信访件 · petition",
    SchoolTerm: "学校学期情况 · school term",
    CaseDocument: "案卷 · case",
}
_DATE_FORM = r"(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_GLOSSARY_KINDS: dict[type[StrEnum], str] = {
    ActKind: "act",
    Body: "actor",
    Channel: "channel",
    Grade: "grade",
    Measure: "measure",
}


def schema(name: str, label: Label | None = None) -> Schema:
    """
    The JSON Schema of a document.

    Args:
        name: `incident`, `petition`, `school_term` or `case`.
        label: Where labels of words come from; without it words stand alone.

    Raises:
        UnknownName: There is no such document; the nearest is named.
    """
    return document_schema(document_class(name), label)


def document_class(name: str) -> type[Document]:
    """
    The class of a document, by its name or its schema.

    Raises:
        UnknownName: There is no such document; the nearest is named.
    """
    short = name.removeprefix("campuslex/").removesuffix("/1")
    if short in SCHEMAS:
        return SCHEMAS[short]
    close = get_close_matches(short[:40], list(SCHEMAS), n=1)
    remedy = f"did you mean `{close[0]}`?" if close else f"one of: {', '.join(SCHEMAS)}"
    raise UnknownName([Fault("schema", "no such document", name[:40], remedy)])


def document_schema(cls: type[Document], label: Label | None = None) -> Schema:
    """
    The JSON Schema of a document's class.

    Args:
        cls: The class.
        label: Where labels of words come from; without it words stand alone.
    """
    writer = _Writer(label)
    body = _saying_what(writer.record(cls), cls)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{cls.SCHEMA.replace('/', ':')}",
        **body,
        "title": _TITLES.get(cls, body["title"]),
        "$defs": dict(sorted(writer.defs.items())),
    }


def _saying_what(body: Schema, cls: type[Document]) -> Schema:
    """
    A document's record with the field that says what it is.
    """
    format_of = {"const": cls.SCHEMA, "title": "文档格式 · document format"}
    return {**body, "properties": {"schema": format_of, **body["properties"]}}


def glossary_key(cls: type[StrEnum], word: str) -> tuple[str, str]:
    """
    Kind and identifier under which the glossary keeps a word.
    """
    kind = _GLOSSARY_KINDS.get(cls)
    return (kind, word) if kind else ("word", f"{_snake(cls)}.{word}")


def _snake(cls: type) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cls.__name__).lower()


class _Writer:
    """
    Writes types as schemas; records and words become definitions the first time they are met.
    """

    def __init__(self, label: Label | None) -> None:
        self.label = label
        self.defs: dict[str, Schema] = {}

    def record(self, cls: type) -> Schema:
        fields = attrs.fields(attrs.resolve_types(cls))
        needed = [key_of(field) for field in fields if field.default is attrs.NOTHING]
        schema: Schema = {
            "type": "object",
            "title": _snake(cls).replace("_", " "),
            "description": " ".join((cls.__doc__ or "").split()),
            "properties": {key_of(field): self.field(field) for field in fields},
            "additionalProperties": False,
        }
        return {**schema, "required": needed} if needed else schema

    def field(self, field: "attrs.Attribute[Any]") -> Schema:
        inner = self.typed(field.type)
        described = _described(info_of(field), _asked(field.type))
        return {**described, **(inner if field.default is attrs.NOTHING else _or_unknown(inner))}

    def typed(self, annotation: Any) -> Schema:
        if annotation == Whole:
            return {"anyOf": [_WHOLE, self.defined("interval", lambda: _INTERVAL)]}
        args = [arg for arg in typing.get_args(annotation) if arg is not type(None)]
        if typing.get_origin(annotation) is tuple:
            return self.listed(args)
        if typing.get_origin(annotation) is dict:
            return self.findings() if args[-1] is not Any else {"type": "object"}
        choice = next((arg for arg in args if typing.get_origin(arg) is OneOf), None)
        if choice is not None:
            word = self.typed(typing.get_args(choice)[0])
            return {"anyOf": [word, _one_of(word)]}
        if len(args) > 1:
            return {"anyOf": [self.typed(arg) for arg in args]}
        return self.typed(args[0]) if args else self.plain(annotation)

    def plain(self, cls: Any) -> Schema:
        if cls is Code:
            return self.defined("code", lambda: _CODE)
        if cls in _PLAIN:
            return dict(_PLAIN[cls])
        if cls is Moment:
            return self.defined("moment", lambda: _MOMENT)
        if issubclass(cls, StrEnum):
            return self.defined(_snake(cls), lambda: self.words(cls))
        return self.defined(_snake(cls), lambda: self.within(cls) if issubclass(cls, Document) else self.record(cls))

    def within(self, cls: type[Document]) -> Schema:
        """
        A document within another, which may say what it is.
        """
        return _saying_what(self.record(cls), cls)

    def listed(self, args: list[Any]) -> Schema:
        many = args[-1] is Ellipsis
        bounds = {"maxItems": MAX_ITEMS} if many else {"minItems": len(args), "maxItems": len(args)}
        return {"type": "array", "items": self.typed(args[0]), **bounds}

    def words(self, cls: type[StrEnum]) -> Schema:
        words = [member.value for member in cls]
        found = {word: self.label(*glossary_key(cls, word)) for word in words} if self.label else {}
        labels = {word: zh for word, zh in found.items() if zh}
        return {"enum": words, **({"x-labels-zh": labels} if labels else {})}

    def findings(self) -> Schema:
        ref = self.plain(Finding)
        properties = {}
        for key, wanted in FINDING_VALUES.items():
            one = {"allOf": [ref, {"properties": {"value": self.plain(wanted)}}]}
            several = {"type": "array", "items": one, "maxItems": MAX_ITEMS}
            properties[key] = {
                **_described(FINDING_INFO[key], _asked(wanted)),
                "anyOf": [one, several, {"type": "null"}],
            }
        return {"type": "object", "properties": properties, "additionalProperties": False}

    def defined(self, name: str, write: Callable[[], Schema]) -> Schema:
        if name not in self.defs:
            self.defs[name] = {}
            self.defs[name] = write()
        return {"$ref": f"#/$defs/{name}"}


def _asked(annotation: Any) -> Asked:
    args = typing.get_args(annotation) or (annotation,)
    if any(typing.get_origin(arg) is tuple for arg in (annotation, *args)):
        return Words(())
    if date in args or str in args:
        return date if date in args else None
    return Flag() if annotation is bool else kind_of(annotation)


def _described(info: FactInfo, kind: Asked) -> Schema:
    return {
        "title": f"{info.zh} · {info.en}",
        "x-question-zh": question(info, kind, "zh"),
        "x-question-en": question(info, kind, "en"),
        "x-owner": info.owner,
        "x-sensitivity": info.sensitivity,
        "x-norm": info.norm,
    }


def _or_unknown(inner: Schema) -> Schema:
    choices = inner["anyOf"] if set(inner) == {"anyOf"} else [inner]
    return {"anyOf": [*choices, {"type": "null"}]}


def _one_of(word: Schema) -> Schema:
    listed = {"type": "array", "items": word, "minItems": 1}
    return {"type": "object", "properties": {"one_of": listed}, "required": ["one_of"], "additionalProperties": False}


_WHOLE: Schema = {"type": "integer", "minimum": 0, "maximum": MAX_INT}
_INTERVAL: Schema = {
    "type": "object",
    "title": "区间 · interval, both ends included",
    "properties": {"from": _WHOLE, "to": _WHOLE},
    "required": ["from", "to"],
    "additionalProperties": False,
}
_CODE: Schema = {
    "type": "string",
    "title": "代号 · code, never a name, identity or mobile number",
    "pattern": f"^{CODE_FORM}$",
    "not": {"pattern": "|".join((IDENTITY_FORM, OLD_IDENTITY_FORM, MOBILE_FORM))},
}
_TIME_FORM = r"T([01][0-9]|2[0-3])(:[0-5][0-9](:[0-5][0-9](\.[0-9]+)?)?)?(Z|[+-]([01][0-9]|2[0-3]):?[0-5][0-9])"
_MOMENT: Schema = {
    "type": "string",
    "title": "日期，或者带时区的时刻 · day, or instant with its offset from UTC",
    "pattern": f"^{_DATE_FORM}({_TIME_FORM})?$",
}
_PLAIN: dict[Any, Schema] = {
    bool: {"type": "boolean"},
    str: {"type": "string"},
    int: _WHOLE,
    date: {"type": "string", "format": "date", "pattern": f"^{_DATE_FORM}$"},
    Jurisdiction: {"type": "string", "pattern": f"^{JURISDICTION_FORM}$"},
}
