"""
Batches: JSON Lines and CSV in and out; nothing is lost.
"""

import base64
import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from campuslex.cli import batch
from campuslex.cli.batch_input import table
from campuslex.cli.batch_output import CSV_COLUMNS
from campuslex.errors import EngineDisagreement
from tests.cli.conftest import ON, Run, as_text, determined, mock_incident

HEADINGS = "incident_id,occurred_to,school_stage,intent,act_kind,act_by,act_against,occasions,offender_age,victim_age"
ROW = "mock-1,2026-03-09,junior,deliberate,mock,S1,S2,1,13,13"


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def test_json_lines_in_and_out(run: Run, tmp_path: Path) -> None:
    """
    One answer a line, with id and line; counts on stderr; an empty reject file says there were none.
    """
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(f"{as_text(mock_incident())}\n\n{as_text(determined())}\n", "utf-8")
    result = run("batch", source, "-o", out, *ON)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "已核对 2 件（其中待定 1 件），退回 0 件" in result.stderr
    assert [(row["id"], row["line"], row["severity"]["grade"]) for row in lines(out)] == [
        ("mock-1", 1, "minor"),
        ("settled-1", 3, "grave"),
    ]
    assert (tmp_path / "out.jsonl.rejects.jsonl").read_text("utf-8") == ""


def test_rejected_lines_are_kept_verbatim(run: Run, tmp_path: Path) -> None:
    """
    Bad JSON, bad facts and bad bytes go to the reject file as they stood, with line and faults; the rest is answered.
    """
    faulty = as_text(mock_incident(intent="x", location="moon"))
    source, out, rejects = tmp_path / "in.jsonl", tmp_path / "out.csv", tmp_path / "bad.jsonl"
    source.write_bytes(b'{"id":\n' + faulty.encode() + b"\n\xff\xfe\n" + as_text(mock_incident()).encode())
    result = run("batch", source, "-o", out, "--rejects", rejects, *ON, "--lang", "en")
    assert result.exit_code == 2
    kept = lines(rejects)
    assert [row["line"] for row in kept] == [1, 2, 3]
    assert kept[0]["text"] == '{"id":\n'
    assert kept[0]["faults"][0]["place"].startswith(("column", "line 2"))
    assert kept[1]["text"] == faulty + "\n"
    assert len(kept[1]["faults"]) == 2
    assert base64.b64decode(kept[2]["bytes_base64"]) == b"\xff\xfe\n"
    assert result.stderr.count("line 2: ") == 2
    assert "answered 1 (open 1), rejected 3" in result.stderr
    assert [row["id"] for row in csv.DictReader(io.StringIO(out.read_text("utf-8")))] == ["mock-1"]


def test_a_table_says_the_same_as_documents(run: Run, tmp_path: Path) -> None:
    """
    CSV in, by English or Chinese headings, gives the answer of the document form; CSV out has the published columns.
    """
    document = mock_incident()
    del document["occurred_from"]
    for person in document["people"]:
        del person["status"]
    del document["people"][1]["mental"]
    source, out = tmp_path / "in.csv", tmp_path / "out.jsonl"
    source.write_text(f"\ufeff{HEADINGS}\r\n{ROW}\r\n", "utf-8")
    assert run("batch", source, "-o", out, *ON).exit_code == 0
    one = json.loads(run("assess", "-", *ON, "--json", stdin=as_text(document)).stdout)
    told = lines(out)[0]
    assert (told.pop("id"), told.pop("line")) == ("mock-1", 2)
    assert told == one
    chinese = tmp_path / "chinese.csv"
    zh = {row["column"]: row["zh"] for row in csv.DictReader(io.StringIO(run("schema", "incident", "--csv").stdout))}
    chinese.write_text(f"{','.join(zh[name] for name in HEADINGS.split(','))}\n{ROW}\n", "utf-8")
    told_csv = tmp_path / "out.csv"
    assert run("batch", chinese, "-o", told_csv, *ON).exit_code == 0
    row = next(csv.DictReader(io.StringIO(told_csv.read_text("utf-8"))))
    assert tuple(row) == CSV_COLUMNS
    assert (row["grade"], row["facts_sha256"]) == (one["severity"]["grade"] or "", one["receipt"]["facts_sha256"])


def test_rows_of_a_faulty_incident_are_kept_together(run: Run, tmp_path: Path) -> None:
    """
    Every row of an incident with a fault is rejected as it stood, quoted line breaks included; others are answered.
    """
    bad = 'two,2026-03-09,junior,"delib\nerate",mock,S1,S2,1,13,13\ntwo,,,,kick,S1,S2,1,,\n'
    source, out = tmp_path / "in.csv", tmp_path / "out.jsonl"
    source.write_text(f"{HEADINGS}\n{ROW}\n{bad}{ROW.replace('mock-1', 'three')}\n", "utf-8")
    assert run("batch", source, "-o", out, *ON).exit_code == 2
    assert [(row["id"], row["line"]) for row in lines(out)] == [("mock-1", 2), ("three", 6)]
    kept = lines(tmp_path / "out.jsonl.rejects.jsonl")
    assert [(row["line"], row["text"]) for row in kept] == [(3, bad)]


