"""
What a batch reads: JSON Lines or CSV, entry by entry, each with its text as it stood.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Literal

import click
from attrs import evolve, frozen

from campuslex.cli.sources import read_bytes
from campuslex.errors import FactsError, Fault
from campuslex.model.parsing import load_json
from campuslex.model.tables import documents_from_rows, rows_from_csv
from campuslex.model.wording import shorten

Format = Literal["jsonl", "csv"]
_BY_SUFFIX: dict[str, Format] = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl"}


@frozen
class Entry:
    """
    One incident as a batch gives it.

    Args:
        line: First line it stands on.
        raw: Its bytes, verbatim.
        document: What was read, or None.
        faults: What keeps it from being read.
    """

    line: int
    raw: bytes
    document: object = None
    faults: tuple[Fault, ...] = ()


@frozen
class Source:
    """
    The entries of a batch, with the number of bytes they take.
    """

    entries: Iterable[Entry]
    size: int


def format_of(file: str) -> Format | None:
    """
    The format a file's suffix tells, or None.
    """
    return _BY_SUFFIX.get(Path(file).suffix.lower())


def open_source(file: str, told: Format | None) -> Source:
    """
    The entries of a file or of standard input. JSON Lines in a file are read as they are needed.

    Raises:
        FactsError: It cannot be read, is not UTF-8 (CSV), or has faulty headings.
    """
    form = told or format_of(file)
    if form == "jsonl" and file != "-":
        stream = click.get_current_context().with_resource(_readable(file))
        return Source(json_lines(stream), Path(file).stat().st_size)
    content = read_bytes(file)
    if form is None:
        form = "jsonl" if content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{" else "csv"
    entries = json_lines(io.BytesIO(content)) if form == "jsonl" else table(content)
    return Source(entries, len(content))


def _readable(file: str) -> BinaryIO:
    try:
        stream = Path(file).open("rb")  # noqa: SIM115, the command's context closes it
        stream.peek(1)
    except OSError as error:
        raise FactsError([Fault(shorten(file), f"cannot be read: {(error.strerror or '').lower()}")]) from None
    return stream


def json_lines(stream: BinaryIO) -> Iterator[Entry]:
    """
    Entries of JSON Lines; empty lines say nothing.
    """
    for number, raw in enumerate(stream, 1):
        if not raw.strip():
            continue
        try:
            yield Entry(number, raw, load_json(raw))
        except FactsError as error:
            faults = (evolve(fault, place=fault.place.removeprefix("line 1, ")) for fault in error.faults)
            yield Entry(number, raw, None, tuple(faults))


def table(content: bytes) -> list[Entry]:
    """
    Entries of CSV: the rows of each incident together. A text that ceases to be CSV is one faulty entry to its end.

    Raises:
        FactsError: It is not UTF-8, or its headings are faulty.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return [*map(_no_entry, rows_from_csv(content))]  # raises, in the words of the one reader of tables
    records, broken = _records(text)
    rows = list(rows_from_csv("".join(raw for _, raw in records)))
    entries = []
    for numbers, found in documents_from_rows(rows):
        raw = "".join(records[number - 1][1] for number in numbers).encode()
        line = records[numbers[0] - 1][0]
        entries.append(Entry(line, raw, found) if isinstance(found, dict) else Entry(line, raw, None, found))
    return entries + ([broken] if broken else [])


def _no_entry(row: object) -> Entry:
    raise AssertionError(row)


def _records(text: str) -> tuple[list[tuple[int, str]], Entry | None]:
    """
    The records of a table with the line each begins on, as text; and what is no CSV any more.
    """
    lines = iter(io.StringIO(text, newline=""))
    taken: list[str] = []

    def feed() -> Iterator[str]:
        for line in lines:
            taken.append(line)
            yield line

    reader, records, at = csv.reader(feed()), list[tuple[int, str]](), 1
    while True:
        try:
            next(reader)
        except StopIteration:
            return records, None
        except csv.Error as error:
            rest = "".join([*taken, *lines])
            return records, Entry(at, rest.encode(), None, (Fault("table", f"not CSV from here on: {error}"),))
        records.append((at, "".join(taken)))
        at += len(taken)
        taken.clear()
