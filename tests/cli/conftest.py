"""
What the tests of the command line share.
"""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from campuslex.cli import options
from campuslex.cli.app import app
from campuslex.rulebook.book import Rulebook, load_rulebook

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
ON = ("--on", "2026-03-16")
Run = Callable[..., Result]


@cache
def _shipped(layers: tuple[str, ...], readings: tuple[tuple[str, str], ...]) -> Rulebook:
    return load_rulebook(layers, None, dict(readings))


@pytest.fixture(autouse=True)
def shipped_rules_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Read the shipped rules once for all tests; other folders each time.
    """

    def load(
        layers: tuple[str, ...], rules_dir: Path | None, readings: dict[str, str], local: tuple[Path, ...]
    ) -> Rulebook:
        if rules_dir is not None or local:
            return load_rulebook(layers, rules_dir, readings, local)
        return _shipped(tuple(layers), tuple(sorted(readings.items())))

    monkeypatch.setattr(options, "load_rulebook", load)


@pytest.fixture
def run() -> Run:
    """
    Run `campuslex` with arguments; stdin as text or bytes.
    """

    def invoke(*args: object, stdin: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(app, [str(arg) for arg in args], input=stdin)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert "Traceback" not in result.output
        return result

    return invoke


def mock_incident(**more: Any) -> dict[str, Any]:
    """
    A small incident: a thirteen-year-old mocks a classmate once.
    """
    return {
        "schema": "campuslex/incident/1",
        "id": "mock-1",
        "occurred_from": "2026-03-09",
        "occurred_to": "2026-03-09",
        "school": {"stage": "junior"},
        "intent": "deliberate",
        "people": [
            {"id": "S1", "role": "offender", "status": "enrolled", "age": 13},
            {"id": "S2", "role": "victim", "status": "enrolled", "age": 13, "mental": "distress"},
        ],
        "acts": [{"kind": "mock", "by": ["S1"], "against": ["S2"], "occasions": 1}],
        **more,
    }


def determined() -> dict[str, Any]:
    """
    The same, determined as bad circumstances: nothing about its grade is open.
    """
    finding = {"by": "school_committee", "on": "2026-03-12"}
    return mock_incident(
        id="settled-1",
        findings={"bullying": {"value": True, **finding}, "circumstances": {"value": "bad", **finding}},
    )


def as_text(document: object) -> str:
    return json.dumps(document, ensure_ascii=False)