def test_what_ceases_to_be_csv_is_kept_to_the_end() -> None:
    """
    A field beyond the reader's limit rejects the rest of the text, and loses nothing before or in it.
    """
    rest = f'big,"{"x" * 200_000}\nmore,rows\n'
    entries = table(f"{HEADINGS}\n{ROW}\n{rest}".encode())
    assert [(entry.line, bool(entry.faults)) for entry in entries] == [(2, False), (3, True)]
    assert entries[1].raw.decode() == rest


@pytest.mark.parametrize("content", [b"incident_id,colour\nx,red\n", b"incident_id\n\xb5\xda\n", b"acts\n"])
def test_a_table_without_sound_headings_is_bad_input(run: Run, tmp_path: Path, content: bytes) -> None:
    """
    An unknown heading, not UTF-8, no incident_id: exit 2 and the file of answers is not touched.
    """
    source, out = tmp_path / "in.csv", tmp_path / "out.jsonl"
    source.write_bytes(content)
    out.write_text("kept", "utf-8")
    assert run("batch", source, "-o", out, *ON).exit_code == 2
    assert out.read_text("utf-8") == "kept"


def test_standard_input_and_output(run: Run, tmp_path: Path) -> None:
    """
    `-` on both sides; the format of stdin is seen or told; answers alone stand on stdout.
    """
    args = ("-o", "-", "--rejects", tmp_path / "bad.jsonl", *ON)
    told = run("batch", "-", *args, stdin=as_text(mock_incident()))
    assert json.loads(told.stdout)["id"] == "mock-1"
    table_told = run("batch", "-", *args, "--format", "csv", stdin=f"{HEADINGS}\n{ROW}\n")
    assert table_told.stdout.startswith("id,line,on,")
    assert run("batch", "-", *args, "--input-format", "jsonl", stdin=f"{HEADINGS}\n").exit_code == 2


def test_a_batch_never_writes_over_its_input(run: Run, tmp_path: Path) -> None:
    """
    The same file twice, or answers on stdout without a reject file: refused before anything is written.
    """
    source = tmp_path / "in.jsonl"
    source.write_text(as_text(mock_incident()), "utf-8")
    before = source.read_bytes()
    for args in (
        ("-o", source),
        ("-o", "-"),
        ("-o", tmp_path / "o", "--rejects", source),
        ("-o", "-", "--rejects", "-"),
    ):
        assert run("batch", source, *args, *ON).exit_code == 2
    assert source.read_bytes() == before


def test_files_that_cannot_be_opened(run: Run, tmp_path: Path) -> None:
    """
    No input is bad input; no place for the output is another failure.
    """
    assert run("batch", tmp_path / "none.jsonl", "-o", tmp_path / "out", *ON).exit_code == 2
    source = tmp_path / "in.jsonl"
    source.write_text(as_text(mock_incident()), "utf-8")
    result = run("batch", source, "-o", tmp_path / "no" / "out", *ON)
    assert result.exit_code == 1
    assert str(tmp_path / "no" / "out") in result.stderr


def test_disagreements_are_kept_and_end_with_four(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A row on which the engines disagree goes to the reject file; the batch goes on and ends with 4.
    """

    def disagree(*_: Any, **__: Any) -> None:
        raise EngineDisagreement("severity.x", {"compiled": "holds", "durable": "fails"}, {})

    monkeypatch.setattr(batch, "assess", disagree)
    source = tmp_path / "in.jsonl"
    source.write_text(as_text(mock_incident()), "utf-8")
    result = run("batch", source, "-o", tmp_path / "out.jsonl", *ON)
    assert result.exit_code == 4
    assert lines(tmp_path / "out.jsonl.rejects.jsonl")[0]["faults"][0]["place"] == "engine"


def test_open_answers_and_counts_as_json(run: Run, tmp_path: Path) -> None:
    """
    `--fail-on-open` ends with 5; `--json` prints the counts.
    """
    source, args = tmp_path / "in.jsonl", ("-o", tmp_path / "out.jsonl", *ON)
    source.write_text(as_text(mock_incident()), "utf-8")
    assert run("batch", source, *args, "--fail-on-open").exit_code == 5
    told = json.loads(run("batch", source, *args, "--json").stdout)
    assert (told["answered"], told["open"], told["rejected"], told["grades"]) == (1, 1, 0, {"minor": 1})
