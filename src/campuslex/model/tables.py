"""
Incidents as a table: one row an act, rows of one incident together, so that a batch can be kept in a spreadsheet.

A table says less than a document: one school, acts, the people who did or suffered them, findings. What has no
column (bystanders, measures in force) needs the document form. A cell that is no word or number of its field passes
through as it stands, so that reading the document reports it with its place and the nearest right word.
"""

import csv
import io
import re
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time
from difflib import get_close_matches
from functools import cache
from itertools import groupby, zip_longest
from typing import Any, Literal, TypeAlias

import attrs

from campuslex.errors import FactsError, Fault
from campuslex.model.fact import FactInfo, info_of, key_of
from campuslex.model.findings import FINDING_VALUES
from campuslex.model.incident import Act, BureauConduct, Finding, Incident, Person, School, SchoolConduct
from campuslex.model.labels import FINDING_INFO
from campuslex.model.spans import OneOf, Whole
from campuslex.model.wording import shorten

Part = Literal["incident", "act", "offender", "victim", "finding"]
Read: TypeAlias = Literal["flag", "whole", "date", "word", "words", "dates", "text"]
Cell: TypeAlias = object
Found: TypeAlias = dict[str, Any] | tuple[Fault, ...]


@attrs.frozen
class Column:
    """
    One column of the table.

    Args:
        name: Its heading.
        zh: Chinese heading, accepted as well.
        en: English label.
        part: What of the document it fills.
        path: Keys from there to the field.
        read: How its cells are read.
    """

    name: str
    zh: str
    en: str
    part: Part
    path: tuple[str, ...]
    read: Read


@cache
def csv_columns() -> tuple[Column, ...]:
    """
    Every column a table of incidents may have, in order; `incident_id` is the only one that must be there.
    """
    return tuple(_columns())


def _columns() -> Iterator[Column]:
    nested = {"school": School, "school_conduct": SchoolConduct, "bureau_conduct": BureauConduct}
    for field in attrs.fields(attrs.resolve_types(Incident)):
        key, info = key_of(field), info_of(field)
        if key == "id":
            yield Column("incident_id", info.zh, info.en, "incident", ("id",), "text")
        elif key in nested:
            for inner in attrs.fields(attrs.resolve_types(nested[key])):
                yield _column(f"{key}_", inner, f"{info.zh}：", f"{info.en}: ", "incident", (key,))
        elif key not in ("people", "acts", "findings"):
            yield _column("", field, "", "", "incident", ())
    for field in attrs.fields(attrs.resolve_types(Act)):
        # names that the incident has too, or that say nothing alone
        prefix = "act_" if key_of(field) in ("kind", "by", "against", "from", "to", "intent") else ""
        yield _column(prefix, field, "行为：", "act: ", "act", ())
    for side, zh in (("offender", "实施者"), ("victim", "受害者")):
        yield Column(f"{side}_id", f"{zh}：人员代号", f"{side}: person code", _part(side), ("id",), "text")
        for field in _person_fields(side):
            yield _column(f"{side}_", field, f"{zh}：", f"{side}: ", _part(side), ())
    for key in FINDING_VALUES:
        yield from _finding_columns(key, FINDING_INFO[key])


def _part(side: str) -> Part:
    return "offender" if side == "offender" else "victim"


_OFFENDER_ONLY = [
    "part",
    "prior_determinations",
    "prior_discipline",
    "prior_school_education",
    "prior_public_security_cases",
    "prior_public_security_cases_1y",
    "prior_penalties_1y",
    "prior_penalties_6m",
    "prior_detention_not_executed",
    "first_violation",
    "refused_correction",
    "surrendered",
    "apologised",
    "compensated",
    "forgiven",
    "retaliated_after_report",
    "capacity",
    "guardian_unable_to_control",
]
_VICTIM_ONLY = [
    "injury",
    "injury_appraised",
    "disabled_by_injury",
    "mental",
    "diagnosis",
    "property_loss_cny",
    "absent_days",
    "fears_school",
    "transferred_out",
]


def _person_fields(side: str) -> Iterator["attrs.Attribute[Any]"]:
    other = _VICTIM_ONLY if side == "offender" else _OFFENDER_ONLY
    for field in attrs.fields(attrs.resolve_types(Person)):
        if key_of(field) not in ("id", "role", "measures_in_force", *other):
            yield field


def _finding_columns(key: str, info: FactInfo) -> Iterator[Column]:
    read: Read = "flag" if FINDING_VALUES[key] is bool else "word"
    yield Column(f"finding_{key}", f"认定：{info.zh}", f"finding: {info.en}", "finding", (key, "value"), read)
    for field in attrs.fields(attrs.resolve_types(Finding)):
        if key_of(field) != "value":
            prefix = f"finding_{key}_"
            yield _column(prefix, field, f"认定：{info.zh}：", f"finding: {info.en}: ", "finding", (key,))


