"""The example scripts run as they stand."""

import runpy
from pathlib import Path

import pytest

SCRIPTS = sorted((Path(__file__).parents[2] / "examples").glob("*.py"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_runs(script, capsys):
    """A script runs from anywhere and says something in Chinese."""
    runpy.run_path(str(script), run_name="__main__")
    assert "等级" in capsys.readouterr().out


def test_there_are_scripts():
    """There is at least one script for library use."""
    assert SCRIPTS
