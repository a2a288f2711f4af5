"""
How a field of a document describes itself: labels, question, owner, sensitivity, norm.
"""

from typing import Any, Literal

import attrs

Sensitivity = Literal["ordinary", "personal", "sensitive"]
Owner = str


@attrs.frozen
class FactInfo:
    """
    What a reader needs to know of a fact.

    Args:
        zh: Chinese label.
        en: English label.
        ask_zh: Question to ask in Chinese; empty means the label's standard question.
        ask_en: Question to ask in English; empty likewise.
        owner: Who can answer.
        sensitivity: `ordinary`, `personal` (about a person) or `sensitive` (health, record, minors' intimate matters).
        norm: Norm id that makes the fact needed.
        key: Name in the document where it differs from the attribute.
    """

    zh: str
    en: str
    ask_zh: str = ""
    ask_en: str = ""
    owner: Owner = "school"
    sensitivity: Sensitivity = "ordinary"
    norm: str = "minors-law.39.2"
    key: str = ""


def fact(zh: str, en: str, **info: Any) -> Any:
    """
    A field that may be unknown (`None`).

    Args:
        zh: Chinese label.
        en: English label.
        info: The other arguments of `FactInfo`.
    """
    return attrs.field(default=None, metadata={"info": FactInfo(zh, en, **info)})


def needed(zh: str, en: str, **info: Any) -> Any:
    """
    A field that every document must give.
    """
    return attrs.field(metadata={"info": FactInfo(zh, en, **info)})


def many(zh: str, en: str, **info: Any) -> Any:
    """
    A list field; empty or omitted is unknown.
    """
    return attrs.field(default=(), metadata={"info": FactInfo(zh, en, **info)})


def named(zh: str, en: str, **info: Any) -> Any:
    """
    A list of codes that may be unknown; an empty one names nobody, which is unknown too.
    """
    return attrs.field(default=None, converter=_or_unknown, metadata={"info": FactInfo(zh, en, **info)})


def _or_unknown(codes: tuple[str, ...] | None) -> tuple[str, ...] | None:
    return codes or None


def info_of(attribute: "attrs.Attribute[Any]") -> FactInfo:
    """
    The description a field carries.
    """
    info: FactInfo = attribute.metadata["info"]
    return info


def key_of(attribute: "attrs.Attribute[Any]") -> str:
    """
    The name of a field in documents.
    """
    info: FactInfo | None = attribute.metadata.get("info")
    return info.key if info and info.key else attribute.name.rstrip("_")
