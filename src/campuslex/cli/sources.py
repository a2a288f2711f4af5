"""
Documents from files and standard input: JSON or TOML.
"""

import re
import sys
from pathlib import Path

from campuslex.errors import FactsError, Fault
from campuslex.model.parsing import load_json
from campuslex.model.schema import SCHEMAS, document_class
from campuslex.model.wording import nearest, shorten
from campuslex.rulebook.toml import load_document

_TOML_START = re.compile(rb"\s*(#|\[{1,2}[A-Za-z\"']|[A-Za-z0-9_.\"'-]+[ \t]*=)")


def read_bytes(file: str) -> bytes:
    """
    The bytes of a file; `-` is standard input.

    Raises:
        FactsError: It cannot be read.
    """
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FactsError([Fault(shorten(file), f"cannot be read: {reason.lower()}")]) from None


def read_document(file: str) -> object:
    """
    A document, read by its suffix; without a telling suffix, by how it begins.

    Raises:
        FactsError: It cannot be read, or is neither JSON nor TOML.
    """
    content = read_bytes(file)
    suffix = Path(file).suffix.lower()
    as_toml = suffix == ".toml" or (suffix != ".json" and _TOML_START.match(content.removeprefix(b"\xef\xbb\xbf")))
    return load_document(content) if as_toml else load_json(content)


def named_schema(document: object) -> str:
    """
    Name of the document a mapping says it is: `incident`, `petition` or `school_term`.

    Raises:
        FactsError: It is no mapping, or names none of them.
    """
    if not isinstance(document, dict):
        raise FactsError([Fault("document", "must be an object", shorten(document))])
    known = {cls.SCHEMA: name for name, cls in SCHEMAS.items()}
    given = document.get("schema")
    if isinstance(given, str) and given in known:
        return known[given]
    if given is None:
        raise FactsError([Fault("schema", "missing", remedy=f"one of: {', '.join(known)}")])
    raise FactsError([Fault("schema", "no such document", shorten(given), nearest(given, known))])


def check_document(document: object) -> tuple[str, str]:
    """
    Name and id of a document that has no fault.

    Raises:
        FactsError: Every fault.
    """
    name = named_schema(document)
    read = document_class(name).from_dict(document)
    return name, str(getattr(read, "id", ""))
