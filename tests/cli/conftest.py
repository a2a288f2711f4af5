"""
What the tests of the command line share.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from campuslex.cli.app import app

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
ON = ("--on", "2026-03-16")
Run = Callable[..., Result]


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
