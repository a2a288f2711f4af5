"""
What a batch writes: answers as JSON Lines or CSV, rejected entries as JSON Lines.
"""

import base64
import csv
import json
from collections.abc import Callable
from typing import Any, TextIO

from campuslex.assessment.answer import Assessment
from campuslex.cli.batch_input import Entry, Format
from campuslex.errors import Fault

Write = Callable[[str, int, Assessment], None]
NEEDS = 5
CSV_COLUMNS = (
    "id",
    "line",
    "on",
    "determination",
    "grade",
    "range_from",
    "range_to",
    "basis",
    "public_security",
    "crime",
    "unlawful_basis",
    "persons",
    "required_measures",
    "reports_to",
    "duties_holding",
    "duties_open",
    "triggers",
    "needs",
    "notices",
    "rules_sha256",
    "facts_sha256",
)
"""Columns of the CSV a batch writes; lists are joined with `;`."""


def writer(form: Format, stream: TextIO) -> Write:
    """
    A function that writes one answer.
    """
    if form == "jsonl":
        return lambda code, line, answer: _json_line(stream, {"id": code, "line": line, **answer.to_dict()})
    table = csv.DictWriter(stream, CSV_COLUMNS, lineterminator="\n")
    table.writeheader()
    return lambda code, line, answer: table.writerow({"id": code, "line": line, **csv_row(answer)})


def _json_line(stream: TextIO, document: dict[str, Any]) -> None:
    stream.write(json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n")


def csv_row(answer: Assessment) -> dict[str, Any]:
    """
    An answer in one row.
    """
    severity = answer.severity
    holding = [duty for duty in answer.duties if duty.verdict == "holds"]
    reports = [duty.addressee for duty in holding if duty.action == "report" and duty.modality == "must"]
    required = [
        f"{code}:{option.measure}"
        for code, person in answer.persons.items()
        for option in person.measures
        if option.status == "required"
    ]
    return {
        "on": answer.on.isoformat(),
        "determination": answer.determination.status,
        "grade": severity.grade,
        "range_from": severity.range[0] if severity.range else None,
        "range_to": severity.range[-1] if severity.range else None,
        "basis": severity.basis,
        "public_security": severity.unlawful.public_security,
        "crime": severity.unlawful.crime,
        "unlawful_basis": severity.unlawful.basis,
        "persons": _joined(f"{code}:{person.severity.grade or ''}" for code, person in answer.persons.items()),
        "required_measures": _joined(required),
        "reports_to": _joined(reports),
        "duties_holding": len({duty.act for duty in holding}),
        "duties_open": len({duty.act for duty in answer.duties if duty.verdict == "open"}),
        "triggers": _joined(trigger.id for trigger in answer.triggers),
        "needs": _joined([need.fact for need in answer.needs][:NEEDS]),
        "notices": _joined(notice.code for notice in answer.notices),
        "rules_sha256": answer.receipt.rules_sha256,
        "facts_sha256": answer.receipt.facts_sha256,
    }


def _joined(words: Any) -> str:
    return ";".join(dict.fromkeys(words))


def write_reject(stream: TextIO, entry: Entry, faults: tuple[Fault, ...]) -> None:
    """
    One rejected entry: its line, its text verbatim, every fault. Bytes that are no UTF-8 stand beside in base64.
    """
    told = [
        {"place": fault.place, "message": fault.message, "value": fault.value, "remedy": fault.remedy}
        for fault in faults
    ]
    document: dict[str, Any] = {
        "line": entry.line,
        "text": entry.raw.decode("utf-8", "backslashreplace"),
        "faults": told,
    }
    try:
        entry.raw.decode()
    except UnicodeDecodeError:
        document["bytes_base64"] = base64.b64encode(entry.raw).decode()
    _json_line(stream, document)
