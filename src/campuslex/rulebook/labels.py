"""
Labels of the shipped glossary, and documents' schemas with them.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from campuslex.errors import Fault, UnknownName
from campuslex.model import schema as documents
from campuslex.rulebook.checking import nearest
from campuslex.rulebook.loading import default_folder, load_terms
from campuslex.rulebook.records import Term


@cache
def shipped_terms() -> Mapping[tuple[str, str], Term]:
    """
    The shipped glossary by kind and identifier; words of lesser enums are of the kind `word`, as `injury.slight`.
    """
    return MappingProxyType({(str(term.kind), term.identifier): term for term in load_terms(default_folder())})


def label(kind: str, identifier: str, lang: str = "zh") -> str:
    """
    What a word is called.

    Args:
        kind: `measure`, `actor`, `act`, `grade`, `channel`, `action`, `step`, `track`, `finding`, `document`, `concept`
            or the name of a lesser enum, such as `injury` or `stage`.
        identifier: The word.
        lang: `zh` or `en`.

    Raises:
        UnknownName: There is no such word or language; the nearest is named.
    """
    if lang not in ("zh", "en"):
        raise UnknownName([Fault("lang", "no such language", lang[:40], "one of: zh, en")])
    terms = shipped_terms()
    term = terms.get((kind, identifier)) or terms.get(("word", f"{kind}.{identifier}"))
    if term is None:
        known = [name for found, name in terms if found == kind]
        known += [
            name.removeprefix(f"{kind}.") for found, name in terms if found == "word" and name.startswith(f"{kind}.")
        ]
        raise UnknownName([Fault(f"label {kind}", "no such word", identifier[:40], nearest(identifier, known))])
    return term.zh if lang == "zh" else term.en


def schema(name: str) -> dict[str, Any]:
    """
    The JSON Schema (2020-12) of a document, labels in Chinese.

    Args:
        name: `incident`, `petition` or `school_term`.

    Raises:
        UnknownName: There is no such document; the nearest is named.
    """
    return documents.schema(name, _schema_label)


def _schema_label(kind: str, identifier: str) -> str | None:
    term = shipped_terms().get((kind, identifier)) or shipped_terms().get(("word", f"{kind}.{identifier}"))
    return term.zh if term else None
