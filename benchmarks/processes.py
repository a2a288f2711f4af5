"""
What is measured in processes of their own: the start, and memory.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import campuslex
from benchmarks.timing import best_of

REPETITIONS = 15
LOAD = "import campuslex; campuslex.load_rulebook()"
_PATHS = os.pathsep.join([str(Path(campuslex.__file__).parents[1]), str(Path(__file__).parents[1])])


def start_seconds() -> dict[str, float]:
    """
    Seconds of a bare interpreter, and of one that imports campuslex and loads the rulebook.
    """
    return best_of({"bare": lambda: _python("-c", "pass"), "load": lambda: _python("-c", LOAD)}, REPETITIONS)


def memory() -> dict[str, Any]:
    """
    Resident memory as `benchmarks.memory` reports it.
    """
    found: dict[str, Any] = json.loads(_python("-m", "benchmarks.memory"))
    return found


def _python(*arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": _PATHS}
    command = [sys.executable, *arguments]
    return subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603
