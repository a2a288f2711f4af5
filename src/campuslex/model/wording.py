"""
How faults word a value and the nearest right word: short, on one line, printable.
"""

import json
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from campuslex.model.spans import MAX_INT


def shorten(value: object) -> str:
    """
    A value as an error shows it: at most forty characters, one line.
    """
    text = value if isinstance(value, str) else _compact(value)
    text = "".join(char if char.isprintable() else ascii(char)[1:-1] for char in " ".join(text[:400].split()))
    return text if len(text) <= 40 else text[:39] + "…"


def _compact(value: object) -> str:
    if isinstance(value, Mapping):
        return "{…}" if value else "{}"
    if isinstance(value, (list, tuple)):
        return "[…]" if value else "[]"
    if isinstance(value, (bool, type(None))):
        return json.dumps(value)
    if isinstance(value, int) and abs(value) > MAX_INT:
        return f"integer of {value.bit_length()} bits"
    return str(value)


def nearest(word: object, known: Iterable[str]) -> str:
    """
    A remedy naming the nearest right word, or the words there are if they are few; else empty.
    """
    words = list(known)
    close = get_close_matches(word[:80] if isinstance(word, str) else shorten(word), words, n=1)
    if close:
        return f"did you mean `{close[0]}`?"
    return f"one of: {', '.join(words)}" if len(words) <= 12 else ""
