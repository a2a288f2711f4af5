"""
Reports on one document: what they say, in which language, from which source.
"""

import json
from pathlib import Path

import pytest
from rich.cells import cell_len

from campuslex.cli import demo, options
from campuslex.errors import FactsError
from tests.cli.conftest import EXAMPLES, ON, Run, as_text, determined, mock_incident

BEATING = EXAMPLES / "incidents" / "joint-beating-filmed.json"
PETITION = EXAMPLES / "petitions" / "school-hides-beating.json"
TERM = EXAMPLES / "school_terms" / "missing-much-2025-autumn.json"


def test_assess_tells_every_section_with_articles(run: Run) -> None:
    """
    The full report is Chinese first, cites articles as readers do, and stands still in plain text.
    """
    result = run("assess", BEATING, *ON)
    assert result.exit_code == 0
    for heading in ("认定", "严重程度", "实施者", "法律责任", "必须做的事", "督办触发", "还需查明", "依据回执"):
        assert f"\n{heading}" in result.output
    assert "〔未成年人保护法 第39条第3款〕" in result.output
    assert "措施：必须" in result.output
    assert "措施：不得" in result.output
    assert "\x1b[" not in result.output
    assert "─" not in result.output


def test_open_duties_are_counted_and_listed_on_request(run: Run) -> None:
    """
    Open duties are a count by default, rows with ids under `--all`.
    """
    short, full = run("assess", BEATING, *ON).output, run("assess", BEATING, *ON, "--all").output
    assert "（--all 列出）" in short
    assert "（--all 列出）" not in full
    assert len(full) > len(short)
    assert "escalation.minor-harmed.school/-/public_security" in full


def test_english_comes_first_when_asked(run: Run) -> None:
    """
    `--lang en` turns the order of the languages round.
    """
    result = run("assess", BEATING, *ON, "--lang", "en")
    assert "\nDetermination 认定\n" in result.output
    assert "〔Law on the Protection of Minors art. 39(3)〕" in result.output


def test_assess_prints_the_answer_as_json(run: Run) -> None:
    """
    `--json` is the library's dictionary form, nothing else.
    """
    answer = json.loads(run("assess", BEATING, *ON, "--json").output)
    assert answer["schema"] == "campuslex/assessment/1"
    assert answer["on"] == "2026-03-16"
    assert list(answer["persons"]) == ["S1", "S2", "S3"]


@pytest.mark.parametrize(
    ("command", "file"),
    [("assess", BEATING), ("grade", BEATING), ("needs", BEATING), ("petition", PETITION), ("school", TERM)],
)
def test_every_document_command_reads_standard_input(run: Run, command: str, file: Path) -> None:
    """
    `-` gives the same answer as the file.
    """
    told = run(command, "-", *ON, "--json", stdin=file.read_bytes())
    assert told.exit_code == 0
    assert told.output == run(command, file, *ON, "--json").output


def test_toml_is_read_by_suffix_and_by_its_look(run: Run, tmp_path: Path) -> None:
    """
    A TOML document says the same as a JSON one, from a file or standard input.
    """
    text = """
    schema = "campuslex/incident/1"
    id = "toml-1"
    occurred_to = 2026-03-09
    [[people]]
    id = "S1"
    role = "offender"
    """
    file = tmp_path / "incident.toml"
    file.write_text(text, "utf-8")
    first = json.loads(run("grade", file, *ON, "--json").output)
    assert first["id"] == "toml-1"
    assert json.loads(run("grade", "-", *ON, "--json", stdin="\ufeff" + text).output) == first


def test_grade_is_short_and_says_what_it_rests_on(run: Run) -> None:
    """
    The short report names the presumption behind the grade, with its source.
    """
    result = run("grade", BEATING, *ON)
    assert "基于推定" in result.output
    assert "推定 欺凌情节" in result.output
    assert "来源：" in result.output
    assert "必须做的事" not in result.output
    told = json.loads(run("grade", BEATING, *ON, "--json").output)
    assert (told["severity"]["grade"], len(told["needs"])) == ("grave", 5)


def test_grade_tells_offenders_apart(run: Run) -> None:
    """
    Where offenders differ, each is told.
    """
    file = EXAMPLES / "incidents" / "one-recidivist-of-three.json"
    result = run("grade", file, "--on", "2026-06-30", "--lang", "en")
    assert "Person by person" in result.output


def test_an_incident_between_others_has_no_grade(run: Run) -> None:
    """
    Staff as the only offenders: no grade is told, and the report still stands.
    """
    result = run("assess", EXAMPLES / "incidents" / "staff-offender.json", *ON)
    assert "不分级" in result.output


def test_notices_stand_in_the_report(run: Run) -> None:
    """
    A finding by the principal alone is told as a notice.
    """
    result = run("assess", EXAMPLES / "incidents" / "mock-found-by-principal-alone.json", *ON)
    assert "\n提示" in result.output


