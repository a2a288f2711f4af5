"""
The rules, the schemas and the check of facts files.
"""

import csv
import io
import json
from pathlib import Path

import pytest
from rich.cells import cell_len

from campuslex.model.tables import csv_columns
from tests.cli.conftest import EXAMPLES, ROOT, Run, as_text, mock_incident


def test_list_filters_by_article_family_day_and_layer(run: Run) -> None:
    """
    Each filter narrows the list; ids stand first on a line.
    """
    args = ("rules", "list", "--article", "minors-law.39.3", "--family", "escalation", "--layer", "national")
    result = run(*args, "--in-force", "2026-03-01")
    assert "escalation.serious-bullying.report " in result.stdout
    assert run(*args, "--in-force", "2020-01-01").stdout == ""
    rows = json.loads(run(*args, "--json").stdout)
    assert {row["family"] for row in rows} == {"escalation"}


def test_list_is_aligned(run: Run) -> None:
    """
    The second column begins at one place.
    """
    lines = run("rules", "list", "--article", "minors-law.39").stdout.splitlines()
    assert len({cell_len(line[: line.index(" – ")]) for line in lines}) == 1


def test_list_knows_no_other_layer_or_article(run: Run) -> None:
    """
    A layer or article that no rule has: exit 2, the nearest named.
    """
    assert run("rules", "list", "--layer", "Atlantis").exit_code == 2
    result = run("rules", "list", "--article", "minors-law.39.9")
    assert result.exit_code == 2
    assert "did you mean `minors-law.39" in result.stderr


def test_show_a_rule_in_both_languages(run: Run) -> None:
    """
    One rule in full: condition, conclusion, days, confidence, reading, examples, open terms.
    """
    result = run("rules", "show", "escalation.serious-bullying.report")
    for part in ("条件", "结论", "2021-06-01", "原文用语", "读法", "留给人判断", "例子", "成立"):
        assert part in result.output
    assert "when " in run("rules", "show", "escalation.serious-bullying.report", "--lang", "en").output


def test_a_secondary_source_is_said(run: Run) -> None:
    """
    Confidence S reads 二手来源, secondary.
    """
    rows = json.loads(run("rules", "list", "--json").stdout)
    second = next(row["id"] for row in rows if row["citation"]["confidence"] == "S")
    result = run("rules", "show", second)
    assert "二手来源" in result.output
    assert "secondary" in result.output


def test_show_an_article(run: Run) -> None:
    """
    Every rule on an article, also as JSON.
    """
    rows = json.loads(run("rules", "show", "minors-law.39.3", "--json").stdout)
    assert len(rows) > 3
    assert {"when", "then", "examples", "open", "reading_zh"} <= set(rows[0])
    result = run("rules", "show", "escalation.serious-bullying.reprot")
    assert result.exit_code == 2
    assert "escalation.serious-bullying.report" in result.stderr


def test_every_rule_can_be_shown(run: Run) -> None:
    """
    No rule of the book breaks the page or the JSON.
    """
    for row in json.loads(run("rules", "list", "--json").stdout)[::40]:
        assert run("rules", "show", row["id"]).exit_code == 0


def test_check_accepts_the_shipped_rules(run: Run) -> None:
    """
    The shipped rules and their examples are sound.
    """
    assert run("rules", "check").exit_code == 0


def test_check_tells_an_example_that_comes_out_otherwise(run: Run, tmp_path: Path) -> None:
    """
    A wrong example is a fault with file, rule and example; exit 3.
    """
    for name in ("instruments.toml", "glossary.toml"):
        (tmp_path / name).write_bytes((ROOT / "rules" / name).read_bytes())
    (tmp_path / "determination").mkdir()
    good = (ROOT / "rules" / "determination" / "minors-law-130-1-3.toml").read_text("utf-8")
    head, rest = good.split("[[rule]]", 1)
    first = "[[rule]]" + rest.split("[[rule]]", 1)[0]
    file = tmp_path / "determination" / "minors-law-130-1-3.toml"
    file.write_text(head + first, "utf-8")
    sound = run("rules", "check", tmp_path)
    assert sound.exit_code == 0, sound.stderr
    file.write_text(head + first.replace('verdict = "holds"', 'verdict = "fails"'), "utf-8")
    result = run("rules", "check", tmp_path)
    assert result.exit_code == 3
    assert "comes out as `holds`" in result.stderr


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*/*.json")), ids=lambda path: path.stem)
def test_check_finds_shipped_documents_sound(run: Run, file: Path) -> None:
    """
    Any of the three documents, told apart by its schema.
    """
    result = run("check", file)
    assert result.exit_code == 0
    assert "no faults" in result.output


def test_check_lists_faults_as_lines_and_as_json(run: Run) -> None:
    """
    All faults at once; exit 2 either way.
    """
    text = as_text(mock_incident(intent="x", location="moon"))
    plain, told = run("check", "-", stdin=text), run("check", "-", "--json", stdin=text)
    assert (plain.exit_code, told.exit_code) == (2, 2)
    faults = json.loads(told.stdout)["faults"]
    assert len(faults) == len(plain.stderr.splitlines()) == 2
    assert json.loads(run("check", "-", "--json", stdin=as_text(mock_incident())).stdout)["document"] == "incident"


@pytest.mark.parametrize(
    ("schema", "said"), [(None, "missing"), ("campuslex/incidant/1", "did you mean"), (3, "no such")]
)
def test_check_needs_to_know_which_document(run: Run, schema: object, said: str) -> None:
    """
    Without a known schema nothing can be checked; the known ones are named.
    """
    result = run("check", "-", stdin=as_text({"schema": schema, "id": "x"}))
    assert result.exit_code == 2
    assert said in result.stderr


@pytest.mark.parametrize("name", ["incident", "petition", "school_term"])
def test_schema_is_json_schema_with_labels(run: Run, name: str) -> None:
    """
    The JSON Schema of each document.
    """
    told = json.loads(run("schema", name).stdout)
    assert told["$schema"].endswith("2020-12/schema")


def test_schema_publishes_the_columns_of_the_table(run: Run) -> None:
    """
    `--csv` lists each column with both labels; only incidents have a table.
    """
    rows = list(csv.DictReader(io.StringIO(run("schema", "incident", "--csv").stdout)))
    assert [row["column"] for row in rows] == [column.name for column in csv_columns()]
    assert rows[0]["zh"]
    assert run("schema", "petition", "--csv").exit_code == 2
    assert run("schema", "incidnt").exit_code == 2


def test_on_a_terminal_a_rule_takes_two_lines(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Wide columns would not fit a terminal: the id, then the title beneath.
    """
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    lines = run("rules", "list", "--article", "minors-law.39.3").stdout.splitlines()
    assert any("严重欺凌：向公安机关" in line and "escalation." not in line for line in lines)
