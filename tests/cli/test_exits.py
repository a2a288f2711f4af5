"""
Exit codes and failures: lines on stderr, never a traceback.
"""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from campuslex.cli import app as app_module
from campuslex.cli import incidents, main
from campuslex.errors import EngineDisagreement, EngineUnavailable
from tests.cli.conftest import EXAMPLES, ON, ROOT, Run, as_text, determined, mock_incident

BEATING = EXAMPLES / "incidents" / "joint-beating-filmed.json"
TERM = EXAMPLES / "school_terms"


def test_every_fault_is_one_line_with_its_place(run: Run) -> None:
    """
    Two faults, two lines, exit 2, nothing on stdout.
    """
    bad = mock_incident(intent="delibrate", locaton="online")
    result = run("assess", "-", *ON, stdin=as_text(bad))
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 2
    assert "did you mean `deliberate`?" in result.stderr


@pytest.mark.parametrize(
    "text",
    [
        b"{",
        b"\xff\xfe",
        b"[1, 2]",
        b"",
        b'{"id": NaN}',
        b"[" * 100_000,
        b'a = "',
        b'{"schema": "campuslex/petition/1"}',
    ],
)
def test_what_is_no_document_is_bad_input(run: Run, text: bytes) -> None:
    """
    Not JSON, not UTF-8, not an object, empty, NaN, too deep, the wrong document: exit 2.
    """
    result = run("assess", "-", *ON, stdin=text)
    assert result.exit_code == 2
    assert result.stderr


def test_a_file_that_cannot_be_read_is_bad_input(run: Run, tmp_path: Path) -> None:
    """
    A missing file and a folder are told in a line.
    """
    assert run("assess", tmp_path / "none.json", *ON).exit_code == 2
    result = run("check", tmp_path)
    assert result.exit_code == 2
    assert "cannot be read" in result.stderr


@pytest.mark.parametrize(
    "args",
    [
        ("--on", "2026-02-30"),
        ("--engine", "clips"),
        ("--layer", "Atlantis"),
        ("--reading", "A-08"),
        ("--reading", "A-08=widest"),
        ("--lang", "fr"),
    ],
)
def test_options_that_mean_nothing_are_bad_input(run: Run, args: tuple[str, ...]) -> None:
    """
    A day, engine, layer, reading or language that does not exist: exit 2.
    """
    on = () if args[0] == "--on" else ON
    assert run("grade", BEATING, *on, *args).exit_code == 2


def test_bad_rules_end_with_three(run: Run, tmp_path: Path) -> None:
    """
    A folder that is none, and one with a broken file.
    """
    assert run("grade", BEATING, *ON, "--rules-dir", tmp_path / "none").exit_code == 3
    (tmp_path / "severity").mkdir()
    (tmp_path / "severity" / "broken.toml").write_text("[provision", "utf-8")
    result = run("grade", BEATING, *ON, "--rules-dir", tmp_path)
    assert result.exit_code == 3
    assert "severity/broken.toml" in result.stderr


def test_disagreeing_engines_end_with_four(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A disagreement names the rule and shows no fact.
    """

    def disagree(*_: Any, **__: Any) -> None:
        raise EngineDisagreement("severity.x", {"compiled": "holds", "durable": "fails"}, {"age": "13"})

    monkeypatch.setattr(incidents, "assess", disagree)
    result = run("assess", BEATING, *ON, "--engine", "crosscheck")
    assert result.exit_code == 4
    assert "severity.x" in result.stderr
    assert "13" not in result.stderr


def test_an_absent_engine_ends_with_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    An engine whose package is missing is another failure.
    """

    def unavailable(*_: Any, **__: Any) -> None:
        raise EngineUnavailable("durable-rules is not installed")

    monkeypatch.setattr(incidents, "assess", unavailable)
    assert run("assess", BEATING, *ON, "--engine", "durable").exit_code == 1


def test_open_answers_end_with_five_where_asked(run: Run) -> None:
    """
    Suspected is open; determined, established and of one grade is not. Without the flag both end with 0.
    """
    suspected, settled = as_text(mock_incident()), as_text(determined())
    assert run("assess", "-", *ON, stdin=suspected).exit_code == 0
    for command in ("assess", "grade", "needs"):
        assert run(command, "-", *ON, "--fail-on-open", stdin=suspected).exit_code == 5
    assert run("grade", "-", *ON, "--fail-on-open", stdin=settled).exit_code == 0


def test_open_petitions_and_terms_end_with_five_where_asked(run: Run) -> None:
    """
    A petition of which nothing is known is open; so is a term of which little is.
    """
    unknown = as_text({"schema": "campuslex/petition/1", "id": "p-1", "matter": ["school_inaction"]})
    assert run("petition", "-", *ON, "--fail-on-open", stdin=unknown).exit_code == 5
    assert run("school", TERM / "unknown-much-2026-spring.json", *ON, "--fail-on-open").exit_code == 5
    settled = EXAMPLES / "petitions" / "school-hides-beating.json"
    assert run("petition", settled, *ON, "--fail-on-open").exit_code == 0


def test_a_closed_pipe_is_quiet(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    `campuslex … | head` ends as any tool does, without a word.
    """

    def closed(*_: Any) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("campuslex.cli.check.click.echo", closed)
    monkeypatch.setattr(app_module, "_forget_stdout", lambda: None)
    result = run("check", BEATING)
    assert (result.exit_code, result.output) == (141, "")


def test_a_real_pipe_that_closes_early_is_quiet() -> None:
    """
    The whole process, with a reader that goes away.
    """
    command = f"{sys.executable} -m campuslex.cli.main rules list --json | head -c 10"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, check=False, timeout=60)  # noqa: S603, S607
    assert len(done.stdout) == 10
    assert done.stderr == b""


def test_missing_extra_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """
    Without click the command says how to install the extra, exit 1.
    """
    monkeypatch.setitem(sys.modules, "click", None)
    with pytest.raises(SystemExit) as ended:
        main.main()
    told = capsys.readouterr()
    assert ended.value.code == 1
    assert told.err == main.MISSING + "\n"
    assert "pip install 'campuslex[cli]'" in told.err


def test_main_runs_the_arguments(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """
    The entry point runs what the process was given.
    """
    monkeypatch.setattr(sys, "argv", ["campuslex", "--version"])
    with pytest.raises(SystemExit) as ended:
        main.main()
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("campuslex")


def test_help_documents_the_exit_codes(run: Run) -> None:
    """
    Every code stands in `--help`.
    """
    told = run("--help").output
    for code in ("0", "1", "2", "3", "4", "5", "141"):
        assert f"\n    {code} " in told