def _column(prefix: str, field: "attrs.Attribute[Any]", zh: str, en: str, part: Part, path: tuple[str, ...]) -> Column:
    key, info = key_of(field), info_of(field)
    return Column(prefix + key, zh + info.zh, en + info.en, part, (*path, key), _read_of(field.type))


def _read_of(annotation: Any) -> Read:
    args = typing.get_args(annotation)
    if annotation == Whole:
        return "whole"
    listed = next((typing.get_args(arg) for arg in args if typing.get_origin(arg) is tuple), None)
    if listed is not None:
        return "dates" if date in listed else "words"
    if any(typing.get_origin(arg) is OneOf for arg in args):
        return "word"
    return "flag" if bool in args else "date" if date in args else "text"


def rows_from_csv(text: str | bytes) -> Iterator[dict[str, str]]:
    """
    The rows of a CSV text (UTF-8, a byte-order mark is accepted), by heading.

    Raises:
        FactsError: It is not UTF-8, has no heading for `incident_id`, or has a heading twice or an unknown one.
    """
    try:
        decoded = text.decode("utf-8-sig") if isinstance(text, bytes) else text.removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        fault = Fault("table", f"not UTF-8 at byte {error.start}", remedy="save it as `CSV UTF-8`")
        raise FactsError([fault]) from None
    lines = csv.reader(io.StringIO(decoded, newline=""))
    names = [name.strip() for name in next(_lines(lines), [])]
    faults = list(_heading_faults(names))
    if faults:
        raise FactsError(faults)
    for cells in _lines(lines):
        pairs = [*zip_longest(names, cells, fillvalue="")]
        beyond = ";".join(cell for name, cell in pairs if not name and cell.strip())
        yield {**{name: cell for name, cell in pairs if name}, **({_BEYOND: beyond} if beyond else {})}


_BEYOND = "(without a heading)"


def _lines(lines: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from lines
    except csv.Error as error:
        raise FactsError([Fault("table", f"not CSV: {error}")]) from None


def _heading_faults(names: list[str]) -> Iterator[Fault]:
    known = _by_heading()
    found = [known[name].name if name in known else name for name in names]
    for index, name in enumerate(names):
        if not name:
            continue
        if name not in known:
            yield _unknown_heading(f"heading {index + 1}", name)
        elif found.index(found[index]) < index:
            yield Fault(f"heading {index + 1}", "the same heading twice", shorten(name), "keep one of them")
    if "incident_id" not in found:
        yield Fault("table", "lacks a heading", "incident_id", "every row names its incident")


def _unknown_heading(place: str, name: object) -> Fault:
    close = get_close_matches(str(name)[:80], list(_by_heading()), n=1)
    return Fault(place, "unknown heading", shorten(name), f"did you mean `{close[0]}`?" if close else "")


@cache
def _by_heading() -> Mapping[str, Column]:
    return {heading: column for column in csv_columns() for heading in (column.zh, column.name)}


@attrs.frozen
class _Row:
    number: int
    cells: Mapping[Column, Any]
    faults: tuple[Fault, ...]

    @property
    def incident(self) -> str:
        return next((str(value) for column, value in self.cells.items() if column.name == "incident_id"), "")


def documents_from_rows(rows: Iterable[Mapping[str, Cell]], first: int = 2) -> Iterator[tuple[tuple[int, ...], Found]]:
    """
    Incidents from rows of a table, one at a time.

    Args:
        rows: Cells by heading, as `rows_from_csv`, `csv.DictReader` or a spreadsheet give them.
        first: Number of the first row; 2 where a row of headings stands above.

    Returns:
        For each incident the numbers of its rows, with its document for `Incident.from_dict`, or with the faults that
        keep its rows from becoming one. No row is left out but empty ones.
    """
    seen: dict[str, int] = {}
    filled = (row for row in (_row(number, row) for number, row in enumerate(rows, first)) if row.cells or row.faults)
    # a row without an incident stands alone
    for (code, _), together in groupby(filled, lambda row: (row.incident, row.number if not row.incident else 0)):
        group = list(together)
        numbers = tuple(row.number for row in group)
        if code in seen:
            known = f"its other rows end at row {seen[code]}"
            yield numbers, (Fault(f"row {numbers[0]}", "rows of one incident stand apart", shorten(code), known),)
            continue
        if code:
            seen[code] = numbers[-1]
        document, faults = _document(group)
        yield numbers, faults or document


def _row(number: int, raw: Mapping[str, Cell]) -> _Row:
    known, cells, faults = _by_heading(), dict[Column, Any](), list[Fault]()
    for name, cell in raw.items():
        if _is_empty(cell):
            continue
        column = known.get(str(name).strip().removeprefix("\ufeff"))
        if name is None or name == _BEYOND:
            faults.append(
                Fault(f"row {number}", "a cell without a heading", shorten(cell), "give its column a heading")
            )
        elif column is None:
            faults.append(_unknown_heading(f"row {number}", name))
        else:
            cells[column] = _value(column.read, cell)
    if (cells or faults) and not any(column.name == "incident_id" for column in cells):
        faults.append(Fault(f"row {number}, incident_id", "missing", remedy="every row names its incident"))
    return _Row(number, cells, tuple(faults))


_UNKNOWN = {"", "unknown", "未知", "不详"}
_TRUE, _FALSE = {"true", "是"}, {"false", "否"}


def _is_empty(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, (list, tuple)) and not any(cell)) or str(cell).strip().lower() in _UNKNOWN


