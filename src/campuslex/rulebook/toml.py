"""
The one door to TOML.
"""

import re
import tomllib
from pathlib import Path
from typing import Any

from campuslex.errors import FactsError, Fault

_AT = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")


def parse(text: str, place: str) -> tuple[dict[str, Any], list[Fault]]:
    """
    A TOML text as a dictionary, or the fault that keeps it from being one.
    """
    try:
        return tomllib.loads(text), []
    except tomllib.TOMLDecodeError as error:
        found = _AT.search(str(error))
        line = f":{found[1] or text.count(chr(10)) + 1}" if found else ""
        message = _AT.sub("", str(error)).strip().lower()
        return {}, [Fault(place + line, f"not TOML: {message}")]
    except ValueError:  # tomllib leaves the limit on digits to `int`
        return {}, [Fault(place, "not TOML: a number of too many digits")]
    except RecursionError:
        return {}, [Fault(place, "nested too deeply")]


def read(path: Path, place: str) -> tuple[dict[str, Any], str, list[Fault]]:
    """
    A TOML file as a dictionary, with its text (for line numbers) and faults.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        return {}, "", [Fault(place, f"not UTF-8 at byte {error.start}", remedy="save it as UTF-8")]
    except OSError as error:
        return {}, "", [Fault(place, "cannot be read", str(error.strerror or ""))]
    data, faults = parse(text, place)
    return data, text, faults


def load_document(text: str | bytes) -> object:
    """
    A document of facts written in TOML.

    Raises:
        FactsError: It is no TOML, or not UTF-8.
    """
    try:
        decoded = text.decode("utf-8-sig") if isinstance(text, bytes) else text.removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise FactsError([Fault("document", f"not UTF-8 at byte {error.start}", remedy="save it as UTF-8")]) from None
    data, faults = parse(decoded.replace("\r\n", "\n"), "document")
    if faults:
        raise FactsError(faults)
    return data