def test_petition_says_path_and_whom_not_to_tell(run: Run) -> None:
    """
    The letter about a hidden beating: item 31.5, never to the school.
    """
    result = run("petition", PETITION, *ON)
    assert "31.5" in result.output
    assert "不得转给 must not be forwarded to：学校" in result.output
    assert "第31条第5项" in result.output
    redirected = run("petition", EXAMPLES / "petitions" / "before-a-court.json", *ON, "--all")
    assert "引导至" in redirected.output


def test_school_lists_what_is_not_met_first(run: Run) -> None:
    """
    Requirements are grouped by state, the unmet ones first.
    """
    result = run("school", TERM, *ON)
    assert result.output.index("未达到") < result.output.index("\n达到")
    assert "现有 否   要求 是" in result.output
    english = run(
        "school", EXAMPLES / "school_terms" / "vocational-unlawful-rules-2025-autumn.json", *ON, "--lang", "en"
    )
    assert "found no   wanted yes" in english.output or "not met" in english.output


def test_needs_asks_each_question_once(run: Run) -> None:
    """
    The same question about several people is asked once, with their codes and who can answer.
    """
    result = run("needs", BEATING, *ON)
    assert "S1、S2、S3：" in result.output
    assert "[学校]" in result.output
    assert "决定 " in result.output


def test_explain_shows_condition_values_and_citation(run: Run) -> None:
    """
    Why an outcome is so: rule, condition, values with presumptions told, citation.
    """
    result = run("explain", BEATING, "severity.grade/S1", *ON)
    assert "findings.circumstances == 'bad'" in result.output
    assert "未知（推定：情节恶劣）" in result.output
    assert "〔" in result.output
    told = json.loads(run("explain", BEATING, "measures/S1/expulsion", *ON, "--json").output)
    assert {why["person"] for why in told} == {"S1"}


def test_explain_names_the_nearest_outcome(run: Run) -> None:
    """
    An outcome that does not exist is bad input, with the nearest right word.
    """
    result = run("explain", BEATING, "severity.grad", *ON)
    assert result.exit_code == 2
    assert "did you mean `severity.grade`?" in result.stderr


def test_demo_answers_a_week_after_the_conduct(run: Run) -> None:
    """
    The demo needs no file and no clock.
    """
    result = run("demo")
    assert result.exit_code == 0
    assert "核对日期 assessed on 2026-03-16\n" in result.output
    assert json.loads(run("demo", "--json", "--on", "2026-04-01").output)["on"] == "2026-04-01"


def test_without_a_day_today_in_china_is_taken_and_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Only the command line asks for the day, and its report says so.
    """
    monkeypatch.setattr(options, "today", lambda: options.date(2026, 3, 20))
    result = run("grade", BEATING)
    assert (
        "2026-03-20 （未指定 --on，取中国今日）" in result.output
        or "2026-03-20（未指定 --on，取中国今日）" in result.output
    )
    assert json.loads(run("grade", BEATING, "--json").output)["on"] == "2026-03-20"


def test_today_is_a_day() -> None:
    """
    The default is a plain date.
    """
    assert type(options.today()) is options.date


def test_receipt_columns_are_aligned_at_east_asian_widths(run: Run) -> None:
    """
    Values of the receipt begin at one column of the screen, whatever the script of their labels.
    """
    output = run("assess", BEATING, *ON).output
    rows = output.split("依据回执 Receipt\n")[1].splitlines()
    starts = {cell_len(row[: row.rindex("  ") + 2]) for row in rows if row.strip()}
    assert len(starts) == 1


def test_settled_incident_is_said_to_be_established(run: Run) -> None:
    """
    A determined incident reads as confirmed and established.
    """
    result = run("grade", "-", *ON, stdin=as_text(determined()))
    assert "已认定" in result.output
    assert "幅度" not in result.output
    assert "幅度" in run("grade", "-", *ON, stdin=as_text(mock_incident())).output


def test_layers_and_readings_stand_in_the_receipt(run: Run) -> None:
    """
    A chosen reading is what the receipt says.
    """
    told = json.loads(run("assess", BEATING, *ON, "--json", "--reading", "A-08=narrow", "--layer", "CN").output)
    assert told["receipt"]["readings"]["A-08"] == "narrow"


def test_a_petition_without_a_path_says_so(run: Run) -> None:
    """
    No rule speaks: the report tells that no path applies.
    """
    old = as_text(
        {"schema": "campuslex/petition/1", "id": "p-1", "received_on": "1990-01-01", "category": "suggestion"}
    )
    assert "没有对应的途径" in run("petition", "-", *ON, stdin=old).output


def test_the_packaged_demo_is_used_where_there_is_no_checkout(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """
    Installed, the incident stands beside the package; with neither, a clear fault.
    """
    monkeypatch.setattr(demo.resources, "files", lambda _: tmp_path)
    monkeypatch.setattr(demo, "__file__", str(tmp_path / "a" / "b" / "c" / "d.py"))
    with pytest.raises(FactsError, match="the shipped incident is missing"):
        demo.demo_text()
    (tmp_path / "demo.json").write_bytes(b"{}")
    assert demo.demo_text() == b"{}"