def _value(read: Read, cell: Cell) -> Any:
    """
    A known cell as JSON would hold it; text that does not fit passes through.
    """
    if isinstance(cell, datetime) and cell.time() == time():
        cell = cell.date()
    if isinstance(cell, date):
        cell = cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, bool) or (isinstance(cell, int) and read == "whole"):
        return cell
    return _READERS[read](str(cell).strip())


def _flag(text: str) -> bool | str:
    return True if text.lower() in _TRUE else False if text.lower() in _FALSE else text


def _whole(text: str) -> int | dict[str, int] | str:
    if re.fullmatch(r"[0-9]{1,12}", text):
        return int(text)
    span = re.fullmatch(r"([0-9]{1,12}) *(?:-|–|~|\.\.) *([0-9]{1,12})", text)
    return {"from": int(span[1]), "to": int(span[2])} if span else text


def _date(text: str) -> str:
    parts = re.fullmatch(r"([0-9]{4})[/.]([0-9]{1,2})[/.]([0-9]{1,2})", text)
    return f"{parts[1]}-{int(parts[2]):02}-{int(parts[3]):02}" if parts else text


def _list(text: str) -> list[str]:
    if text.lower() in ("none", "无"):
        return []
    return [part.strip() for part in re.split("[;；]", text) if part.strip()]


def _dates(text: str) -> list[str]:
    return [_date(part) for part in _list(text)]


def _word(text: str) -> str | dict[str, list[str]]:
    words = [word.strip() for word in text.split("|")]
    return {"one_of": words} if len(words) > 1 and all(words) else text


_READERS: Mapping[Read, Callable[[str], Any]] = {
    "flag": _flag,
    "whole": _whole,
    "date": _date,
    "word": _word,
    "words": _list,
    "dates": _dates,
    "text": str,
}


@attrs.define
class _Draft:
    """
    A document as its rows fill it; remembers which row said what, so that two rows cannot differ unnoticed.
    """

    document: dict[str, Any] = attrs.field(factory=dict)
    people: dict[str, dict[str, Any]] = attrs.field(factory=dict)
    faults: list[Fault] = attrs.field(factory=list)
    said: dict[tuple[str, ...], tuple[Any, int]] = attrs.field(factory=dict)

    def put(self, target: dict[str, Any], owner: str, column: Column, value: Any, row: int) -> None:
        key = (owner, *column.path)
        known, before = self.said.setdefault(key, (value, row))
        if type(known) is not type(value) or known != value:
            place, told = f"row {row}, {column.name}", f"row {before} says `{shorten(known)}`"
            self.faults.append(Fault(place, "differs from an earlier row", shorten(value), told))
            return
        *path, last = column.path
        for part in path:
            target = target.setdefault(part, {})
        target[last] = value

    def person(self, code: str, role: str) -> dict[str, Any]:
        return self.people.setdefault(code, {"id": code, "role": role})


def _document(rows: list[_Row]) -> tuple[dict[str, Any], tuple[Fault, ...]]:
    draft = _Draft({"schema": Incident.SCHEMA})
    acts: list[dict[str, Any]] = []
    findings: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        draft.faults.extend(row.faults)
        for column, value in row.cells.items():
            if column.part == "incident":
                draft.put(draft.document, "", column, value, row.number)
        act = {column.path[0]: value for column, value in row.cells.items() if column.part == "act"}
        if act:
            acts.append(act)
        _people(draft, row, act)
        for key, finding in _findings(row).items():
            if finding not in findings.setdefault(key, []):
                findings[key].append(finding)
    parts = {"people": list(draft.people.values()), "acts": acts, "findings": findings}
    return {**draft.document, **{key: part for key, part in parts.items() if part}}, tuple(draft.faults)


def _people(draft: _Draft, row: _Row, act: Mapping[str, Any]) -> None:
    for side, named in (("offender", "by"), ("victim", "against")):
        codes = act.get(named) or []
        for code in codes:
            draft.person(code, side)
        told = {column: value for column, value in row.cells.items() if column.part == side}
        given = next((value for column, value in told.items() if column.path == ("id",)), None)
        about = [given] if given is not None else codes
        if not told:
            continue
        if len(about) != 1 or not isinstance(about[0], str):
            message = f"the {side} columns describe one person, and {len(about)} are named"
            draft.faults.append(Fault(f"row {row.number}", message, remedy=f"name that person in `{side}_id`"))
            continue
        person = draft.person(about[0], side)
        for column, value in told.items():
            if column.path != ("id",):
                draft.put(person, about[0], column, value, row.number)


def _findings(row: _Row) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for column, value in row.cells.items():
        if column.part == "finding":
            found.setdefault(column.path[0], {})[column.path[1]] = value
    return found
