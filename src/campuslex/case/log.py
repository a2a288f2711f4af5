"""
A case as an append-only log: JSON Lines with a chain of SHA-256 hashes.

The first line is the head, the case without its events; each line after it is one event. A line holds its number, the
hash of the line before, what it records, and the hash of these three in canonical JSON (keys sorted, no space, UTF-8,
no line end within):

    {"line":2,"prev":"<hash of line 1>","event":{"at":"2026-03-10","kind":"discovered"},"sha256":"<hash>"}

The chain shows what was done to lines before its end. That lines are missing at the end itself only a host can know
that keeps the last hash.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from attrs import frozen

from campuslex.case.order import canonical
from campuslex.errors import FactsError, Fault
from campuslex.model.case import CaseDocument

C = TypeVar("C", bound=CaseDocument)
SCHEMA = "campuslex/case_log/1"
BEFORE_FIRST = "0" * 64
"""What the first line follows."""
TORN = "torn off, set aside"
UNENDED = "has no line end"
_KEYS = ("line", "prev", "sha256")


def written(case: CaseDocument) -> str:
    """
    The log of a case.
    """
    document = case.to_dict()
    events = document.pop("events", [])
    del document["schema"]
    lines, prev = [], BEFORE_FIRST
    for number, (key, body) in enumerate(
        [("head", {"schema": SCHEMA, **document}), *(("event", e) for e in events)], 1
    ):
        record = {"line": number, "prev": prev, key: body}
        prev = _hash(record)
        lines.append(canonical({**record, "sha256": prev}) + "\n")
    return "".join(lines)


def _hash(record: dict[str, Any]) -> str:
    return hashlib.sha256(canonical(record).encode()).hexdigest()


@frozen
class _Line:
    """
    One line as it was read.

    Args:
        place: Where it stands, from 1.
        record: What it holds; None if it is no line of a log.
        sound: Whether it is as it was written.
        number: The number it gives itself; 0 if none.
    """

    place: int
    record: dict[str, Any] | None
    sound: bool
    number: int

    @property
    def sha256(self) -> str:
        """
        The hash it gives itself.
        """
        return str((self.record or {}).get("sha256"))

    @property
    def prev(self) -> str:
        """
        The hash of the line it says it follows.
        """
        return str((self.record or {}).get("prev"))


def _read(place: int, text: str) -> _Line:
    try:
        record = json.loads(text)
    except (ValueError, RecursionError):
        return _Line(place, None, sound=False, number=0)
    if not isinstance(record, dict):
        return _Line(place, None, sound=False, number=0)
    number = record.get("line")
    number = number if isinstance(number, int) and not isinstance(number, bool) else 0
    return _Line(place, record, _is_sound(record, text, number), number)


def _is_sound(record: dict[str, Any], text: str, number: int) -> bool:
    kind = "head" if number == 1 else "event"
    if set(record) != {*_KEYS, kind} or not isinstance(record[kind], dict):
        return False
    try:
        same = canonical(record) == text
        hashed = _hash({key: value for key, value in record.items() if key != "sha256"})
    except (ValueError, UnicodeEncodeError):
        return False
    return same and record["sha256"] == hashed


def _lines(text: str | bytes) -> tuple[list[_Line], list[Fault]]:
    """
    The lines of a log, and what is wrong with its end.
    """
    if isinstance(text, bytes):
        # a line torn within a character is torn all the same
        text = text.decode("utf-8", errors="surrogateescape")
    parts = text.split("\n")
    last = parts.pop()
    lines = [_read(place, part) for place, part in enumerate(parts, 1)]
    if not last:
        return lines, []
    rest = _read(len(lines) + 1, last)
    place = f"line {rest.place}"
    if not rest.sound:
        return lines, [Fault(place, TORN, remedy="the event it began to tell is not in the case; append it again")]
    return [*lines, rest], [Fault(place, UNENDED, remedy="end it before anything is appended")]


def verify(text: str | bytes, ends: str = "") -> tuple[Fault, ...]:
    """
    What is wrong with a log, each fault with its line; nothing is a sound one.

    Args:
        text: The log.
        ends: The hash of its last line, where the host kept it.
    """
    lines, faults = _lines(text)
    return (*_faults(lines, ends), *faults)


def _faults(lines: Sequence[_Line], ends: str) -> Iterator[Fault]:
    if not lines:
        yield Fault("line 1", "missing: a log begins with the head of its case")
        return
    yield from _each(lines)
    yield from _missing(lines)
    yield from _unchained(lines)
    if ends and lines[-1].sha256 != ends:
        yield Fault(f"line {lines[-1].place}", "is not the last line that was written", lines[-1].sha256[:12])


def _each(lines: Sequence[_Line]) -> Iterator[Fault]:
    """
    Lines changed, told twice, or standing where they do not belong.
    """
    first: dict[str, int] = {}
    highest = 0
    for line in lines:
        where = f"line {line.place}"
        if not line.sound:
            yield Fault(where, "was changed", remedy="its hash does not agree with what it holds")
            highest = max(highest, line.number if line.number <= len(lines) else 0)
        elif line.sha256 in first:
            yield Fault(where, "is there twice", remedy=f"it is line {first[line.sha256]}")
        elif line.number < highest:
            yield Fault(where, "is out of order", f"{line.number}", "its own number tells where it belongs")
        first.setdefault(line.sha256, line.place)
        highest = max(highest, line.number) if line.sound else highest


def _missing(lines: Sequence[_Line]) -> Iterator[Fault]:
    """
    Numbers that no line has, up to the highest; a changed line stands for its place.
    """
    there = {line.number if line.sound else line.place for line in lines}
    there |= {line.number for line in lines if not line.sound}
    last = max((line.number for line in lines if line.sound), default=0)
    gone = [number for number in range(1, min(last, len(lines) + _MOST_GAPS) + 1) if number not in there]
    yield from (Fault(f"line {number}", "was dropped", remedy="no line has this number") for number in gone)


_MOST_GAPS = 1000
"""Most missing lines that are told one by one."""


def _unchained(lines: Sequence[_Line]) -> Iterator[Fault]:
    """
    Lines that are sound and do not follow the sound line before them: one of the two was written anew.
    """
    by_number = {line.number: line for line in lines if line.sound}
    for number, line in sorted(by_number.items()):
        before = by_number.get(number - 1)
        wanted = BEFORE_FIRST if number == 1 else before.sha256 if before else line.prev
        if line.prev != wanted:
            where = f"line {before.place if before else line.place}"
            yield Fault(where, "was written anew", remedy=f"line {line.place} follows another one")


def replay(text: str | bytes, cls: type[C]) -> C:
    """
    The case of a log. A torn last line is left out: `verify` tells it.

    Args:
        text: The log.
        cls: The class of the case.

    Raises:
        FactsError: Lines were changed, dropped, reordered or told twice, or what they tell is faulty.
    """
    lines, _ = _lines(text)
    faults = list(_faults(lines, ""))
    if faults:
        raise FactsError(faults)
    head = dict((lines[0].record or {})["head"])
    schema = head.pop("schema", None)
    if schema != SCHEMA:
        raise FactsError([Fault("line 1", "wrong log", str(schema)[:40], f"expected `{SCHEMA}`")])
    events = [(line.record or {})["event"] for line in lines[1:]]
    return cls.from_dict({**head, "events": events})


def last_hash(text: str) -> str:
    """
    The hash of the last line, for a host to keep beside the log.
    """
    lines, _ = _lines(text)
    return lines[-1].sha256 if lines else BEFORE_FIRST
